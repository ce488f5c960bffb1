// crane-manifest prints the manifest of an image, as `crane manifest` does: with the keychain of
// go-containerregistry, which is crane's library and looks into the config.json of DOCKER_CONFIG.
package main

import (
	"fmt"
	"os"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: crane-manifest IMAGE")
		os.Exit(2)
	}
	reference, err := name.ParseReference(os.Args[1], name.Insecure)
	if err != nil {
		fail(err)
	}
	image, err := remote.Get(reference, remote.WithAuthFromKeychain(authn.DefaultKeychain))
	if err != nil {
		fail(err)
	}
	if _, err := os.Stdout.Write(image.Manifest); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// Serves the registry of go-containerregistry at a port of the loopback interface, in memory.
//
//	go-containerregistry 40123
package main

import (
	"io"
	"log"
	"net/http"
	"os"

	"github.com/google/go-containerregistry/pkg/registry"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go-containerregistry PORT")
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], registry.New(
		registry.WithReferrersSupport(true),
		registry.Logger(log.New(io.Discard, "", 0)),
	)))
}

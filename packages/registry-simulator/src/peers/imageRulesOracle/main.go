// An oracle of image rules that shares no code with the product: Masterminds/semver and containerd's
// platforms. It reads questions from its input, one JSON object a line, and writes an answer to each:
// true or false.
//
//	{"range": ">=1.2 <2", "version": "1.4.0-rc.1", "prerelease": true}
//	{"platform": "linux/arm64", "image": "linux/arm64/v8"}
//
// Where the product is documented to differ from these libraries, the difference is here, with its name
// in docs/decisions/13-oracle.md.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/Masterminds/semver"
	"github.com/containerd/platforms"
	specs "github.com/opencontainers/image-spec/specs-go/v1"
)

type question struct {
	Range      string
	Version    string
	Prerelease bool
	Platform   string
	Image      string
}

func main() {
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.More() {
		var q question
		if err := in.Decode(&q); err != nil {
			panic(err)
		}
		answer := false
		if q.Platform != "" {
			answer = runs(q.Image, q.Platform)
		} else {
			answer = within(q.Range, q.Version, q.Prerelease)
		}
		out.WriteString(strconv.FormatBool(answer) + "\n")
	}
}

// within tells whether a version is within a range: as Masterminds says, or, of prereleases, as npm.
func within(text, version string, prerelease bool) bool {
	// npm reads 1.2.3-01 as 1.2.3-1, which Masterminds refuses.
	v, err := semver.NewVersion(leadingZeros.ReplaceAllString(version, "$1$2"))
	if err != nil {
		return false
	}
	if holds(text, v) {
		return true
	}
	if v.Prerelease() == "" {
		return false
	}
	for _, alternative := range strings.Split(text, "||") {
		bounds := boundsOf(alternative)
		if (prerelease || widened.MatchString(alternative) || namesPrerelease(bounds, v)) && all(bounds, v) {
			return true
		}
	}
	return false
}

func holds(text string, v *semver.Version) bool {
	constraint, err := semver.NewConstraint(text)
	return err == nil && constraint.Check(v)
}

// A bound of a range, such as >=1.2.
type bound struct {
	operator string
	version  string
	// Of 1.2.3 - 2: from there on, prereleases of it included.
	first bool
}

var (
	hyphen  = regexp.MustCompile(`([^\s|,]+)\s+-\s+([^\s|,]+)`)
	written = regexp.MustCompile(`(!=|>=|=>|<=|=<|~>|>|<|=|~|\^)?\s*([^\s,<>=~^!]+)`)
	whole   = regexp.MustCompile(`^v?\d+\.\d+\.\d+(-.+)?$`)
	// Of a number in a prerelease.
	leadingZeros = regexp.MustCompile(`([-.])0+(\d+)`)
	// All prereleases are within 3.x-0.
	widened = regexp.MustCompile(`\.[xX*]-0(\s|,|$)`)
)

func boundsOf(alternative string) []bound {
	if ends := hyphen.FindStringSubmatch(alternative); ends != nil {
		return []bound{{">=", ends[1], true}, {"<=", ends[2], false}}
	}
	bounds := []bound{}
	for _, found := range written.FindAllStringSubmatch(alternative, -1) {
		bounds = append(bounds, bound{found[1], found[2], false})
	}
	return bounds
}

// namesPrerelease is npm's condition: a bound is a prerelease of the same version.
func namesPrerelease(bounds []bound, v *semver.Version) bool {
	for _, b := range bounds {
		if b.operator == "!=" || !whole.MatchString(b.version) {
			continue
		}
		named, err := semver.NewVersion(b.version)
		if err == nil && named.Prerelease() != "" &&
			named.Major() == v.Major() && named.Minor() == v.Minor() && named.Patch() == v.Patch() {
			return true
		}
	}
	return false
}

func all(bounds []bound, v *semver.Version) bool {
	for _, b := range bounds {
		if !byPrecedence(b, v) {
			return false
		}
	}
	return len(bounds) > 0
}

// byPrecedence holds a prerelease against a bound by semver's order alone.
func byPrecedence(b bound, v *semver.Version) bool {
	// Masterminds compares prereleases with bounds that are some themselves.
	lowered := b.operator + b.version
	if !strings.Contains(b.version, "-") {
		lowered += "-0"
	}
	if b.first || !whole.MatchString(b.version) {
		return holds(lowered, v)
	}
	named, err := semver.NewVersion(b.version)
	if err != nil {
		return false
	}
	order := v.Compare(named)
	switch b.operator {
	case "", "=":
		return order == 0
	case "!=":
		return order != 0
	case ">":
		return order > 0
	case "<":
		return order < 0
	case ">=", "=>":
		return order >= 0
	case "<=", "=<":
		return order <= 0
	default:
		return order >= 0 && holds(lowered, v)
	}
}

// runs tells whether an image of one platform runs on another.
func runs(image, on string) bool {
	wanted, known := read(on), read(image)
	return platforms.Only(wanted).Match(known) || runsOnLaterArm64(known, wanted)
}

func read(name string) specs.Platform {
	parts := append(strings.Split(name, "/"), "")
	return platforms.Normalize(specs.Platform{OS: parts[0], Architecture: parts[1], Variant: parts[2]})
}

var arm64 = regexp.MustCompile(`^v?([89])(?:\.(\d))?$`)

// runsOnLaterArm64 is what containerd 2 adds: v8.x runs v8.{0..x}, v9.x runs v9.{0..x} and v8.{0..x+5}.
func runsOnLaterArm64(known, wanted specs.Platform) bool {
	if known.OS != wanted.OS || known.Architecture != "arm64" || wanted.Architecture != "arm64" {
		return false
	}
	is, on := arm64.FindStringSubmatch(orUsual(known)), arm64.FindStringSubmatch(orUsual(wanted))
	if is == nil || on == nil {
		return false
	}
	minor, limit := digit(is[2]), digit(on[2])
	if is[1] == "8" && on[1] == "9" {
		limit += 5
	} else if is[1] != on[1] {
		return false
	}
	return minor <= limit
}

func orUsual(p specs.Platform) string {
	if p.Variant == "" {
		return "v8"
	}
	return p.Variant
}

func digit(text string) int {
	number, _ := strconv.Atoi(text)
	return number
}

// Makes vectors.json with the tree and the notes of golang.org/x/mod/sumdb, an implementation that shares nothing with ours.
// Debian has both parts (golang-go, golang-golang-x-mod-dev):
//
//	GOPATH=/usr/share/gocode GO111MODULE=off go run make-vectors.go > vectors.json
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"math/rand"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const leaves = 100000

// Leaf i is SHA-256 over the 8 bytes of i.
func leaf(i int64) []byte {
	var number [8]byte
	binary.BigEndian.PutUint64(number[:], uint64(i))
	sum := sha256.Sum256(number[:])
	return sum[:]
}

type storage []tlog.Hash

func (s storage) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(at))
	for i, index := range at {
		out[i] = s[index]
	}
	return out, nil
}

func b64(hash tlog.Hash) string { return base64.StdEncoding.EncodeToString(hash[:]) }

// One digest for a list of hashes keeps the file small: SHA-256 over all of them.
func digest(hashes []tlog.Hash) string {
	sum := sha256.New()
	for _, hash := range hashes {
		sum.Write(hash[:])
	}
	return base64.StdEncoding.EncodeToString(sum.Sum(nil))
}

type tree struct {
	Size        int64  `json:"size"`
	Root        string `json:"root"`
	Index       int64  `json:"index"`
	Inclusion   string `json:"inclusion"`
	Older       int64  `json:"older"`
	Consistency string `json:"consistency"`
}

type tile struct {
	Size   int64  `json:"size"`
	Path   string `json:"path"`
	Sha256 string `json:"sha256"`
}

type signed struct {
	Seed string `json:"seed"`
	Key  string `json:"key"`
	Text string `json:"text"`
	Note string `json:"note"`
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	var hashes storage
	for i := int64(0); i < leaves; i++ {
		more, err := tlog.StoredHashes(i, leaf(i), hashes)
		must(err)
		hashes = append(hashes, more...)
	}
	random := rand.New(rand.NewSource(20241127))
	sizes := []int64{1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 255, 256, 257, 511, 512, 513, 65535, 65536, 65537, 70000, leaves}
	for len(sizes) < 400 {
		sizes = append(sizes, 1+random.Int63n(leaves))
	}
	var trees []tree
	for _, size := range sizes {
		index, older := random.Int63n(size), 1+random.Int63n(size)
		root, err := tlog.TreeHash(size, hashes)
		must(err)
		inclusion, err := tlog.ProveRecord(size, index, hashes)
		must(err)
		consistency, err := tlog.ProveTree(size, older, hashes)
		must(err)
		trees = append(trees, tree{size, b64(root), index, digest(inclusion), older, digest(consistency)})
	}
	var tiles []tile
	for _, size := range []int64{1, 256, 257, 70000, leaves} {
		for _, one := range tlog.NewTiles(8, 0, size) {
			if random.Intn(8) != 0 && one.L == 0 && size > 300 {
				continue
			}
			data, err := tlog.ReadTileData(one, hashes)
			must(err)
			sum := sha256.Sum256(data)
			path := strings.Replace(one.Path(), "tile/8/", "tile/", 1)
			tiles = append(tiles, tile{size, path, base64.StdEncoding.EncodeToString(sum[:])})
		}
	}
	var notes []signed
	for i := 0; i < 20; i++ {
		seed := make([]byte, 32)
		random.Read(seed)
		name := "log.netra.example/" + string(rune('a'+i))
		private := ed25519.NewKeyFromSeed(seed)
		key, err := note.NewEd25519VerifierKey(name, private.Public().(ed25519.PublicKey))
		must(err)
		// The signer's text form of that package is PRIVATE+KEY+name+hash+0x01||seed.
		parts := strings.SplitN(key, "+", 3)
		signer, err := note.NewSigner("PRIVATE+KEY+" + name + "+" + parts[1] + "+" + base64.StdEncoding.EncodeToString(append([]byte{1}, seed...)))
		must(err)
		root, err := tlog.TreeHash(sizes[i], hashes)
		must(err)
		var text bytes.Buffer
		text.WriteString(name + "\n")
		number, _ := json.Marshal(sizes[i])
		text.Write(number)
		text.WriteString("\n" + b64(root) + "\n")
		note, err := note.Sign(&note.Note{Text: text.String()}, signer)
		must(err)
		notes = append(notes, signed{base64.StdEncoding.EncodeToString(seed), key, text.String(), string(note)})
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	must(out.Encode(map[string]any{"trees": trees, "tiles": tiles, "notes": notes}))
}

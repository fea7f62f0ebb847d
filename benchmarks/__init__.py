"""How fast bookc is, next to its peers: `make bench` measures it and writes docs/performance.md."""

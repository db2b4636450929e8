"""BPL: boilerplate."""

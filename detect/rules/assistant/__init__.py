"""LLM: assistant residue and stock phrasing."""

"""REP: repetition and hallucination."""

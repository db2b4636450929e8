"""REF: pronoun, gender and person."""

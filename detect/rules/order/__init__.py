"""ORD: word order and missing words."""

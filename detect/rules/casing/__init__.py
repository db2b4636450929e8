"""CAS: casing."""

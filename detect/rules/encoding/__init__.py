"""ENC: encoding damage and markup residue."""

"""QUO: quotation marks and attribution."""

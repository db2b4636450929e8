"""What a person reads: tables, summaries, pages and progress. Nothing here computes a score or parses an argument."""

"""The gate for newly ingested articles: what fails, what was accepted before, and why. Nothing here prints."""

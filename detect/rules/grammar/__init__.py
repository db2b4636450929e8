"""Grammar, as LanguageTool finds it (``--profile full``)."""

"""Which lines of a text are the article and which are boilerplate, learned from labelled pages."""

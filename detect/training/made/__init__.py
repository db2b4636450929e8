"""Texts no corpus holds, made by real means, and how the models do on them: ``detect evaluate made``.

`apertium` is a rule-based translator; `texts` makes pages of it, of the translations in the data and of damage; `bench`
scores them.
"""

"""UNT: untranslated or wrong-script text."""

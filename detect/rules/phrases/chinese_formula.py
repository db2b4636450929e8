"""PHR009."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import Entry
from detect.rules.phrases._calques import CalqueRule

_NAMED = ("hot search", "meeting", "conference")
"""Formulas that also are parts of names."""
_SMALL = frozenset("of the for in on a was held".split())
_NEIGHBOUR = re.compile(r"[A-Z][\w-]+ \||\| (?:of (?:the )?)?[A-Z]|[A-Z][\w-]+ \w+ \|")


class ChineseFormula(CalqueRule):
    """News formula of Chinese, translated word for word.

    ## What it does
    Finds formulas and page furniture such as "the reporter learned", "the relevant person in charge", "responsible
    editor", "new crown pneumonia", "at the first time".

    ## Why it is an artifact
    Chinese news is built of fixed formulas; names that are abbreviations (新冠) are translated by their characters.

    ## Known false alarms
    English pages of Chinese institutions, which are translated too. Names of events and services in capitals are left
    alone.

    ## Example
    Bad: The reporter learned from the hospital that two patients left.
    Good: The reporter said that he learned it from a nurse.
    """

    code = "PHR009"
    name = "chinese-formula"
    severity = Severity.WARNING
    lexicon = "chinese_formulas"
    message = "A news formula of Chinese, translated word for word ({note})."
    quoted = "info"

    def accept(self, document: Document, entry: Entry, start: int, end: int) -> bool:
        """Not a proper name: a fair's "Promotion Conference", the "Hot Search Time Machine"."""
        if not any(word in entry.phrase for word in _NAMED):
            return True
        words = [word for word in document.text[start:end].split() if word.lower() not in _SMALL]
        if len(words) < 2 or not all(word[0].isupper() for word in words):
            return True
        around = document.text[max(0, start - 20) : start] + "|" + document.text[end : end + 20]
        return _NEIGHBOUR.search(around) is None

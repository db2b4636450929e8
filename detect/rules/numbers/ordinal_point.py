"""NUM014."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule
from detect.rules.numbers.displaced_date import MONTHS, ordinal

_NOUNS = (
    *MONTHS,
    "minute",
    "place",
    "round",
    "century",
    "article",
    "edition",
    "anniversary",
    "birthday",
    "floor",
    "district",
    "division",
    "season",
    "grade",
    "week",
    "day",
    "time",
    "term",
    "match",
    "game",
    "half",
    "stage",
    "world war",
)


class OrdinalPoint(PatternRule):
    """Ordinal number written with a point ("the 82. minute").

    ## What it does
    Finds a number with a point before a noun or a month that takes an ordinal ("the 82. minute", "on 12. January").

    ## Why it is an artifact
    German, Czech, Polish, Icelandic, Danish, Finnish and the South Slavic languages write an ordinal as a number with a
    point. In English the point ends a sentence.

    ## Known false alarms
    A sentence that ends in a number before a lower-case sentence; numbered lists are left alone.

    ## Example
    Bad: The goal fell in the 82. minute.
    Good: The goal fell in the 82nd minute.
    """

    code = "NUM014"
    name = "ordinal-point"
    severity = Severity.WARNING
    triggers = tuple(f"{digit}. {noun}" for digit in range(10) for noun in _NOUNS)
    pattern = (
        rf"\b(?:the|in|on|his|her|their|its|until|from|since) "
        rf"(?P<at>(?P<number>\d{{1,3}})\. (?P<noun>{'|'.join(_NOUNS)}))\b"
    )
    reach = 24
    message = "A number with a point is an ordinal in the source language; in English it ends a sentence."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not where a new sentence begins: a capital that is no month."""
        noun = match.start("noun")
        return document.text[noun].islower() or (match["noun"] in MONTHS and int(match["number"]) <= 31)

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        start, end = match.span("at")
        noun = document.text[slice(*match.span("noun"))]
        number = int(match["number"])
        suggestion = f"{noun} {number}" if match["noun"] in MONTHS else f"{ordinal(number)} {noun}"
        return self.finding(document, start, end, self.message, suggestion)

"""PUN001."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule

_ASIDE = frozenset(
    """and or but who whom whose which that this these those the a an he she it they we i you his her its their our my
    your is are was were be been has have had will would can could not no as at by for from in into of on so than then
    there to when where while with what why how if because after before even including especially like just also only
    all some com based led said says saying""".split()
)
_PREFIXES = frozenset(
    "non anti pro pre post ultra cross ex inter intra trans mid un neo pan self co semi sub super".split()
)
_SUFFIXES = frozenset("ism isms ist ists ish ness ology ologies phobia gate esque ing ed er ers".split())
"""Endings that are named by themselves: "any other -ism"."""
_COUNTED = (
    "year",
    "day",
    "month",
    "week",
    "hour",
    "minute",
    "metre",
    "meter",
    "kilo",
    "mile",
    "foot",
    "degree",
    "point",
)
_DASH = re.compile(r"[a-z]- |[a-z] - |[a-z]--")


class SpaceBeforeHyphen(PatternRule):
    """Space before the hyphen of a compound ("non -state").

    ## What it does
    Finds compounds that have a space before their hyphen: "cross -border", "ultra -right", "35 -year -old".

    ## Why it is an artifact
    Web translation services cut the text into pieces, put marks back by rule, and join a hyphen to the wrong side.
    Writers do not type it, and neither do print hyphenation nor lost mark-up leave it.

    ## Known false alarms
    A dash that is glued to the word behind it; it is left alone where a function word follows or where the aside is
    closed by a dash later in the sentence. Suspended compounds ("built and -operated") are left alone.

    ## Example
    Bad: They fear attacks by non -state groups.
    Good: They fear attacks by non-state groups.
    """

    code = "PUN001"
    name = "space-before-hyphen"
    severity = Severity.WARNING
    triggers = tuple(f" -{chr(letter)}" for letter in range(ord("a"), ord("z") + 1))
    subject = "text"
    pattern = r"(?<![\w'’@/.-])(?P<left>[^\W_]+) [-‐‑](?P<right>[^\W\d_]+)(?P<more>(?: ?[-‐‑][^\W\d_]+){0,3})"
    reach = 40
    message = "Space before the hyphen of a compound: the text was cut into tokens and put together again."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not for dashes: asides that start with a function word or that a dash closes."""
        left, right = match["left"].lower(), match["right"].lower()
        if right in _ASIDE or left in _ASIDE or (len(right) < 3 and left not in _PREFIXES):
            return left.isdigit() and right in ("based", "led")
        if right in _SUFFIXES:
            return False
        if match["right"][0].isupper() and left not in _PREFIXES:
            return False
        if right.endswith("ly") and right not in ("friendly", "family"):
            return False  # "we'll adjust -accordingly"
        if left.isdigit() and not right.startswith(_COUNTED):
            return False
        _, high = document.sentence_at(match.start())
        rest = document.folded[match.end() : min(high, match.end() + 200)]
        return not _DASH.search(rest) and document.folded[match.start() - 2 : match.start()] != "- "

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        joined = match.group().replace(" ", "")
        return self.finding(document, *match.span(), self.message, joined)

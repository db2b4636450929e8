"""NUM012."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_BEFORE = re.compile(
    r"(?:\b(?:at|from|to|until|till|by|about|around|approximately|between|before|after|since|beat|won|lost|score) |"
    r"\(|\d: \d\d(?:,| ?[-~]| to| and) ?)\Z"
)
_AFTER = re.compile(
    r" ?(?:[ap]\.?m\b|o'clock|on \w|local|beijing|gmt|utc|est\b|edt\b|cet\b|this|yesterday|today|in the|h\b|"
    r"[-~] ?\d?\d: )"
)
_DATE = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \Z")


class SpacedClockTime(PatternRule):
    """Space inside a time of day or a score ("8: 34 p.m.").

    ## What it does
    Finds a space behind the colon of a time of day or of a result.

    ## Why it is an artifact
    Translation systems cut the text into tokens and put them together again by rules for prose, where a space follows
    a colon. Chinese full-width colons and times from German and Russian come out this way in large numbers; people
    do not type it.

    ## Known false alarms
    Chapter and verse or numbered headings ("Step 2: 10 things") are left alone.

    ## Example
    Bad: The quake struck at 8: 34 p.m. on Sunday.
    Good: The quake struck at 8:34 p.m. on Sunday.
    """

    code = "NUM012"
    name = "spaced-clock-time"
    severity = Severity.WARNING
    triggers = tuple(f"{digit}: {tens}" for digit in range(10) for tens in range(10))
    pattern = (
        r"(?<![\d.,:])(?P<hour>\d{1,2}): (?P<minute>\d\d?)"
        r"(?!\d|[.,:]\d| ?%| (?:million|billion|percent|per cent|people|of)\b)"
    )
    reach = 16
    message = "A space inside the time or score: the text was put together again from tokens."
    replacement = "{hour}:{minute}"

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only with a word of time or of sport beside it."""
        folded = document.folded
        start, end = match.span()
        if _DATE.search(folded, max(0, start - 16), start):
            return False
        before = _BEFORE.search(folded, max(0, start - 16), start)
        if len(match["minute"]) == 1:  # a result
            return bool(before) and int(match["hour"]) < 20 and folded[end : end + 1] in ").,; "
        if int(match["minute"]) > 59:
            return False
        if before:
            return True
        return int(match["hour"]) <= 24 and bool(_AFTER.match(folded, end, end + 12))

"""NUM017."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule

_MEASURED = re.compile(
    r"\b(?:points?|shares?|stocks?|index|closed at|closing|traded?|trading|price[ds]?|valued?|record|average|seconds|"
    r"minutes?|score[ds]?|averag\w+|rat(?:e|es|ed|ing)|stood|stands|mark|metres|meters|lap|percent|per cent|odds)\b"
    r"|[$€£%]"
)
_OTHER_CLOCK = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])|\b\d{1,2}(?:[:.][0-5]\d)? ?[ap]\.?m\b")


class PointedClockTime(PatternRule):
    """24-hour time with a point ("at 19.15").

    ## What it does
    Finds hours from 13 to 23 with a point and minutes behind "at", "from", "until", "since" and the like, and gives the
    time as English news writes it.

    ## Why it is an artifact
    German, Danish, Finnish, Italian and Indonesian write times of day with a point and on the 24-hour clock ("um 19.15
    Uhr"). The word for "o'clock" is dropped and the number copied. British papers use the point too, but with the
    12-hour clock, so hours up to 12 are left alone; a few write 14.00 as well, so the finding is a `warning` only where
    the text writes other times with a colon or with a.m. and p.m., and else an `info`.

    ## Known false alarms
    Prices, index points and results ("closed at 19.15"); sentences with such words are left alone.

    ## Example
    Bad: The fire service was called at 19.15 on Friday. It came at 7:30 p.m.
    Good: The fire service was called at 7:15 p.m. on Friday. It came at 7:30 p.m.
    """

    code = "NUM017"
    name = "pointed-clock-time"
    severity = Severity.WARNING
    quoted = "info"
    triggers = tuple(f" {hour}.{tens}" for hour in range(13, 24) for tens in range(6))
    pattern = (
        r"\b(?:at|from|until|till|since|around|about|between|before|after) (?:about |around |exactly )?"
        r"(?P<at>(?P<hour>1[3-9]|2[0-3])\.(?P<minute>[0-5]\d))(?![\w%]|[.,:/-]\d| ?(?:%|[ap]\.?m\b|bst|gmt|o'clock|"
        r"million|billion|percent|per|points?|euros|dollars|met|kilo|miles|tons|hours|seconds|\w+day))"
    )
    reach = 30
    message = "A time of day with a point on the 24-hour clock, as in German, the Nordic languages or Italian."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not where something is measured or traded."""
        low, high = document.sentence_at(match.start())
        low, high = max(low, match.start() - 150), min(high, match.end() + 100)
        return _MEASURED.search(document.folded, low, high) is None

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        minute = f":{match['minute']}" if match["minute"] != "00" else ""
        suggestion = f"{int(match['hour']) - 12}{minute} p.m."
        mixed: bool | None = document.shared.get("clock times")
        if mixed is None:
            mixed = document.shared["clock times"] = _OTHER_CLOCK.search(document.folded) is not None
        severity = None if mixed else Severity.INFO
        return self.finding(document, *match.span("at"), self.message, suggestion, severity)

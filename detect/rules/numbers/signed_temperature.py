"""NUM024."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule


class SignedTemperature(PatternRule):
    """Temperature with a plus sign ("+28 degrees").

    ## What it does
    Finds temperatures of five degrees or more with a plus sign, or with "plus" before them.

    ## Why it is an artifact
    Russian, Ukrainian, Bulgarian and Finnish weather reports write the sign ("+28 градусов"); English writes 28 degrees
    and gives the sign only below zero.

    ## Known false alarms
    Reports on global warming write the rise of a mean temperature with a sign; it is below five degrees.

    ## Example
    Bad: On Thursday it will be up to +28 degrees.
    Good: On Thursday it will be up to 28 degrees.
    """

    code = "NUM024"
    name = "signed-temperature"
    severity = Severity.WARNING
    quoted = "info"
    triggers = (*(f"+{gap}{digit}" for gap in ("", " ") for digit in range(1, 10)),
                *(f"plus {digit}" for digit in range(1, 10)))  # fmt: skip
    pattern = (
        r"(?<![\w+])(?:\+ ?|plus )(?P<number>[1-5]\d|[5-9])(?P<range> ?(?:\.{2,3}|…|-|to) ?(?:\+ ?)?\d{1,2})?"
        r"(?= ?°| degrees\b)"
    )
    reach = 24
    message = "English gives the sign of a temperature only below zero; the source language writes the plus."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not in a range from below zero to above it, where the sign is needed."""
        return "minus" not in document.folded[max(0, match.start() - 40) : match.start()]

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        suggestion = None if match["range"] else match["number"]
        return self.finding(document, *match.span(), self.message, suggestion)

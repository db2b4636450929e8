"""NUM025."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule


class SpacedUnit(PatternRule):
    """Unit of speed or density taken apart ("60 km / h").

    ## What it does
    Finds units with a fraction stroke that has a space on each side: km / h, m / s, mg / l, EUR / hour.

    ## Why it is an artifact
    Translation systems cut a text into tokens and put it together again by rules for prose; the stroke of a unit comes
    out with the spaces that a stroke between words has.

    ## Known false alarms
    None known.

    ## Example
    Bad: Gusts of up to 25 m / s are expected, and 60 km / h was the limit.
    Good: Gusts of up to 25 m/s are expected, and 60 km/h was the limit.
    """

    code = "NUM025"
    name = "spaced-unit"
    severity = Severity.WARNING
    triggers = tuple(f"{unit} / " for unit in ("km", "m", "mg", "g", "kg", "mm", "kw", "mb", "ml", "cm"))
    pattern = (
        r"(?P<at>(?P<over>km|mg|mm|kg|kw|mb|ml|cm|m|g) / (?P<under>h|hr|hour|s|sec|l|m|m2|m3|min|ml|kg|km|dl))"
        r"(?![\w-])"
    )
    reach = 12
    message = "A unit was cut into tokens and put together with spaces."
    replacement = "{over}/{under}"

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only behind a number."""
        return document.folded[max(0, match.start() - 2) : match.start()].strip()[-1:].isdigit()

"""NUM026."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule
from detect.rules.numbers.displaced_date import MONTHS


class DottedDate(PatternRule):
    """Date in numbers with points ("10.04.2022").

    ## What it does
    Finds day, month and year in numbers with points between them and writes the date out.

    ## Why it is an artifact
    German, Russian, Czech, Turkish and many other languages write dates so; English uses strokes, or rather words.
    Dates are copied as they stand.

    ## Known false alarms
    Official notices, file names and second-language writers; a weak signal.

    ## Example
    Bad: The licence expired on 14.03.2021 at the latest.
    Good: The licence expired on March 14, 2021, at the latest.
    """

    code = "NUM026"
    name = "dotted-date"
    severity = Severity.INFO
    triggers = tuple(f".{month}.{century}" for number in range(1, 13) for month in {str(number), f"{number:02}"}
                     for century in (19, 20))  # fmt: skip
    pattern = r"(?<![\w./-])(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?![\w/-])"
    reach = 8
    message = "A date in the numbers and points of the source language."

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        month = MONTHS[int(match["month"]) - 1].capitalize()
        return self.finding(document, *match.span(), self.message, f"{month} {int(match['day'])}, {match['year']}")

"""CAS001."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule
from detect.rules.casing._cased import in_title


class CapitalInAge(PatternRule):
    """Capital inside an age or a length of time ("46-Year-old").

    ## What it does
    Finds "46-Year-old", "a 12-Month-long" and the like outside of headlines.

    ## Why it is an artifact
    German writes the compound as a noun, with a capital ("46-Jähriger"); the translation keeps the case of the word it
    replaces.

    ## Known false alarms
    Headlines in title case are left alone.

    ## Example
    Bad: The police arrested a 46-Year-old man from the town.
    Good: The police arrested a 46-year-old man from the town.
    """

    code = "CAS001"
    name = "capital-in-age"
    severity = Severity.WARNING
    triggers = (
        "-year-old",
        "-month-old",
        "-week-old",
        "-day-old",
        "-year-long",
        "-month-long",
        "-week-long",
        "-day-long",
    )
    subject = "text"
    pattern = r"\d[-‐‑](?P<at>(?:Year|Month|Week|Day)[-‐‑](?:(?:old|long)\b|(?:Old|Long)(?= [a-z]{3})))"
    reach = 12
    message = "A capital inside the compound: the source's noun has one and its case was kept."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not in a headline."""
        return not in_title(document.text, match.start(), match.end())

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        return self.finding(document, *match.span("at"), self.message, match["at"].lower())

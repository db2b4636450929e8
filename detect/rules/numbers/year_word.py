"""NUM020."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule


class YearWord(PatternRule):
    """The word "year" behind the number of a year ("in 2022 year").

    ## What it does
    Finds "in 2022 year", "of the 2019 year", "in 2014-2015 years" and the like.

    ## Why it is an artifact
    Russian, Ukrainian, Bulgarian, Kazakh and Chinese put the word for year behind its number ("в 2022 году", "2022年").
    Translated word for word it stays.

    ## Known false alarms
    Tables with a heading in capitals; "2000 years of history" and "the 2011 year-end" are left alone.

    ## Example
    Bad: The factory was built in 1978 year.
    Good: The factory was built in 1978.
    """

    code = "NUM020"
    name = "year-word"
    severity = Severity.WARNING
    quoted = "info"
    triggers = (
        *(f" 19{year:02} year" for year in range(100)),
        *(f" 20{year:02} year" for year in range(40)),
        *(f"-{year:02} years" for year in range(100)),
        *(f"-{century}{year:02} years" for century in (19, 20) for year in range(100)),
        *(f"- {century}{year:02} years" for century in (19, 20) for year in range(100)),
    )
    subject = "text"
    pattern = (
        r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Ff]rom|[Uu]ntil|[Bb]y|[Ff]or) (?:the )?(?P<at>(?P<year>19\d\d|20[0-3]\d) year)"
        r"(?![\w'’-]| (?:old|ago|end|term|period|history|plan|anniversary|deal|contract|sentence|budget|book|class))"
        r"|\b(?:[Ii]n|[Oo]f|[Ss]ince|[Ff]rom|[Dd]uring) (?:the )?(?P<span>(?:19|20)\d\d ?[-–—] ?(?:19|20)?\d\d) years\b"
    )
    reach = 26
    message = "The number says it already: the source language puts its word for year behind it."

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        if match["span"]:
            return self.finding(document, match.start("span"), match.end(), self.message, match["span"])
        return self.finding(document, *match.span("at"), self.message, match["year"])

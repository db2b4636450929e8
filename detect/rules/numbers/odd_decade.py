"""NUM018."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule


class OddDecade(PatternRule):
    """Age in a decade that is none ("in his 35s").

    ## What it does
    Finds "in his 35s" and its kind: a decade of life that does not end in zero.

    ## Why it is an artifact
    Danish, Norwegian and Dutch "i 35-årsalderen" and Korean and Japanese ages give about thirty-five; a translation by
    parts puts the English plural of decades on the number as it stands.

    ## Known false alarms
    None known.

    ## Example
    Bad: A man in his 35s was arrested.
    Good: A man of about 35 was arrested.
    """

    code = "NUM018"
    name = "odd-decade"
    severity = Severity.WARNING
    quoted = "info"
    triggers = tuple(
        f"{word} {number}s"
        for word in ("his", "her", "their", "early", "mid", "late")
        for number in range(11, 100)
        if number % 10
    )
    pattern = r"\bin (?:his|her|their) (?:early |mid[ -]|late )?(?P<at>(?P<age>[1-9][1-9])s)\b"
    reach = 20
    message = "English counts ages by decades: the source says about {age}."

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        message = self.message.format(age=match["age"])
        return self.finding(document, *match.span("at"), message, None)

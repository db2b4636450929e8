"""PUN004."""

import re
from dataclasses import replace

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule


class DoubledStop(PatternRule):
    """Full stop on both sides of a closing quotation mark ("unfounded.”.").

    ## What it does
    Finds a full stop inside a closing quotation mark with a full stop or a comma outside of it. With a question mark or
    an exclamation mark inside it is a weak signal.

    ## Why it is an artifact
    German, Spanish, Italian and Chinese put the stop outside of the mark, English inside. A translation that adds the
    English one and keeps the other leaves both.

    ## Known false alarms
    A quoted abbreviation at the end of a sentence (“the U.S.”.) is left alone. So is the ''. of bills and statutes,
    where drafting rules put a stop of its own behind the quoted text.

    ## Example
    Bad: He called the claims “unfounded.”.
    Good: He called the claims “unfounded.”
    """

    code = "PUN004"
    name = "doubled-stop"
    severity = Severity.WARNING
    triggers = tuple(
        f"{mark}{quote}{space}{stop}"
        for mark in ".?!"
        for quote in ('"', "'")
        for space in ("", " ")
        for stop in (".," if mark == "." else ".")
    )
    pattern = r"(?<=[a-z\d)]{2})(?P<at>(?P<kept>[.?!][\"']) ?[.,])(?=\s|\Z)(?! \.)"
    reach = 8
    message = "The sentence is closed on both sides of the quotation mark: the source's stop was kept."
    replacement = "{kept}"

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not behind an abbreviation such as ``U.S.`` or ``Inc.``"""
        if match["kept"][0] != "." and match.group("at")[-1] == ",":
            return False
        before = document.folded[max(0, match.start("at") - 5) : match.start("at")]
        return not re.search(r"(?:\b(?:inc|ltd|corp|co|jr|sr|etc)|\.\w)\Z", before)

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        found = super()._finding(document, match)
        # British writers do set a stop behind a quoted title that ends in ? or !.
        return found if match["kept"][0] == "." else replace(found, severity=Severity.INFO)

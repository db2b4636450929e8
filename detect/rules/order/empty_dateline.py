"""ORD004."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,3})(?P<mark>,? ?(?:\([^()\n]{0,40}\))?,? ?\.[-–—]{1,2})"
    r"(?=\s|[^\W\d_a-z]|[“\"]|$)"
)
_COMPANY = re.compile(r"(?:Corp|Inc|Ltd|Co|Plc|PLC|LLC|Group|Holdings|AG|SA|SE|NV)\Z")
_REACH = 120


class EmptyDateline(Rule):
    """Agency dateline that ends in a full stop and a dash: "Madrid, .-".

    ## What it does
    Finds, at the start of a line, a place followed by ".-", with or without the rest of a dateline between them.

    ## Why it is an artifact
    Spanish, Portuguese and Italian agencies write "Madrid, 4 may (EFE).-". The engine keeps the marks; where date or
    agency were links or tags they are gone and the line begins with an empty dateline, or has no verb at all.

    ## Known false alarms
    English services of those agencies; they keep the date.

    ## Example
    Bad: Madrid, .- The council has approved the plan.
    Good: Madrid — The council has approved the plan.
    """

    code = "ORD004"
    name = "empty-dateline"
    severity = Severity.WARNING
    triggers = (".-",)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every dateline in foreign form."""
        for _, start, _ in hits:
            line_start = document.folded.rfind("\n", max(0, start - _REACH), start) + 1
            if line_start == 0 and start > _REACH:
                continue
            while document.folded[line_start] == " ":
                line_start += 1
            match = _DATELINE.match(document.text, line_start)
            if match is None or not match.start() <= start < match.end() or "." in match["place"]:
                continue
            if len(match["place"]) < 4 and match["mark"].startswith("."):
                continue  # an abbreviation (No.-1)
            if _COMPANY.search(match["place"]):
                continue  # a company as run-in head: "Acme Corp.— Shares fell"
            yield self.finding(
                document,
                match.start("mark"),
                match.end("mark"),
                "A dateline of a foreign agency was kept in its own marks.",
                " —",
            )

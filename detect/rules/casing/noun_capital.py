"""CAS006."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, PatternRule
from detect.rules.casing._cased import in_title

_NOUNS = """problem danger accident victim driver murder vehicle truck knife hospital disease patient pupil employee
customer solution answer result success situation evening morning mistake weapon attack employer neighbour neighbor
opinion question decision month week year perpetrator offender suspect policeman injury drug bicycle passenger witness
flat apartment kitchen garden tree dog cat wound debt wage rent colleague enemy goal defeat victory""".split()


class NounCapital(PatternRule):
    """Common noun with a capital ("a Problem").

    ## What it does
    Finds frequent common nouns with a capital between an article and a word in lower case ("a Problem for", "the
    dangerous Drug in"), outside of titles.

    ## Why it is an artifact
    German writes every noun with a capital; where a noun is kept or looked up on its own, its capital stays.

    ## Known false alarms
    Titles of works and defined terms of contracts ("the Employee shall"); they are left alone where other words
    near by have capitals too.

    ## Example
    Bad: The bridge is a Problem for the town.
    Good: The bridge is a problem for the town.
    """

    code = "CAS006"
    name = "noun-capital"
    severity = Severity.WARNING
    quoted = "info"
    triggers = tuple(f" {article} {noun} " for article in ("a", "an", "no", "this", "every", "any") for noun in _NOUNS)
    subject = "text"
    pattern = (
        rf" (?:a|an|no|this|every|any) (?P<at>{'|'.join(noun.capitalize() for noun in _NOUNS)}) "
        r"(?=(?:for|in|with|on|that|because|to|and|at|from|is|was|has|by|when|after|of (?:the|a|his|her|"
        r"their) [a-z])\b)"
    )
    anchored = True
    reach = 40
    message = "A common noun with a capital, as in German."

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield the findings at triggers that hold a capital."""
        text = document.text
        yield from super().check(document, [hit for hit in hits if not text[hit[1] : hit[2]].islower()])

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not in titles."""
        return not in_title(document.text, match.start("at"), match.end("at"))

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        return self.finding(document, *match.span("at"), self.message, match["at"].lower())

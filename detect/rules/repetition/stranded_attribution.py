"""REP011."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_VERBS = ("said", "says", "stated", "added", "explained", "stressed", "emphasized", "noted", "declared", "concluded")


class StrandedAttribution(PatternRule):
    """Said-clause as a sentence of its own behind another one ("he said. Novak said.").

    ## What it does
    Finds a sentence of nothing but a name and a verb of saying behind a sentence that already ends in "said" or its
    like.

    ## Why it is an artifact
    Korean, Turkish and Japanese put the verb of saying at the end, and a segment border cuts it off; spinners add a
    said-clause to one that is there. The same statement is attributed twice.

    ## Known false alarms
    None known.

    ## Example
    Bad: “We are on our way home,” he said. Novak said. The train left at noon.
    Good: “We are on our way home,” Novak said. The train left at noon.
    """

    code = "REP011"
    name = "stranded-attribution"
    severity = Severity.WARNING
    triggers = tuple(f"{verb}. " for verb in _VERBS)
    subject = "text"
    pattern = (
        rf"(?:{'|'.join(_VERBS)})\. (?P<at>(?:(?:He|She|They)|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|[Tt]he [a-z]+) "
        rf"(?:{'|'.join(_VERBS)})\.)(?=\s|\Z)"
    )
    anchored = True
    reach = 60
    message = "A second said-clause for what was attributed in the sentence before: one of the two was left over."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not where the second clause follows a quotation of its own."""
        return document.text[match.start() - 1 : match.start()] in (" ", "")

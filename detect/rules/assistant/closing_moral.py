"""LLM004."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_SHORTEST = 60
_LINES = 3
_EVENT = (
    "incident|case|exchange|conversation|situation|event|events|decision|move|development|developments|meeting|tragedy|"
    "episode|controversy|announcement|dispute|debate|saga|revelation|outcome|ruling|agreement|discussion|initiative"
)
_MORAL = re.compile(
    r"(?:in conclusion|in summary|to sum up|ultimately|all in all|overall), "
    r"|as (?:the |this |these |we |they |both )?[^\n,.;:\"]{0,60}?\b(?:continues?|unfolds?|evolves?|grapples?|grapple|"
    r"navigates?|awaits?|looks? to the future|moves? forward|progress(?:es)?)\b[^\n.;:\"]{0,80}, "
    rf"|(?:the|this|these) (?:[a-z-]+ )?(?:{_EVENT})\b[^\n.;:\"]{{0,60}}? (?:serves? as|underscores?|highlights?|"
    r"sheds? light|raises? (?:important|serious|further|questions|concerns)|reflects? the|marks? a|stands? as|"
    r"exemplif(?:ies|y)|is a (?:[a-z]+ )?(?:reminder|testament)|reminds us)\b"
    r"|(?:only )?time will tell\b|one thing is (?:clear|certain)\b"
)

_OPENINGS = (
    "in ", "to sum", "ultimately", "all in", "overall", "as ", "the ", "this ", "these ", "only time", "time will",
    "one thing",
)  # fmt: skip
"""How every match begins."""


class ClosingMoral(Rule):
    """Last paragraph that draws a moral instead of reporting.

    ## What it does
    Looks at the starts of the last three paragraphs for "In conclusion,", "As the investigation continues, ...",
    "The incident serves as a reminder" and their kind.

    ## Why it is an artifact
    News ends with its least important fact. A language model ends an essay: it sums up and says what all this means.

    ## Known false alarms
    Editorials and features; therefore an `info`.

    ## Example
    Bad: The ferry hit the pier at noon. Nobody was hurt.

    The incident serves as a stark reminder of how much the harbour depends on its old ships.
    Good: The ferry hit the pier at noon. Nobody was hurt.

    The ferry was built in 1961 and had passed its last inspection in May, the harbour office says.
    """

    code = "LLM004"
    name = "closing-moral"
    severity = Severity.INFO
    quoted = "skip"

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every one of the last paragraphs that begins with a moral."""
        folded = document.folded
        looked = 0
        for start, end in reversed(document.lines):
            if end - start < _SHORTEST:
                continue
            match = None
            if folded.startswith(_OPENINGS, start):
                match = _MORAL.match(folded, start, end)
            if match is not None:
                yield self.finding(
                    document,
                    *match.span(),
                    "The text ends with a moral, as essays of language models do; news ends with a fact.",
                )
            looked += 1
            if looked == _LINES:
                return

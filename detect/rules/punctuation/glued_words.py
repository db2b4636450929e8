"""PUN011."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule

_PAIRS = {
    f"{first}{second}": f"{first} {second}"
    for first, seconds in {
        "of": "the this his their these our", "in": "the this his their these which",
        "to": "the this his their these be",
        "on": "the this his their these", "at": "the this his", "by": "the this his their",
        "and": "the he she they that",
        "for": "the this his their", "from": "the this his their", "with": "the this his their", "that": "the he they",
        "into": "the", "over": "the", "after": "the", "before": "the", "between": "the", "under": "the",
        "through": "the",
        "said": "the that he", "is": "not the", "was": "the not", "are": "the not", "will": "be", "would": "be",
        "could": "be", "should": "be", "has": "been", "have": "been", "had": "been", "as": "the", "about": "the",
    }.items()
    for second in seconds.split()
}  # fmt: skip


class GluedWords(PatternRule):
    """Two function words without the space between them ("ofthe").

    ## What it does
    Finds "ofthe", "inthe", "saidthat", "hasbeen" and other pairs of frequent words that are no word together.

    ## Why it is an artifact
    A link, a line end or bold type stood between the two words; the pipeline took the mark-up out and its space with
    it. Names and nouns are glued in the same way, but only these can be told without a dictionary.

    ## Known false alarms
    Typing errors, handles and addresses; a weak signal.

    ## Example
    Bad: The members ofthe council have left.
    Good: The members of the council have left.
    """

    code = "PUN011"
    name = "glued-words"
    severity = Severity.INFO
    triggers = tuple(f" {word} " for word in _PAIRS)
    pattern = r"(?<= )[a-z]+(?= )"
    reach = 0
    message = "Two words touch: the space between them was lost with a link or line end."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only the words themselves, in lower case."""
        return match.group() in _PAIRS and document.text[match.start()].islower()

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        return self.finding(document, *match.span(), self.message, _PAIRS[match.group()])

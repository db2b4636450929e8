"""REP006."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_WORDS = (
    "the a an of to and or for with from by at as be was were are their his its our your my this these has have will "
    "would can could should may must not but if they we you he she it who which when where there because than then "
    "into about after before between through during against under over"
).split()
# Words that stand twice in good English: "what it is is", "which they say they", "those who do do", "that that".
_FREE = frozenset({"it", "he", "she", "they", "we", "you", "are", "was", "were", "be", "as", "to", "by", "for", "over"})


class DoubledWord(PatternRule):
    """The same function word twice.

    ## What it does
    Finds "the the", "of of", "and and", "with with" and the like in one line. Words that good English can double ("what
    it is is", "the place I was referred to to") are not in the list.

    ## Why it is an artifact
    Text that is joined from segments, links or columns doubles the word at the seam; decoders stutter.

    ## Known false alarms
    Human typing errors: this is the commonest one, therefore an `info`.

    ## Example
    Bad: The fire broke out in the the cellar.
    Good: The fire broke out in the cellar.
    """

    code = "REP006"
    name = "doubled-function-word"
    severity = Severity.INFO
    quoted = "info"
    triggers = tuple(f" {word} {word} " for word in _WORDS if word not in _FREE)
    pattern = r"(?<= )(?P<word>[a-z]+) (?P=word)(?= )"
    message = "The word stands twice."
    replacement = "{word}"
    reach = 0

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not where the second one begins a name or is shouted ("into The The")."""
        return document.text[match.start() : match.end()].islower()

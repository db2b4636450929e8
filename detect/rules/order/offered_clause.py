"""ORD011."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_VERBS = (
    "send|support|help|assist|deploy|buy|sell|build|supply|deliver|join|meet|take|hold|conduct|create|become|sign|use|"
    "resume|start|begin|introduce|organi[sz]e|discuss|consider|go|come|work|stay|leave|pay|return|exchange|withdraw"
)


class OfferedClause(PatternRule):
    """A person is offered "to do" something: "offered Kyiv to resume talks".

    ## What it does
    Finds "offered", a name or pronoun, and an infinitive: "offered Mexico's president to support", "proposed them to
    leave".

    ## Why it is an artifact
    German "bot ihr an, ... zu", Russian "predlozhil Kiyevu ...", French "a proposé à X de", Spanish "ofreció a X"
    take a person and an infinitive. English offers to do a thing, or offers a person a thing.

    ## Known false alarms
    A noun that belongs to the name and carries the infinitive ("offered Smith's help to build it") is left alone where
    it is in lower case.

    ## Example
    Bad: Moscow offered Kyiv to resume the talks.
    Good: Moscow offered to resume the talks with Kyiv.
    """

    code = "ORD011"
    name = "offered-clause"
    severity = Severity.WARNING
    quoted = "info"
    preview = True  # no hit on the translations we have, two false ones in 27,000 articles
    triggers = ("offered ", "proposed ")
    pattern = (
        r"\b(?:offered|proposed) (?P<whom>him|her|them|us|me|[a-z][\w'.-]*(?: [a-z][\w'.-]*){0,5}?) "
        rf"to (?:{_VERBS})\b(?! (?:place|on|effect|for|up)\b)"
    )
    message = "In English one offers to do a thing, or offers somebody a thing: the frame of another language was kept."
    reach = 70
    anchored = True

    _PRONOUNS = frozenset("him her them us me".split())
    _TITLE = re.compile(r"(?:head of state|president|minister|chancellor|secretary|leader)\b")

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """The person must be a pronoun or a name; not in "was offered" and "(the money) it had offered"."""
        whom = document.text[slice(*match.span("whom"))]
        if whom in self._PRONOUNS:
            return True
        if document.folded.endswith(("been ", "being ", "were ", "was ", "had "), 0, match.start()):
            return False
        words = whom.split()
        if not words[0][0].isupper() or not words[-1][0].isupper():
            return False
        small = [word for word in words if not word[0].isupper()]
        return not small or self._TITLE.search(whom.lower()) is not None

"""REP010."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_VERBS = """slammed accused criticized criticised blamed condemned attacked warned sued informed told asked urged
praised thanked ordered rejected denied defended arrested invited welcomed supported replaced defeated questioned
summoned instructed obliged contacted fined suspended dismissed""".split()
_OWNED = """lawyer president minister mayor government ministry police court party company prosecutor judge spokesman
spokeswoman spokesperson director chairman hospital city country region victim suspect coach captain embassy
administration prosecutor's council commission parliament""".split()
_PLURAL_OK = frozenset("people men women parents voters teams players fans".split())


class OwnObject(PatternRule):
    """Subject that is its own object or owner ("the ministry slammed the ministry", "the lawyer's lawyer").

    ## What it does
    Finds the same noun on both sides of a verb such as accused, told or slammed, and "the lawyer's lawyer".

    ## Why it is an artifact
    Two source words (Ministerium and Ressort, abogado and letrado, 会 and 会议) fall on one English word, or a spinner
    replaces two names by the same noun. The reader cannot tell who did what to whom.

    ## Known false alarms
    Two bodies of one kind that the text tells apart further on; nouns with a relative clause behind them are left
    alone, as is "a writer's writer".

    ## Example
    Bad: The ministry accused the ministry of hiding the costs.
    Good: The ministry accused the agency of hiding the costs.
    """

    code = "REP010"
    name = "own-object"
    severity = Severity.WARNING
    quoted = "info"
    triggers = (*(f" {verb} the " for verb in _VERBS), *(f"{noun}'s {noun}" for noun in _OWNED))
    pattern = (
        rf"(?<![\w-])the (?P<noun>[a-z]{{3,}}(?: [a-z]{{3,}})?) (?:{'|'.join(_VERBS)}) the (?P=noun)"
        r"(?![\w'-]| (?:that|who|which|whose|in|at|on|with|next|from|before|after)\b)"
        rf"|(?:(?<=\bthe )|(?<=\bhis )|(?<=\bher ))(?P<owned>{'|'.join(_OWNED)})'s (?P=owned)(?![\w'-])"
    )
    reach = 50
    message = "The noun acts on itself or belongs to itself: two different words of the source were given the same one."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not for groups that are many."""
        return match["noun"] is None or match["noun"].split()[-1] not in _PLURAL_OK

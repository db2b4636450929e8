"""PUN008."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_VERBS = ("is", "are", "was", "were", "has", "have", "had", "will", "would", "does", "did")


class StrandedElision(PatternRule):
    """Half of a French or Italian elision left standing ("Coupe d 'Or", "n is not").

    ## What it does
    Finds a single d, l, n, qu, dell or nell with an apostrophe that stands apart from its word, and a lone n before an
    English verb.

    ## Why it is an artifact
    French and Italian drop the vowel of short words before another ("l'État", "n'est"). Cut at the apostrophe, the
    short word is not in the vocabulary and is copied while the rest is translated.

    ## Known false alarms
    "Rock 'n' roll" and quotations behind a single letter ("vitamin D 'deficiency'") are left alone.

    ## Example
    Bad: The head of the l 'Etat n is not expected before Monday.
    Good: The head of state is not expected before Monday.
    """

    code = "PUN008"
    name = "stranded-elision"
    severity = Severity.WARNING
    triggers = (
        *(f" {word} '" for word in ("d", "l", "n", "qu", "dell", "nell", "sull", "dall")),
        *(f" {word}' " for word in ("d", "l", "qu", "dell", "nell", "sull", "dall")),
        *(f" n {verb} no" for verb in _VERBS),
    )
    pattern = (
        r"(?<![\w'])(?:(?:d|l|n|qu|dell|nell|sull|dall) '(?=[^\W\d_]{2})(?![^'\n]{0,60}[^\W_]'(?![^\W_]))"
        r"|(?<!maitre )(?<!maître )(?:d|l|qu|dell|nell|sull|dall)' (?=[^\W\d_]{2})"
        rf"|n (?=(?:{'|'.join(_VERBS)}) not?\b))"
    )
    reach = 70
    message = "Half of an elided word of the source language was left standing."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """A capital D or N can be an initial or a vitamin; a closing quotation can end in a single letter."""
        return document.text[match.start()].islower() or match.group()[0] == "l"

"""ORD001."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_FIRST = "the a an his their our my your".split()
_SECOND = "the a an his her their its our my your".split()
_PAIRS = tuple(f"{one} {two}" for one in _FIRST for two in _SECOND if one != two)
_GAPS = tuple(
    f"{one} {link} {two}" for one in ("the", "a", "an") for link in ("of", "from", "with", "by", "into")
    for two in ("the", "a", "an")
)  # fmt: skip


class DeterminerClash(PatternRule):
    """Two determiners in a row, or a determiner without a noun before "of the".

    ## What it does
    Finds sequences that no English noun phrase allows: "the a", "a the", "the their", "the of the", "a from the".

    ## Why it is an artifact
    Italian and Portuguese put the article before a possessive (il suo, o seu); Slavic, Chinese and Japanese have no
    articles, so engines guess two; a noun that was not translated or was cut out with its markup leaves its article.

    ## Known false alarms
    Human editing slips, which are as frequent; therefore an `info`. Letters and names ("the A 45", "Le The") are left
    alone.

    ## Example
    Bad: She met the her lawyer in Rome.
    Good: She met her lawyer in Rome.
    """

    code = "ORD001"
    name = "determiner-clash"
    severity = Severity.INFO
    triggers = tuple(f" {words} " for words in (*_PAIRS, *_GAPS))
    pattern = rf"(?<= )(?:{'|'.join((*_GAPS, *_PAIRS))})(?= [a-z])"
    message = "No English noun phrase has these words side by side: a word is missing or one is too many."
    reach = 2

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only in lower case: capitals are names and letters. "The his" before "and" or "or" quotes a pronoun."""
        text = document.text
        if not text[match.start() : match.end()].islower():
            return False
        after = document.folded[match.end() : match.end() + 9].split()
        return not after or after[0] not in ("and", "or", "la", "b", "capella", "posteriori", "priori", "cappella")

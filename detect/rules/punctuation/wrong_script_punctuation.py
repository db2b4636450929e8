"""PUN009."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule

_LATIN = dict(zip("，。：；（）！？、《》「」『』【】～％،؛؟।۔", ',.:;()!?,""""""[]~%,;?..', strict=True))
# Marks of one language alone; Chinese and Japanese share the others, Arabic and Persian theirs.
_ORIGINS = {**dict.fromkeys("「」『』", "ja"), **dict.fromkeys("《》", "zh"), "।": "hi", "۔": "ur"}


class WrongScriptPunctuation(PatternRule):
    """Chinese, Japanese, Arabic or Indic punctuation in English text.

    ## What it does
    Finds full-width and ideographic marks (， 。 ： （ ） 、 《 》), Arabic commas and question marks and
    the danda where Latin letters stand beside them.

    ## Why it is an artifact
    Translation turns the words and leaves marks that its tables do not know; an English writer cannot type them.

    ## Known false alarms
    Marks beside Chinese, Japanese, Arabic or Indic letters belong to quoted originals and are left alone.

    ## Example
    Bad: Source：the daily 【Video】 of the city
    Good: Source: the daily [Video] of the city
    """

    code = "PUN009"
    name = "wrong-script-punctuation"
    severity = Severity.WARNING
    triggers = tuple(_LATIN)
    subject = "text"
    pattern = f"[{''.join(_LATIN)}]"
    reach = 1
    message = "A punctuation mark of the source's script was left in the English text."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only where neither neighbour is a letter of a script that uses the mark."""
        text = document.text
        around = text[max(0, match.start() - 3) : match.end() + 3]
        return not any(char >= "\u0600" and char.isalpha() for char in around) and any(
            char.isascii() and char.isalnum() for char in around
        )

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        mark = match.group()
        return self.finding(document, *match.span(), self.message, _LATIN[mark], origin=_ORIGINS.get(mark))

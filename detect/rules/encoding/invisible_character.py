"""ENC011."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
}
_WORD = re.compile(r"[^\W\d_]")


class InvisibleCharacter(Rule):
    """Invisible character inside a word.

    ## What it does
    Finds soft hyphens, zero-width spaces and similar characters between two letters. They are reported once a text.

    ## Why it is an artifact
    Publishing systems put them into words for line breaking, some sites to trace copies; extraction keeps them. Search,
    spelling and every word list miss such a word.

    ## Known false alarms
    They do no harm to a reader; a weak signal of how the text was made.

    ## Example
    Bad: The coun\u00adcil met on Mon\u00adday.
    Good: The council met on Monday.
    """

    code = "ENC011"
    name = "invisible-character"
    severity = Severity.INFO
    in_boilerplate = True
    triggers = tuple(_NAMES)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield one finding at the first such character that stands inside a word."""
        text = document.text
        inside = [
            start
            for _, start, end in hits
            if start and end < len(text) and _WORD.match(text[start - 1]) and _WORD.match(text[end])
        ]
        if inside:
            first = inside[0]
            count = f"; {len(inside)} in this text" if len(inside) > 1 else ""
            message = f"Invisible {_NAMES[text[first]]} inside a word{count}."
            yield self.finding(document, first, first + 1, message, "")

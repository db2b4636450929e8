"""UNT006."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_LETTERS = "àáâãäåăąçćčďèéêëęěğìíîïıłñńňòóôõöőøřśšşșťțùúûüůűýźżž"
_STROKES = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"})
_MOST = 40  # names looked at in one text


class TwoSpellings(Rule):
    """Name with and without its accents in one text.

    ## What it does
    Finds a capitalised word with an accented letter that the same text also writes without the accent.

    ## Why it is an artifact
    A name that is copied keeps its accents, one that the translation's vocabulary has loses them; where a text was
    translated sentence by sentence, both forms stand side by side.

    ## Known false alarms
    Agency reports joined with an outlet's own text; a weak signal.

    ## Example
    Bad: Erdoğan spoke on Monday. On Tuesday Erdogan left.
    Good: Erdoğan spoke on Monday. On Tuesday Erdoğan left.
    """

    code = "UNT006"
    name = "two-spellings"
    severity = Severity.INFO

    triggers = tuple(_LETTERS)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield one finding for each name, at its first form without accents."""
        text = document.text
        names: dict[str, None] = {}
        for _, start, end in hits:
            first, last = start, end
            while first and start - first < 20 and text[first - 1].isalpha():
                first -= 1
            while last < len(text) and last - end < 20 and text[last].isalpha():
                last += 1
            if last - first > 3 and text[first].isupper() and text[first + 1].islower():
                names[text[first:last]] = None
                if len(names) == _MOST:
                    break
        for word in names:
            plain = "".join(
                char
                for char in unicodedata.normalize("NFD", word.translate(_STROKES))
                if not unicodedata.combining(char)
            )
            if not plain.isascii() or plain not in text:
                continue
            found = re.search(rf"(?<![\w@#./-]){plain}(?![\w@./-])", text)
            if found:
                message = f"The text writes this name {word} as well; translated and copied forms were mixed."
                yield self.finding(document, *found.span(), message, word)

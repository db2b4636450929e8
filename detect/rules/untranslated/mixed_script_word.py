"""UNT002."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.untranslated._scripts import beyond_latin, script_of

# Letters of other scripts that look like Latin ones (from the Unicode confusables, UTS #39, cut to single letters).
_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕԁһѵԛԝАВЕКМНОРСТХУІЈЅьЬпгԍӏαονρϲϳυικτΑΒΕΖΗΙΚΜΝΟΡΤΥΧսօոհցաᴜɡ",
        "aeopcyxijsdhvqwABEKMHOPCTXYIJSbbnrglaovpcjuiktABEZHIKMNOPTYXuonhgaug",
        strict=True,
    )
)
_FOREIGN = "\u0370-\u03ff\u0400-\u052f\u0531-\u0587"
_MATH = "\U0001d400-\U0001d7cb"
_WORD = re.compile(
    rf"[A-Za-z]+[{_FOREIGN}{_MATH}][A-Za-z{_FOREIGN}{_MATH}]*|[{_FOREIGN}{_MATH}]+[A-Za-z][A-Za-z{_FOREIGN}{_MATH}]*"
)
_ANY = re.compile(f"[{_FOREIGN}{_MATH}]")


def _latin(char: str) -> str | None:
    """The Latin letter that `char` is or looks like, if any."""
    if char.isascii():
        return char
    if char in _LOOKALIKES:
        return _LOOKALIKES[char]
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain.isascii() else None


class MixedScriptWord(Rule):
    """Word with letters of two scripts ("sріnner" with two Cyrillic letters).

    ## What it does
    Finds words in which Latin letters stand beside Cyrillic, Greek, Armenian or mathematical ones, and gives the word
    in Latin letters where each of them has a twin.

    ## Why it is an artifact
    Tools that hide copied or generated text from checkers swap letters for twins of other scripts. In translations an
    ending of the source word is left on an English one.

    ## Known false alarms
    Units and symbols of science with one Greek letter ("TNFα", "μm") are left alone.

    ## Example
    Bad: The mаyor of the tоwn resigned.
    Good: The mayor of the town resigned.
    """

    code = "UNT002"
    name = "mixed-script-word"
    severity = Severity.WARNING
    needs = staticmethod(beyond_latin)
    in_boilerplate = True

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every such word of three letters or more."""
        if not _ANY.search(document.text):
            return
        for match in _WORD.finditer(document.text):
            word = match.group()
            foreign = [char for char in word if not char.isascii()]
            if len(word) < 3:
                continue
            if all("\u0370" <= char <= "\u03ff" for char in foreign):
                # Aβ, TNFα and μm are symbols of science: only look-alikes between Latin letters count.
                inside = word[0].isascii() and word[-1].isascii() and word[1:].islower() and len(word) > 3
                if not inside or any(char not in _LOOKALIKES for char in foreign):
                    continue
            twins = [_latin(char) for char in word]
            suggestion = None if None in twins else "".join(twin or "" for twin in twins)
            script = script_of(foreign[0])
            kind = "Mathematical" if script == "other" else script
            message = f"{kind} letters in a Latin word: look-alikes, or an ending of the source language."
            yield self.finding(document, *match.span(), message, suggestion)

"""REF001."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.reference._people import People

_MALE = re.compile(r"\b(?:h(?:e|im|is|imself)|m(?:r|an|en))\b")
_SAID = re.compile(r"\b(?:said|says|told|added|asked|stated|explained|wrote|writes|tells|recalled|spoke)\b")
_VERBS = "said says added stated explained continued stressed noted emphasized underlined".split()
_NEAR = 500
_ACCORDING = " according to "


class WrongSex(Rule):
    """His or he where only a woman can be meant.

    ## What it does
    Finds "His" and "He" at the start of a sentence, "according to him", and "he said" behind a quotation, where
    everyone in the narration before it is known to be a woman by given name, title or noun.

    ## Why it is an artifact
    French "ses propos", Spanish "su oferta" and Italian "le sue parole" do not show the owner's sex, and Spanish,
    Turkish, Finnish, Hungarian or Chinese leave the subject's sex open. The engine translates sentence by sentence and
    falls back on the masculine.

    ## Known false alarms
    A man introduced more than two paragraphs earlier, or hidden behind a crowd (the fans, the officers); a woman with a
    name that only men bear elsewhere.

    ## Example
    Bad: Claudia Weber declined the offer on Saturday.

    His remarks come after weeks of talks.
    Good: Claudia Weber declined the offer on Saturday.

    Her remarks come after weeks of talks.
    """

    code = "REF001"
    name = "wrong-sex"
    severity = Severity.ERROR
    quoted = "skip"
    triggers = (
        *("\nhis ", "\nhe ", ". his ", ". he ", " according to him,", " according to him "),
        *(f'" he {verb}' for verb in _VERBS),
    )

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every masculine pronoun that can only mean a woman."""
        people = None
        folded = document.folded
        for _, start, _ in hits:
            begin = start + (1 if folded[start] == "\n" else 2)
            if folded.startswith(_ACCORDING, start):
                begin = start + len(_ACCORDING)
            low = max(0, start - _NEAR)
            if self._man_named(document, low, begin):
                continue
            if any(not document.in_quotation(match.start()) for match in _MALE.finditer(folded, low, begin)):
                continue
            if "/" in folded[begin : begin + 10]:
                continue  # he/she
            # Who speaks behind a quotation may have been named long before, unless the narration reports speech.
            spoken = folded[start] == '"'
            if spoken and not self._whole(document, start):
                continue
            reach = 0 if spoken and not _SAID.search(folded, low, start) else 2
            people = people or People(document)
            woman = people.woman_before(begin, reach)
            if woman is None:
                continue
            stop = begin + (3 if folded.startswith(("his", "him"), begin) else 2)
            word = document.text[begin:stop]
            yield self.finding(
                document,
                begin,
                stop,
                f"The only person in reach is a woman ({woman}): the source language does not mark the owner's sex "
                "and the engine chose the masculine.",
                {"his": "her", "him": "her", "he": "she", "His": "Her", "He": "She"}.get(word),
            )

    @staticmethod
    def _man_named(document: Document, low: int, high: int) -> bool:
        """A quick look for what settles most cases: the nearest he, his or Mr. before the place, in the narration."""
        for word in (" he ", " his ", " him ", " mr. "):
            at = document.folded.rfind(word, low, high)
            if at >= 0 and not document.in_quotation(at + 1):
                return True
        return False

    @staticmethod
    def _whole(document: Document, closing: int) -> bool:
        """Whether the quotation that ends at `closing` is a sentence of its own.

        What is quoted in the middle of a sentence about her (Weber “is tired,” he said) may be somebody else's words.
        """
        index = bisect_left(document.quotations, closing, key=lambda item: item.start) - 1
        if index < 0:
            return False
        opening = document.quotations[index].start
        before = document.text[max(0, opening - 4) : opening].rstrip(" ")[-1:]
        return before in ("", "\n", ".", "!", "?", ":", "”", '"')

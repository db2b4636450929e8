"""REF008."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_MOST = 3
"""More sentences than this in the first person are a column or an interview."""
_HITS = 12
"""More first persons than this, quoted or not, and it is hardly a plain report."""
_REPORTED = (" said", " told ", " according to ", " added")
_AUTHOR = (
    "told me", "tells me", "asked me", "i asked", "i spoke", "i met ", "i interviewed", "i reported", "i wrote",
    " i've ", " i'm ", "my colleague", "my column", "this column", "dear ", "op-ed", "opinion", "reader", "i mean",
    "i think", "i believe", "i suppose", "i wonder", "i guess", "i confess", "i suspect", "i agree", "i confirm",
    "i can confirm", "(@", "pic.twitter", "t.co/", ">>",
)  # fmt: skip
"""Texts with one of these are columns, comments, interviews or posts. Plain searches are faster than one pattern."""
_NUMBERED = re.compile(r"\b(?:stage|area|part|war|phase|class|letter|division|type|chapter|section|capital) \Z")
_SPOKEN = re.compile(r"[\":?]|'|\b(?:said|says|q\.|a\.)")


class PersonShift(Rule):
    """First person outside of quotations in a report in the third person.

    ## What it does
    Marks "I" and "my" in a text that reports what others said, whose quotations are all closed, and that speaks of
    itself in at most three places.

    ## Why it is an artifact
    Reported speech has no marks in German (Konjunktiv), Turkish, Japanese or Korean, and Spanish and Italian leave the
    subject out. The engine makes the speaker's sentence one of the narrator's, in the first person.

    ## Known false alarms
    Reporters who appear in their own story, and quotations whose marks were lost; therefore an `info`.

    ## Example
    Bad: The court heard the driver, the clerk said. “It was dark,” he told the judge. I was on the way home at night.
    The police said that the road was wet. “Nobody saw it,” she added.
    Good: The court heard the driver, the clerk said. “It was dark,” he told the judge. He was on the way home at night.
    The police said that the road was wet. “Nobody saw it,” she added.
    """

    code = "REF008"
    name = "person-shift"
    severity = Severity.INFO
    quoted = "skip"
    triggers = (" i ", "\ni ", " my ", "\nmy ")

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every lonely first person."""
        if len(hits) > _HITS:
            return
        outside = [(start + 1, end - 1) for _, start, end in hits if not document.in_quotation(start + 1)]
        if not 1 <= len(outside) <= _MOST:
            return
        folded, quotations = document.folded, document.quotations
        if len(quotations) < 2 or not all(item.closed for item in quotations):
            return
        if sum(map(folded.count, _REPORTED)) < 3 or any(phrase in folded for phrase in _AUTHOR):
            return
        for start, end in outside:
            if not document.text[start].isupper() and document.text[start] != "m":
                continue
            if _NUMBERED.search(folded, max(0, start - 12), start) or not document.text[end + 1 : end + 2].islower():
                continue
            low, high = document.sentence_at(start)
            if _SPOKEN.search(folded, low, high) or folded[max(0, low - 2) : low].strip()[-1:] in (":", '"'):
                continue
            yield self.finding(
                document,
                start,
                end,
                "The first person outside of a quotation: unmarked reported speech became the narrator's.",
            )

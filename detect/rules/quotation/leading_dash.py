"""QUO011."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_LONGEST = 900
_SAID = re.compile(
    r"[,.!?…]\"? ?(?:-{1,2} )?(?:(?:he|she|they|it) )?(?:said|says|adds|added|explained|explains|stated|states|"
    r"stressed|noted|notes|continued|continues|concluded|concludes|recalls|recalled|emphasized|emphasizes|"
    r"believes|thinks|asks|asked|replies|replied|writes|wrote|comments|commented|tells|told|admits|"
    r"admitted|points out)\b"
)
_DASH = frozenset("-–—―")


class LeadingDash(Rule):
    """Speech introduced by a dash at the start of a line instead of quotation marks.

    ## What it does
    Finds lines that begin with a dash, are not quoted in marks and contain a said-clause:
    `- We need more teachers, says the headmistress.`

    ## Why it is an artifact
    Danish, Norwegian, Swedish, Polish, Russian, French and Spanish papers open speech with a dash. The engine keeps the
    dash and English readers see a list item; where speech ends and narration begins is lost.

    ## Known false alarms
    Bulleted summaries of who said what.

    ## Example
    Bad: The school is full.
    – We need more teachers, says the headmistress.
    Good: The school is full.
    “We need more teachers,” says the headmistress.
    """

    code = "QUO011"
    name = "leading-dash-speech"
    severity = Severity.WARNING
    triggers = ("\n-", "\n -")

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding at the dash of every line that is speech."""
        text = document.text
        folded = document.folded
        for _, _, end in hits:
            dash = end - 1
            first = end
            while first < len(text) and text[first] in " \u00a0":
                first += 1
            if text[dash] not in _DASH or first > end + 3 or not text[first : first + 1].isupper():
                continue
            line_end = folded.find("\n", first, first + _LONGEST)
            stop = line_end if line_end >= 0 else min(len(text), first + _LONGEST)
            match = _SAID.search(folded, first, stop)
            if match is None or '"' in folded[first : match.start()] or "(@" in folded[first:stop]:
                continue
            yield self.finding(
                document,
                dash,
                first,
                "A dash opens speech in Scandinavian, Slavic and Romance papers; English uses quotation marks.",
                "“",
            )

"""NUM004."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.numbers._nouns import counts_things

_NUMBER = re.compile(r"[1-9]\d{0,2}(?: \d{3}){1,4}(?!\d|[.,:-]\d| \d)")
_MONEY = re.compile(
    r" ?(?:€|%|eur\b|usd\b|gbp\b|czk\b)| (?:euros?|dollars|pounds|pesos|francs|crowns|kronor|kroner|rubles|"
    r"roubles|rupees|reais|"
    r"zlotys?|forints?|yuan|hryvnias?|metres|meters|kilometres|kilometers|tons|tonnes|hectares|years)\b"
)
_DAY_BEFORE = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \Z|(?:\d|[(+] ?|tel|phone|fax|no|boeing|"
    r"airbus)[.:]? ?\Z"
)


class SpacedThousands(Rule):
    """Space as thousands separator.

    ## What it does
    Finds counts and amounts whose thousands are set off with a space ("12 500 people", "1 000 000 euros").

    ## Why it is an artifact
    French, Russian, Ukrainian, Polish, Czech and the Nordic languages separate thousands with a (thin) space. English
    news writes a comma; a space that survives shows that numbers were copied from a source in such a language.

    ## Known false alarms
    South African newspapers, official notices and scientific writing use the space on purpose, so this is only a weak
    signal. Telephone numbers and dates are left alone.

    ## Example
    Bad: About 12 500 people signed the petition.
    Good: About 12,500 people signed the petition.
    """

    code = "NUM004"
    name = "spaced-thousands"
    severity = Severity.INFO
    triggers = tuple(f"{last} {first:02}" for last in range(10) for first in range(100))

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every number that counts something or is an amount."""
        folded = document.folded
        done = -1
        for _, start, _ in hits:
            first = start
            while first and start - first < 3 and folded[first - 1].isdigit():
                first -= 1
            match = _NUMBER.match(folded, first)
            before = folded[first - 1] if first else " "
            if not match or first < done or before.isalnum() or before in ".,:/-+#":
                continue
            end = match.end()
            done = end
            if "\n" in document.text[first:end]:
                continue
            if not (before in "$€£" or _MONEY.match(folded, end) or counts_things(folded, end)):
                continue
            if _DAY_BEFORE.search(folded, max(0, first - 15), first):
                continue
            yield self.finding(
                document,
                first,
                end,
                "A space separates the thousands, as in French, Russian or Czech; English news writes a comma.",
                match.group().replace(" ", ","),
            )

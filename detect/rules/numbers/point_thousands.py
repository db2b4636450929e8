"""NUM002."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.numbers._nouns import counts_things

_NUMBER = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){1,4}(?![\d%])(?!\.\d)(?!-[a-z])")
_MONEY_AFTER = re.compile(
    r" ?(?:€|eur\b|usd\b|chf\b|gbp\b)| (?:euros?|dollars|pesos|francs|crowns|kronor|kroner|rubles|roubles|rupees|"
    r"rupiah|reais|liras?|zlotys?|forints?|yuan|yen|won|hryvnias?|shekels|dinars|dirhams)\b"
)
_RATE = re.compile(
    r" (?:(?:euros?|dollars|cents) )?(?:per|a|an|to the|against) |-|/| (?:million|billion|trillion|thousand|"
    r"percent|per cent|pct|bn)\b"
)
_SCORES = re.compile(
    r"\b(?:scor|point|vault|beam|routine|judge|gymnast|diving|skat|batting|percentage|second|odds|rating)"
)
_EXCHANGE = re.compile(
    r"\b(?:trad(?:ed|es|ing)|exchange rate|bought|at \$|per litre|a litre|per liter|petrol|diesel|gallon)"
)


class PointThousands(Rule):
    """Point as thousands separator, which English reads as a decimal point.

    ## What it does
    Finds counts of people and things, and amounts of money, whose thousands are set off with a point ("1.500 euros",
    "25.000 people", "1.200.000 voters"), and gives the English form.

    ## Why it is an artifact
    German, Dutch, Spanish, Portuguese, Italian, Turkish, Greek and Indonesian separate thousands with a point. Copied
    into English, 25.000 people says twenty-five, so the reader is misinformed by a factor of a thousand.

    ## Known false alarms
    Measures, times and scores can have three decimals ("15.933 points", "1.250 metres"); so can prices per litre and
    exchange rates, and they are left alone. An amount of money with a single point counts only if it ends in two
    zeros. Where nothing is counted, only numbers such as 40.000 count, and not in reports of gymnastics and the like.

    ## Example
    Bad: The rent rose by 1.500 euros and 25.000 people moved away.
    Good: The rent rose by 1,500 euros and 25,000 people moved away.
    """

    code = "NUM002"
    name = "point-thousands"
    severity = Severity.ERROR
    triggers = tuple(f".{group:03}" for group in range(1000))

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every such number that a fraction makes no sense for."""
        folded = document.folded
        done = -1
        for _, start, _ in hits:
            if start and folded.startswith(" .000", start - 1):  # 25 .000, cut into tokens
                low = start - 1
                while low and start - low < 4 and folded[low - 1].isdigit():
                    low -= 1
                bare = low == 0 or not (folded[low - 1].isalnum() or folded[low - 1] in ".,:/-")
                if low < start - 1 and bare and not folded[start + 4 : start + 5].isdigit():
                    message = "The source language's thousands separator was kept and cut off its number."
                    yield self.finding(document, low, start + 4, message, f"{folded[low : start - 1]},000")
                continue
            first = start
            while first and start - first < 4 and folded[first - 1].isdigit():
                first -= 1
            if first == start or first < done:
                continue
            before = folded[first - 1] if first else " "
            match = _NUMBER.match(folded, first)
            if not match or before in ".,:/-#+_&=" or before.isalnum():
                continue
            end = match.end()
            done = end
            number = match.group()
            if _RATE.match(folded, end):
                continue
            many = number.count(".") > 1
            round_ = number.endswith("00")
            if before in "$€£¥":
                certain = many or round_
            elif _MONEY_AFTER.match(folded, end):
                certain = many or round_ or start - first == 3
            else:
                certain = counts_things(folded, end) or (
                    # Nobody measures 40.000 to three empty decimals, but judges do score 15.000.
                    number.endswith(".000")
                    and start - first > 1
                    and not _SCORES.search(folded, max(0, first - 120), end + 60)
                )
            if not certain or (not many and _EXCHANGE.search(folded, max(0, first - 40), end + 40)):
                continue
            yield self.finding(
                document,
                first,
                end,
                f"In English {number} is a decimal fraction: the source language's thousands separator was kept.",
                number.replace(".", ","),
            )

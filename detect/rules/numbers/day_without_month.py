"""NUM010."""

import re

from detect.document import Document, Span
from detect.finding import Severity
from detect.rules.base import PatternRule
from detect.rules.numbers.displaced_date import MONTHS, ordinal

_DATED = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\b(?:hole|green|tee|fairway|par|"
    rf"birdie|bogey|"
    r"floor|story|amendment|century|birthday|anniversary|inning|lap|minute|place|day of)\b"
)


class DayWithoutMonth(PatternRule):
    """Day of the month without its month ("on the 13th").

    ## What it does
    Finds "on the 13th" and "the 9th of this month" in sentences that name no month.

    ## Why it is an artifact
    Chinese, Japanese and Korean agency copy dates events of the current month by the day alone. English news names the
    weekday or the month, so the bare day is kept only where sentence after sentence is translated as it stands.

    ## Known false alarms
    Where the month was named a sentence before, English can do the same; golf holes and floors are left alone. It
    counts only in numbers.

    ## Example
    Bad: The ministry said on the 13th that talks would go on.
    Good: The ministry said on March 13 that talks would go on.
    """

    code = "NUM010"
    name = "day-without-month"
    severity = Severity.INFO
    quoted = "skip"
    triggers = (
        *(f"on the {ordinal(day)}" for day in range(1, 32) if day != 4),  # the 4th is a holiday
        *(f" of {which} month" for which in ("this", "last", "next")),
    )
    pattern = (
        r"\bon the (?:[12]?\d|3[01])(?:st|nd|rd|th)(?=[,.;)]| (?:that|local|in|at|and|to|by|against|with|for|"
        r"after)\b|\Z)"
        r"|\b(?:[12]?\d|3[01])(?:st|nd|rd|th) of (?:this|last|next) month\b"
    )
    reach = 24
    message = "The day stands without its month, as in Chinese, Japanese or Korean agency copy."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only where the sentence names no month and nothing else that has a number."""
        sentence = document.sentence_at(match.start())
        known: tuple[Span, bool] | None = document.shared.get("dated sentence")
        if known is None or known[0] != sentence:
            known = sentence, bool(_DATED.search(document.folded, *sentence))
            document.shared["dated sentence"] = known
        return not known[1]

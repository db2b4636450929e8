"""NUM007."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_NUMBER = re.compile(r"(?<![\d.,:/-])([1-9]\d{0,2}(?:\.\d)?)\Z")


class DigitsThousand(Rule):
    """Digits with the word thousand behind them ("640 thousand people").

    ## What it does
    Finds numbers in digits before the word "thousand" and gives the number as English news writes it.

    ## Why it is an artifact
    Russian, Ukrainian, Czech, Portuguese and Hausa news write 640 thousand as English writes 640 million ("640 тыс.",
    "640 mil"). English style writes 640,000; the mixed form is rare in edited news and common in translations.

    ## Known false alarms
    Live blogs, headlines and writers of English as a second language use it as well; a weak signal.

    ## Example
    Bad: The virus has killed more than 640 thousand people.
    Good: The virus has killed more than 640,000 people.
    """

    code = "NUM007"
    name = "digits-thousand"
    severity = Severity.INFO
    quoted = "skip"
    triggers = tuple(f"{digit} thousand" for digit in range(10))

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every number of at most three digits before the word."""
        folded = document.folded
        for _, start, end in hits:
            if folded[end : end + 1].isalpha() or folded.startswith((" oaks", "-island", " million", " billion"), end):
                continue
            match = _NUMBER.search(folded, max(0, start - 6), start + 1)
            if match:
                value = f"{round(float(match.group(1)) * 1000):,}"
                message = f"English news writes {value}; digits with thousand come from the source language."
                yield self.finding(document, match.start(), end, message, value)

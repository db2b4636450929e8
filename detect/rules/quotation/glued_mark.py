"""QUO013."""

import re
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_SAID = re.compile(r"(?:said|says|stated|added|told|wrote|explained)\b")
_PREFIX = re.compile(
    r"(?:\A|[^\w])[“\"](?:non|anti|pro|pre|post|ex|un|re|semi|pseudo|quasi|over|under|self)\Z", re.IGNORECASE
)
_REACH = 120
"""Characters in which a quotation that begins with a closing mark must end, and in which none may be open before it."""
_ENDING = re.compile(r"(?:s|d|t|m|re|ve|ll)(?![^\W\d_])")


def _opens(document: Document, mark: int) -> bool:
    """Whether the closing mark at `mark` begins a quotation: none is open, and the same mark ends it soon after."""
    text = document.text
    low, high = document.line_at(mark)
    before = text[max(low, mark - _REACH) : mark]
    after = text[mark + 1 : min(high, mark + _REACH)]
    closer = after.find("”")
    return before.rfind("“") <= before.rfind("”") and closer >= 0 and "“" not in after[:closer]


class GluedMark(Rule):
    """Quotation mark with a letter on both sides ("bores you”launched").

    ## What it does
    Finds curly marks that touch a word on the left and a word in lower case on the right: a closing mark without the
    space behind it, or an opening mark without the space before it. Where a comma stands before the closing mark and a
    plain "said" behind it, the finding is an `info`.

    ## Why it is an artifact
    Chinese and Japanese set no spaces around their marks, and a link or bold type that began or ended at the mark takes
    its space along. Translation turns the words and leaves the marks glued to them.

    ## Known false alarms
    Copies of web pages that lost spaces throughout. A mark in place of an apostrophe (she”s) is left alone.

    ## Example
    Bad: The county is building a“grass-roots”art fair.
    Good: The county is building a “grass-roots” art fair.
    """

    code = "QUO013"
    name = "glued-quotation-mark"
    severity = Severity.WARNING
    triggers = tuple(f'{left}"{right}' for left in (*ascii_lowercase, *",!?") for right in ascii_lowercase)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every mark between two letters."""
        text = document.text
        for _, first, _ in hits:
            before, start, end = text[first], first + 1, first + 2
            closing = text[start] == "”"
            if not (closing or text[start] == "“") or not text[end].islower() or not (closing or before.isalpha()):
                continue
            if _ENDING.match(text, end):
                continue  # a mark for an apostrophe
            spoken = closing and before == "," and _SAID.match(text, end)
            if text.startswith("http", end):
                continue
            if closing and _PREFIX.search(text, max(0, start - 9), start):
                continue  # “non”fiction: a prefix in doubt
            opens = closing and before.isalpha() and _opens(document, start)
            behind = closing and not opens
            yield self.finding(
                document,
                start,
                end,
                "The space "
                + ("behind" if behind else "before")
                + " this mark is missing: it was glued to the words around it, as in Chinese, or mark-up was lost.",
                "” " if behind else " “",
                Severity.INFO if spoken or before in ",!?" else None,
            )

"""ORD002."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

# Past forms that are not also the base form, and that do not stand behind "did" as an adjective ("get paid").
_PAST = frozenset(
    """went came took gave became knew thought told saw wrote spoke began wanted said meant found understood felt made
    brought bought kept held stood ran drove ate fell grew broke chose drank flew forgot rose sang wore won tried
    decided happened managed received agreed answered responded expected asked called started stopped worked helped
    allowed believed considered confirmed denied explained mentioned announced lived moved played talked opened looked
    died killed offered returned reached appeared described claimed demanded""".split()
)
_NOT = ("did not ", "didn't ", "does not ", "doesn't ")
_QUESTION = tuple(f"{word} did " for word in ("what", "when", "where", "why", "how", "who", "which"))
_ELLIPSIS = ("what ", "who ", "that ", "those who ", "which ")
_WORD = re.compile(r"[a-z]+")
_CLAUSE = frozenset("you they who that which think say believe".split())
_PARTICIPLE_BEHIND = frozenset("be been being get getting have having".split())
_MARK = re.compile(r"[.!?\n]")


class DoublePast(Rule):
    """Past tense marked twice: "did not went", "What did she said?".

    ## What it does
    Finds "did not" with a past form behind it, and questions with "did", a short subject and a past form.

    ## Why it is an artifact
    Source languages ask and negate without an auxiliary; an engine that adds "did" and translates the verb on its own
    keeps the verb's tense.

    ## Known false alarms
    Relative clauses that end before the verb (those who did not, said ...), if their comma is missing.

    ## Example
    Bad: What did the mayor said to the protesters?
    Good: What did the mayor say to the protesters?
    """

    code = "ORD002"
    name = "double-past"
    severity = Severity.ERROR
    quoted = "info"
    triggers = (*_NOT, *_QUESTION)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every past form that "did" governs."""
        folded = document.folded
        for index, start, end in hits:
            if start and folded[start - 1].isalnum():
                continue
            if index < len(_NOT):
                match = _WORD.match(folded, end)
                if match is None or match.group() not in _PAST or folded.startswith(" to ", match.end()):
                    continue
                if folded.endswith(_ELLIPSIS, max(0, start - 10), start):
                    continue  # those who did not, said ...
                stop = match.end()
            else:
                stop = self._asked(folded, end)
                if stop < 0:
                    continue
            yield self.finding(
                document,
                start,
                stop,
                "“Did” already carries the past tense: the source has no such word, and its verb was put in the past.",
            )

    @staticmethod
    def _asked(folded: str, end: int) -> int:
        """Where the past form of a question ends, or -1: within three words, and before a question mark."""
        place = end
        before = ""
        for count in range(5):
            match = _WORD.match(folded, place)
            if match is None or match.group() in _CLAUSE or before in _PARTICIPLE_BEHIND:
                return -1
            before = match.group()
            if count and match.group() in _PAST:
                mark = _MARK.search(folded, match.end(), match.end() + 60)
                return match.end() if mark is not None and mark.group() == "?" else -1
            place = match.end() + 1
            if folded[match.end() : place] != " ":
                return -1
        return -1

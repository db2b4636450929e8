"""Whether a text is cased at all: shared by the CAS rules.

Some archives keep articles in lower case only; there every name would be an artifact.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules._verbatim import in_post
from detect.rules.base import Hit, PatternRule

_FUNCTION = re.compile(
    r"\b(?:the|a|an|to|of|in|at|by|for|with|is|are|was|were|has|have|i|we|you|he|she|it|they)\b", re.IGNORECASE
)
_MARK = re.compile(r"[.,;:!?\"“”'’()]")
_CAPITAL = re.compile("[A-Z]")


def is_cased(document: Document) -> bool:
    """Whether capitals are used as in ordinary English, from the first 1,500 characters."""
    return _cased(document.text[:1500])


@lru_cache(maxsize=4)
def _cased(text: str) -> bool:
    # Ordinary news has 2 to 7 capitals in 100 characters; capitals-only copy has far more.
    return 0.01 * len(text) < len(_CAPITAL.findall(text)) < 0.3 * len(text)


def in_title(text: str, start: int, end: int) -> bool:
    """Whether the words around `start` and `end` are written with capitals, as in headlines and titles of works."""
    low = text.rfind("\n", max(0, start - 60), start) + 1
    before = text[max(low, start - 60) : start].split()[-3:]
    line_end = text.find("\n", end, end + 60)
    after = text[end : line_end if line_end >= 0 else end + 60].split()[:3]
    words = [word.strip("\"'“”‘’(,.:;") for word in before + after]
    capitals = sum(word[:1].isupper() for word in words)
    return capitals * 2 >= max(2, len(words))


class LowerCaseRule(PatternRule):
    """A pattern rule for words that should have a capital and have none, in texts that are cased.

    In an embedded post and in a line of tags the finding is an `info`: people write them in lower case.
    """

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield the findings at triggers that stand in lower case."""
        text = document.text
        lower = [hit for hit in hits if text[hit[1] : hit[2]].split()[-1].islower()]
        for finding in super().check(document, lower):
            if is_cased(document):
                informal = in_post(document, finding.start, finding.end) or _is_list(document, finding.start)
                yield replace(finding, severity=Severity.INFO) if informal else finding


def _is_list(document: Document, place: int) -> bool:
    """Whether the line is a list of tags: ten words or more without a mark or a function word."""
    start, end = document.line_at(place)
    line = document.text[start : min(end, start + 400)]
    return end - start < 400 and line.count(" ") > 8 and not _MARK.search(line) and not _FUNCTION.search(line)

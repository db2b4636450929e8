"""QUO001."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.quotations import Quotation
from detect.rules.base import Hit, Rule

# The mark follows a colon or a comma behind a verb of saying, and the words it should open follow a space.
_MISPLACED = re.compile(
    r"(?P<before>[^\W\d_]+)(?P<stop>[:,]) ?(?P<mark>[\"”»]|'')(?P<space>[ \u00a0\u202f]+)(?P<word>…|[^\W\d_])",
)
_ADDRESSED = frozenset(
    """said says say saying told tells added adds adding replied replies answered wrote writes declared declares
    explained explains stated states continued asked asks warned stressed noted recalled concluded him her them me us
    you""".split()
)
_CITED = re.compile(r"[A-Z][a-z]+\.? \d+[:.,]")
"""Chapter and verse behind a quotation that may end in a colon."""
_LABEL_SPACES = 2
"""A quotation with no more spaces than this that ends in a colon is a label or a title ("Note:"), not speech."""


class MarkBeforeWords(Rule):
    """Quotation mark that closes after the colon where the quoted words should open.

    ## What it does
    Finds a closing mark glued to a colon (or to a comma behind "said"), with a space and the quoted words after it:
    `him:” No`.

    ## Why it is an artifact
    French and some other typographies put a space inside the marks (« Non »). A pipeline that turns them into English
    marks by looking at the white space around them moves the mark to the wrong side of the space, so the opening mark
    becomes a closing one. The reader no longer sees who speaks.

    ## Known false alarms
    A quoted label that ends in a colon ("Note:") before a capital letter. Quotations of up to three words are left
    alone for that reason.

    ## Example
    Bad: “I said to him:” No, the border stays open.
    Good: “I said to him: ‘No, the border stays open.’”
    """

    code = "QUO001"
    name = "mark-before-words"
    severity = Severity.ERROR
    triggers = (':" ', ': " ', ":'' ", 'said," ', 'says," ', 'added," ', 'replied," ', 'told him," ', 'told her," ')

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every mark that stands behind the colon and before the space."""
        text = document.text
        done = -1
        for _, start, end in hits:
            if start < done:
                continue
            word = start
            while word > start - 30 and word and text[word - 1].isalpha():
                word -= 1
            match = _MISPLACED.search(text, word, end + 2)  # "told him," begins with another word
            if match is None:
                continue
            done = match.end()
            mark = match.start("mark")
            addressed = match["before"] in _ADDRESSED
            if match["mark"] in "\"''" and text[mark - 1] == " ":
                continue  # « said: " Yes " »: spaced on both sides, another rule's matter
            if not addressed and (match["stop"] == "," or not (match["word"].isupper() or match["word"] == "…")):
                continue
            if _CITED.match(text, match.start("word")):
                continue  # every one that hangeth on a tree:” Galatians 3:13
            closed = self._closed_by(document, mark)
            if match["stop"] == "," and (closed is not None or not match["word"].isupper()):
                continue  # a quotation that merely ends in "said," or goes on behind it
            label = closed is not None and document.text.count(" ", closed.start, mark) <= _LABEL_SPACES
            if label and not addressed:
                continue
            yield self.finding(
                document,
                match.start("stop"),
                match.end("mark"),
                f"The mark closes here, but the quoted words only begin after it: a spaced foreign mark was put on the "
                f"wrong side of its space after “{match['before']}{match['stop']}”.",
                match["stop"] + " “",
            )

    @staticmethod
    def _closed_by(document: Document, mark: int) -> Quotation | None:
        """The quotation that the mark at `mark` closes."""
        index = bisect_left(document.quotations, mark, key=lambda item: item.start) - 1
        if index < 0:
            return None
        item = document.quotations[index]
        return item if item.closer is not None and item.closer.start == mark else None

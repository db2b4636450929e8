"""BPL008."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from detect.document import Document
from detect.rules.base import Hit
from detect.rules.boilerplate._lines import LineRule, ShortLine, label_runs, short_lines

_BULLETS = frozenset("•·*-–—▪◦‣#|")
_HEADINGS = frozenset(
    ["tags", "topics", "related topics", "keywords", "categories", "filed under", "tagged", "labels", "hashtags",
     "more on these topics", "explore more on these topics", "mentioned in this article"]
)  # fmt: skip


class TagList(LineRule):
    """Tags or keywords below the article.

    ## What it does
    Finds lines such as "Tags: ..." and, below the last paragraph, runs of three or more short lines that are bulleted
    or stand under such a heading.

    ## Why it is an artifact
    The keywords under which a content system files the story were extracted as text. In a machine-translated page they
    were translated one by one, so common nouns and weekdays ("Telephone call", "Sunday") stand among them.

    ## Known false alarms
    An article that ends with a list of very short items.

    ## Example
    Bad: Tags: floods, insurance, Lower Saxony
    Good: The tags showed prices between five and ten euros.
    """

    code = "BPL008"
    name = "tag-list"
    message = "Tags of the content system, not part of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {"tags": "Reads like tags of the content system, not like the article"}
    needs = staticmethod(short_lines)
    wording_only = False

    def marked(self, document: Document, hits: Sequence[Hit]) -> tuple[set[int], set[int]]:
        """Known tag lines, and the list at the end of the text."""
        sure, weak = super().marked(document, hits)
        below = _last_paragraph(document)
        if below < 0 or below + 3 >= len(document.lines):
            return sure, weak
        for run in label_runs(document):
            if run[0][0] > below and len(run) >= 3 and self._is_list(document, run):
                sure.update(index for index, *_ in run)
        return sure, weak

    @staticmethod
    def _is_list(document: Document, run: list[ShortLine]) -> bool:
        bulleted = sum(document.text[document.lines[index][0]] in _BULLETS for index, *_ in run)
        return run[0][1] in _HEADINGS or bulleted >= 0.8 * len(run)


def _last_paragraph(document: Document) -> int:
    """Index of the last line of twelve or more words, -1 where there is none."""
    for index in range(len(document.lines) - 1, -1, -1):
        start, end = document.lines[index]
        if end - start >= 60 and document.text.count(" ", start, end) >= 11:
            return index
    return -1

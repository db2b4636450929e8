"""What the BPL rules share: one look at the short lines of a text, and a base for rules that know lines by wording.

The wordings stand in ``detect/lexicons/boilerplate_lines.tsv``, one a row:

``rule``
    The name of the rule the row belongs to.
``form``
    ``line``: the whole line, apart from bullets, numbers and marks at its ends. ``start``, ``end``, ``in``: the line
    starts with it, ends with it, or has it anywhere.
``words``
    For the last three forms: how many words the line may have at most. A wording that is a notice in a short line
    ("sign up for our") is prose in a long one. Empty means 40.
``weak``
    ``1`` where the wording is boilerplate only beside another line of the same rule ("Welcome to ...").
``text``
    Folded.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import ClassVar

from detect.document import Document, Span
from detect.finding import Finding, Severity
from detect.lexicons import read_tsv
from detect.rules.base import Hit, Rule

MOST_WORDS = 40
"""A longer line is a paragraph, not a notice, unless an entry says otherwise."""

_SHORT = 70
_EDGE = " \n-*•·∙|>»›→<«‹:.,;…_#~+=/\\()[]{}'\"▼▲►×✕✖▾▸&–—0123456789"
_SENTENCE_MARKS = frozenset(".!?;,…")
_NUMBERED = re.compile(r"\d+[.)] ")


ShortLine = tuple[int, str, bool]
"""A line of at most 70 characters: its index, its *key*, and whether it is a *label*.

The key is its folded text without bullets, numbers and marks at the ends. A label can be an item of a menu or of a list
of tags: at most four words, no number and no sentence mark.
"""


@dataclass(frozen=True, slots=True)
class LineView:
    """The short lines of a text, and which of them are the whole-line wording of a rule (by the rule's name)."""

    short: list[ShortLine]
    known: dict[str, list[tuple[int, bool]]]
    """Pairs (index of the line, whether the wording is weak)."""


@cache
def known_lines() -> dict[str, tuple[tuple[str, bool], ...]]:
    """Every wording of the form ``line``, with the rules it belongs to and whether it is weak there."""
    known: dict[str, tuple[tuple[str, bool], ...]] = {}
    for row in read_tsv("boilerplate_lines"):
        if row["form"] == "line":
            known[row["text"]] = (*known.get(row["text"], ()), (row["rule"], bool(row["weak"])))
    return known


def line_view(document: Document) -> LineView:
    """The short lines of `document`, computed once."""
    view: LineView | None = document.shared.get("short lines")
    if view is None:
        folded = document.folded
        wordings = known_lines()
        short: list[ShortLine] = []
        known: dict[str, list[tuple[int, bool]]] = {}
        for index, (start, end) in enumerate(document.lines):
            if end - start > _SHORT:
                continue
            key = folded[start:end].strip(_EDGE)
            label = key != "" and key.count(" ") < 4 and folded[end - 1] not in _SENTENCE_MARKS
            if label and folded[start].isdigit() and _NUMBERED.match(folded, start):
                label = False
            short.append((index, key, label))
            if key in wordings:
                for rule, weak in wordings[key]:
                    known.setdefault(rule, []).append((index, weak))
        view = LineView(short, known)
        document.shared["short lines"] = view
    return view


def short_lines(document: Document) -> list[ShortLine]:
    """The short lines of `document`, in order."""
    return line_view(document).short


def label_runs(document: Document) -> Iterator[list[ShortLine]]:
    """Runs of neighbouring lines that are labels."""
    run: list[ShortLine] = []
    for line in short_lines(document):
        if not line[2]:
            continue
        if run and line[0] != run[-1][0] + 1:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def known_wordings(document: Document) -> object:
    """The rules that know a short line of `document` by its wording."""
    return line_view(document).known


def line_index(document: Document, position: int) -> int:
    """Which line (an index into ``document.lines``) holds `position`, or the nearest one before it."""
    return max(0, bisect_right(document.lines, (position, len(document.text) + 1)) - 1)


def join_lines(document: Document, indices: Iterable[int]) -> Iterator[Span]:
    """Spans of runs of neighbouring lines, in order."""
    lines = document.lines
    first = last = -2
    for index in sorted(set(indices)):
        if index != last + 1:
            if first >= 0:
                yield lines[first][0], lines[last][1]
            first = index
        last = index
    if first >= 0:
        yield lines[first][0], lines[last][1]


@dataclass(frozen=True, slots=True)
class _Wording:
    text: str
    form: str
    words: int
    weak: bool


class LineRule(Rule):
    """A rule that knows whole lines by their wording; neighbouring lines make one finding.

    Class attributes
    ----------------
    message : str
        The message of every finding.
    """

    severity = Severity.INFO
    needs = staticmethod(known_wordings)
    every_text = True
    message: ClassVar[str]
    wording_only: ClassVar[bool] = True
    """Whether only known wordings make a line boilerplate; false for a rule that also looks at the shape of lines."""

    @cached_property
    def _rows(self) -> list[_Wording]:
        return [
            _Wording(row["text"], row["form"], int(row["words"] or MOST_WORDS), bool(row["weak"]))
            for row in read_tsv("boilerplate_lines")
            if row["rule"] == self.name
        ]

    @cached_property
    def _inner(self) -> tuple[_Wording, ...]:
        return tuple(row for row in self._rows if row.form != "line")

    @cached_property
    def triggers(self) -> Sequence[str]:  # type: ignore[override]
        """The wordings inside lines."""
        return tuple(row.text for row in self._inner)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterable[Finding]:
        """A finding for every run of lines with a known wording."""
        view = line_view(document)
        if not hits and not view.short:
            return ()  # prose from end to end, as most texts are
        if not hits and self.wording_only and self.name not in view.known:
            return ()
        sure, weak = self.marked(document, hits)
        if not sure:
            return ()
        return [self.finding(document, start, end, self.message) for start, end in self.joined(document, sure, weak)]

    @staticmethod
    def joined(document: Document, sure: set[int], weak: set[int]) -> Iterator[Span]:
        """Spans of the marked lines with the weak ones beside them."""
        for index in sorted(weak):
            if index - 1 in sure or index + 1 in sure:
                sure.add(index)
        if sure:
            _take_rest(document, sure)
            yield from join_lines(document, sure)

    def marked(self, document: Document, hits: Sequence[Hit]) -> tuple[set[int], set[int]]:
        """Indices of the lines that are boilerplate, and of those that are only beside one that is."""
        sure: set[int] = set()
        weak: set[int] = set()
        for index, beside in line_view(document).known.get(self.name, ()):
            (weak if beside else sure).add(index)
        for number, start, end in hits:
            row = self._inner[number]
            if row.form == "start" and start > 8 and document.folded.find("\n", start - 8, start) < 0:
                continue  # most hits: the wording stands inside a paragraph
            index = line_index(document, start)
            if index not in sure and _fits(document, row, index, start, end):
                (weak if row.weak else sure).add(index)
        return sure, weak


def _fits(document: Document, row: _Wording, index: int, start: int, end: int) -> bool:
    """Whether a wording stands where its form wants it, as whole words, in a line that is short enough."""
    folded = document.folded
    first, last = document.lines[index]
    if last - first > 12 * row.words + 20 or folded[first] == '"':  # no need to count; speech is no notice
        return False
    if row.form == "start" and folded[first:start].strip(_EDGE):
        return False
    if row.form == "end" and folded[end:last].strip(_EDGE):
        return False
    if folded[start].isalnum() and start > first and folded[start - 1].isalnum():
        return False
    if folded[end - 1].isalnum() and end < last and folded[end].isalnum():
        return False
    return len(folded[first:last].split()) <= row.words


def _take_rest(document: Document, marked: set[int]) -> None:
    """Add to `marked` the rest of a sentence that a hard line break cut off a marked line."""
    lines = document.lines
    text = document.text
    for index in sorted(marked):
        while index + 1 < len(lines) and index + 1 not in marked:
            end, following = lines[index][1], lines[index + 1][0]
            cut = text[following].islower() and text[end - 1] not in ".!?:;" and text.count("\n", end, following) == 1
            if not cut or lines[index + 1][1] - following > 200:
                break
            index += 1
            marked.add(index)

"""What the line model looks at one by one: lines, with the parts of a hard-wrapped paragraph put together again."""

from dataclasses import dataclass
from itertools import pairwise

from detect.document import Document, Span

_NARROWEST, _WIDEST = 36, 120
"""Nobody wraps lines narrower or wider than this."""
_FEWEST_LINES = 4
_FORCED = 0.5
"""Least share of the breaks that are forced, and of these that stand inside a sentence."""
_TERMINAL = frozenset(".!?:\"'”’")


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one document.

    Attributes
    ----------
    spans : list of Span
        In text order; each begins and ends with something visible.
    first_sentences : list of int
        Index of the first sentence of each unit.
    """

    spans: list[Span]
    first_sentences: list[int]


def units_of(document: Document) -> Units:
    """The paragraphs of `document`, or where its lines were wrapped at a fixed width, what they were before."""
    blocks = document.paragraphs
    firsts = document.first_sentences
    lines = document.lines
    if len(blocks) < _FEWEST_LINES or len(document.text) > 2 * _WIDEST * len(lines):
        return Units(blocks, firsts)  # most: no need to look at every line
    if max(end - start for start, end in lines) > _WIDEST:
        return Units(blocks, firsts)
    joined = _forced_breaks(document)
    if not joined:
        return Units(blocks, firsts)
    spans: list[Span] = []
    kept: list[int] = []
    for (start, end), first in zip(blocks, firsts, strict=True):
        if spans and start in joined:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
            kept.append(first)
    return Units(spans, kept)


def _forced_breaks(document: Document) -> frozenset[int]:
    """Starts of the lines whose first word had no room on the line before, if that is how most lines end."""
    text, lines = document.text, document.lines
    lengths = sorted(end - start for start, end in lines)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if width < _NARROWEST:
        return frozenset()
    forced, breaks, inside = [], 0, 0
    for (start, end), (following, stop) in pairwise(lines):
        if text.count("\n", end, following) != 1:
            continue  # a blank line ends a paragraph whatever the width
        breaks += 1
        word = text.find(" ", following, stop)
        if end - start + 1 + ((stop if word < 0 else word) - following) > width:
            forced.append(following)
            inside += text[end - 1] not in _TERMINAL
    if len(forced) < _FEWEST_LINES - 1 or len(forced) < _FORCED * breaks or inside < _FORCED * len(forced):
        return frozenset()
    return frozenset(forced)

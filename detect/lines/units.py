"""What the line model looks at one by one: lines, with the parts of a hard-wrapped paragraph put together again."""

from bisect import bisect_left
from dataclasses import dataclass

from detect.document import Document, Span

_WIDEST = 120
"""Nobody wraps lines wider than this."""
_FEWEST_LINES = 4
_FORCED = 0.5


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
    if len(blocks) < _FEWEST_LINES or max(end - start for start, end in document.lines) > _WIDEST:
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
    forced, breaks = [], 0
    for (start, end), (following, stop) in zip(lines, lines[1:], strict=False):
        if text.count("\n", end, following) != 1:
            continue  # a blank line ends a paragraph whatever the width
        breaks += 1
        word = text.find(" ", following, stop)
        if end - start + 1 + ((stop if word < 0 else word) - following) > width:
            forced.append(following)
    if len(forced) < _FEWEST_LINES - 1 or len(forced) < _FORCED * breaks:
        return frozenset()
    return frozenset(forced)


def unit_at(units: Units, position: int) -> int:
    """Index of the first unit that ends after `position`."""
    return bisect_left(units.spans, position + 1, key=lambda span: span[1])

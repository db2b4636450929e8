"""The prose of a document in windows of wordpieces, each with its place in the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detect.document import Document, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 92
"""Wordpieces of a window at most."""
LEAST = 24
"""Wordpieces of the last window below which it counts for no document value: so short a piece says little of a text."""


@dataclass(frozen=True, slots=True)
class Window:
    """Whole sentences (or a part of a very long one), as the network reads them.

    Attributes
    ----------
    ids : tuple of int, length n
        Wordpieces, without the marks of beginning and end.
    spans : tuple of Span, length n
        Where each stands in the text.
    sentences : tuple of int, length n
        Which sentence of the document each belongs to.
    counts : bool
        Whether it counts for the values of the document. It is searched for damaged words either way.
    """

    ids: tuple[int, ...]
    spans: tuple[Span, ...]
    sentences: tuple[int, ...]
    counts: bool

    def words(self, text: str) -> list[tuple[int, int]]:
        """The words as (first piece, piece behind the last): with a letter or digit, inner apostrophes kept.

        Parameters
        ----------
        text : str
            The folded text of the document.
        """
        found = []
        first = 0
        spans = self.spans
        for index in range(1, len(spans) + 1):
            if (
                index < len(spans)
                and spans[index][0] <= spans[index - 1][1]
                and _joined(text, *spans[index - 1 : index + 1])
            ):
                continue
            low, high = first, index
            while low < high and not _has_letter(text, spans[low]):
                low += 1
            while high > low and not _has_letter(text, spans[high - 1]):
                high -= 1
            if low < high:
                found.append((low, high))
            first = index
        return found


def _joined(text: str, before: Span, after: Span) -> bool:
    """Whether two pieces without a gap between them belong to one word."""
    return before[1] > before[0] and after[1] > after[0] and _joins(text[before[1] - 1]) and _joins(text[after[0]])


def _joins(character: str) -> bool:
    return character.isalnum() or character in "'_"


def _has_letter(text: str, span: Span) -> bool:
    piece = text[span[0] : span[1]]
    return piece[:1].isalnum() or any(map(str.isalnum, piece))


def windows(
    document: Document, boilerplate: Sequence[Span], tokenizer: "Tokenizer", size: int = WINDOW, least: int = LEAST
) -> list[Window]:
    """The windows of a document, in text order: as many sentences as fit in `size` wordpieces, and the next ones.

    Sentences that begin inside boilerplate are left out, as everywhere in the features. One that is longer than a
    window is split between words (inside a word only where that alone is longer).

    Parameters
    ----------
    document : Document
    boilerplate : sequence of Span
        Sorted, apart.
    tokenizer : Tokenizer
        Without truncation and padding.
    size, least : int
        Wordpieces.
    """
    found: list[Window] = []
    pieces: list[tuple[int, Span, int]] = []

    def close(*, last: bool = False) -> None:
        ids, spans, sentences = zip(*pieces, strict=True)
        found.append(Window(ids, spans, sentences, not last or len(pieces) >= least or not found))
        pieces.clear()

    for part in _parts(document, boilerplate, tokenizer, size):
        if pieces and len(pieces) + len(part) > size:
            close()
        pieces.extend(part)
    if pieces:
        close(last=True)
    return found


def _parts(
    document: Document, boilerplate: Sequence[Span], tokenizer: "Tokenizer", size: int
) -> Iterator[list[tuple[int, Span, int]]]:
    """Sentences as wordpieces (id, span, sentence); longer ones in parts of at most `size`."""
    folded = document.folded
    position = 0
    for number, (start, end) in enumerate(document.sentences):
        while position < len(boilerplate) and boilerplate[position][1] <= start:
            position += 1
        if position < len(boilerplate) and start >= boilerplate[position][0]:
            continue
        encoded = tokenizer.encode(folded[start:end], add_special_tokens=False)
        words = encoded.word_ids
        pieces = [
            (own, (start + low, start + high), number)
            for own, (low, high) in zip(encoded.ids, encoded.offsets, strict=True)
        ]
        done = 0
        while len(pieces) - done > size:
            stop = done + size
            while stop > done and words[stop] == words[stop - 1]:
                stop -= 1
            stop = stop if stop > done else done + size
            yield pieces[done:stop]
            done = stop
        if done < len(pieces):
            yield pieces[done:]

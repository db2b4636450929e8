"""Finds the boilerplate lines of a batch of documents."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detect.document import Document, Span
from detect.features.tokens import TokenStream, shared_vocabulary, token_stream
from detect.lines import features
from detect.lines.features import Floats, Ints, Layout
from detect.lines.model import CONTENT, TYPES, LineModel, line_model
from detect.lines.units import Units, units_of

SHORT = 90
"""A text whose every line is longer, and ends as sentences do, holds nothing that looks like a line of boilerplate."""
_ENDS = frozenset(".!?…\"'”’)")
_TOLD_WORDS = 2
_LEAST_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A unit that is boilerplate.

    Attributes
    ----------
    start, end : int
    kind : str
        One of `detect.lines.model.TYPES`.
    probability : float
    words : tuple of str
        Those that speak most for it, if its words do.
    """

    start: int
    end: int
    kind: str
    probability: float
    words: tuple[str, ...]


def find_lines(
    documents: Sequence[Document],
    known: Sequence[Sequence[Span]],
    stream: TokenStream | None = None,
    model: LineModel | None = None,
) -> list[list[FoundLine]]:
    """The boilerplate units of each document, in text order.

    Parameters
    ----------
    documents : sequence of Document, length n
    known : sequence of sequences of Span
        What rules know for boilerplate in each: sorted, apart.
    stream : TokenStream, optional
        The tokens of `documents`, if they are laid out already.
    model : LineModel, optional
        The shipped one unless given.
    """
    found: list[list[FoundLine]] = [[] for _ in documents]
    chosen: list[int] = []
    units: list[Units] = []
    for number, document in enumerate(documents):
        if known[number] or _has_lines(document):
            item = units_of(document)
            if len(item.spans) > 1:
                chosen.append(number)
                units.append(item)
    if not chosen:
        return found
    model = model or line_model()
    stream = stream or token_stream(documents, shared_vocabulary())
    place = features.layout(stream, units, np.array(chosen, dtype=np.int64))
    marked = np.concatenate([covered(item, known[number]) for number, item in zip(chosen, units, strict=True)])
    lexical = model.lexical(stream, place)
    texts = [documents[number].text for number in chosen]
    logits = model.logits(texts, units, place, lexical, marked)
    probability, kinds = verdicts(logits)
    own_words = ends_as_prose(texts, units, place)
    limit = np.where(own_words, model.prose_threshold, model.threshold)
    for index in np.flatnonzero((probability >= limit) & (marked == 0)).tolist():
        owner = int(place.owner[index])
        number = chosen[owner]
        inside = index - int(place.firsts[owner])
        start, end = units[owner].spans[inside]
        found[number].append(
            FoundLine(
                start,
                end,
                TYPES[int(kinds[index])],
                round(float(probability[index]), 4),
                _telling(model, documents[number], units[owner], inside, stream, place, index, int(kinds[index])),
            )
        )
    return found


def _has_lines(document: Document) -> bool:
    """Whether any line is short or ends without the mark of a sentence."""
    text = document.text
    return len(document.lines) > 1 and any(
        end - start < SHORT or text[end - 1] not in _ENDS for start, end in document.lines
    )


def covered(units: Units, spans: Sequence[Span]) -> NDArray[np.float64]:
    """1 for each unit of which at least half lies inside `spans` (sorted, apart), else 0."""
    marks = np.zeros(len(units.spans))
    position = 0
    for index, (start, end) in enumerate(units.spans):
        while position < len(spans) and spans[position][1] <= start:
            position += 1
        if position == len(spans):
            break
        inside = 0
        for low, high in spans[position:]:
            if low >= end:
                break
            inside += min(end, high) - max(start, low)
        marks[index] = 2 * inside >= end - start
    return marks


def ends_as_prose(texts: Sequence[str], units: Sequence[Units], place: Layout) -> NDArray[np.bool_]:
    """Which units are sentences long enough to be the article's: `features.PROSE_TOKENS` or more, and a mark at the end."""
    closed = [text[end - 1] in _ENDS for text, item in zip(texts, units, strict=True) for _, end in item.spans]
    return np.array(closed) & (place.ends - place.starts >= features.PROSE_TOKENS)


def verdicts(logits: Floats) -> tuple[Floats, Ints]:
    """Probability of boilerplate of each unit, and the likeliest of its types, shapes (u,)."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    return 1.0 - shares[:, CONTENT], 1 + shares[:, 1:].argmax(axis=1)


def _telling(
    model: LineModel,
    document: Document,
    units: Units,
    inside: int,
    stream: TokenStream,
    place: Layout,
    index: int,
    kind: int,
) -> tuple[str, ...]:
    """The words of a unit that speak most for `kind` and against content."""
    one = Layout(place.owner[:1], place.firsts[:2], place.starts[index : index + 1], place.ends[index : index + 1])
    bucket, _, _ = features.buckets(stream, one)
    rows = model.words[bucket[0::2]].astype(np.int64)
    gains = (rows[:, kind] - rows[:, CONTENT]) / model.steps
    first = units.first_sentences[inside]
    last = units.first_sentences[inside + 1] if inside + 1 < len(units.spans) else len(document.sentence_tokens)
    tokens: list[str] = []
    for sentence in document.sentence_tokens[first:last]:
        if sentence:
            tokens.extend(sentence)
            tokens.append("")
    best = sorted(range(len(tokens)), key=lambda at: (-gains[at], at))
    told: list[str] = []
    for at in best:
        if gains[at] < _LEAST_WEIGHT or len(told) == _TOLD_WORDS:
            break
        if len(tokens[at]) > 1 and tokens[at] not in told:
            told.append(tokens[at])
    return tuple(told)

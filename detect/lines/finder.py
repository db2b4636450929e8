"""Finds the boilerplate lines of a batch of documents."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detect.document import Document, Span
from detect.features.tokens import TokenStream, shared_vocabulary, token_stream
from detect.lines import features
from detect.lines.features import Floats, Ints, Layout
from detect.lines.model import CONTENT, TYPES, WORD_STEPS, LineModel, Thresholds, line_model
from detect.lines.units import Units, units_of

SHORT = 90
"""A text whose every line is longer, and ends as sentences do, holds nothing that looks like a line of boilerplate."""
LEAST_PROSE = 200
"""Characters in lines that are neither short nor without such an end: in a text with fewer there is no article to tell
the other lines from, and a list of results or a poem would look like a menu."""
PLAIN = -0.5
"""Log-odds, by its words alone, from which on an odd line is plainly the article's."""
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
    marks: list[NDArray[np.float64]] = []
    for number, document in enumerate(documents):
        if len(document.lines) > 1 and (known[number] or _odd_lines(document)):
            item = units_of(document)
            if len(item.spans) > 1:
                chosen.append(number)
                units.append(item)
                marks.append(covered(item, known[number]))
    if not chosen:
        return found
    model = model or line_model()
    stream = stream or token_stream(documents, shared_vocabulary())
    texts = [documents[number].text for number in chosen]
    looked_at = _worth_a_look(model, texts, marks, stream, np.array(chosen, dtype=np.int64), units)
    if not looked_at:
        return found
    chosen = [chosen[at] for at in looked_at]
    units = [units[at] for at in looked_at]
    texts = [texts[at] for at in looked_at]
    marked = np.concatenate([marks[at] for at in looked_at])
    place = features.layout(stream, units, np.array(chosen, dtype=np.int64))
    logits = model.logits(stream, texts, units, place, marked)
    probability = boilerplate_probability(logits)
    if not (probability >= model.thresholds.label).any():
        return found
    outline = Outline(
        characters=np.array([end - start for item in units for start, end in item.spans]),
        tokens=place.ends - place.starts,
        closed=closed(texts, units),
    )
    taken = judged(probability, marked > 0, outline, place, model.thresholds)
    if not taken.any():
        return found
    buckets, firsts, counts = features.buckets(stream, place.starts[taken], place.ends[taken])
    for index, first, count in zip(np.flatnonzero(taken).tolist(), firsts.tolist(), counts.tolist(), strict=True):
        owner = int(place.owner[index])
        start, end = units[owner].spans[index - int(place.firsts[owner])]
        bucket = buckets[first : first + count]
        found[chosen[owner]].append(
            FoundLine(
                start,
                end,
                TYPES[model.kind(logits[index], bucket)],
                round(float(probability[index]), 4),
                _telling(model, bucket, _tokens(documents[chosen[owner]], units[owner], index - place.firsts[owner])),
            )
        )
    return found


@dataclass(frozen=True)
class Outline:
    """What decides which threshold a unit has to pass.

    Attributes
    ----------
    characters, tokens : arrays, shape (u,)
    closed : array of bool, shape (u,)
        Whether it ends as sentences do.
    """

    characters: Ints | Floats
    tokens: Ints
    closed: NDArray[np.bool_]


def closed(texts: Sequence[str], units: Sequence[Units]) -> NDArray[np.bool_]:
    """Which units end as sentences do."""
    return np.array([text[end - 1] in _ENDS for text, item in zip(texts, units, strict=True) for _, end in item.spans])


def judged(
    probability: Floats, known: NDArray[np.bool_], outline: Outline, place: Layout, thresholds: Thresholds
) -> NDArray[np.bool_]:
    """Which units are taken for boilerplate that no rule knows, shape (u,).

    Parameters
    ----------
    probability : array, shape (u,)
    known : array of bool, shape (u,)
        What rules know.
    outline : Outline
    place : Layout
    thresholds : Thresholds
    """
    likely = (probability >= thresholds.label) & (outline.tokens > 1)  # a row of marks has one boundary only
    long = outline.tokens >= features.PROSE_TOKENS
    ends = outline.closed
    least = np.where(ends, np.where(long, thresholds.prose, thresholds.sentence), thresholds.label)
    marked = likely | known
    # Between the first and the last paragraph that may be the article's.
    size = place.size
    index = np.arange(size)
    prose = ends & (outline.characters >= SHORT) & ~marked
    before = np.maximum.accumulate(np.where(prose, index, -1)) >= place.firsts[place.owner]
    after = np.minimum.accumulate(np.where(prose, index, size)[::-1])[::-1] < place.firsts[place.owner + 1]
    joined = place.owner[1:] == place.owner[:-1]
    beside = np.zeros(size, dtype=bool)
    beside[1:] |= marked[:-1] & joined
    beside[:-1] |= marked[1:] & joined
    within = np.maximum(least, np.where(beside, thresholds.inside, thresholds.alone))
    # A sentence beside a single paragraph: no page trained on is built so, and nothing tells its shape from an ending.
    single = np.bincount(place.owner, weights=ends & (outline.characters >= SHORT), minlength=len(place.firsts) - 1) < 2
    ending = ends & ~beside & single[place.owner]
    return likely & ~known & ~ending & (probability >= np.where(before & after, within, least))


def _odd_lines(document: Document) -> bool:
    """Whether any line is short or ends without the mark of a sentence."""
    text = document.text
    for start, end in document.lines:  # noqa: SIM110 -- half the time of any()
        if end - start < SHORT or text[end - 1] not in _ENDS:
            return True
    return False


def _worth_a_look(
    model: LineModel,
    texts: Sequence[str],
    marks: Sequence[Floats],
    stream: TokenStream,
    chosen: Ints,
    units: Sequence[Units],
) -> list[int]:
    """Which of the chosen documents have an article, and a line that is known, or odd and not plainly the article's.

    The words of the odd lines alone cost little; most articles have only their headline among them.
    """
    place = features.layout(stream, units, chosen)
    odd: list[int] = []
    worth: set[int] = set()
    for at, (text, item, known) in enumerate(zip(texts, units, marks, strict=True)):
        first = int(place.firsts[at])
        own: list[int] = []
        prose = 0
        for index, (start, end) in enumerate(item.spans):
            if end - start < SHORT or text[end - 1] not in _ENDS:
                own.append(first + index)
            else:
                prose += end - start
        if prose < LEAST_PROSE:
            continue
        if known.any():
            worth.add(at)
        else:
            odd.extend(own)
    if odd:
        scores = model.content(stream, place.starts[odd], place.ends[odd])
        worth.update(place.owner[np.array(odd)[scores < PLAIN]].tolist())
    return sorted(worth)


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


def boilerplate_probability(logits: Floats) -> Floats:
    """Probability that each unit is boilerplate of any type, shape (u,)."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probability: Floats = 1.0 - powers[:, CONTENT] / powers.sum(axis=1)
    return probability


def _tokens(document: Document, units: Units, inside: int) -> list[str]:
    """The tokens of a unit, an empty one for each boundary, as `TokenStream` has them."""
    first = units.first_sentences[inside]
    last = units.first_sentences[inside + 1] if inside + 1 < len(units.spans) else len(document.sentences)
    tokens: list[str] = []
    for index in range(first, last):
        sentence = document.tokens_of(index)
        if sentence:
            tokens.extend(sentence)
            tokens.append("")
    return tokens


def _telling(model: LineModel, bucket: Ints, tokens: list[str]) -> tuple[str, ...]:
    """The words of a unit that speak most against content."""
    gains = -model.words[CONTENT][bucket[0::2]] / WORD_STEPS
    told: list[str] = []
    for at in np.argsort(-gains, kind="stable").tolist():
        if gains[at] < _LEAST_WEIGHT or len(told) == _TOLD_WORDS:
            break
        if len(tokens[at]) > 1 and tokens[at] not in told:
            told.append(tokens[at])
    return tuple(told)

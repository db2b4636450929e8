"""What the line model knows of every unit: its words, its shape, its neighbours and its place, as whole numbers.

Everything that is added up is a whole number, so that no sum depends on the order of its parts, on the other
documents of the batch, or on the machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detect.features.tokens import TokenStream
from detect.features.vocabulary import KIND_NUMBER
from detect.lines.units import Units

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

BITS = 17
"""The words and pairs of words of lines fall into ``2**BITS`` buckets."""
LENGTHS = (5, 15)
"""A word says other things in a line of up to 4 words, up to 14, and longer ones."""
PROSE_TOKENS = 14
"""How many tokens (boundaries among them) a line of prose has at least."""
HEAD, TAIL = 80, 40
"""How many characters from the start and the end of a unit its shape is read from."""

_MULTIPLY = np.uint64(0xBF58476D1CE4E5B9)
_STIR = np.uint64(0x94D049BB133111EB)
_SALTS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)

_TABLE = 0x3000
_LETTER, _UPPER, _DIGIT, _SEPARATOR, _SIGN, _STOP, _QUOTE, _SPACE = (1 << bit for bit in range(8))
_FIRSTS = ("upper", "lower", "digit", "bullet", "quote", "sign")
_LASTS = ("stop", "colon", "letter", "digit", "separator", "quote", "sign")

SHAPE = (
    "tokens", "characters", "capitals", "all_capitals", "digits", "separators", "signs",
    *(f"first_{name}" for name in _FIRSTS), *(f"last_{name}" for name in _LASTS),
    "prose", "known",
)  # fmt: skip
"""Names of the features of a unit by itself, as `shape` gives them."""

_NEIGHBOUR = [SHAPE.index(name) for name in ("tokens", "capitals", "last_stop", "prose", "known")]
WINDOWS = (2, 5, 12)


@dataclass(frozen=True)
class Layout:
    """The units of some documents of a stream, one after the other.

    Attributes
    ----------
    owner : array, shape (u,)
        Index of each unit's document (in the order of `firsts`).
    firsts : array, shape (d + 1,)
        Index of the first unit of each document; the last is ``u``.
    starts, ends : arrays, shape (u,)
        Where its tokens stand in the stream.
    """

    owner: Ints
    firsts: Ints
    starts: Ints
    ends: Ints

    @property
    def size(self) -> int:
        """How many units there are."""
        return len(self.owner)


def layout(stream: TokenStream, units: Sequence[Units], chosen: Ints) -> Layout:
    """Where the units of some documents stand in `stream`.

    Parameters
    ----------
    stream : TokenStream
    units : sequence of Units
        Of the chosen documents; at least one each.
    chosen : array of int64
        Which documents of `stream` these are, in order.
    """
    counts = [len(item.spans) for item in units]
    owner = np.repeat(np.arange(len(units)), counts)
    flat = [first for item in units for first in item.first_sentences]
    sentences = np.array(flat, dtype=np.int64) + stream.sentence_starts[chosen][owner]
    firsts = np.concatenate(([0], np.cumsum(counts)))
    before = np.concatenate(([0], stream.sentence_ends))
    # The first unit of a document begins after the boundary before it, every other where the one before it ends.
    starts = before[sentences]
    starts[firsts[:-1]] = stream.document_starts[chosen] + 1
    ends = np.concatenate((starts[1:], [0]))
    ends[firsts[1:] - 1] = stream.document_starts[chosen + 1]
    return Layout(owner, firsts, starts, ends)


def buckets(stream: TokenStream, place: Layout) -> tuple[Ints, Ints, Ints]:
    """The buckets of every unit's words and pairs of words, boundaries among the pairs.

    Returns
    -------
    bucket : array, shape (k,)
    starts : array, shape (u,)
        Where each unit's begin; an empty unit takes none.
    counts : array, shape (u,)
    """
    hashes = stream.vocabulary.take("hashes", stream.ids)
    kinds = stream.vocabulary.take("kind", stream.ids)
    numbers = np.flatnonzero(kinds == KIND_NUMBER)
    hashes[numbers] = stream.vocabulary.take("masks", stream.ids[numbers])
    lengths = place.ends - place.starts
    salt = np.repeat(_SALTS[np.searchsorted(LENGTHS, lengths - 1, side="right")], lengths)
    at = _ranges(place.starts, lengths)
    words = hashes[at]
    pairs = hashes[at - 1] * _STIR + words
    both = np.empty(2 * len(at), dtype=np.uint64)
    both[0::2] = words ^ salt
    both[1::2] = pairs ^ salt
    both *= _MULTIPLY
    both ^= both >> np.uint64(31)
    both *= _STIR
    counts = 2 * lengths
    return (both >> np.uint64(64 - BITS)).astype(np.int64), np.concatenate(([0], np.cumsum(counts[:-1]))), counts


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """``starts[0], starts[0] + 1, ...`` of each unit, one after the other."""
    offsets = np.concatenate(([0], np.cumsum(lengths[:-1])))
    return np.arange(int(lengths.sum())) + np.repeat(starts - offsets, lengths)


def sums(values: NDArray[np.int32], starts: Ints, counts: Ints) -> NDArray[np.int32]:
    """Sum of the rows of `values`, shape (k, c), that belong to each unit, shape (u, c)."""
    if not len(values):
        return np.zeros((len(starts), values.shape[1]), dtype=np.int32)
    total: NDArray[np.int32] = np.add.reduceat(values, np.minimum(starts, len(values) - 1), axis=0)
    total[counts == 0] = 0
    return total


@cache
def _classes() -> NDArray[np.uint8]:
    """The classes of the first code points as bits; what lies beyond is taken for a letter."""
    table = np.zeros(_TABLE + 1, dtype=np.uint8)
    for code in range(_TABLE):
        char = chr(code)
        bits = _LETTER * char.isalpha() | _UPPER * char.isupper() | _DIGIT * char.isdigit() | _SPACE * char.isspace()
        if char in "|·•∙▪◦‣»«›‹→←>/—–-*":
            bits |= _SEPARATOR
        elif char in "@#©®$€£%&+=_\\~^{}[]<()":
            bits |= _SIGN
        elif char in ".!?…":
            bits |= _STOP
        elif char in "\"'“”‘’":
            bits |= _QUOTE
        elif not bits and code >= 0x2000:
            bits = _SIGN  # arrows, dingbats, boxes
        table[code] = bits
    table[_TABLE] = _LETTER
    return table


def shape(texts: Sequence[str], units: Sequence[Units], place: Layout) -> Floats:
    """The features of `SHAPE`, shape (u, len(SHAPE)); "known" is left 0."""
    pieces: list[str] = []
    lengths: list[int] = []
    for text, item in zip(texts, units, strict=True):
        for start, end in item.spans:
            lengths.append(end - start)
            if end - start > HEAD + TAIL:
                pieces.append(text[start : start + HEAD])
                pieces.append(text[end - TAIL : end])
            else:
                pieces.append(text[start:end])
    characters = np.array(lengths, dtype=np.int64)
    read = np.minimum(characters, HEAD + TAIL)
    codes = np.frombuffer("".join(pieces).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    classes = _classes()[np.minimum(codes, _TABLE)]
    starts = np.concatenate(([0], np.cumsum(read[:-1])))
    letter = (classes & _LETTER) > 0
    upper = (classes & _UPPER) > 0
    initial = letter.copy()
    initial[1:] &= ~letter[:-1]
    initial[starts] = letter[starts]

    def count(mask: NDArray[np.bool_]) -> Floats:
        return np.add.reduceat(mask, starts, dtype=np.int32).astype(np.float64)

    words = np.maximum(count(initial), 1.0)
    letters = np.maximum(count(letter), 1.0)
    first, last = classes[starts], classes[starts + read - 1]
    colon = np.isin(codes[starts + read - 1], (58, 59, 44))
    tokens = (place.ends - place.starts).astype(np.float64)
    stop = (last & _STOP) > 0
    quote = (last & _QUOTE) > 0
    columns = [
        np.log2(1.0 + tokens),
        np.log2(1.0 + characters),
        count(initial & upper) / words,
        count(upper) / letters,
        count((classes & _DIGIT) > 0) / read,
        np.minimum(count((classes & _SEPARATOR) > 0), 6.0),
        np.minimum(count((classes & _SIGN) > 0), 6.0),
        (first & _UPPER) > 0,
        ((first & _LETTER) > 0) & ((first & _UPPER) == 0),
        (first & _DIGIT) > 0,
        (first & _SEPARATOR) > 0,
        (first & _QUOTE) > 0,
        (first & _SIGN) > 0,
        stop,
        colon,
        (last & _LETTER) > 0,
        (last & _DIGIT) > 0,
        (last & _SEPARATOR) > 0,
        quote,
        (last & _SIGN) > 0,
        (tokens >= PROSE_TOKENS) & (stop | quote | colon),
        np.zeros(len(tokens)),
    ]
    return np.stack(columns, axis=1).astype(np.float64)


def context(place: Layout, own: Floats, lexical: Floats, characters: Floats) -> Floats:
    """What stands around each unit.

    Parameters
    ----------
    place : Layout
    own : array, shape (u, len(SHAPE))
    lexical : array, shape (u, c)
        Scores of the words; whole numbers.
    characters : array, shape (u,)

    Returns
    -------
    array, shape (u, `context_width` (c))
    """
    size = place.size
    first = place.firsts[:-1][place.owner]
    stop = place.firsts[1:][place.owner]
    index = np.arange(size)
    prose = own[:, SHAPE.index("prose")]
    columns: list[Floats] = []
    known = own[:, SHAPE.index("known")]
    picked = np.concatenate([own[:, _NEIGHBOUR], lexical[:, :1]], axis=1)
    for step in (-2, -1, 1, 2):
        at = index + step
        inside = (at >= first) & (at < stop)
        values = np.where(inside[:, None], picked[np.clip(at, 0, size - 1)], 0.0)
        columns.extend([*values.T, inside.astype(np.float64)])
    # Sums over windows before and after, from running sums of whole numbers.
    length = np.minimum(characters, 2000.0) * prose
    windowed = np.concatenate([lexical, known[:, None], prose[:, None], length[:, None]], axis=1)
    running = np.concatenate([np.zeros((1, windowed.shape[1])), np.cumsum(windowed, axis=0)])
    for window in (*WINDOWS, size):
        before = running[index] - running[np.maximum(index - window, first)]
        after = running[np.minimum(index + 1 + window, stop)] - running[index + 1]
        if window == size:
            whole = (running[stop] - running[first])[:, -1]
            columns.append(before[:, -1] / np.maximum(whole, 1.0))
            columns.append(after[:, -1] / np.maximum(whole, 1.0))
            columns.extend(np.log2(1.0 + side[:, -2]) for side in (before, after))
            columns.append(np.log2(1.0 + whole))
            columns.append(whole / np.maximum((stop - first), 1))
        else:
            for side in (before, after):
                columns.extend((side[:, :-1] / window).T)
    columns.append(np.log2(1.0 + index - first))
    columns.append(np.log2(stop - index))
    columns.append(np.log2(stop - first))
    where = np.where(prose > 0, index, -1)
    last = np.maximum.accumulate(where)
    last = np.concatenate(([-1], last[:-1]))  # the last prose before
    columns.append(np.where(last >= first, np.log2(1.0 + index - last), 7.0))
    ahead = np.where(prose > 0, index, size + 1)
    ahead = np.minimum.accumulate(ahead[::-1])[::-1]
    ahead = np.concatenate((ahead[1:], [size + 1]))
    columns.append(np.where(ahead < stop, np.log2(1.0 + ahead - index), 7.0))
    return np.stack(columns, axis=1)

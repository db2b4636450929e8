"""What the line model knows of every unit: its words, its shape, its neighbours and its place, as whole numbers.

Everything that is added up is a whole number, so that no sum depends on the order of its parts, on the other
documents of the batch, or on the machine. A batch has few units, so what costs is the number of array operations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

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
"""A word says other things in a line of up to 5 tokens, up to 15, and longer ones."""
TOKENS_READ = 24
"""How many tokens from the start of a unit its words are read from."""
HEAD, TAIL = 64, 32
"""How many characters from the start and the end of a unit its shape is read from; less than 256 together."""
PROSE_TOKENS = 14
"""How many tokens (boundaries among them) a line of prose has at least."""

_MULTIPLY = np.uint64(0xBF58476D1CE4E5B9)
_STIR = np.uint64(0x94D049BB133111EB)
_SALTS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)

_TABLE = 0x3000
_LETTER, _UPPER, _DIGIT, _SEPARATOR, _SIGN, _STOP, _QUOTE, _COLON = (1 << bit for bit in range(8))
_FIRSTS = ("upper", "lower", "digit", "separator", "quote", "sign")
_LASTS = ("stop", "colon", "letter", "digit", "separator", "quote", "sign")
_COUNTED = (_UPPER, _LETTER, _DIGIT, _SEPARATOR, _SIGN)

SHAPE = (
    "tokens", "characters", "capitals", "all_capitals", "digits", "separators", "signs",
    *(f"first_{name}" for name in _FIRSTS), *(f"last_{name}" for name in _LASTS),
    "prose", "known",
)  # fmt: skip
"""Names of the features of a unit by itself, as `shape` gives them."""
OPENERS, CLOSERS = (1, 2, 3, 5), (1, 2)
"""Which scores of words `history` reads before a unit and after it (`detect.lines.model.GROUPS`)."""
PROSE, KNOWN = SHAPE.index("prose"), SHAPE.index("known")

_NEIGHBOUR = [SHAPE.index(name) for name in ("tokens", "capitals", "last_stop", "prose", "known")]
_STEPS = np.array([-2, -1, 1, 2])
_WINDOWS = np.array([2, 5, 12])
_FAR = 2.0**7
_SHORT_UNIT = 3.0
"""Base-2 logarithm of one and the tokens; less is a label of a few words."""
_LOWEST, _STEP = 512.0, 4096.0
"""No score of words is below minus the first; the second is more than lies between any two of them."""
_MOST_CHARACTERS = 2000.0


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

    @cached_property
    def bounds(self) -> tuple[Ints, Ints]:
        """Where each unit's document begins and ends, as indices of units; shapes (u,)."""
        return self.firsts[self.owner], self.firsts[self.owner + 1]

    @cached_property
    def nearest(self) -> tuple[Ints, NDArray[np.bool_]]:
        """The units `_STEPS` away from each, and which of them are of its document; shapes (u, 4)."""
        first, stop = self.bounds
        near = np.arange(self.size)[:, None] + _STEPS
        inside = (near >= first[:, None]) & (near < stop[:, None])
        return np.minimum(np.maximum(near, 0), self.size - 1), inside

    @cached_property
    def windows(self) -> tuple[Ints, Ints]:
        """Where the windows before and after each unit begin and end; shapes (u, 6)."""
        first, stop = self.bounds
        index = np.arange(self.size)[:, None]
        low = np.concatenate([np.maximum(index - _WINDOWS, first[:, None]), index + 1 + 0 * _WINDOWS], 1)
        high = np.concatenate([index + 0 * _WINDOWS, np.minimum(index + 1 + _WINDOWS, stop[:, None])], 1)
        return low, high


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
    # The first unit of a document begins after the boundary before it, every other where the one before it ends.
    starts = stream.sentence_ends[sentences - 1]
    starts[firsts[:-1]] = stream.document_starts[chosen] + 1
    ends = np.concatenate((starts[1:], [0]))
    ends[firsts[1:] - 1] = stream.document_starts[chosen + 1]
    return Layout(owner, firsts, starts, ends)


def buckets(stream: TokenStream, starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
    """The buckets of every unit's first words and pairs of words, boundaries among the pairs.

    Parameters
    ----------
    stream : TokenStream
    starts, ends : arrays, shape (u,)
        As `Layout` has them.

    Returns
    -------
    bucket : array, shape (k,)
        A word's, then that of the pair it ends, and so on.
    first : array, shape (u,)
        Where each unit's begin.
    counts : array, shape (u,)
    """
    lengths = np.minimum(ends - starts, TOKENS_READ)
    offsets = np.cumsum(lengths) - lengths
    at = np.arange(int(lengths.sum())) + np.repeat(starts - offsets, lengths)
    vocabulary = stream.vocabulary
    ids = stream.ids[at]
    words = vocabulary.take("hashes", ids)
    numbers = np.flatnonzero(vocabulary.take("kind", ids) == KIND_NUMBER)
    words[numbers] = vocabulary.take("masks", ids[numbers])
    # Before a unit stands a boundary, the last of the unit before it or the document's first.
    previous = np.empty_like(words)
    previous[1:] = words[:-1]
    previous[offsets[lengths > 0]] = vocabulary.take("hashes", np.array([vocabulary.boundary]))[0]
    salt = np.repeat(_SALTS[np.searchsorted(LENGTHS, lengths, side="left")], lengths)
    both = np.empty((len(at), 2), dtype=np.uint64)
    np.bitwise_xor(words, salt, out=both[:, 0])
    np.bitwise_xor(previous * _STIR + words, salt, out=both[:, 1])
    both *= _MULTIPLY
    both ^= both >> np.uint64(31)
    both *= _STIR
    both >>= np.uint64(64 - BITS)
    return both.ravel().astype(np.int64), 2 * offsets, 2 * lengths


def sums(columns: NDArray[np.int16], bucket: Ints, first: Ints, counts: Ints) -> NDArray[np.int32]:
    """Sum of the weights of each unit's buckets.

    Parameters
    ----------
    columns : array, shape (c, 2**BITS)
    bucket, first, counts : arrays
        As `buckets` gives them.

    Returns
    -------
    array, shape (u, c)
    """
    total = np.zeros((len(first), len(columns)), dtype=np.int32)
    full = counts > 0
    if len(bucket):
        for number, column in enumerate(columns):
            total[full, number] = np.add.reduceat(column[bucket], first[full], dtype=np.int32)
    return total


@cache
def _classes() -> tuple[NDArray[np.uint8], Ints]:
    """The classes of the first code points as bits, and their counts as fields of 8 bits in the order of `_COUNTED`.

    What lies beyond is taken for a letter.
    """
    table = np.zeros(_TABLE + 1, dtype=np.uint8)
    for code in range(_TABLE):
        char = chr(code)
        bits = _LETTER * char.isalpha() | _UPPER * char.isupper() | _DIGIT * char.isdigit()
        if char in "|·•∙▪◦‣»«›‹→←>/—–-*":
            bits |= _SEPARATOR
        elif char in "@#©®$€£%&+=_\\~^{}[]<()":
            bits |= _SIGN
        elif char in ".!?…":
            bits |= _STOP
        elif char in "\"'“”‘’":
            bits |= _QUOTE
        elif char in ":;,":
            bits |= _COLON
        elif not bits and code >= 0x2010:
            bits = _SIGN  # arrows, dingbats, boxes
        table[code] = bits
    table[_TABLE] = _LETTER
    fields = np.zeros(_TABLE + 1, dtype=np.int64)
    for place, bit in enumerate(_COUNTED):
        fields |= ((table & bit) > 0).astype(np.int64) << (8 * place)
    return table, fields


@cache
def _edges() -> tuple[Floats, Floats]:
    """What each class says of a unit that begins, or ends, with it; shapes (256, 6) and (256, 7)."""
    bits = np.arange(256)
    letter, upper = (bits & _LETTER) > 0, (bits & _UPPER) > 0
    digit, separator, sign = (bits & _DIGIT) > 0, (bits & _SEPARATOR) > 0, (bits & _SIGN) > 0
    stop, quote, colon = (bits & _STOP) > 0, (bits & _QUOTE) > 0, (bits & _COLON) > 0
    firsts = np.stack([upper, letter & ~upper, digit, separator, quote, sign], axis=1)
    lasts = np.stack([stop, colon, letter, digit, separator, quote, sign], axis=1)
    return firsts.astype(np.float64), lasts.astype(np.float64)


def shape(texts: Sequence[str], units: Sequence[Units], place: Layout) -> tuple[Floats, Floats]:
    """What each unit looks like by itself.

    Returns
    -------
    own : array, shape (u, len(SHAPE))
        "known" is left 0.
    characters : array, shape (u,)
    """
    pieces: list[str] = []
    lengths: list[int] = []
    whole = HEAD + TAIL
    for text, item in zip(texts, units, strict=True):
        for start, end in item.spans:
            lengths.append(end - start)
            if end - start > whole:
                pieces.append(text[start : start + HEAD])
                pieces.append(text[end - TAIL : end])
            else:
                pieces.append(text[start:end])
    characters = np.array(lengths, dtype=np.float64)
    read = np.minimum(characters, whole)
    stops = np.cumsum(read).astype(np.int64)
    starts = np.concatenate(([0], stops[:-1]))
    codes = np.frombuffer("".join(pieces).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table, packed = _classes()
    codes = np.minimum(codes, _TABLE)
    classes = table[codes]
    fields = packed[codes]
    letter = classes & _LETTER
    initial = letter.copy()
    initial[1:] &= ~letter[:-1]
    initial[starts] = letter[starts]
    fields += initial.astype(np.int64) << 40
    fields += (initial & (classes >> 1)).astype(np.int64) << 48  # the bit of capitals beside that of letters
    counted = np.add.reduceat(fields, starts)
    upper, letters, digits, separators, signs, words, capitals = (
        ((counted >> shift) & 255).astype(np.float64) for shift in (0, 8, 16, 24, 32, 40, 48)
    )
    tokens = (place.ends - place.starts).astype(np.float64)
    firsts, lasts = _edges()
    own = np.zeros((len(lengths), len(SHAPE)))
    own[:, 0] = np.log2(1.0 + tokens)
    own[:, 1] = np.log2(1.0 + characters)
    own[:, 2] = capitals / np.maximum(words, 1.0)
    own[:, 3] = upper / np.maximum(letters, 1.0)
    own[:, 4] = digits / read
    own[:, 5] = np.minimum(separators, 6.0)
    own[:, 6] = np.minimum(signs, 6.0)
    own[:, 7:13] = firsts[classes[starts]]
    own[:, 13:20] = lasts[classes[stops - 1]]
    own[:, PROSE] = (tokens >= PROSE_TOKENS) & ((classes[stops - 1] & (_STOP | _QUOTE | _COLON)) > 0)
    return own, characters


def context(place: Layout, own: Floats, watched: Floats, characters: Floats) -> Floats:
    """What stands around each unit.

    Parameters
    ----------
    place : Layout
    own : array, shape (u, len(SHAPE))
    watched : array, shape (u, c)
        Whole numbers; the first column is also read from the nearest neighbours.
    characters : array, shape (u,)

    Returns
    -------
    array, shape (u, 4 * 7 + 6 * (c + 2) + 9)
        The four nearest units; means over windows before and after; and the unit's place.
    """
    size = place.size
    index = np.arange(size)
    first, stop = place.bounds
    prose = own[:, PROSE]
    # The nearest units, a last column telling those there are from those there are not.
    picked = np.concatenate([own[:, _NEIGHBOUR], watched[:, :1], np.ones((size, 1))], axis=1)
    near, inside = place.nearest
    nearest = picked[near] * inside[:, :, None]
    # Means over windows, from running sums of whole numbers.
    width = watched.shape[1]
    running = np.zeros((size + 1, width + 3))
    np.cumsum(
        np.column_stack([watched, own[:, KNOWN], prose, np.minimum(characters, _MOST_CHARACTERS) * prose]),
        axis=0, out=running[1:],
    )  # fmt: skip
    low, high = place.windows
    means = (running[high] - running[low])[:, :, :-1] / np.concatenate([_WINDOWS, _WINDOWS])[:, None]
    # The place: prose before and after, units before and after, how far the next prose is on either side.
    before = running[index] - running[first]
    after = running[stop] - running[index + 1]
    whole = (running[stop] - running[first])[:, -1]
    is_prose = prose > 0
    last = np.maximum.accumulate(np.where(is_prose, index, -1))
    last = np.concatenate(([-1], last[:-1]))
    ahead = np.minimum.accumulate(np.where(is_prose, index, size + size)[::-1])[::-1]
    ahead = np.concatenate((ahead[1:], [size + size]))
    logs = np.log2(
        np.stack(
            [
                1.0 + before[:, -2],
                1.0 + after[:, -2],
                1.0 + whole,
                1.0 + index - first,
                1.0 * (stop - index),
                np.where(last >= first, 1.0 + index - last, _FAR),
                np.where(ahead < stop, 1.0 + ahead - index, _FAR),
            ],
            axis=1,
        )
    )
    shares = np.stack([before[:, -1], after[:, -1]], axis=1) / np.maximum(whole, 1.0)[:, None]
    return np.concatenate([nearest.reshape(size, -1), means.reshape(size, -1), logs, shares], axis=1)


def history(place: Layout, own: Floats, lexical: Floats) -> Floats:
    """What was said before each unit and comes after it, however far away.

    A heading of comments or of teasers opens a section that may be longer than any window of `context`.

    Parameters
    ----------
    place : Layout
    own : array, shape (u, len(SHAPE))
        "known" filled in.
    lexical : array, shape (u, c)
        Whole numbers from -`_LOWEST` to `_LOWEST`; the columns `OPENERS` are read before, `CLOSERS` after.

    Returns
    -------
    array, shape (u, len(OPENERS) + len(CLOSERS) + 6)
        The highest scores before and after; how far the known units next to it are; how many there are before and
        after; the share of short units before and after.
    """
    size = place.size
    index = np.arange(size)
    owner = place.owner
    first, stop = place.bounds
    # Every document a step above those before it, so that the highest score so far is one of its own.
    steps = (_STEP * owner)[:, None]
    rising = np.maximum.accumulate(lexical[:, OPENERS] + steps, axis=0) - steps
    falling = np.maximum.accumulate((lexical[:, CLOSERS] - steps)[::-1], axis=0)[::-1] + steps
    joined = (owner[1:] == owner[:-1])[:, None]
    result = np.empty((size, len(OPENERS) + len(CLOSERS) + 6))
    result[0, : len(OPENERS)] = -_LOWEST
    result[1:, : len(OPENERS)] = np.where(joined, rising[:-1], -_LOWEST)
    result[-1, len(OPENERS) : -6] = -_LOWEST
    result[:-1, len(OPENERS) : -6] = np.where(joined, falling[1:], -_LOWEST)
    known = own[:, KNOWN] > 0
    last = np.maximum.accumulate(np.where(known, index, -1))
    last = np.concatenate(([-1], last[:-1]))
    ahead = np.minimum.accumulate(np.where(known, index, size + size)[::-1])[::-1]
    ahead = np.concatenate((ahead[1:], [size + size]))
    running = np.zeros((size + 1, 2))
    np.cumsum(np.stack([known, own[:, 0] < _SHORT_UNIT], axis=1), axis=0, out=running[1:])
    before, after = running[index] - running[first], running[stop] - running[index + 1]
    result[:, -6] = np.where(last >= first, 1.0 + index - last, _FAR)
    result[:, -5] = np.where(ahead < stop, 1.0 + ahead - index, _FAR)
    np.add(before[:, 0], 1.0, out=result[:, -4])
    np.add(after[:, 0], 1.0, out=result[:, -3])
    np.log2(result[:, -6:-2], out=result[:, -6:-2])
    result[:, -2] = before[:, 1] / np.maximum(index - first, 1)
    result[:, -1] = after[:, 1] / np.maximum(stop - index - 1, 1)
    return result

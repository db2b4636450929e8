"""What the words of a unit have to do with the rest of its document.

A teaser, a comment or a menu has its own names and things where a paragraph of the article comes back to the article's;
the lines of a template begin, end or read alike. As in `detect.lines.features`, everything added up is a whole number.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from detect.features.tokens import TokenStream
from detect.features.vocabulary import CONTENT, FIRST_PERSON, KIND_NUMBER, KIND_WORD, PRONOUN
from detect.lines.features import KNOWN, PROSE, Floats, Ints, Layout

TOKENS_READ = 48
"""How many tokens from the start of a unit are read."""
RARE = 8.0
"""Base-2 logarithm of the rank from which on a word that is no function word counts as a name or thing of the text."""

ECHOES = (
    "rank", "first_person", "pronouns", "function_words", "numbers", "sentences",
    "rare_words", "shared_with_prose", "shared_with_any", "shared_beside_prose",
    "same_line", "same_start", "same_end", "same_form",
    "document_prose", "document_known", "document_units", "document_prose_units", "prose_length", "length_beside_prose",
)  # fmt: skip
"""Names of the features of a unit among the words of its document, as `echoes` gives them."""

_STEPS = 16
"""Logarithms of ranks are added up in steps of 1/16."""
_FIELDS = np.array([0, 8, 16, 24, 32, 40])
_HEAD = np.array([0, 1, 2])
_TAIL = np.array([2, 3])
"""Tokens counted from the end, where the first is a boundary."""
_STIR = np.uint64(0x94D049BB133111EB)
_ODD = np.uint64(0x9E3779B97F4A7C15)


def echoes(stream: TokenStream, place: Layout, own: Floats) -> Floats:
    """How each unit stands among the words of its document.

    Parameters
    ----------
    stream : TokenStream
    place : Layout
    own : array, shape (u, len(SHAPE))
        As `detect.lines.features.shape` gives it, "known" filled in.

    Returns
    -------
    array, shape (u, len(ECHOES))
    """
    lengths = np.minimum(place.ends - place.starts, TOKENS_READ)
    firsts = np.cumsum(lengths) - lengths
    unit = np.repeat(np.arange(place.size), lengths)
    ids = stream.ids[np.arange(len(unit)) + np.repeat(place.starts - firsts, lengths)]
    vocabulary = stream.vocabulary
    kind, flags = vocabulary.take("kind", ids), vocabulary.take("flags", ids)
    rank = vocabulary.take("rank", ids)
    word = kind == KIND_WORD
    named = word & ((flags & CONTENT) > 0)

    # Counts of up to `TOKENS_READ` as fields of 8 bits of one number.
    counted = word.astype(np.int64)
    counted |= ((flags & FIRST_PERSON) > 0).astype(np.int64) << 8
    counted |= ((flags & PRONOUN) > 0).astype(np.int64) << 16
    counted |= (word & ~named).astype(np.int64) << 24
    counted |= (kind == KIND_NUMBER).astype(np.int64) << 32
    counted |= (ids == vocabulary.boundary).astype(np.int64) << 40
    fields = _added(counted, firsts, lengths)
    totals = ((fields[:, None] >> _FIELDS) & 255).astype(np.float64)
    ranks = _added(np.rint(rank * _STEPS).astype(np.int64) * word, firsts, lengths)
    words = np.maximum(totals[:, 0], 1.0)
    tokens = (place.ends - place.starts).astype(np.float64)

    prose, known = own[:, PROSE], own[:, KNOWN]
    sizes = np.diff(place.firsts).astype(np.float64)
    of_documents = np.add.reduceat(np.column_stack([prose, known, prose * tokens]), place.firsts[:-1], axis=0)
    paragraphs = np.maximum(of_documents[:, 0], 1.0)
    typical = of_documents[:, 2] / paragraphs

    rare, in_prose, elsewhere = _shared(ids, unit, named & (rank > RARE), place, prose, len(vocabulary))
    some = np.maximum(rare, 1.0)
    shared = in_prose / some
    in_paragraphs = np.add.reduceat(np.rint(shared * prose * 4096), place.firsts[:-1]) / 4096 / paragraphs

    result = np.zeros((place.size, len(ECHOES)))
    result[:, 0] = ranks / _STEPS / words
    result[:, 1:4] = totals[:, 1:4] / words[:, None]
    result[:, 4] = totals[:, 4] / words
    result[:, 5] = np.log2(1.0 + totals[:, 5])
    result[:, 6] = np.log2(1.0 + rare)
    result[:, 7] = shared
    result[:, 8] = elsewhere / some
    result[:, 9] = shared - in_paragraphs[place.owner]
    result[:, 10:14] = np.log2(_alike(stream, place, ids, firsts, lengths))
    result[:, 14] = (of_documents[:, 0] / sizes)[place.owner]
    result[:, 15] = (of_documents[:, 1] / sizes)[place.owner]
    result[:, 16] = np.log2(sizes)[place.owner]
    result[:, 17] = np.log2(1.0 + of_documents[:, 0])[place.owner]
    result[:, 18] = np.log2(1.0 + typical)[place.owner]
    result[:, 19] = np.log2(1.0 + tokens) - result[:, 18]
    return result


def _added(values: NDArray[Any], firsts: Ints, lengths: Ints) -> NDArray[Any]:
    """Sums of the values of each unit's tokens; a row of marks has none."""
    total = np.zeros((len(firsts), *values.shape[1:]), dtype=values.dtype)
    full = lengths > 0
    if full.any():
        total[full] = np.add.reduceat(values, firsts[full], axis=0)
    return total


def _shared(
    ids: Ints, unit: Ints, rare: NDArray[np.bool_], place: Layout, prose: Floats, many: int
) -> tuple[Floats, Floats, Floats]:
    """How many rare words each unit has, how many of them another line of prose has, and how many any other line."""
    size = place.size
    if not rare.any():
        nothing = np.zeros(size)
        return nothing, nothing, nothing
    # One sorted row of numbers, each a document, a word in it and a unit that has it; a word's units come together.
    held = np.sort((place.owner[unit[rare]] * many + ids[rare]) * size + unit[rare])
    held = held[np.concatenate(([True], held[1:] != held[:-1]))]
    word, holder = held // size, held % size
    first = np.flatnonzero(np.concatenate(([True], word[1:] != word[:-1])))
    holders = np.diff(np.concatenate((first, [len(word)])))
    told = prose[holder] > 0
    others_told = np.repeat(np.add.reduceat(told.astype(np.int64), first), holders) > told
    return (
        np.bincount(holder, minlength=size).astype(np.float64),
        np.bincount(holder[others_told], minlength=size).astype(np.float64),
        np.bincount(holder[np.repeat(holders > 1, holders)], minlength=size).astype(np.float64),
    )


def _alike(stream: TokenStream, place: Layout, ids: Ints, firsts: Ints, lengths: Ints) -> Floats:
    """How many units of its document are like each: in all words, in the first two, the last two, and in form.

    Numbers are taken for the same, if they have as many digits; the form are the first three words with all but the
    commonest masked.

    Returns
    -------
    array, shape (u, 4)
    """
    vocabulary = stream.vocabulary
    result = np.ones((place.size, 4))
    if not len(ids):
        return result
    masks = vocabulary.take("masks", ids)
    words = np.where(vocabulary.take("kind", ids) == KIND_NUMBER, masks, vocabulary.take("hashes", ids))
    position = np.arange(len(ids)) - np.repeat(firsts, lengths)
    whole = place.ends - place.starts == lengths
    parts = (
        _added(_mixed(words, position), firsts, lengths),
        _picked(words, firsts, _HEAD[:2], lengths > _HEAD[:2, None]),
        _picked(words, firsts + lengths, -_TAIL, whole & (lengths >= _TAIL[:, None])),
        _picked(masks, firsts, _HEAD, lengths > _HEAD[:, None]),
    )
    salt = place.owner.astype(np.uint64) * _STIR
    for number, part in enumerate(parts):
        _, index, counts = np.unique(part ^ salt, return_inverse=True, return_counts=True)
        result[:, number] = counts[index]
    result[~whole, 2] = 1.0
    return result


def _picked(hashes: NDArray[np.uint64], start: Ints, steps: Ints, there: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """What the tokens at these steps from each start are together, those left out that are not `there`."""
    total = np.zeros(len(start), dtype=np.uint64)
    for step, kept in zip(steps.tolist(), there, strict=True):
        token = hashes[np.clip(start + step, 0, len(hashes) - 1)]
        total += np.where(kept, _mixed(token, np.array([abs(step)])), np.uint64(0))
    return total


def _mixed(hashes: NDArray[np.uint64], position: Ints) -> NDArray[np.uint64]:
    """Hashes that differ by position, to be added up without regard to overflow."""
    mixed: NDArray[np.uint64] = hashes * (_ODD * (2 * position + 1).astype(np.uint64))
    mixed ^= mixed >> np.uint64(29)
    return mixed

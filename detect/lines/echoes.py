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

    counted = np.stack(
        [
            word,
            (flags & FIRST_PERSON) > 0,
            (flags & PRONOUN) > 0,
            word & ~named,
            kind == KIND_NUMBER,
            np.rint(rank * _STEPS).astype(np.int64) * word,
        ],
        axis=1,
    ).astype(np.int64)
    totals = _added(counted, firsts, lengths).astype(np.float64)
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
    result[:, 0] = totals[:, 5] / _STEPS / words
    result[:, 1:4] = totals[:, 1:4] / words[:, None]
    result[:, 4] = totals[:, 4] / words
    result[:, 5] = np.log2(1.0 + _added((ids == vocabulary.boundary).astype(np.int64), firsts, lengths))
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
    held = np.unique(unit[rare] * many + ids[rare])
    holder, word = held // many, held % many
    _, index, holders = np.unique(place.owner[holder] * many + word, return_inverse=True, return_counts=True)
    in_prose = np.bincount(index, weights=prose[holder])[index] - prose[holder]
    return (
        np.bincount(holder, minlength=size).astype(np.float64),
        np.bincount(holder[in_prose > 0], minlength=size).astype(np.float64),
        np.bincount(holder[holders[index] > 1], minlength=size).astype(np.float64),
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
    masks = vocabulary.take("masks", ids)
    words = np.where(vocabulary.take("kind", ids) == KIND_NUMBER, masks, vocabulary.take("hashes", ids))
    position = (np.arange(len(ids)) - np.repeat(firsts, lengths)).astype(np.uint64)
    back = np.repeat(lengths, lengths).astype(np.uint64) - position  # 1 is the boundary
    whole = (place.ends - place.starts == lengths)[np.repeat(np.arange(place.size), lengths)]
    nothing = np.uint64(0)
    parts = (
        _mixed(words, position),
        np.where(position < 2, _mixed(words, position), nothing),
        np.where(whole & (back > 1) & (back < 4), _mixed(words, back), nothing),
        np.where(position < 3, _mixed(masks, position), nothing),
    )
    salt = place.owner.astype(np.uint64) * _STIR
    result = np.ones((place.size, len(parts)))
    for number, part in enumerate(parts):
        _, index, counts = np.unique(_added(part, firsts, lengths) ^ salt, return_inverse=True, return_counts=True)
        result[:, number] = counts[index]
    result[:, 2] = np.where(place.ends - place.starts == lengths, result[:, 2], 1.0)
    return result


def _mixed(hashes: NDArray[np.uint64], position: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hashes that differ by position, to be added up without regard to overflow."""
    mixed = hashes * (_ODD * (np.uint64(2) * position + np.uint64(1)))
    mixed ^= mixed >> np.uint64(29)
    return mixed

"""Whether words stand in the company they keep in English news.

A spinner that replaces a word by a synonym leaves the neighbours as they were: "modern history" becomes "modern
account". Each word is common and each sentence grammatical, but the pair was never met, while another word of the same
meaning stands in that place every day.

Everything is looked up in ``lexicons/collocations.npz`` (`detect.training.collocations`): in how many of 33,000 news
articles two of the 25,000 commonest words stand side by side, or with one word between them; and for each word up to
four commoner ones that WordNet 3.0 gives the same meaning (its licence: ``detect/training/wordnet.tsv.xz``).
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature, ratio
from detect.features.batch import Batch
from detect.features.vocabulary import CONTENT, KIND_WORD
from detect.lexicons import read_columns

SLOT_BITS = 20
"""The table has ``2**SLOT_BITS`` slots of 16 bits: eleven that tell pairs apart, five for the number of articles."""
STEP = 0.4
"""Base-2 logarithm by which two neighbouring numbers of articles differ."""
LEAST = 8
"""Articles a pair has at least; rarer ones are not in the table."""
PAIR, FRAME = 0, 1
"""Two words side by side; two words with one between them."""

_MULTIPLY = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: Fibonacci hashing, D. Knuth, TAOCP 6.4
_LEVELS = 32
_COMMON_FRAME = 200
"""Articles from which on a frame is common."""

_FEATURES = (
    Feature("collocations.found", "share", "Neighbouring words that stand side by side in 8 news articles or more."),
    Feature("collocations.association", "bits", "Mean pointwise mutual information of the pairs found."),
    Feature("collocations.missing", "bits", "Mean base-2 logarithm of how often a pair not found was to be expected."),
    Feature("collocations.better", "bits", "How much more usual a synonym would be in a word's place, mean of words."),
    Feature("collocations.much_better", "share", "Words for which a synonym would be 128 times as usual or more."),
    Feature("collocations.odd", "share", "Words that were met with neither neighbour where a synonym is usual."),
    Feature("collocations.stray", "share", "Words in a known frame that were met with neither word of it."),
    Feature("collocations.half_stray", "share", "Words in a common frame that were not met with one word of it."),
)


def features() -> tuple[Feature, ...]:
    """The features of this group."""
    return _FEATURES


def keys(kind: int, left: NDArray[np.int64], right: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    """Slot and mark of pairs of words, given by their place among the commonest (from 1)."""
    mixed = (left.astype(np.uint64) << np.uint64(32) | right.astype(np.uint64) << np.uint64(1) | np.uint64(kind)) + (
        np.uint64(1)
    )
    mixed *= _MULTIPLY
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MULTIPLY
    slot = (mixed >> np.uint64(64 - SLOT_BITS)).astype(np.int64)
    mark = ((mixed >> np.uint64(20)) & np.uint64(0x7FF)).astype(np.uint16)
    return slot, mark


def level(articles: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Numbers of articles, `LEAST` or more, as they are stored: 1 to 31."""
    steps: NDArray[np.float64] = np.rint((np.log2(articles) - np.log2(LEAST)) / STEP) + 1
    return np.minimum(np.maximum(steps, 1), _LEVELS - 1).astype(np.uint16)


@dataclass(frozen=True)
class Collocations:
    """The tables; words are given by their place among the commonest, 0 for all others and for names.

    Attributes
    ----------
    slots : array of uint16, shape (2**SLOT_BITS,)
        Mark and level of the pair that has the slot; 0 for none.
    synonyms : array of int64, shape (words + 2, 4)
        Commoner words of the same meaning; 0 for none.
    frequency : array of float64, shape (words + 2,)
        Base-2 logarithm of each word's count.
    total : float
        Base-2 logarithm of all words counted.
    plain : array of bool, shape (words + 2,)
        Whether a place is that of a word that is no name.
    """

    slots: NDArray[np.uint16]
    synonyms: NDArray[np.int64]
    frequency: NDArray[np.float64]
    total: float
    plain: NDArray[np.bool_]

    def level(self, kind: int, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """The stored level of pairs; 0 for a pair that is not in the table."""
        slot, mark = keys(kind, left, right)
        found = self.slots[slot]
        return np.where(found >> 5 == mark, found & 31, 0).astype(np.int64)


@cache
def collocations() -> Collocations:
    """The shipped tables."""
    with (
        files("detect.lexicons").joinpath("collocations.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as stored,
    ):
        slots, synonyms = stored["slots"], stored["synonyms"].astype(np.int64)
    columns = read_columns("words")
    counts = np.array([1, *map(int, columns["count"]), 1], dtype=np.float64)
    plain = np.array([False, *(float(share) >= 0.5 for share in columns["lower"]), False])
    return Collocations(slots, synonyms, np.log2(counts), float(np.log2(counts.sum())), plain)


# What a level stands for: the base-2 logarithm of its articles, and the same with two more, so that no pair is
# impossible.
_ARTICLES = np.log2(LEAST) + STEP * (np.arange(_LEVELS) - 1)
_ARTICLES[0] = 0.0
_SMOOTHED = np.log2(np.where(np.arange(_LEVELS) > 0, 2.0**_ARTICLES, 0.0) + 2.0)
_COMMON_LEVEL = int(level(np.array([_COMMON_FRAME]))[0])


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, 8)``."""
    known = collocations()
    size = batch.size
    place = np.rint(np.exp2(batch.rank.astype(np.float64))).astype(np.int64)
    place[(batch.kind != KIND_WORD) | ~known.plain[np.minimum(place, len(known.plain) - 1)]] = 0
    content = ((batch.flags & CONTENT) > 0) & (place > 0)
    owner = batch.owner

    def sums(values: NDArray[np.float64] | NDArray[np.bool_], at: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.bincount(owner[at], weights=values.astype(np.float64), minlength=size).astype(np.float64)

    def count(at: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.bincount(owner[at], minlength=size).astype(np.float64)

    # A pair of known words never reaches over a document's end: boundary tokens stand there, and they have place 0.
    at = np.flatnonzero((place[:-1] > 0) & (place[1:] > 0))
    levels = np.zeros(len(place), dtype=np.int64)  # of each token with the next one
    levels[at] = known.level(PAIR, place[at], place[at + 1])
    expected = known.frequency[place[at]] + known.frequency[place[at + 1]] - known.total
    there = levels[at] > 0
    pairs, found = count(at), count(at[there])
    missing = np.where(there, 0.0, np.clip(expected, 0.0, 8.0))

    inner = np.flatnonzero((known.synonyms[place[1:-1], 0] > 0) & (owner[:-2] == owner[2:])) + 1
    left, word, right = place[inner - 1], place[inner], place[inner + 1]

    def usual(between: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """How usual words are between the neighbours at `rows`; a neighbour that is not known does not count."""
        before, after = left[rows], right[rows]
        return np.where(before > 0, _SMOOTHED[known.level(PAIR, before, between)], 0.0) + np.where(
            after > 0, _SMOOTHED[known.level(PAIR, between, after)], 0.0
        )

    own = np.where(left > 0, _SMOOTHED[levels[inner - 1]], 0.0) + np.where(right > 0, _SMOOTHED[levels[inner]], 0.0)
    best = np.full(len(inner), -np.inf)
    for column in range(known.synonyms.shape[1]):
        other = known.synonyms[word, column]
        rows = np.flatnonzero(other > 0)
        best[rows] = np.maximum(best[rows], usual(other[rows], rows))
    gain = best - own
    replaceable = count(inner)
    alone = (levels[inner - 1] == 0) & (levels[inner] == 0)

    middle = np.flatnonzero(content[1:-1] & (place[:-2] > 0) & (place[2:] > 0)) + 1
    frame = known.level(FRAME, place[middle - 1], place[middle + 1])
    middle, frame = middle[frame > 0], frame[frame > 0]
    without_left, without_right = levels[middle - 1] == 0, levels[middle] == 0
    common = frame >= _COMMON_LEVEL
    return np.stack(
        [
            ratio(found, pairs),
            ratio(sums(_ARTICLES[levels[at]][there] - expected[there], at[there]), found),
            ratio(sums(missing, at), pairs),
            ratio(sums(np.clip(gain, -4.0, 12.0), inner), replaceable),
            ratio(sums(gain > 7.0, inner), replaceable),
            ratio(sums((gain > 4.0) & alone, inner), replaceable),
            ratio(sums(without_left & without_right, middle), count(middle)),
            ratio(sums((without_left | without_right)[common], middle[common]), count(middle[common])),
        ],
        axis=1,
    )

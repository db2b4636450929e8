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
from detect.features.vocabulary import CONTENT
from detect.lexicons import read_columns

SLOT_BITS = 20
"""The table has ``2**SLOT_BITS`` slots of 16 bits: eleven that tell pairs apart, five for the number of articles."""
STEP = 0.4
"""Base-2 logarithm by which two neighbouring numbers of articles differ."""
LEAST = 8
"""Articles a pair has at least; rarer ones are not in the table."""
PAIR, FRAME = 0, 1
"""Two words side by side; two words with one between them."""

_MULTIPLY = np.uint32(0x9E3779B1)  # a prime near 2**32 over the golden ratio: Fibonacci hashing, D. Knuth, TAOCP 6.4
_LEVELS = 32
_COMMON_FRAME = 200
"""Articles from which on a frame is common."""

Places = NDArray[np.uint32]
"""Words by their place among the commonest, from 1."""

_FEWEST_PAIRS, _FEWEST_WORDS = 50.0, 20.0
"""Where there are fewer (in a text in another language, say), a few odd ones do not make the text odd."""

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


def keys(kind: int, left: Places, right: Places) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Slot and mark of pairs of words, given by their place among the commonest (1 to 32,767).

    The pair's 31 bits are mixed without loss, so pairs that share a slot differ in the bits that are left, of which the
    mark has all but one.
    """
    mixed = (left << np.uint32(16)) | (right << np.uint32(1)) | np.uint32(kind)
    mixed *= _MULTIPLY
    mixed ^= mixed >> np.uint32(15)
    mixed *= _MULTIPLY
    return mixed >> np.uint32(32 - SLOT_BITS), (mixed >> np.uint32(1)) & np.uint32(0x7FF)


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
    synonyms : array of uint32, shape (k,)
        Commoner words of the same meaning, word after word.
    first, number : arrays of int64, shape (words + 2,)
        Where in `synonyms` those of a word begin, and how many there are.
    frequency : array of float64, shape (words + 2,)
        Base-2 logarithm of each word's count, less half the logarithm of all words: the sum of two is the logarithm of
        how often they would meet by chance.
    """

    slots: NDArray[np.uint16]
    synonyms: Places
    first: NDArray[np.int64]
    number: NDArray[np.int64]
    frequency: NDArray[np.float64]

    def level(self, kind: int, left: Places, right: Places) -> NDArray[np.uint16]:
        """The stored level of pairs; 0 for a pair that is not in the table."""
        slot, mark = keys(kind, left, right)
        found = self.slots[slot]
        stored: NDArray[np.uint16] = (found & np.uint16(31)) * (found >> np.uint16(5) == mark)
        return stored


@cache
def collocations() -> Collocations:
    """The shipped tables."""
    with (
        files("detect.lexicons").joinpath("collocations.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as stored,
    ):
        slots, synonyms = stored["slots"], stored["synonyms"]
    counts = np.array([1, *map(int, read_columns("words")["count"]), 1], dtype=np.float64)
    number = (synonyms > 0).sum(axis=1)
    return Collocations(
        slots=slots,
        synonyms=synonyms[synonyms > 0].astype(np.uint32),
        first=np.cumsum(number) - number,
        number=number,
        frequency=np.log2(counts) - np.log2(counts.sum()) / 2.0,
    )


# What a level stands for: the base-2 logarithm of its articles, and the same with two more, so that no pair is
# impossible. A neighbour that is not known counts for nothing.
_ARTICLES = np.log2(LEAST) + STEP * (np.arange(_LEVELS) - 1)
_ARTICLES[0] = 0.0
_SMOOTHED = np.log2(np.where(np.arange(_LEVELS) > 0, 2.0**_ARTICLES, 0.0) + 2.0)
_COMMON_LEVEL = int(level(np.array([_COMMON_FRAME]))[0])


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, 8)``."""
    known = collocations()
    size = batch.size
    owner = batch.owner
    place = batch.place.astype(np.uint32)
    inside = place > 0

    def sums(values: NDArray[np.float64], of: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.bincount(of, weights=values, minlength=size).astype(np.float64)

    def count(of: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.bincount(of, minlength=size).astype(np.float64)

    # A pair of known words never reaches over a document's end: boundary tokens stand there, and they have no place.
    at = np.flatnonzero(inside[:-1] & inside[1:])
    levels = np.zeros(len(place), dtype=np.uint16)  # of each token with the next one
    levels[at] = found = known.level(PAIR, place[at], place[at + 1])
    frequency = known.frequency[place]
    expected = frequency[at] + frequency[at + 1]
    pair_owner = owner[at]
    met, unmet = np.flatnonzero(found), np.flatnonzero(found == 0)
    met_owner = pair_owner[met]
    pairs, pairs_met = count(pair_owner), count(met_owner)
    association = _ARTICLES[found[met]] - expected[met]
    missing = np.minimum(np.maximum(expected[unmet], 0.0), 8.0)

    # Each word that has synonyms: how usual it is between its neighbours, and how usual the best synonym would be.
    number = known.number[place]
    word = np.flatnonzero(number)
    left, right = place[word - 1], place[word + 1]
    beside, behind = levels[word - 1], levels[word]
    own = _SMOOTHED[beside] * (left > 0) + _SMOOTHED[behind] * (right > 0)
    number = number[word]
    starts = np.cumsum(number) - number
    row = np.repeat(np.arange(len(word)), number)
    other = known.synonyms[np.arange(len(row)) - starts[row] + known.first[place[word]][row]]
    before, after = left[row], right[row]
    usual = _SMOOTHED[known.level(PAIR, before, other)] * (before > 0)
    usual += _SMOOTHED[known.level(PAIR, other, after)] * (after > 0)
    gain = (np.maximum.reduceat(usual, starts) if len(word) else usual) - own
    word_owner = owner[word]
    words = np.maximum(count(word_owner), _FEWEST_WORDS)
    alone = (beside == 0) & (behind == 0)

    middle = np.flatnonzero(inside[1:-1] & inside[:-2] & inside[2:] & ((batch.flags[1:-1] & CONTENT) > 0)) + 1
    frame = known.level(FRAME, place[middle - 1], place[middle + 1])
    middle, frame = middle[frame > 0], frame[frame > 0]
    without_left, without_right = levels[middle - 1] == 0, levels[middle] == 0
    common = frame >= _COMMON_LEVEL
    middle_owner = owner[middle]
    return np.stack(
        [
            ratio(pairs_met, pairs),
            ratio(sums(association, met_owner), pairs_met),
            sums(missing, pair_owner[unmet]) / np.maximum(pairs, _FEWEST_PAIRS),
            sums(np.clip(gain, -4.0, 12.0), word_owner) / words,
            count(word_owner[gain > 7.0]) / words,
            count(word_owner[(gain > 4.0) & alone]) / words,
            count(middle_owner[without_left & without_right]) / np.maximum(count(middle_owner), _FEWEST_WORDS),
            count(middle_owner[(without_left | without_right) & common])
            / np.maximum(count(middle_owner[common]), _FEWEST_WORDS),
        ],
        axis=1,
    )

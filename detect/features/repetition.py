"""How much a text repeats itself.

After J. Rae et al., "Scaling Language Models: Methods, Analysis & Insights from Training Gopher", 2021, table A1.
"""

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature, ratio
from detect.features.batch import Batch

_FEATURES = (
    Feature("repetition.trigrams", "share", "Word trigrams that occurred before in the text."),
    Feature("repetition.sentence_starts", "share", "Sentences that begin with the same two words as an earlier one."),
)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_BITS = 20


def features() -> tuple[Feature, ...]:
    """The features of this group."""
    return _FEATURES


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, 2)``."""
    inner = batch.ids != batch.boundary
    hashes, owner = batch.hashes, batch.owner
    pairs = hashes[:-1] * _ODD + hashes[1:]
    triples = pairs[:-1] * _ODD + hashes[2:]
    both = inner[1:-1] & inner[2:]
    within = np.flatnonzero(inner[:-2] & both)
    start = np.flatnonzero(~inner[:-2] & both)  # the boundary before belongs to the same document
    return np.stack(
        [
            _repeated(triples.take(within), owner.take(within), batch.size),
            _repeated(pairs.take(start + 1), owner.take(start), batch.size),
        ],
        axis=1,
    )


def _repeated(keys: NDArray[np.uint64], owner: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """Share of `keys` that stand again in the same document; 20 bits of a key are looked at."""
    total = np.bincount(owner, minlength=size).astype(np.float64)
    short = (keys >> np.uint64(64 - _BITS)).astype(np.int64)
    pairs = np.sort((owner << _BITS) | short)
    first = np.ones(len(pairs), dtype=bool)
    first[1:] = pairs[1:] != pairs[:-1]
    once = np.bincount(pairs[first] >> _BITS, minlength=size)
    return ratio(total - once, total)

"""Hashed n-grams: the sparse half of what the model reads.

*Masked* n-grams (see `detect.features.vocabulary.mask`) of one to `ORDER` tokens, blind to topics; a sentence boundary
is a token of its own. An n-gram counts once a document, and a document's vector has length 1, so the score of a text
grows with the square root of its length, as evidence does.
"""

import numpy as np
from numpy.typing import NDArray

from detect.features.batch import Batch, distinct

ORDER = 3
BITS = 18
"""The hashed space has ``2**BITS`` buckets."""

# Odd multipliers of good avalanche (from the SplitMix64 finaliser, S. Vigna, public domain).
_MULTIPLY = np.uint64(0xBF58476D1CE4E5B9)
_STIR = np.uint64(0x94D049BB133111EB)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = values * _MULTIPLY
    values ^= values >> np.uint64(29)
    values *= _STIR
    values ^= values >> np.uint64(32)
    return values


def hashed(batch: Batch, order: int = ORDER, bits: int = BITS) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct buckets of each document.

    Returns
    -------
    owner, bucket : arrays of int64, shape (k,)
        Sorted by document; each pair once.
    """
    masks = batch.masks
    inner = batch.ids != batch.boundary
    shift = np.uint64(64 - bits)
    # A row for each token, a column for each length: so what belongs to one document stands together.
    bucket = np.empty((len(masks), order), dtype=np.int64)
    keep = np.zeros((len(masks), order), dtype=bool)
    number = np.zeros(len(masks), dtype=np.int64)
    running = masks
    for length in range(1, order + 1):
        if length > 1:
            running = running[:-1] * _STIR + masks[length - 1 :]
        size = len(running)
        bucket[:size, length - 1] = _mixed(running + np.uint64(length) if length > 1 else running) >> shift
        # An n-gram may begin or end at a sentence boundary but never reaches over one, nor into the next document,
        # between whose tokens and these stand two.
        if length < 3:
            whole = inner[:size] | inner[length - 1 :]
        else:
            whole = np.logical_and.reduce([inner[at : at + size] for at in range(1, length - 1)])
        keep[:size, length - 1] = whole
        number[:size] += whole
    found = bucket[keep]
    owner = np.repeat(batch.owner, number)
    kept = np.flatnonzero(distinct(owner, found, 1 << bits, batch.size))
    return owner.take(kept), found.take(kept)

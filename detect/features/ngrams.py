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
    owner = batch.owner
    inner = batch.ids != batch.boundary
    shift = np.uint64(64 - bits)
    owners, buckets = [], []
    running = masks
    for length in range(1, order + 1):
        if length == 1:
            keep = inner
            mixed = _mixed(running)
        else:
            # An n-gram may begin or end at a sentence boundary but never reaches over one, nor into the next document.
            running = running[:-1] * _STIR + masks[length - 1 :]
            mixed = _mixed(running + np.uint64(length))
            keep = owner[: 1 - length] == owner[length - 1 :]
            for middle in range(1, length - 1):
                keep = keep & inner[middle : middle + len(keep)]
            if length == 2:
                keep = keep & (inner[:-1] | inner[1:])
        owners.append(owner[: len(mixed)][keep])
        buckets.append((mixed >> shift).astype(np.int64)[keep])
    joined = np.concatenate(owners)
    order_by_owner = np.argsort(joined, kind="stable")
    joined, bucket = joined[order_by_owner], np.concatenate(buckets)[order_by_owner]
    kept = distinct(joined, bucket, 1 << bits, batch.size)
    return joined[kept], bucket[kept]

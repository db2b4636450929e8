"""Rates of function words.

The oldest measure of translated text: Koppel and Ordan, "Translationese and its dialects", ACL 2011.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature
from detect.features.batch import Batch
from detect.features.vocabulary import function_words


@cache
def features() -> tuple[Feature, ...]:
    """The features of this group."""
    return tuple(
        Feature(f"function_words.{word}", "per 1,000 words", f"Rate of the word '{word}'.") for word in function_words()
    )


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, number of function words)``."""
    width = len(function_words())
    # Function words have the first indices of the vocabulary.
    chosen = batch.ids < width
    cells = batch.owner[chosen] * width + batch.ids[chosen]
    counts = np.bincount(cells, minlength=batch.size * width).reshape(batch.size, width)
    return counts * batch.per_1000(np.ones(batch.size))[:, None]

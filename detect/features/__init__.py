"""Features: named, documented numbers with a fixed order and unit, computed for a batch of documents at once.

A group of features is one module here with two functions: ``features()`` gives its `Feature` objects and
``compute(batch)`` their values, shape ``(n, len(features()))``, for all documents of a `Batch`.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from detect.features import (
    boilerplate,
    collocations,
    evidence,
    function_words,
    punctuation,
    readability,
    repetition,
    reporting,
    sentences,
    translationese,
)
from detect.features.base import Feature
from detect.features.batch import Batch

GROUPS = (
    sentences,
    readability,
    function_words,
    translationese,
    repetition,
    reporting,
    collocations,
    punctuation,
    boilerplate,
    evidence,
)


@cache
def all_features() -> tuple[Feature, ...]:
    """Every feature, in the order of the columns of `compute`."""
    return tuple(feature for group in GROUPS for feature in group.features())


@cache
def feature_names(profile: str = "fast", *, encoder: bool = False) -> tuple[str, ...]:
    """The names of `all_features`; those of `detect.features.grammar` follow in the full profile.

    Those of `detect.features.encoder` come last, where the model reads an encoder.
    """
    names = tuple(feature.name for feature in all_features())
    if profile == "full":
        from detect.features import grammar

        names += tuple(feature.name for feature in grammar.features())
    if encoder:
        from detect.features import encoder as neural

        names += tuple(feature.name for feature in neural.features())
    return names


def compute(batch: Batch) -> NDArray[np.float64]:
    """Every feature of every document of `batch`, shape ``(n, len(all_features()))``."""
    return np.concatenate([group.compute(batch) for group in GROUPS], axis=1)

"""What the neural encoder says (``--profile full``, where the full model reads one).

Not one of `detect.features.GROUPS`: only a model of the full profile reads it.
"""

from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature
from detect.features.batch import Batch
from detect.rules.evidence import EncoderValues

_FEATURES = (
    Feature("encoder.machine_translated", "log-odds", "Mean over windows of what the encoder says of translation."),
    Feature("encoder.rewritten", "log-odds", "Mean over windows of what the encoder says of rewriting."),
    Feature("encoder.damage", "share", "Mean over words of the probability that a word is damaged."),
    Feature("encoder.damaged_words", "share", "Words that look damaged."),
    Feature("encoder.windows", "windows", "Windows the encoder read; with 0 its other values say nothing."),
)
WINDOWS = len(_FEATURES) - 1
"""The column of the number of windows, which is no evidence by itself."""


def features() -> tuple[Feature, ...]:
    """The features of this group, the attributes of `EncoderValues` in their order."""
    return _FEATURES


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, 5)``."""
    rows = [astuple(evidence.encoder or EncoderValues()) for evidence in batch.evidence]
    return np.array(rows, dtype=np.float64).reshape(batch.size, len(_FEATURES))

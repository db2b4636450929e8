"""What a model gives for a batch."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HEADS = ("machine_translated", "rewritten")
"""The probabilities every model gives, in the order of its weights."""


@dataclass(frozen=True)
class Outcome:
    """Calibrated probabilities of `n` documents, each of shape (n,), and their features, shape (n, k).

    ``fluency``, shape (n,), is how they read among machine translations (`detect.model.fluency`).
    """

    machine_translated: NDArray[np.float64]
    rewritten: NDArray[np.float64]
    features: NDArray[np.float64]
    fluency: NDArray[np.float64]

"""How a text reads among machine translations, as people who compared translation systems judged them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detect.model.scaling import Scaling

HALF_KNOWN = 100.0
"""Words of a text whose fluency is half believed: in a short one most of what the features say is chance."""


def belief(words: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of the fluency measured in texts of so many words is believed, 0 to 1: the rest is average."""
    shares: NDArray[np.float64] = words / (words + HALF_KNOWN)
    return shares


@dataclass(frozen=True)
class Fluency:
    """A linear model over the features, fitted on human scores of translation systems (`detect.training.fluency`).

    Attributes
    ----------
    scaling : Scaling, k features
    weights : array of float64, shape (k,)
        In standard deviations of a translation, per scaled feature.
    """

    scaling: Scaling
    weights: NDArray[np.float64]

    def of(self, values: NDArray[np.float64], words: NDArray[np.float64]) -> NDArray[np.float64]:
        """Fluency of texts with the features `values` (`features.compute`) and so many words, shape (n,).

        0 is the mean of the machine translations it was fitted on, 1 a standard deviation better than that. The shorter
        a text, the nearer to 0 (`belief`).
        """
        level: NDArray[np.float64] = (self.scaling.of(values) * self.weights).sum(axis=1)
        return level * belief(words)

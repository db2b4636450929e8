"""How likely a text was spun: its words replaced by synonyms.

Spun and model-written text are opposites. A language model takes the usual word in the usual place, a spinner an
unusual one, so one linear score cannot rise with both. This is the second one of the head ``rewritten``, and the higher
of the two counts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detect.model.scaling import Scaling


@dataclass(frozen=True)
class Spinning:
    """A linear model over few features, fitted on spun news (`detect.training.spinning`).

    Attributes
    ----------
    scaling : Scaling, k features
    weights : array of float64, shape (k,)
    calibration : array of float64, shape (4,)
        As a row of ``LinearModel.calibration``; its shift makes the probability reach the threshold of ``rewritten``
        where it should by itself.
    """

    scaling: Scaling
    weights: NDArray[np.float64]
    calibration: NDArray[np.float64]

    def scores(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Uncalibrated scores of texts with the features `values` (`features.compute`), shape (n,)."""
        found: NDArray[np.float64] = (self.scaling.of(values) * self.weights).sum(axis=1)
        return found

"""How a text reads among machine translations, as people who compared translation systems judged them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detect.model.scaling import Scaling


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

    def of(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Fluency of texts with the features `values` (`features.compute`), shape (n,).

        0 is the mean of the machine translations it was fitted on, 1 a standard deviation better than that.
        """
        level: NDArray[np.float64] = (self.scaling.of(values) * self.weights).sum(axis=1)
        return level

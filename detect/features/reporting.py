"""How speech is reported.

Journalists write "said". Language models and spinners put something else in its place nearly every time.
"""

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature, ratio
from detect.features.batch import Batch
from detect.features.vocabulary import OTHER_SAYING, PLAIN_SAYING, STATELY

_FEWEST = 4.0

_FEATURES = (
    Feature("reporting.said", "share", "Forms of 'say' and 'tell' among verbs of saying."),
    Feature("reporting.stately", "share", "'Stated', 'emphasized' and the like among verbs of saying, of 4 or more."),
)


def features() -> tuple[Feature, ...]:
    """The features of this group."""
    return _FEATURES


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, 2)``."""
    plain, other, stately = (batch.total((batch.flags & bit) > 0) for bit in (PLAIN_SAYING, OTHER_SAYING, STATELY))
    return np.stack([ratio(plain, plain + other), stately / np.maximum(plain + other, _FEWEST)], axis=1)

"""What a feature is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Feature:
    """A named number computed from an article.

    Attributes
    ----------
    name : str
        ``group.feature``; stable, models refer to it.
    unit : str
        ``per 1,000 words``, ``share`` (0 to 1), ``words`` ...
    description : str
        One sentence; the source of the measure where it has one.
    typographic : bool
        Whether it depends on typography an archive may have normalised (kinds of quotation marks, dashes, spaces).
        Models that ship do not read such features.
    """

    name: str
    unit: str
    description: str
    typographic: bool = False


def ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """``part / whole``, 0 where `whole` is 0."""
    return part / np.maximum(whole, 1.0)

"""Features as a linear model wants them: rare events rooted, standard scores, cut."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detect import features
from detect.errors import ModelError

CLIP, CLIP_RARE = 3.0, 6.0
"""Scaled features are cut to this many standard deviations, so that no single one decides; rates of rare events, which
are nearly always 0, to more."""


def rooted(names: Sequence[str]) -> NDArray[np.bool_]:
    """Which features enter as their square root: rates of rare events, where the second finding says less."""
    return np.array([name.startswith(("rule.", "family.")) for name in names], dtype=bool)


def bounds(names: Sequence[str]) -> NDArray[np.float64]:
    """Where each scaled feature is cut, shape (k,)."""
    return np.where(rooted(names), CLIP_RARE, CLIP)


class Scaling:
    """Chosen features, scaled.

    Parameters
    ----------
    names : tuple of str, length k
        A subset of `detect.features.feature_names`.
    mean, scale : arrays of float64, shape (k,)
        Of the (rooted) features over the training documents.

    Raises
    ------
    ModelError
        If a feature is not computed by this version.
    """

    def __init__(self, names: tuple[str, ...], mean: NDArray[np.float64], scale: NDArray[np.float64]) -> None:
        known = {name: column for column, name in enumerate(features.feature_names())}
        missing = [name for name in names if name not in known]
        if missing:
            raise ModelError(
                f"the model reads features this version does not compute ({', '.join(missing[:3])}"
                f"{', ...' if len(missing) > 3 else ''}): train it again with 'detect train'"
            )
        self.names = names
        self.mean = mean
        self.scale = scale
        self._columns = np.array([known[name] for name in names], dtype=np.int64)
        self._rooted = rooted(names)
        self._bounds = bounds(names)

    def of(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Columns of `features.compute`, shape (n, all), scaled, shape (n, k)."""
        # In this memory order numpy adds up a row in the same order however many rows there are; as indexing leaves it,
        # a batch of one would give other last bits.
        chosen = np.ascontiguousarray(values[:, self._columns])
        chosen[:, self._rooted] = np.sqrt(chosen[:, self._rooted])
        chosen -= self.mean  # in place: new arrays of this size cost more than what is computed
        chosen /= self.scale
        return np.clip(chosen, -self._bounds, self._bounds, out=chosen)

"""How much of a text is boilerplate."""

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature
from detect.features.batch import Batch

_FEATURES = (
    Feature("boilerplate.share", "share", "Characters inside boilerplate findings."),
    Feature("boilerplate.spans", "spans", "Separate stretches of boilerplate."),
)


def features() -> tuple[Feature, ...]:
    """The features of this group."""
    return _FEATURES


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, 2)``."""
    return np.array(
        [
            (
                sum(end - start for start, end in evidence.boilerplate) / max(1, len(document.text)),
                float(len(evidence.boilerplate)),
            )
            for document, evidence in zip(batch.documents, batch.evidence, strict=True)
        ],
        dtype=np.float64,
    ).reshape(batch.size, 2)

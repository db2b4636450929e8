"""Punctuation habits that no normalisation of quotation marks, dashes or spaces changes."""

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature
from detect.features.batch import Batch
from detect.features.vocabulary import KIND_PUNCTUATION

_MARKS = {
    ",": "commas",
    ";": "semicolons",
    ":": "colons",
    "?": "question_marks",
    "!": "exclamation_marks",
    "(": "brackets",
}

_FEATURES = (
    *(Feature(f"punctuation.{name}", "per 1,000 words", f"Rate of '{mark}'.") for mark, name in _MARKS.items()),
    Feature("punctuation.quoted", "share", "Characters inside quotations, of whatever marks."),
)


def features() -> tuple[Feature, ...]:
    """The features of this group."""
    return _FEATURES


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, 7)``."""
    marks = batch.kind == KIND_PUNCTUATION
    owner = batch.owner[marks]
    ids = batch.ids[marks]
    columns = [
        batch.per_1000(np.bincount(owner[ids == batch.marks[mark]], minlength=batch.size).astype(np.float64))
        for mark in _MARKS
    ]
    quoted = [
        sum(quotation.end - quotation.start for quotation in document.quotations) / max(1, len(document.text))
        for document in batch.documents
    ]
    return np.stack([*columns, np.array(quoted, dtype=np.float64)], axis=1)

"""Readability: the classical formulas over the document view's own words, sentences and syllables.

Syllables per word are textstat's (see `detect.training.word_table`); the formulas are those textstat computes, and
``tests/features/test_readability.py`` holds the two together.
"""

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature, ratio
from detect.features.batch import Batch

_FEATURES = (
    Feature("readability.flesch_reading_ease", "score", "206.835 - 1.015 W/S - 84.6 Syl/W (Flesch 1948)."),
    Feature("readability.flesch_kincaid_grade", "US grade", "0.39 W/S + 11.8 Syl/W - 15.59 (Kincaid et al. 1975)."),
    Feature("readability.gunning_fog", "US grade", "0.4 (W/S + 100 words of 3+ syllables / W) (Gunning 1952)."),
    Feature("readability.smog", "US grade", "1.043 sqrt(30 words of 3+ syllables / S) + 3.1291 (McLaughlin 1969)."),
    Feature("readability.automated_index", "US grade", "4.71 letters/W + 0.5 W/S - 21.43 (Smith and Senter 1967)."),
    Feature("readability.coleman_liau", "US grade", "5.88 letters/W - 29.6 S/W - 15.8 (Coleman and Liau 1975)."),
    Feature("readability.syllables", "syllables", "Mean syllables a word."),
)


def features() -> tuple[Feature, ...]:
    """The features of this group."""
    return _FEATURES


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, 7)``; all 0 for a document without prose."""
    words = np.maximum(batch.words, 1.0)
    sentences = np.maximum(batch.sentences, 1.0)
    length = words / sentences
    syllables = ratio(batch.total(batch.syllables), batch.words)
    letters = ratio(batch.total(batch.letters), batch.words)
    heavy = batch.total(batch.syllables >= 3)
    values = np.stack(
        [
            206.835 - 1.015 * length - 84.6 * syllables,
            0.39 * length + 11.8 * syllables - 15.59,
            0.4 * (length + 100.0 * heavy / words),
            1.043 * np.sqrt(30.0 * heavy / sentences) + 3.1291,
            4.71 * letters + 0.5 * length - 21.43,
            5.88 * letters - 29.6 / length - 15.8,
            syllables,
        ],
        axis=1,
    )
    values[batch.words == 0] = 0.0
    return values

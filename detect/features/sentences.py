"""How long sentences and words are."""

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature, ratio
from detect.features.batch import Batch
from detect.features.vocabulary import KIND_NUMBER, KIND_WORD

_FEATURES = (
    Feature("sentences.mean_words", "words", "Mean sentence length."),
    Feature("sentences.sd_words", "words", "Standard deviation of sentence length."),
    Feature("sentences.short", "share", "Sentences of fewer than 6 words."),
    Feature("sentences.long", "share", "Sentences of more than 35 words."),
    Feature("words.mean_letters", "letters", "Mean word length."),
    Feature("words.long", "share", "Words of 8 letters or more."),
    Feature("words.numbers", "per 1,000 words", "Tokens that are numbers."),
)


def features() -> tuple[Feature, ...]:
    """The features of this group."""
    return _FEATURES


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, 7)``."""
    size = batch.size
    count = batch.sentences
    lengths = batch.sentence_words
    owner = batch.sentence_owner

    def over_sentences(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(owner, weights=values, minlength=size).astype(np.float64)

    mean = ratio(over_sentences(lengths), count)
    deviation = np.sqrt(ratio(over_sentences((lengths - mean[owner]) ** 2), count))
    is_word = batch.kind == KIND_WORD
    return np.stack(
        [
            mean,
            deviation,
            ratio(over_sentences((lengths < 6).astype(np.float64)), count),
            ratio(over_sentences((lengths > 35).astype(np.float64)), count),
            ratio(batch.total(batch.letters), batch.words),
            ratio(batch.total((batch.letters >= 8) & is_word), batch.words),
            batch.per_1000(batch.total(batch.kind == KIND_NUMBER)),
        ],
        axis=1,
    )

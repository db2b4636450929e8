"""What research found translations to have more or less of than originals.

After V. Volansky, N. Ordan and S. Wintner, "On the features of translationese", Digital Scholarship in the Humanities
30(1), 2015 (simplification, explicitation, normalisation, interference), and M. Olohan and M. Baker, "Reporting that in
translated English", Across Languages and Cultures 1(2), 2000.
"""

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature, ratio
from detect.features.batch import Batch, distinct
from detect.features.vocabulary import (
    ADVERB,
    COHESIVE,
    CONTENT,
    CONTRACTION,
    FIRST_PERSON,
    KIND_WORD,
    MODAL,
    NOMINAL,
    PRONOUN,
    REPORTING,
    function_words,
)

_RARE = 14.6  # just under log2 of the rank that words outside the table share

_FEATURES = (
    Feature("translationese.lexical_density", "share", "Words that are not function words (simplification)."),
    Feature("translationese.herdan_c", "ratio", "log distinct words / log words (Herdan 1960)."),
    Feature("translationese.mean_rank", "bits", "Mean base-2 logarithm of the words' frequency rank in English news."),
    Feature("translationese.rare_words", "share", "Words beyond the 25,000 commonest of English news."),
    Feature("translationese.cohesive_markers", "per 1,000 words", "Single-word cohesive markers (explicitation)."),
    Feature("translationese.pronouns", "per 1,000 words", "Third-person and relative pronouns."),
    Feature("translationese.first_person", "per 1,000 words", "First-person pronouns."),
    Feature("translationese.contractions", "per 1,000 words", "Contracted forms (normalisation)."),
    Feature("translationese.nominalisations", "per 1,000 words", "Words in -tion, -ment, -ness, -ity, -ance, -ism ..."),
    Feature("translationese.adverbs", "per 1,000 words", "Words in -ly."),
    Feature("translationese.modals", "per 1,000 words", "Modal verbs."),
    Feature("translationese.reporting_verbs", "per 1,000 words", "Verbs of saying."),
    Feature("translationese.reporting_that", "share", "Verbs of saying that 'that' follows (Olohan and Baker 2000)."),
    Feature("translationese.the_of_the", "per 1,000 words", "'the X of the': a genitive carried over."),
)


def features() -> tuple[Feature, ...]:
    """The features of this group."""
    return _FEATURES


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, 14)``."""
    flags = batch.flags
    is_word = batch.kind == KIND_WORD
    index = {word: position for position, word in enumerate(function_words())}

    def rate(bit: int) -> NDArray[np.float64]:
        return batch.per_1000(batch.total((flags & bit) > 0))

    size = batch.size
    bound = int(batch.ids.max(initial=0)) + 1
    words = np.flatnonzero(is_word)
    owner = batch.owner.take(words)
    once = distinct(owner, batch.ids.take(words), bound, size)
    different = np.bincount(owner, weights=once, minlength=size)
    herdan = np.log(np.maximum(different, 1.0)) / np.log(np.maximum(batch.words, 2.0))

    reporting = (flags & REPORTING) > 0
    that = batch.ids == index["that"]
    said_that = np.zeros(len(that), dtype=bool)
    said_that[:-1] = reporting[:-1] & that[1:]
    the, of = batch.ids == index["the"], batch.ids == index["of"]
    chain = np.zeros(len(the), dtype=bool)
    if len(the) > 3:
        chain[:-3] = the[:-3] & is_word[1:-2] & of[2:-1] & the[3:]
    return np.stack(
        [
            ratio(batch.total((flags & CONTENT) > 0), batch.words),
            herdan,
            ratio(batch.total(batch.rank), batch.words),
            ratio(batch.total(batch.rank > _RARE), batch.words),
            rate(COHESIVE),
            rate(PRONOUN) - rate(FIRST_PERSON),
            rate(FIRST_PERSON),
            rate(CONTRACTION),
            rate(NOMINAL),
            rate(ADVERB),
            rate(MODAL),
            batch.per_1000(batch.total(reporting)),
            ratio(batch.total(said_that), batch.total(reporting)),
            batch.per_1000(batch.total(chain)),
        ],
        axis=1,
    )

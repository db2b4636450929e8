"""Features: names, order, values, and what they must not depend on."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detect import features
from detect.document import Document
from detect.features import ngrams
from detect.features.batch import distinct, make_batch
from detect.features.vocabulary import Vocabulary
from detect.rules import select_rules
from detect.rules.engine import RuleEngine

ENGINE = RuleEngine(select_rules())
STORY = (
    "The harbour council voted on Tuesday to close the old bridge. “It was not an easy decision,” said Mara Lindqvist, "
    "who leads the council. However, she added that the repair would cost more than 12,000 euros a month.\n\n"
    "Residents don't agree. We were never asked, one of them said; they will meet again in the hall of the school."
)


def rows(*texts: str) -> np.ndarray:
    documents = [Document(text) for text in texts]
    return features.compute(make_batch(documents, [ENGINE.run(document) for document in documents], Vocabulary()))


def value(text: str, name: str) -> float:
    return float(rows(text)[0, features.feature_names().index(name)])


def test_every_feature_is_documented_and_named_once() -> None:
    listed = features.all_features()
    assert len({feature.name for feature in listed}) == len(listed)
    for feature in listed:
        assert re.fullmatch(r"[a-z_]+\.\S+", feature.name)
        assert feature.unit
        assert feature.description.endswith(".")
    assert rows(STORY).shape == (1, len(listed))


def test_values_by_hand() -> None:
    text = "The cat sat. The cat sat there, however! Did it?"
    assert value(text, "sentences.mean_words") == pytest.approx(10 / 3)
    assert value(text, "sentences.short") == 1.0
    assert value(text, "function_words.the") == pytest.approx(2 * 1000 / 50)  # texts under 50 words count as 50
    assert value(text, "punctuation.commas") == pytest.approx(1000 / 50)
    assert value(text, "translationese.cohesive_markers") == pytest.approx(1000 / 50)
    assert value(text, "repetition.trigrams") == pytest.approx(1 / 7)  # punctuation counts as tokens
    assert value(text, "repetition.sentence_starts") == pytest.approx(1 / 3)
    assert value("About 300.00 people marched.", "rule.NUM001") == pytest.approx(1000 / 50)
    assert value("About 300.00 people marched.", "family.NUM.error") == pytest.approx(1000 / 50)
    assert value("He said that it rained. She said it did.", "translationese.reporting_that") == pytest.approx(0.5)
    assert value("The end of the road.", "translationese.the_of_the") == pytest.approx(1000 / 50)


def test_typography_changes_nothing_but_what_says_so() -> None:
    plain = STORY.replace("“", '"').replace("”", '"').replace("’", "'")
    spaced = STORY.replace(" ", "\u00a0")
    typographic = np.array([feature.typographic for feature in features.all_features()])
    given_, straight, wide = rows(STORY, plain, spaced)
    assert np.array_equal(given_[~typographic], straight[~typographic])
    assert np.array_equal(given_[~typographic], wide[~typographic])


def test_a_document_does_not_depend_on_its_neighbours() -> None:
    alone = rows(STORY)[0]
    among = rows("Another text about nothing at all.", STORY, "", "So it goes. " * 50)[1]
    assert np.array_equal(alone, among)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=120), min_size=1, max_size=4))
def test_any_text_has_finite_features(texts: list[str]) -> None:
    assert np.isfinite(rows(*texts)).all()


def test_boilerplate_is_no_prose() -> None:
    with_form = STORY + "\n\nLeave a Reply\n\nYour email address will not be published."
    assert value(with_form, "boilerplate.share") > 0.1
    assert value(with_form, "sentences.mean_words") == value(STORY, "sentences.mean_words")


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), max_size=60))
def test_distinct_marks_each_key_of_a_document_once(pairs: list[tuple[int, int]]) -> None:
    pairs.sort(key=lambda pair: pair[0])
    owner = np.array([pair[0] for pair in pairs], dtype=np.int64)
    keys = np.array([pair[1] for pair in pairs], dtype=np.int64)
    marks = distinct(owner, keys, 31, 6)
    kept = [pair for pair, mark in zip(pairs, marks, strict=True) if mark]
    assert sorted(kept) == sorted(set(pairs))


def test_ngrams_are_distinct_and_stay_inside_their_sentence() -> None:
    def buckets(*texts: str) -> list[set[int]]:
        documents = [Document(text) for text in texts]
        evidence = [ENGINE.run(document) for document in documents]
        owner, bucket = ngrams.hashed(make_batch(documents, evidence, Vocabulary()))
        assert len(set(zip(owner.tolist(), bucket.tolist(), strict=True))) == len(owner)
        return [set(bucket[owner == index].tolist()) for index in range(len(texts))]

    one, both, turned = buckets("They met.", "They met. We left.", "We left. They met.")
    assert one < both
    assert both == turned
    assert buckets("They met.")[0] == one
    assert len(buckets("The the the the.")[0]) < len(buckets("The a of to.")[0])

"""What is known of single words."""

import numpy as np
import pytest

from detect.features.vocabulary import CONTENT, NOMINAL, REPORTING, Vocabulary, estimate_syllables, function_words, mask
from detect.lexicons import read_tsv


def test_function_words_have_the_first_indices() -> None:
    vocabulary = Vocabulary()
    assert [vocabulary[word] for word in function_words()] == list(range(len(function_words())))


def test_attributes_depend_on_the_word_alone() -> None:
    one, other = Vocabulary(), Vocabulary()
    other["something"], other["else"]
    for word in ("said", "election", "zyzzyva", "12,000", ",", "don't"):
        at, there = one[word], other[word]
        for name in ("kind", "letters", "syllables", "rank", "flags", "hashes", "masks"):
            assert one.take(name, np.array([at])) == other.take(name, np.array([there])), (word, name)


@pytest.mark.parametrize(
    ("word", "masked"),
    [
        ("the", "the"),
        ("government", "government"),
        ("1,250", "####"),
        ("7", "#"),
        ("obfuscating", "*ing"),
        ("trump", "*N"),
    ],
)
def test_masks_keep_common_words_and_endings(word: str, masked: str) -> None:
    assert mask(word) == masked


def test_word_classes() -> None:
    vocabulary = Vocabulary()
    indices = {word: vocabulary[word] for word in ("said", "nationalisation", "moderation", "river", "of")}
    flags = vocabulary.take("flags", np.arange(len(vocabulary)))
    assert flags[indices["said"]] & REPORTING
    assert flags[indices["moderation"]] & NOMINAL
    assert flags[indices["river"]] & CONTENT
    assert not flags[indices["of"]] & CONTENT


def test_the_table_holds_textstats_syllables() -> None:
    textstat = pytest.importorskip("textstat")
    rows = read_tsv("words")[::250]
    assert len(rows) == 100
    assert [int(row["syllables"]) for row in rows] == [textstat.syllable_count(row["word"]) for row in rows]


def test_estimated_syllables_agree_with_the_table() -> None:
    rows = read_tsv("words")
    right = sum(estimate_syllables(row["word"]) == int(row["syllables"]) for row in rows)
    assert right / len(rows) > 0.84


def test_the_vocabulary_forgets_when_it_has_grown_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detect.features.vocabulary._LIMIT", 300)
    vocabulary = Vocabulary()
    for number in range(400):
        vocabulary[f"word{number}"]
    vocabulary.trim()
    assert len(vocabulary) == vocabulary.base
    assert vocabulary["the"] == 0


def test_the_vocabulary_forgets_when_its_pieces_have_grown_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detect.features.vocabulary._LIMIT_CHARACTERS", 2_000)
    vocabulary = Vocabulary()
    for number in range(400):
        vocabulary[f"({number}!)/"]
    vocabulary.trim()
    assert len(vocabulary) == vocabulary.base


def test_a_piece_gives_its_tokens() -> None:
    vocabulary = Vocabulary()
    assert vocabulary["said"] == vocabulary["/said."] >= 0
    numbers = np.array([vocabulary["said,"], vocabulary["*"], vocabulary["(said)"]])
    assert (numbers < 0).all()
    tokens, counts = vocabulary.several(numbers)
    assert tokens.tolist() == [vocabulary[token] for token in ("said", ",", "(", "said", ")")]
    assert counts.tolist() == [2, 0, 3]

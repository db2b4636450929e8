"""The batches the encoder is trained on: balanced, repeatable, and marked where they were damaged."""

import random

import numpy as np
import pytest

pytest.importorskip("sklearn")

from detect.training.encoder.batches import EXCHANGEABLE, LONGEST, MASK, Batches
from detect.training.encoder.data import MARKED, Marked, Text

WORDS = ["[PAD]", *dict.fromkeys(" ".join(EXCHANGEABLE).split()), *(f"word{number}" for number in range(150)), "##s"]
KINDS = {
    "machine translation": 12, "human translation": 6, "original": 3, "news": 12, "web page": 3, "round trip": 3,
    "human, rewrite corpora": 6, "language model": 6, "edited": 3,
}  # fmt: skip


def texts() -> list[Text]:
    """Texts of random wordpieces, some of every kind."""
    chance = random.Random(5)

    def sentence() -> np.ndarray:
        return np.array([chance.randrange(1, len(WORDS)) for _ in range(chance.randrange(5, 30))], dtype=np.uint16)

    return [
        Text([sentence() for _ in range(chance.randrange(1, 9))], kind, f"group {number % 3}", f"corpus {number % 2}")
        for kind, count in KINDS.items()
        for number in range(count)
    ]


def marked() -> list[Marked]:
    chance = random.Random(6)
    ids = [np.array([chance.randrange(1, len(WORDS)) for _ in range(12)], dtype=np.uint16) for _ in MARKED * 4]
    return [Marked(own, (own % 5 == 0).astype(np.uint8), corpus) for own, corpus in zip(ids, MARKED * 4, strict=True)]


def batches(seed: int = 1) -> Batches:
    return Batches(texts(), marked(), WORDS, seed)


def flat(drawn: object) -> list[object]:
    batch, sentences = drawn
    return [
        [(item.ids.tolist(), item.machine_translated, item.rewritten, item.weights, item.clean) for item in batch],
        [(ids.tolist(), marks.tolist()) for ids, marks in sentences],
    ]


def test_the_same_seed_gives_the_same_batches_and_a_stored_state_goes_on() -> None:
    one, other = batches(), batches()
    drawn = [flat(one.draw()) for _ in range(5)]
    assert drawn == [flat(other.draw()) for _ in range(5)]
    later = batches(seed=9)
    later.random.setstate(one.random.getstate())
    assert flat(later.draw()) == flat(one.draw())
    assert flat(batches(seed=2).draw()) != drawn[0]


def test_a_batch_holds_both_classes_and_shows_the_tagger_human_texts_only() -> None:
    own = batches()
    for _ in range(20):
        batch, sentences = own.draw()
        assert {item.machine_translated for item in batch} == {item.rewritten for item in batch} == {0, 1}
        assert all(0 < len(item.ids) <= LONGEST for item in batch)
        assert all(item.clean == (item.machine_translated + item.rewritten == 0) for item in batch)
        assert len(sentences) == 11
        assert all(len(ids) == len(marks) for ids, marks in sentences)
        assert all(set(marks.tolist()) <= {0, 1} for _, marks in sentences)


def test_some_steps_hide_wordpieces_and_most_pieces_stay() -> None:
    own = Batches(texts(), marked(), WORDS * 2)  # [MASK] is a wordpiece no text holds
    shares = [np.mean(np.concatenate([item.ids for item in own.draw()[0]]) == MASK) for _ in range(60)]
    base = np.mean(np.concatenate([sentence for text in texts() for sentence in text.sentences]) == MASK)
    assert min(shares) < base + 0.02
    assert 0.1 < max(shares) < 0.25


def test_damage_is_marked_and_the_rest_is_not() -> None:
    own = batches()
    window = np.concatenate(texts()[0].sentences + texts()[1].sentences)[:40].astype(np.int64)
    seen = set()
    for _ in range(200):
        ids, marks = own.damaged(window)
        assert len(ids) == len(marks)
        assert abs(len(ids) - len(window)) <= 3
        kept = ids[marks == 0].tolist()
        left = iter(window.tolist())
        assert all(piece in left for piece in kept), "what is not marked stands in the order it had"
        seen.add((len(ids) - len(window), int(marks.sum())))
    assert len(seen) >= 5
    assert window.tolist() == np.concatenate(texts()[0].sentences + texts()[1].sentences)[:40].tolist()

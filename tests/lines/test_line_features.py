"""What stands before and after a unit is read from its own document alone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detect.lines.features import CLOSERS, KNOWN, OPENERS, SHAPE, Layout, history
from detect.lines.model import GROUPS, SCORE_STEPS

HIGHEST = 8 * SCORE_STEPS
Unit = tuple[int, bool, bool]
"""Its scores of words, whether rules know it, whether it is short."""

units = st.tuples(st.integers(-HIGHEST, HIGHEST), st.booleans(), st.booleans())
documents = st.lists(st.lists(units, min_size=1, max_size=6), min_size=1, max_size=4)


def _read(texts: list[list[Unit]]) -> np.ndarray:
    sizes = [len(text) for text in texts]
    nowhere = np.zeros(sum(sizes), dtype=np.int64)
    place = Layout(np.repeat(np.arange(len(texts)), sizes), np.concatenate(([0], np.cumsum(sizes))), nowhere, nowhere)
    flat = [unit for text in texts for unit in text]
    own = np.zeros((len(flat), len(SHAPE)))
    own[:, KNOWN] = [known for _, known, _ in flat]
    own[:, 0] = [2.0 if short else 5.0 for *_, short in flat]
    scores = np.array([[score] * len(GROUPS) for score, *_ in flat], dtype=np.float64)
    return history(place, own, scores)


def _slowly(text: list[Unit], at: int) -> list[float]:
    before, after = text[:at], text[at + 1 :]
    highest = [max([score for score, *_ in part], default=-HIGHEST) for part in (before, after)]
    steps = [
        next((step for step, (_, known, _) in enumerate(part, 1) if known), 2**7 - 1) for part in (before[::-1], after)
    ]
    return [
        *[highest[0]] * len(OPENERS),
        *[highest[1]] * len(CLOSERS),
        *(float(np.log2(1 + step)) for step in steps),
        *(float(np.log2(1 + sum(known for _, known, _ in part))) for part in (before, after)),
        *(sum(short for *_, short in part) / max(1, len(part)) for part in (before, after)),
    ]


@given(documents)
def test_history_is_what_a_plain_reading_says(texts: list[list[Unit]]) -> None:
    expected = [_slowly(text, at) for text in texts for at in range(len(text))]
    np.testing.assert_allclose(_read(texts), expected)


@given(documents)
def test_history_does_not_depend_on_the_other_documents(texts: list[list[Unit]]) -> None:
    alone = np.concatenate([_read([text]) for text in texts])
    np.testing.assert_array_equal(_read(texts), alone)

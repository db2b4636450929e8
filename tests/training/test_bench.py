"""The benches' own arithmetic, on scores whose figures are known."""

import numpy as np
import pytest

pytest.importorskip("sklearn")

from sklearn.metrics import roc_auc_score

from detect.training.bench import LEAST, Side, auc_figure, normalised


def _sides(seed: int) -> tuple[Side, Side]:
    generator = np.random.default_rng(seed)
    documents = [f"d{number % 30}" for number in range(60)]
    machine, human = generator.normal(1.0, 1.0, 60).round(1), generator.normal(0.0, 1.0, 60).round(1)
    return Side(machine, documents), Side(human, documents)


@pytest.mark.parametrize("seed", range(5))
def test_area_agrees_with_scikit_learn_on_ties(seed: int) -> None:
    positives, negatives = _sides(seed)
    figure = auc_figure("x", positives, negatives)
    expected = roc_auc_score([1] * 60 + [0] * 60, [*positives.scores, *negatives.scores])
    assert figure is not None
    assert figure.value == pytest.approx(expected, abs=1e-4)
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < figure.value < figure.high


def test_few_texts_give_no_figure() -> None:
    few = Side(np.ones(LEAST - 1), ["a"] * (LEAST - 1))
    many = Side(np.zeros(LEAST), ["b"] * LEAST)
    assert auc_figure("x", few, many) is None
    assert auc_figure("x", many, few) is None


def test_more_documents_narrow_the_interval() -> None:
    positives, negatives = _sides(0)
    one_each = [f"d{number}" for number in range(60)]
    few = auc_figure("x", Side(positives.scores, ["d0"] * 30 + ["d1"] * 30), Side(negatives.scores, ["d0"] * 60))
    many = auc_figure("x", Side(positives.scores, one_each), Side(negatives.scores, one_each))
    assert few is not None
    assert many is not None
    assert few.value == many.value
    assert few.positives == many.positives == 60


def test_typography_is_normalised() -> None:
    assert normalised("“So”, he said — ‘no’… 5\u00a0%") == "\"So\", he said - 'no'... 5 %"

"""What is fitted by scikit-learn is what numpy applies."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from detect import features
from detect.document import Document
from detect.model.base import HEADS
from detect.model.store import read_model, write_model
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.fit import (
    calibrated,
    calibrator,
    choose_thresholds,
    fit_head,
    may_only_raise,
    shipped_features,
    sklearn_probabilities,
    to_model,
)
from detect.training.matrix import build


@pytest.fixture(scope="module")
def fitted(labelled):
    texts, truth = labelled
    matrix = build(texts)
    folds = np.arange(len(texts)) // 2 % 5
    weights = np.ones(len(texts))
    heads = {
        "machine_translated": fit_head("machine_translated", matrix, truth, weights, folds, matrix, folds),
        "rewritten": fit_head("rewritten", matrix, np.roll(truth, 15), weights, folds, matrix, folds),
    }
    return texts, matrix, heads


def test_numpy_gives_the_probabilities_of_the_fitted_pipeline(fitted, tmp_path: Path) -> None:
    texts, matrix, heads = fitted
    write_model(tmp_path, to_model(heads, dict.fromkeys(HEADS, 0.5), "trial-1"), "trial", "1", {})
    model = read_model(tmp_path)
    engine = RuleEngine(select_rules())
    documents = [Document(text) for text in texts]
    outcome = model.predict(documents, [engine.run(document) for document in documents])
    for head in HEADS:
        wanted = sklearn_probabilities(heads[head], matrix)
        assert np.abs(getattr(outcome, head) - wanted).max() < 1e-6
        assert wanted.max() - wanted.min() > 0.05  # the comparison compares something


def test_findings_may_only_raise_their_probability(fitted) -> None:
    _, _, heads = fitted
    names = [features.feature_names()[column] for column in shipped_features()]
    for head in HEADS:
        weights = heads[head].pipeline.named_steps["regression"].coef_[0][: len(names)]
        assert (weights[may_only_raise(head, names)] > -0.01).all()
    assert not any(name.startswith(("function_words.", "boilerplate.", "rule.BPL")) for name in names)


def test_inference_imports_no_scikit_learn() -> None:
    code = (
        "import sys; from detect import Article, Scorer; "
        "Scorer().score_batch([Article('a', 'One two three. ' * 30)]); "
        "print(sorted({'sklearn', 'scipy', 'textstat', 'pyarrow', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_calibration_is_monotone_and_balanced() -> None:
    generator = np.random.default_rng(0)
    truth = generator.random(4000) < 0.1
    words = generator.uniform(50, 800, size=4000)
    scores = generator.normal(size=4000) + truth * np.log2(words / 25)  # long texts show more
    platt = calibrator(scores, words, truth, np.ones(4000))
    probabilities = calibrated(platt, scores, words)
    short, long = (calibrated(platt, np.array([-1.0, 2.0, 4.0]), np.full(3, float(size))) for size in (60, 700))
    assert list(short) == sorted(short)
    assert long[2] - long[0] > short[2] - short[0]
    # With both classes given the same weight, the mean over the two class means is one half.
    assert (probabilities[truth].mean() + probabilities[~truth].mean()) / 2 == pytest.approx(0.5, abs=0.01)


def test_thresholds_keep_false_labels_rare(fitted) -> None:
    _, _, heads = fitted
    thresholds = choose_thresholds(
        {head: fitted.articles for head, fitted in heads.items()}, [["a"] * 60], overall=0.2, in_group=0.2
    )
    for head in HEADS:
        assert thresholds[head] >= 0.5
        assert (heads[head].articles > thresholds[head]).mean() <= 0.1

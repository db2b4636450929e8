"""The model of the full profile: the fast model corrected by what LanguageTool found."""

from pathlib import Path

import numpy as np
import pytest

from detect.document import Document
from detect.errors import ModelError
from detect.features import grammar
from detect.finding import Finding, Severity
from detect.model.base import HEADS
from detect.model.stacked import StackedModel, logit, rooted_rates
from detect.model.store import models_folder, read_model, write_model
from detect.rules.engine import Evidence

NAMES = tuple(feature.name for feature in grammar.features())
TEXT = " ".join(["The council of the small town met on Monday to talk about the new school and its garden."] * 8)


def finding(start: int) -> Finding:
    return Finding(start, start + 3, "GRM001", "subject-verb-agreement", "The", Severity.WARNING, "A message.")


def model(weights: float) -> StackedModel:
    base = read_model(models_folder() / "fast")
    size = len(NAMES)
    shape = (len(HEADS), size)
    return StackedModel(
        "full-test", base, NAMES, np.ones(size), np.ones(2), np.zeros(2), np.full(shape, weights), dict(base.thresholds)
    )


def test_without_findings_and_corrections_it_is_the_fast_model() -> None:
    documents, evidence = [Document(TEXT)], [Evidence((), ())]
    below = read_model(models_folder() / "fast").predict(documents, evidence)
    above = model(0.5).predict(documents, evidence)
    np.testing.assert_allclose(above.machine_translated, below.machine_translated, atol=1e-12)
    assert above.features.shape == (1, below.features.shape[1] + len(NAMES))


def test_findings_raise_a_probability_by_their_weights_and_each_document_stands_alone() -> None:
    documents = [Document(TEXT), Document(TEXT + " And more."), Document(TEXT)]
    evidence = [Evidence((), ()), Evidence((finding(0),), ()), Evidence((finding(0), finding(90)), ())]
    together = model(0.3).predict(documents, evidence)
    assert together.machine_translated[0] < together.machine_translated[2]
    for number in range(3):
        alone = model(0.3).predict(documents[number : number + 1], evidence[number : number + 1])
        for head in HEADS:
            assert getattr(alone, head)[0] == getattr(together, head)[number]
    assert model(0.3).predict([], []).features.shape == (0, together.features.shape[1])


def test_it_comes_back_from_disk(tmp_path: Path) -> None:
    own = model(0.2)
    write_model(tmp_path, own, "full", "9", {})
    back = read_model(tmp_path)
    assert isinstance(back, StackedModel)
    assert back.name == "full-9"
    documents, evidence = [Document(TEXT)], [Evidence((finding(0),), ())]
    assert back.predict(documents, evidence).machine_translated == own.predict(documents, evidence).machine_translated


def test_damaged_weights_and_other_features_are_told(tmp_path: Path) -> None:
    write_model(tmp_path, model(0.2), "full", "9", {})
    with np.load(tmp_path / "weights.npz") as stored:
        arrays = dict(stored)
    np.savez_compressed(tmp_path / "weights.npz", **(arrays | {"slope": np.ones(3)}))
    with pytest.raises(ModelError, match="'slope'"):
        read_model(tmp_path)
    base = read_model(models_folder() / "fast")
    with pytest.raises(ModelError, match="detect train --profile full"):
        StackedModel("a", base, NAMES[1:], *[np.ones(1)] * 4, dict(base.thresholds))


def test_log_odds_and_rates_stay_finite() -> None:
    assert np.isfinite(logit(np.array([0.0, 0.5, 1.0]))).all()
    assert rooted_rates(np.array([[0.0, 4.0, 1e9]]), np.ones(3)).tolist() == [[0.0, 2.0, 6.0]]

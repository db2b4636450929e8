"""The model of the full profile: the fast model corrected by what LanguageTool and the encoder say."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from detect.document import Document
from detect.errors import ModelError
from detect.features import encoder, feature_names, grammar
from detect.finding import Finding, Severity
from detect.model.base import HEADS
from detect.model.stacked import EncoderPart, StackedModel, logit, rooted_rates, scaled_values
from detect.model.store import models_folder, read_model, reads_encoder, write_model
from detect.rules.evidence import EncoderValues, Evidence

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


def with_encoder(weights: float) -> StackedModel:
    names = tuple(feature.name for feature in encoder.features()[: encoder.WINDOWS])
    size = len(names)
    part = EncoderPart(names, np.full(size, 0.1), np.full(size, 0.5), np.full((len(HEADS), size), weights), "a" * 64)
    return replace(model(0.3), encoder=part)


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


def test_what_the_encoder_says_moves_a_probability_and_each_document_stands_alone() -> None:
    documents = [Document(TEXT)] * 3
    said = (EncoderValues(2.0, 2.0, 0.3, 0.2, 4), EncoderValues(-2.0, -2.0, 0.0, 0.0, 4), EncoderValues())
    evidence = [Evidence((), (), values) for values in said]
    own = with_encoder(0.5)
    together = own.predict(documents, evidence)
    for head in HEADS:
        high, low, silent = getattr(together, head)
        assert low < silent < high
    plain = model(0.3).predict(documents[:1], [Evidence((), ())])
    assert together.machine_translated[2] == plain.machine_translated[0], "nothing was read, so nothing is added"
    for number in range(3):
        alone = own.predict(documents[number : number + 1], evidence[number : number + 1])
        assert alone.machine_translated[0] == together.machine_translated[number]
    names = feature_names("full", encoder=True)
    assert together.features.shape == (3, len(names))
    row = dict(zip(names, together.features[0], strict=True))
    assert [row[feature.name] for feature in encoder.features()] == [2.0, 2.0, 0.3, 0.2, 4.0]
    assert own.predict([], []).features.shape == (0, len(names))


def test_a_model_with_an_encoder_comes_back_and_one_without_goes_on_working(tmp_path: Path) -> None:
    own = with_encoder(0.2)
    write_model(tmp_path / "with", own, "full", "9", {})
    write_model(tmp_path / "without", model(0.2), "full", "9", {})
    assert reads_encoder(tmp_path / "with")
    assert not reads_encoder(tmp_path / "without")
    assert not reads_encoder(tmp_path / "nothing")
    back = read_model(tmp_path / "with")
    assert isinstance(back, StackedModel)
    assert back.encoder is not None
    assert back.encoder.sha256 == "a" * 64
    documents, evidence = [Document(TEXT)], [Evidence((), (), EncoderValues(1.0, 1.0, 0.1, 0.1, 2))]
    assert back.predict(documents, evidence).machine_translated == own.predict(documents, evidence).machine_translated
    plain = read_model(tmp_path / "without")
    assert isinstance(plain, StackedModel)
    assert plain.encoder is None
    with pytest.raises(ModelError, match="other encoder features"):
        replace(own, encoder=replace(own.encoder, names=own.encoder.names[1:]))


def test_values_of_the_encoder_are_cut_and_silent_where_nothing_was_read() -> None:
    values = np.array([[1e9, -1e9, 0.5, 0.5, 3.0], [5.0, 5.0, 5.0, 5.0, 0.0]])
    scaled = scaled_values(values, np.full(4, 0.5), np.ones(4))
    assert scaled.tolist() == [[3.0, -3.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]

"""The shipped model: what it says, how it fails."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from detect import Article, Scorer
from detect.document import Document
from detect.errors import ModelError, UsageError
from detect.features import feature_names
from detect.finding import Finding, Severity
from detect.model import load_model, models_folder, quality
from detect.model.fluency import HALF_KNOWN
from detect.model.linear import LinearModel
from detect.model.quality import SURE
from detect.model.store import read_model
from detect.rules.evidence import Evidence
from detect.scorer import Settings

CLEAN = " ".join(["The council of the small town met on Monday to talk about the new school and its garden."] * 8)


def _finding(severity: Severity, start: int = 0, end: int = 3) -> Finding:
    return Finding(start, end, "NUM001", "truncated-thousands", "abc", severity, "A message.")


def test_quality_falls_with_every_kind_of_evidence() -> None:
    document = Document(CLEAN)
    clean = quality(document, Evidence((), ()), (0.0, 0.0))
    assert clean == 100.0
    assert quality(document, Evidence((), ()), None) == 100.0
    translated = [quality(document, Evidence((), ()), (1.0, 0.0), fluency) for fluency in (-2.0, 0.0, 2.0)]
    assert translated[1] == pytest.approx(62.25, abs=0.01)
    assert 0 < translated[0] < translated[1] < translated[2] < 100
    likely = [quality(document, Evidence((), ()), (probability, 0.0)) for probability in (0.2, 0.5, SURE, 1.0)]
    assert likely[0] > likely[1] > likely[2] == likely[3], "how sure the label is says nothing of how good the text is"
    assert quality(document, Evidence((), ()), (0.0, 1.0)) == pytest.approx(70.0)
    both = quality(document, Evidence((), ()), (1.0, 1.0))
    assert both == translated[1], "a translation is not rewritten too: the dearer of the two counts"
    assert quality(document, Evidence((), ()), (0.1, 1.0)) == pytest.approx(70.0)
    assert quality(document, Evidence((), ((0, len(CLEAN) // 2),)), (0.0, 0.0)) == pytest.approx(85.0, abs=0.2)
    costs = [quality(document, Evidence((_finding(severity),), ()), (0.0, 0.0)) for severity in Severity]
    assert costs[0] == 100.0 > costs[1] > costs[2] > 0
    many = Evidence(tuple(_finding(Severity.ERROR) for _ in range(500)), ())
    assert 0 <= quality(document, many, (1.0, 1.0)) < 0.01


def test_fluency_of_a_short_text_is_believed_less() -> None:
    model = load_model("fast")
    assert isinstance(model, LinearModel)
    assert model.fluency is not None
    values = np.random.default_rng(0).random((1, len(feature_names())))
    short, long = (float(model.fluency.of(values, np.array([words]))[0]) for words in (50.0, 5000.0))
    assert 0.0 < short / long < 0.4
    assert model.fluency.of(values, np.array([HALF_KNOWN]))[0] == pytest.approx(long / 5000 * 5100 / 2)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(models_folder() / "fast", tmp_path / "fast"))


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.json is missing"):
        read_model(tmp_path)


def test_a_truncated_array_file_is_damaged(copy: Path) -> None:
    data = (copy / "weights.npz").read_bytes()
    (copy / "weights.npz").write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError, match="damaged"):
        read_model(copy)


def test_infinite_weights_are_damage(copy: Path) -> None:
    with np.load(copy / "weights.npz") as stored:
        arrays = dict(stored)
    arrays["dense"] = np.full_like(arrays["dense"], np.inf)
    np.savez(copy / "weights.npz", **arrays)
    with pytest.raises(ModelError, match="'dense'"):
        read_model(copy)


def test_pickled_arrays_are_not_read(copy: Path) -> None:
    with np.load(copy / "weights.npz") as stored:
        arrays = dict(stored)
    arrays["mean"] = np.array([{"a": 1}], dtype=object)
    np.savez(copy / "weights.npz", **arrays, allow_pickle=True)
    with pytest.raises(ModelError, match="damaged"):
        read_model(copy)


def test_an_unknown_feature_asks_for_training(copy: Path) -> None:
    about = json.loads((copy / "model.json").read_text())
    about["features"][0] = "sentences.from_the_future"
    (copy / "model.json").write_text(json.dumps(about))
    with pytest.raises(ModelError, match="detect train"):
        read_model(copy)


def test_an_unknown_profile_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="slow"):
        load_model("slow")


def test_labels_follow_the_thresholds() -> None:
    model = load_model()
    limits = model.thresholds
    assert model.label(0.0, 0.0) == "clean"
    assert model.label(limits["machine_translated"], 0.0) == "machine_translated"
    assert model.label(limits["machine_translated"] - 1e-6, 0.0) == "clean"
    assert model.label(0.0, limits["rewritten"]) == "rewritten"
    assert model.label(1.0, limits["rewritten"]) == "machine_translated"


def test_short_texts_get_findings_but_no_verdict() -> None:
    article = Article("a", "About 300.00 people marched through the town.")
    [result] = Scorer().score_batch([article])
    assert result.label == "too_short"
    assert result.scores.machine_translated is None
    assert result.scores.rewritten is None
    assert [finding.rule for finding in result.findings] == ["NUM001"]
    [judged] = Scorer(Settings(min_words=5)).score_batch([article])
    assert judged.label != "too_short"
    assert 0.0 <= judged.scores.machine_translated <= 1.0


def test_results_do_not_depend_on_the_batch() -> None:
    articles = [Article(str(number), CLEAN[number * 7 :] + " “Yes,” he said. " * number) for number in range(9)]
    together = [result.to_dict() for result in Scorer(Settings(features=True)).score_batch(articles)]
    scorer = Scorer(Settings(features=True))
    alone = [scorer.score_batch([article])[0].to_dict() for article in reversed(articles)]
    assert together == alone[::-1]


def test_selection_changes_findings_and_not_scores() -> None:
    article = Article("a", "About 300.00 people marched. " + CLEAN)
    [everything] = Scorer().score_batch([article])
    [nothing] = Scorer(Settings(ignore=("NUM",))).score_batch([article])
    assert "NUM001" in {finding.rule for finding in everything.findings}
    assert "NUM001" not in {finding.rule for finding in nothing.findings}
    assert everything.scores == nothing.scores

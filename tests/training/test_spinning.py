"""The second score of `rewritten`: fitted by scikit-learn, applied by numpy."""

import json
import random
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from detect.document import Document
from detect.errors import ModelError
from detect.model.linear import probability
from detect.model.store import load_model, models_folder, read_model, write_model
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training import spinning
from detect.training.matrix import build
from detect.training.spin import Manner, spun
from detect.training.thesaurus import wordnet

HEAVY = Manner(rate=0.8, senses=3, common=True, said=1.0, spare_quotations=False, mend_articles=True, moved=0.0)
_ACTORS = ("the mayor", "a spokesman", "the health department", "members of the council", "police in the city")
_DEEDS = (
    "would raise the price of water next year",
    "had begun to look for a new place to build the school",
    "wanted to help young people find work in the area",
    "could not say how long the closure of the main road would last",
    "expected the number of visitors to grow in the coming months",
)


def _articles(number: int) -> list[str]:
    generator = random.Random(number)
    return [
        " ".join(
            f"{generator.choice(_ACTORS).capitalize()} said on Monday that {generator.choice(_ACTORS)} "
            f"{generator.choice(_DEEDS)}."
            for _ in range(10)
        )
        for _ in range(number)
    ]


@pytest.fixture(scope="module")
def fitted():
    plain = _articles(40)
    generator = random.Random(0)
    texts = plain + [spun(text, wordnet(), HEAVY, generator) for text in plain]
    matrix = build(texts)
    truth = np.arange(80) >= 40
    folds = np.arange(80) % 4
    second, out = spinning.fit(matrix, truth, np.ones(80), folds, matrix, folds)
    return texts, matrix, truth, second, out


def test_spun_texts_are_told_from_their_originals(fitted) -> None:
    _, matrix, truth, second, out = fitted
    assert second.scaling.names == spinning.read_features()
    for probabilities in (out, probability(second.scores(matrix.dense), matrix.words, second.calibration)):
        assert probabilities[truth].min() > probabilities[~truth].max()


def test_texts_of_no_weight_do_not_count(fitted) -> None:
    texts, matrix, truth, second, _ = fitted
    doubled = build(texts + texts)
    weights = np.repeat([1.0, 0.0], 80)
    folds = np.arange(160) % 4
    again, _ = spinning.fit(doubled, np.concatenate([truth, ~truth]), weights, folds, matrix, folds[:80])
    assert again.weights == pytest.approx(second.weights)
    assert again.calibration == pytest.approx(second.calibration)


def test_a_shift_moves_one_probability_to_another(fitted) -> None:
    _, matrix, _, second, _ = fitted
    before = probability(second.scores(matrix.dense), matrix.words, second.calibration)
    moved = spinning.shifted(second, own=float(before[3]), wanted=0.9)
    after = probability(moved.scores(matrix.dense), matrix.words, moved.calibration)
    assert after[3] == pytest.approx(0.9)
    assert (np.diff(after[np.argsort(before)]) >= 0.0).all()


def test_the_higher_score_counts_and_is_stored(fitted, tmp_path: Path) -> None:
    texts, matrix, _, second, _ = fitted
    model = load_model("fast")
    model.spinning = None
    engine = RuleEngine(select_rules())
    documents = [Document(text) for text in texts]
    evidence = [engine.run(document) for document in documents]
    without = model.predict(documents, evidence).rewritten
    model.spinning = second
    write_model(tmp_path, model, "trial", "1", {})
    stored = read_model(tmp_path)
    own = probability(second.scores(matrix.dense), matrix.words, second.calibration)
    found = stored.predict(documents, evidence).rewritten
    assert found == pytest.approx(np.maximum(without, own))
    assert (found > without).any()


def test_damaged_arrays_are_named(fitted, tmp_path: Path) -> None:
    *_, second, _ = fitted
    model = load_model("fast")
    model.spinning = second
    write_model(tmp_path, model, "trial", "1", {})
    with np.load(tmp_path / "weights.npz") as stored:
        arrays = dict(stored)
    arrays["spinning_weights"] = arrays["spinning_weights"][:-1]
    np.savez(tmp_path / "weights.npz", **arrays)
    with pytest.raises(ModelError, match="spinning_weights"):
        read_model(tmp_path)


def test_a_model_without_the_second_score_is_read(tmp_path: Path) -> None:
    shutil.copytree(models_folder() / "fast", tmp_path / "fast")
    about = json.loads((tmp_path / "fast" / "model.json").read_text())
    about.pop("spinning_features", None)
    (tmp_path / "fast" / "model.json").write_text(json.dumps(about))
    assert read_model(tmp_path / "fast").spinning is None


def test_a_thesaurus_file_of_moby_is_read(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("begin,commence,get going,Genesis\nlook up,seek\nNile,river\n", encoding="utf-8")
    assert spinning.moby(path).senses == {("begin", "v"): [["commence", "get going"]]}

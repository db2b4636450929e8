"""How agreement with people who ranked translation systems is measured."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from detect.training import judgements
from detect.training.judgements import Key

LANGUAGES = ("cs", "de")
SYSTEMS = 6
DOCUMENTS = 40


def ranking(language: str) -> dict[str, object]:
    systems = [
        {"producer": f"s{number}", "score_z": number / 10, "n": 1300, "human": False} for number in range(SYSTEMS)
    ]
    human = {"producer": "refA", "score_z": 1.0, "n": 1300, "human": True}
    return {"corpus": "wmt", "pair": f"{language}-en", "metric": "DA", "systems": [*systems, human]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "mt").mkdir()
    expert = {"corpus": "wmt", "pair": "cs-en", "metric": "MQM", "systems": []}
    (tmp_path / "mt" / "system_ranking.json").write_text(json.dumps([*map(ranking, LANGUAGES), expert]))
    return tmp_path


@pytest.fixture
def keys() -> list[Key]:
    return [("wmt", lang, f"s{number}") for lang in LANGUAGES for number in range(SYSTEMS) for _ in range(DOCUMENTS)]


@pytest.fixture
def documents() -> list[str]:
    return [f"{lang} {document}" for lang in LANGUAGES for _ in range(SYSTEMS) for document in range(DOCUMENTS)]


def noisy(scores: dict[Key, float], keys: list[Key], spread: float, sign: float = 1.0) -> np.ndarray:
    noise = np.random.default_rng(0).normal(0.0, spread, len(keys))
    return np.array([sign * scores[key] for key in keys]) + noise


def test_only_machine_systems_judged_directly_have_a_score(data: Path) -> None:
    scores = judgements.system_scores(data)
    assert len(scores) == len(LANGUAGES) * SYSTEMS
    assert scores["wmt", "de", "s3"] == 0.3
    errors = judgements.standard_errors(data)
    assert set(errors) == set(scores)
    assert 0.0 < errors["wmt", "de", "s3"] < judgements.JUDGEMENT_SPREAD


def test_a_score_that_follows_people_reaches_one_and_its_opposite_minus_one(
    data: Path, keys: list[Key], documents: list[str]
) -> None:
    scores, errors = judgements.system_scores(data), judgements.standard_errors(data)
    for sign in (1.0, -1.0):
        values = noisy(scores, keys, 0.01, sign)
        assert judgements.correlation_by_language(scores, keys, values) == {"wmt cs": sign, "wmt de": sign}
        share, pairs = judgements.in_order(scores, errors, keys, values)
        assert share == (sign > 0)
        assert pairs == len(LANGUAGES) * SYSTEMS * (SYSTEMS - 1) / 2  # a tenth apart is four standard errors
        low, high = judgements.interval(scores, keys, documents, values)
        assert low == high == sign


def test_the_interval_widens_with_noise_and_is_the_same_every_time(
    data: Path, keys: list[Key], documents: list[str]
) -> None:
    scores = judgements.system_scores(data)
    widths = []
    for spread in (0.3, 2.0):
        values = noisy(scores, keys, spread)
        low, high = judgements.interval(scores, keys, documents, values)
        assert (low, high) == judgements.interval(scores, keys, documents, values)
        assert -1.0 <= low < high <= 1.0
        widths.append(high - low)
    assert widths[0] < widths[1]


def test_people_do_not_repeat_themselves_where_systems_are_close(data: Path, keys: list[Key]) -> None:
    scores, errors = judgements.system_scores(data), judgements.standard_errors(data)
    values = noisy(scores, keys, 0.1)
    clear = judgements.judged_again(scores, errors, keys, values)
    close = judgements.judged_again({key: score / 20 for key, score in scores.items()}, errors, keys, values)
    assert 0.0 < close < clear < 1.0


def test_systems_with_few_texts_and_languages_with_few_systems_do_not_count(data: Path, keys: list[Key]) -> None:
    scores = judgements.system_scores(data)
    values = noisy(scores, keys, 0.1)
    kept = [index for index, key in enumerate(keys) if key[1] == "de" or key[2] in ("s0", "s1", "s2")]
    few = [*kept, *[index for index, key in enumerate(keys) if key == ("wmt", "cs", "s4")][:5]]
    means = judgements.system_means(scores, [keys[index] for index in few], values[few])
    assert set(means) == {("wmt", "de")}

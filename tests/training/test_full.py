"""The full model's upper level, its sample, and what its card states."""

import json

import numpy as np
import pytest

pytest.importorskip("sklearn")

from detect.model import models_folder
from detect.model.base import HEADS
from detect.training.evaluate import flattened
from detect.training.fit import choose_thresholds
from detect.training.grammar_sample import picked
from detect.training.train import FALSE_LABELS, FALSE_LABELS_IN_GROUP, SHARES
from detect.training.train_full import cautious_thresholds, fit_stack, raised, stacked

FULL = models_folder() / "full"


def test_what_languagetool_finds_never_lowers_machine_translation() -> None:
    generator = np.random.default_rng(0)
    truth = generator.random(600) < 0.5
    lower = np.clip(np.where(truth, 0.65, 0.35) + generator.normal(0, 0.2, 600), 0.01, 0.99)
    telling = generator.poisson(np.where(truth, 2.0, 0.5))
    misleading = generator.poisson(np.where(truth, 0.5, 2.0))
    rates = np.column_stack([telling, misleading]).astype(float)
    weights = np.ones(600)
    fitted = fit_stack("machine_translated", lower, rates, truth, weights)
    slope, first, second, _ = fitted
    assert slope > 0
    assert first > 0.2
    assert second == 0.0
    said = stacked(fitted, lower, rates)
    assert ((said > 0.5) == truth).mean() > ((lower > 0.5) == truth).mean()
    assert not fit_stack("rewritten", lower, rates, truth, weights)[1:-1].any(), "grammar says nothing of rewriting"


def test_a_head_reads_what_the_encoder_says_of_it_and_nothing_counts_against_it() -> None:
    generator = np.random.default_rng(0)
    truth = generator.random(600) < 0.5
    lower = np.clip(np.where(truth, 0.55, 0.45) + generator.normal(0, 0.2, 600), 0.01, 0.99)
    telling = np.where(truth, 1.0, -1.0) + generator.normal(0, 1.0, 600)
    read = np.column_stack([telling, telling, -telling, generator.normal(0, 1.0, 600)])
    weights = np.ones(600)
    fitted = fit_stack("machine_translated", lower, np.zeros((600, 1)), truth, weights, read)
    assert fitted[2] > 0.5
    assert fitted[3] == fitted[4] == 0.0
    assert fitted[5] >= 0.0
    other = fit_stack("rewritten", lower, np.zeros((600, 1)), truth, weights, read)
    assert other[3] > 0.5
    assert not other[[1, 2, 4, 5]].any()
    said = stacked(fitted, lower, np.column_stack([np.zeros(600), read]))
    assert ((said > 0.5) == truth).mean() > ((lower > 0.5) == truth).mean()


def test_samples_are_nested_and_about_as_large_as_asked() -> None:
    names = [f"document {number}" for number in range(4000)]
    small, large = ({name for name in names if picked(name, every)} for every in (8, 4))
    assert small < large
    assert 850 < len(large) < 1150


@pytest.mark.skipif(not (FULL / "metrics.json").is_file(), reason="the full model is not there yet")
def test_the_card_states_the_stored_figures_and_promises_hold() -> None:
    stored = json.loads((FULL / "metrics.json").read_text(encoding="utf-8"))
    card = (FULL / "MODEL_CARD.md").read_text(encoding="utf-8")
    for name, value in flattened(stored):
        assert f"| {name} | {value} |" in card
    # The sample is a third of the articles the promise of 1 % is made for (tests/training/test_gate.py), too few to
    # hold it to: what is asked is that grammar adds no false label.
    assert stored["full"]["news"]["false_labels"] <= stored["fast"]["news"]["false_labels"]
    assert stored["full"]["grammar findings per 1,000 words of news"]["warning"] <= 0.1
    for name, value in stored["full"]["auc"].items():
        if value is not None:
            assert stored["added to the auc"][name] == pytest.approx(value - stored["fast"]["auc"][name], abs=2e-4)


def test_a_threshold_is_carried_over_and_lets_no_more_articles_through() -> None:
    generator = np.random.default_rng(1)
    below = generator.random(1000)
    rates = generator.poisson(0.5, (1000, 1)).astype(float)
    same = np.array([1.0, 0.0, 0.0])
    assert raised(same, 0.97, below, rates) == pytest.approx(0.97, abs=1e-4)
    lifting = np.array([1.0, 0.8, 0.0])
    threshold = raised(lifting, 0.97, below, rates)
    assert threshold > 0.97
    assert (stacked(lifting, below, rates) >= threshold).sum() <= (below >= 0.97).sum()


def test_thresholds_hold_for_most_draws_of_sources() -> None:
    generator = np.random.default_rng(0)
    values = generator.uniform(0.0, 0.9, size=2000)
    sources = [f"source {number % 40}" for number in range(2000)]
    groups = [["news"] * 2000]
    odd = values.copy()
    odd[[number for number, source in enumerate(sources) if source == "source 7"]] = 0.95
    for heads in ({HEADS[0]: values, HEADS[1]: values}, {HEADS[0]: odd, HEADS[1]: values}):
        plain = choose_thresholds(heads, groups, FALSE_LABELS, FALSE_LABELS_IN_GROUP, shares=SHARES)
        cautious = cautious_thresholds(heads, groups, sources)
        assert cautious == cautious_thresholds(heads, groups, sources)
        assert all(plain[head] <= cautious[head] <= 0.96 for head in HEADS)
    assert cautious_thresholds({HEADS[0]: odd}, groups, sources)[HEADS[0]] == pytest.approx(0.95, abs=1e-4)

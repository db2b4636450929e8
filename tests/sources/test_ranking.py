"""The ranking of sources."""

import random
from dataclasses import replace

import pytest

from detect import Article, Scorer
from detect.article import BadRecord
from detect.result import Failed
from detect.scorer import Settings
from detect.sources import load_ranking, rank
from detect.sources.pooling import Pool, excess

SENTENCES = [
    "The council of the small town met on Monday to talk about the new school and its garden.",
    "Officials said the work would begin in spring and cost about 1.2 million dollars.",
    "“We have waited for years,” said Dora Feld, who lives across the street.",
    "A spokesman for the builder declined to comment on the delay.",
    "Three of the seven members voted against the plan because of its price.",
]


def text(seed: int, damage: bool = False) -> str:
    generator = random.Random(seed)
    chosen = [generator.choice(SENTENCES) for _ in range(12)]
    if damage:
        turned = [sentence.replace("“", "” ").replace(",”", " “,") for sentence in chosen]
        chosen = [sentence + " About 300.00 people came." for sentence in turned]
    return " ".join(chosen)


def results(source: str, count: int, damage: bool = False):
    articles = [Article(f"{source}/{number}", text(number, damage), source) for number in range(count)]
    return Scorer(Settings(features=True)).score_batch(articles)


def test_shape_order_and_range() -> None:
    ranked = rank([*results("a.example", 6), *results("b.example", 6, damage=True)])
    assert [item.rank for item in ranked] == [1, 2]
    assert [item.source for item in ranked] == ["a.example", "b.example"]
    for item in ranked:
        row = item.to_dict()
        assert list(row) == ["rank", "source", "reliability", "low", "high", "articles", "drivers"]
        assert 0 <= row["low"] <= row["reliability"] <= row["high"] <= 100
        assert row["articles"] == 6
        for driver in row["drivers"]:
            assert list(driver) == ["feature", "effect", "example"]
            assert driver["example"]["id"].startswith(item.source)


def test_the_interval_narrows_as_articles_come_in() -> None:
    widths = []
    for count in (1, 4, 16):
        [item] = rank(results("a.example", count))
        widths.append(item.high - item.low)
    assert widths[0] > widths[1] > widths[2]


def test_damage_only_ever_lowers() -> None:
    for variant in ("features", "scores"):
        model = load_ranking(variant)
        for name, weight in zip(model.names, model.weights.tolist(), strict=True):
            if name.startswith("scores."):
                assert weight <= 0.0, name


def test_machine_made_articles_cost_reliability() -> None:
    found = results("a.example", 5)
    quiet = [replace(item.scores, machine_translated=0.01, rewritten=0.01) for item in found]
    clean = [replace(item, findings=(), scores=score) for item, score in zip(found, quiet, strict=True)]
    scores = [replace(item.scores, machine_translated=0.99) for item in clean]
    marked = [replace(item, source="b.example", scores=score) for item, score in zip(clean, scores, strict=True)]
    first, second = rank([*clean, *marked])
    assert (first.source, second.source) == ("a.example", "b.example")
    assert second.reliability < 0.75 * first.reliability
    assert second.drivers[0].feature == "scores.machine_translated"
    assert second.drivers[0].effect < 0


def test_without_features_scores_and_findings_rank() -> None:
    both = [*results("a.example", 6), *results("b.example", 6, damage=True)]
    ranked = rank(replace(item, features=None) for item in both)
    assert [item.source for item in ranked] == ["a.example", "b.example"]
    partly = rank([both[0], replace(both[6], features=None)])
    assert len(partly) == 2


def test_unreadable_records_are_passed_over_and_short_articles_only_counted() -> None:
    bad = Failed(BadRecord("x", "a.example", "bad-json", "no", "f:1"))
    short = Scorer(Settings(features=True)).score_batch([Article("s", "Too short.", "a.example")])
    [item] = rank([bad, *short])
    assert item.articles == 1
    assert item.drivers == ()
    assert item.reliability == pytest.approx(load_ranking("features").intercept, abs=0.1)
    assert rank([]) == []


def test_excess_is_zero_for_ordinary_articles() -> None:
    assert excess(None) == excess(0.2) == excess(0.5) == 0.0
    assert excess(1.0) == 1.0


def test_a_pool_keeps_sums_and_examples() -> None:
    names = load_ranking("features").names
    pool = Pool()
    for result in results("a.example", 3, damage=True):
        pool.add(result, names)
    assert pool.articles == pool.judged == 3
    assert {severity.name for severity in pool.findings} >= {"ERROR"}
    assert pool.mean().shape == (len(names),)

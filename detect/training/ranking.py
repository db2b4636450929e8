"""Fits and evaluates the ranking of sources on the expert ratings of the ``news`` data."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import lsq_linear
from scipy.stats import spearmanr

from detect import features
from detect.article import Article
from detect.model.linear import LinearModel
from detect.result import Scored
from detect.scorer import Scorer, Settings
from detect.sources.pooling import Pool, Variant, measure_names, measures
from detect.sources.ranking import RankingModel
from detect.training.corpora import read_jsonl, source_ratings

PER_SOURCE = 60
FEWEST = 3
"""Articles a source needs to be fitted on."""
PENALTIES = (30.0, 60.0, 100.0, 200.0, 400.0, 1000.0)
FOLDS = 5
ONLY_LOWERS = ("scores.",)
"""Measures of damage: their weight may not be positive."""

Row = tuple[str, str, Scored]
"""Source, corpus and result of an article."""


def scored_articles(folder: Path, split: str, model: LinearModel | None = None) -> Iterator[Row]:
    """Results with features for articles of rated sources, the first `PER_SOURCE` of each."""
    scorer = Scorer(Settings(features=True))
    if model is not None:
        scorer.__dict__["model"] = model  # a model that is being trained stands nowhere yet
    taken: Counter[str] = Counter()
    chunk: list[tuple[str, str, Article]] = []

    def done() -> Iterator[Row]:
        for (source, corpus, _), result in zip(chunk, scorer.score_batch([item[2] for item in chunk]), strict=True):
            assert isinstance(result, Scored)
            yield source, corpus, result
        chunk.clear()

    ratings = source_ratings(split, folder)
    for record in read_jsonl(folder / "news" / f"{split}.jsonl.xz"):
        source = record["source"]
        if ratings.get(source, {}).get("pc1") is None or taken[source] >= PER_SOURCE:
            continue
        taken[source] += 1
        chunk.append((source, record["corpus"], Article(record["id"], record["text"], source)))
        if len(chunk) == 128:
            yield from done()
    yield from done()


def pooled(rows: list[Row], names: tuple[str, ...]) -> dict[str, Pool]:
    """Pools by source."""
    pools: dict[str, Pool] = defaultdict(Pool)
    for source, _, result in rows:
        pools[source].add(result, names)
    return {source: pool for source, pool in pools.items() if pool.judged}


def _fit(
    inputs: NDArray[np.float64],
    truth: NDArray[np.float64],
    weights: NDArray[np.float64],
    penalty: float,
    names: tuple[str, ...],
) -> NDArray[np.float64]:
    """Weighted ridge regression through the origin, measures of damage held at or below 0."""
    root = np.sqrt(weights)[:, None]
    stacked = np.concatenate([inputs * root, np.sqrt(penalty) * np.eye(len(names))])
    target = np.concatenate([truth * root[:, 0], np.zeros(len(names))])
    upper = np.array([1e-12 if name.startswith(ONLY_LOWERS) else np.inf for name in names])
    solution: NDArray[np.float64] = lsq_linear(stacked, target, bounds=(-np.inf, upper)).x
    return np.minimum(solution, np.where(np.isfinite(upper), 0.0, np.inf))


def _moments(rows: list[Row], pools: dict[str, Pool], names: tuple[str, ...]) -> tuple[NDArray[np.float64], ...]:
    """Mean over sources, standard deviation between sources, and variance inside sources over that between them."""
    within = np.zeros(len(names))
    means = {source: _mean(pool) for source, pool in pools.items()}
    for source, _, result in rows:
        if source in pools and result.label != "too_short":
            within += (measures(result, names) - means[source]) ** 2
    degrees = sum(pool.judged - 1 for pool in pools.values())
    within /= max(1, degrees)
    counts = np.array([pool.judged for pool in pools.values()], dtype=np.float64)
    weights = counts / (counts + 5.0)
    stacked = np.stack(list(means.values()))
    center = np.average(stacked, axis=0, weights=weights)
    observed = np.average((stacked - center) ** 2, axis=0, weights=weights)
    between = np.maximum(observed - within * np.average(1.0 / counts, weights=weights), 0.02 * observed)
    scale = np.sqrt(np.maximum(between, 1e-12))
    return center, scale, within / np.maximum(between, 1e-12)


def fit(rows: list[Row], ratings: dict[str, float], names: tuple[str, ...]) -> RankingModel:
    """Fit a ranking; the penalty by cross-validation over sources, the interval from its residuals."""
    pools = {source: pool for source, pool in pooled(rows, names).items() if pool.judged >= FEWEST}
    center, scale, pull = _moments(rows, pools, names)
    sources = sorted(pools)
    counts = np.array([pools[source].judged for source in sources], dtype=np.float64)
    truth = 100.0 * np.array([ratings[source] for source in sources])
    weights = counts / (counts + 5.0)
    average = float(np.average(truth, weights=weights))
    blank = RankingModel(names, center, scale, np.zeros(len(names)), pull, average, 0.0, 0.0)
    scaled = np.stack([blank.scaled(_mean(pools[source]), pools[source].judged) for source in sources])
    folds = np.random.default_rng(0).permutation(len(sources)) % FOLDS

    def out_of_folds(penalty: float) -> NDArray[np.float64]:
        guess = np.zeros(len(sources))
        for fold in range(FOLDS):
            inside = folds != fold
            solution = _fit(scaled[inside], truth[inside] - average, weights[inside], penalty, names)
            guess[~inside] = scaled[~inside] @ solution
        return guess

    guesses = {penalty: out_of_folds(penalty) for penalty in PENALTIES}
    penalty = min(
        PENALTIES, key=lambda penalty: float(np.average((truth - average - guesses[penalty]) ** 2, weights=weights))
    )
    design = np.stack([np.ones(len(counts)), 1.0 / counts], axis=1)
    spread, noise = lsq_linear(design, (truth - average - guesses[penalty]) ** 2, bounds=(0.0, np.inf)).x
    return replace(
        blank,
        weights=_fit(scaled, truth - average, weights, penalty, names),
        spread=float(spread),
        noise=float(max(noise, 1.0)),
    )


def _mean(pool: Pool) -> NDArray[np.float64]:
    mean = pool.mean()
    assert mean is not None
    return mean


def variants() -> dict[Variant, tuple[str, ...]]:
    """Measures by variant."""
    names = features.feature_names()
    return {"features": measure_names("features", names), "scores": measure_names("scores")}


def train(folder: Path, target: Path, model: LinearModel) -> None:
    """Fit both variants on ``news/train`` and write ``ranking.json`` into the model's folder."""
    rows = list(scored_articles(folder, "train", model))
    ratings = {source: about["pc1"] for source, about in source_ratings("train", folder).items()}
    stored: dict[str, dict[str, Any]] = {}
    for variant, names in variants().items():
        fitted = fit(rows, ratings, names)
        stored[variant] = {
            "intercept": round(fitted.intercept, 4),
            "spread": round(fitted.spread, 4),
            "noise": round(fitted.noise, 4),
            "names": list(names),
            "mean": [round(value, 8) for value in fitted.mean.tolist()],
            "scale": [round(value, 8) for value in fitted.scale.tolist()],
            "weights": [round(value, 6) for value in fitted.weights.tolist()],
            "pull": [round(value, 6) for value in fitted.pull.tolist()],
        }
    (target / "ranking.json").write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def evaluate(rows: list[Row], ratings: dict[str, float], model: RankingModel, least: int = 8) -> dict[str, Any]:
    """Figures of a ranking on the sources of `rows` with `least` articles or more.

    Returns
    -------
    dict
        ``sources``, ``spearman`` with the expert rating, ``coverage`` of the 90 % interval (all rated sources too), and
        ``within_corpus``: Spearman over sources with `least` articles inside one corpus.
    """

    def figures(pools: dict[str, Pool], floor: int) -> tuple[int, float, float]:
        chosen = [source for source, pool in pools.items() if pool.judged >= floor]
        judged = [model.judge(source, pools[source]) for source in chosen]
        truth = [100.0 * ratings[source] for source in chosen]
        inside = [item.low <= rating <= item.high for item, rating in zip(judged, truth, strict=True)]
        if len(chosen) < 3:
            return len(chosen), float("nan"), float("nan")
        correlation = float(spearmanr([item.reliability for item in judged], truth).statistic)
        return len(chosen), round(correlation, 4), round(float(np.mean(inside)), 4)

    pool_all = partial(pooled, names=model.names)
    sources, spearman, coverage = figures(pool_all(rows), least)
    every, _, coverage_all = figures(pool_all(rows), 1)
    within = {}
    for corpus in sorted({row[1] for row in rows}):
        count, value, _ = figures(pool_all([row for row in rows if row[1] == corpus]), least)
        if count >= 8:
            within[corpus] = {"sources": count, "spearman": value}
    return {
        "sources": sources,
        "spearman": spearman,
        "coverage_of_90": coverage,
        "sources_with_1_or_more": every,
        "coverage_of_90_with_1_or_more": coverage_all,
        "within_corpus": within,
    }

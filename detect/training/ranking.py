"""Fits and evaluates the ranking of sources on the expert ratings of the ``news`` data."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
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
from detect.sources.pooling import Pool, Variant, measure_names
from detect.sources.ranking import RankingModel
from detect.training.corpora import read_jsonl, source_ratings

PER_SOURCE = 60
FEWEST = 3
"""Articles a source needs to be fitted on."""
PENALTIES = (30.0, 100.0, 300.0, 1000.0, 3000.0)
SHRINKAGES = (0.5, 1.0, 2.0, 4.0)
FOLDS = 5
ONLY_LOWERS = ("scores.", "findings.")
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
    inputs: NDArray[np.float64], truth: NDArray[np.float64], weights: NDArray[np.float64], penalty: float,
    names: tuple[str, ...],
) -> NDArray[np.float64]:
    """Weighted ridge regression through the origin, measures of damage held at or below 0."""
    root = np.sqrt(weights)[:, None]
    stacked = np.concatenate([inputs * root, np.sqrt(penalty) * np.eye(len(names))])
    target = np.concatenate([truth * root[:, 0], np.zeros(len(names))])
    upper = np.array([1e-12 if name.startswith(ONLY_LOWERS) else np.inf for name in names])
    solution: NDArray[np.float64] = lsq_linear(stacked, target, bounds=(-np.inf, upper)).x
    return np.minimum(solution, np.where(np.isfinite(upper), 0.0, np.inf))


def fit(pools: dict[str, Pool], ratings: dict[str, float], names: tuple[str, ...]) -> RankingModel:
    """Fit a ranking; penalty and shrinkage by cross-validation over sources, the interval from its residuals."""
    sources = sorted(source for source, pool in pools.items() if pool.judged >= FEWEST)
    counts = np.array([pools[source].judged for source in sources], dtype=np.float64)
    means = np.stack([_mean(pools[source]) for source in sources])
    truth = 100.0 * np.array([ratings[source] for source in sources])
    weights = counts / (counts + 5.0)
    center = np.average(means, axis=0, weights=weights)
    scale = np.sqrt(np.average((means - center) ** 2, axis=0, weights=weights))
    scale[scale < 1e-9] = 1.0
    scaled = np.clip((means - center) / scale, -4.0, 4.0)
    average = float(np.average(truth, weights=weights))
    folds = np.random.default_rng(0).permutation(len(sources)) % FOLDS

    def out_of_folds(penalty: float) -> NDArray[np.float64]:
        guess = np.zeros(len(sources))
        for fold in range(FOLDS):
            inside = folds != fold
            solution = _fit(scaled[inside], truth[inside] - average, weights[inside], penalty, names)
            guess[~inside] = scaled[~inside] @ solution
        return guess

    def error(guess: NDArray[np.float64], shrinkage: float) -> float:
        pull = counts / (counts + shrinkage)
        return float(np.average((truth - average - pull * guess) ** 2, weights=weights))

    guesses = {penalty: out_of_folds(penalty) for penalty in PENALTIES}
    penalty, shrinkage = min(
        ((penalty, shrinkage) for penalty in PENALTIES for shrinkage in SHRINKAGES),
        key=lambda pair: error(guesses[pair[0]], pair[1]),
    )
    residuals = truth - average - counts / (counts + shrinkage) * guesses[penalty]
    design = np.stack([np.ones(len(counts)), 1.0 / counts], axis=1)
    spread, noise = lsq_linear(design, residuals**2, bounds=(0.0, np.inf)).x
    return RankingModel(
        names=names,
        mean=center,
        scale=scale,
        weights=_fit(scaled, truth - average, weights, penalty, names),
        intercept=average,
        shrinkage=shrinkage,
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
        fitted = fit(pooled(rows, names), ratings, names)
        stored[variant] = {
            "intercept": round(fitted.intercept, 4),
            "shrinkage": fitted.shrinkage,
            "spread": round(fitted.spread, 4),
            "noise": round(fitted.noise, 4),
            "names": list(names),
            "mean": [round(value, 8) for value in fitted.mean.tolist()],
            "scale": [round(value, 8) for value in fitted.scale.tolist()],
            "weights": [round(value, 6) for value in fitted.weights.tolist()],
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

"""The ranking of sources.

A source's reliability is a linear function of the mean measures of its articles, fitted by regularised regression on
expert ratings of news sites (`detect.training.ranking`). Each mean over n articles is first pulled towards the average
source by ``n / (n + k)``, where k is how many times more a measure differs between the articles of one source than
between sources (empirical Bayes; B. Efron and C. Morris, "Data analysis using Stein's estimator", JASA 70, 1975). Then
the result is lowered for articles that look machine-made or are visibly damaged: the rated sites publish hardly any, so
no regression on them can learn what that costs (`COSTS`). No measure is the rate of a topic word or a name, and damage
may only ever lower the result.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detect.errors import ModelError
from detect.model.store import models_folder
from detect.result import Result, Scored
from detect.sources.pooling import Pool, Variant

COSTS = {"scores.machine_translated": 0.5, "scores.rewritten": 0.25, "scores.artifacts": 0.25}
"""Share of its reliability a source loses if all its articles are labelled machine-translated with certainty, rewritten
with certainty, or are full of errors and warnings. Stated, not fitted."""
CLIP = 4.0
Z90 = 1.6448536269514722
"""Half-width of a 90 % interval in standard deviations."""
DRIVERS = 3


@dataclass(frozen=True, slots=True)
class Example:
    """Where a driver can be seen: a finding's place in an article, or an article as a whole (0, 0)."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Driver:
    """What moves a source away from the average source, by how many points."""

    feature: str
    effect: float
    example: Example

    def to_dict(self) -> dict[str, Any]:
        """The driver as it stands in the output."""
        example = {"id": self.example.id, "start": self.example.start, "end": self.example.end}
        return {"feature": self.feature, "effect": self.effect, "example": example}


@dataclass(frozen=True, slots=True)
class RankedSource:
    """One source: ``reliability`` 0 to 100 with a 90 % interval ``low`` to ``high``, and its strongest drivers."""

    rank: int
    source: str | None
    reliability: float
    low: float
    high: float
    articles: int
    drivers: tuple[Driver, ...]

    def to_dict(self) -> dict[str, Any]:
        """The output object of ``detect rank``."""
        return {
            "rank": self.rank,
            "source": self.source,
            "reliability": self.reliability,
            "low": self.low,
            "high": self.high,
            "articles": self.articles,
            "drivers": [driver.to_dict() for driver in self.drivers],
        }


@dataclass(frozen=True)
class RankingModel:
    """A fitted ranking.

    Attributes
    ----------
    names : tuple of str, length k
        Measures, as `detect.sources.pooling.measures` computes them.
    mean, scale, weights : arrays, shape (k,)
        A scaled measure is ``clip((x - mean) / scale)``; weights are points (0 to 100) a standard deviation.
    intercept : float
        Reliability of the average source.
    pull : array, shape (k,)
        ``k`` in ``n / (n + k)``, of each measure.
    spread, noise : float
        Variance of the error of a source with many articles, and what one article adds: ``spread + noise / n``.
    """

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    pull: NDArray[np.float64]
    intercept: float
    spread: float
    noise: float

    def scaled(self, mean: NDArray[np.float64], articles: float) -> NDArray[np.float64]:
        """Mean measures over so many articles in standard deviations between sources, pulled towards 0 and cut."""
        pulled: NDArray[np.float64] = (mean - self.mean) / self.scale * (articles / (articles + self.pull))
        return np.clip(pulled, -CLIP, CLIP)

    def effects(self, pool: Pool) -> dict[str, float]:
        """Points each measure moves the source away from the average one; the cost of machine-made text among them."""
        mean = pool.mean()
        if mean is None:
            return {}
        effects = dict(zip(self.names, (self.weights * self.scaled(mean, pool.judged)).tolist(), strict=True))
        base = min(100.0, max(0.0, self.intercept + math.fsum(effects.values())))
        for name, cost in COSTS.items():
            effects[name] = effects.get(name, 0.0) - base * cost * float(mean[self.names.index(name)])
        return effects

    def interval(self, reliability: float, judged: int) -> tuple[float, float]:
        """The 90 % interval around `reliability` for that many judged articles, cut to 0 and 100."""
        width = Z90 * math.sqrt(self.spread + self.noise / max(judged, 0.5))
        return max(0.0, reliability - width), min(100.0, reliability + width)

    def judge(self, source: str | None, pool: Pool) -> RankedSource:
        """The source with rank 0; `rank` numbers them."""
        effects = self.effects(pool)
        reliability = min(100.0, max(0.0, self.intercept + math.fsum(effects.values())))
        low, high = self.interval(reliability, pool.judged)
        strongest = sorted(effects, key=lambda name: (-abs(effects[name]), name))[:DRIVERS]
        drivers = tuple(
            Driver(name, round(effects[name], 1), _example(name, effects[name], self, pool))
            for name in strongest
            if abs(effects[name]) >= 0.05
        )
        return RankedSource(0, source, round(reliability, 1), round(low, 1), round(high, 1), pool.articles, drivers)


def _example(name: str, effect: float, model: RankingModel, pool: Pool) -> Example:
    if name == "scores.artifacts" and pool.findings:
        article, finding = pool.findings[max(pool.findings)]
        return Example(article, finding.start, finding.end)
    at = model.names.index(name)
    mean = pool.mean()
    above = mean is not None and mean[at] >= model.mean[at]
    return Example((pool.highest if above else pool.lowest)[name][1], 0, 0)


@cache
def load_ranking(variant: Variant) -> RankingModel:
    """The shipped ranking. Raises ModelError where it is missing or damaged."""
    return read_ranking(models_folder() / "fast", variant)


def read_ranking(folder: Path, variant: Variant) -> RankingModel:
    """The ranking in a model's folder. Raises ModelError where it is missing or damaged."""
    path = folder / "ranking.json"
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))[variant]
        names = tuple(stored["names"])
        arrays = [np.array(stored[key], dtype=np.float64) for key in ("mean", "scale", "weights", "pull")]
        numbers = [float(stored[key]) for key in ("intercept", "spread", "noise")]
    except FileNotFoundError as error:
        raise ModelError(f"no ranking model in {folder}: ranking.json is missing") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the ranking model {path} is damaged: {error}") from error
    if any(array.shape != (len(names),) or not np.isfinite(array).all() for array in arrays):
        raise ModelError(f"the ranking model {path} is damaged: its arrays do not fit its names")
    mean, scale, weights, pull = arrays
    intercept, spread, noise = numbers
    return RankingModel(names, mean, scale, weights, pull, intercept, spread, noise)


def rank(results: Iterable[Result]) -> list[RankedSource]:
    """Rank the sources of `results`, best first; ties by name.

    Results with features are judged by their style and findings. As soon as one comes without features (output of
    ``detect score`` without ``--features``), all are judged by scores and findings alone, which is less sharp.

    Parameters
    ----------
    results : iterable of Result
        Read once. Records that could not be read are passed over.

    Returns
    -------
    list of RankedSource
    """
    rich, plain = load_ranking("features"), load_ranking("scores")
    full: dict[str | None, Pool] | None = {}
    short: dict[str | None, Pool] = {}
    for result in results:
        if not isinstance(result, Scored):
            continue
        short.setdefault(result.source, Pool()).add(result, plain.names)
        if full is not None:
            if result.features is None:
                full = None
            else:
                full.setdefault(result.source, Pool()).add(result, rich.names)
    model, pools = (plain, short) if full is None else (rich, full)
    judged = sorted(
        (model.judge(source, pool) for source, pool in pools.items()),
        key=lambda item: (-item.reliability, item.source or ""),
    )
    return [
        RankedSource(place, item.source, item.reliability, item.low, item.high, item.articles, item.drivers)
        for place, item in enumerate(judged, 1)
    ]

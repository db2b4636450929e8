"""How well a score agrees with people who compared translation systems (``mt/system_ranking.json``).

The rankings are direct assessments of the WMT campaigns, standardised by annotator: one score a system and language
pair, with a standard error that the campaigns' own tests imply (`JUDGEMENT_SPREAD`). With about ten systems a language
a rank correlation is a coarse figure, so it comes with an interval, with the share of the pairs in the right order
that people could tell apart, and with what the same people would reach if they judged again.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from detect.training.corpora import read_json

Key = tuple[str, str, str]
"""A system: corpus, source language, producer."""

JUDGEMENT_SPREAD = 0.65
"""Standard deviation of one judgement, in the units of ``score_z``: with it as many pairs of systems differ by
`TOLD_APART` standard errors as the campaigns of 2021 and 2022 together call significantly better (``wins``: 733)."""
TOLD_APART = 1.96
LEAST_TEXTS, LEAST_SYSTEMS = 10, 4
"""Texts a system needs to count, and systems a language."""
ROUNDS = 500
"""Samples behind an interval."""


def _systems(folder: Path) -> Iterable[tuple[Key, float, int]]:
    """Each machine system, its human score, higher is better, and the number of judgements it rests on."""
    for ranking in read_json(folder / "mt" / "system_ranking.json"):
        if ranking["metric"].startswith("DA"):
            for system in ranking["systems"]:
                if not system["human"]:
                    key = (ranking["corpus"], ranking["pair"].split("-")[0], system["producer"])
                    yield key, float(system["score_z"]), int(system["n"])


def system_scores(folder: Path) -> dict[Key, float]:
    """Human score of each machine system; higher is better."""
    return {key: score for key, score, _ in _systems(folder)}


def standard_errors(folder: Path) -> dict[Key, float]:
    """Standard error of each of `system_scores`."""
    return {key: JUDGEMENT_SPREAD / sqrt(number) for key, _, number in _systems(folder)}


def system_means(
    scores: dict[Key, float], keys: Sequence[Key], values: NDArray[np.float64]
) -> dict[tuple[str, str], dict[Key, float]]:
    """Mean value of each system that has a human score and texts enough, by corpus and language, both sorted.

    Parameters
    ----------
    scores : dict
        As `system_scores` gives them.
    keys : sequence of Key, length n
        Who translated each text.
    values : array, shape (n,)
    """
    by_system: dict[Key, list[float]] = {}
    for key, value in zip(keys, values.tolist(), strict=True):
        if key in scores:
            by_system.setdefault(key, []).append(value)
    means: dict[tuple[str, str], dict[Key, float]] = {}
    for key, own in sorted(by_system.items()):
        if len(own) >= LEAST_TEXTS:
            means.setdefault(key[:2], {})[key] = float(np.mean(own))
    return {language: systems for language, systems in means.items() if len(systems) >= LEAST_SYSTEMS}


def _correlation(systems: dict[Key, float], scores: dict[Key, float]) -> float:
    return float(spearmanr(list(systems.values()), [scores[key] for key in systems]).statistic)


def correlation_by_language(
    scores: dict[Key, float], keys: Sequence[Key], values: NDArray[np.float64]
) -> dict[str, float]:
    """Spearman correlation of the systems' mean value with their human score, by "corpus language"."""
    return {
        " ".join(language): round(_correlation(systems, scores), 4)
        for language, systems in system_means(scores, keys, values).items()
    }


def in_order(
    scores: dict[Key, float], errors: dict[Key, float], keys: Sequence[Key], values: NDArray[np.float64]
) -> tuple[float, int]:
    """Share of the pairs of one language that people told apart which the means put in the same order; their number."""
    right = pairs = 0
    for systems in system_means(scores, keys, values).values():
        for one, other in combinations(systems, 2):
            difference = scores[one] - scores[other]
            if abs(difference) > TOLD_APART * sqrt(errors[one] ** 2 + errors[other] ** 2):
                pairs += 1
                right += (systems[one] - systems[other]) * difference > 0.0
    return (right / pairs if pairs else float("nan")), pairs


def interval(
    scores: dict[Key, float],
    keys: Sequence[Key],
    documents: Sequence[str],
    values: NDArray[np.float64],
    seed: int = 0,
) -> tuple[float, float]:
    """90 % interval of the mean over languages of `correlation_by_language`.

    Bootstrap over documents (all translations of one together) and over the systems of each language: what another
    choice of texts and of engines would have given.

    Parameters
    ----------
    documents : sequence of str, length n
        What each text is a translation of.
    """
    generator = np.random.default_rng(seed)
    tables = []
    for systems in system_means(scores, keys, values).values():
        number = {key: index for index, key in enumerate(systems)}
        rows = [index for index, key in enumerate(keys) if key in number]
        _, document = np.unique([documents[row] for row in rows], return_inverse=True)
        table = np.full((len(number), document.max() + 1), np.nan)
        table[[number[keys[row]] for row in rows], document] = values[rows]
        tables.append((table, np.array([scores[key] for key in systems])))
    drawn = []
    for _ in range(ROUNDS):
        figures = []
        for table, human in tables:
            size, length = table.shape
            who = generator.integers(size, size=size)
            while len(np.unique(who)) < LEAST_SYSTEMS:
                who = generator.integers(size, size=size)
            part = table[:, generator.integers(length, size=length)]
            texts = np.maximum(
                (~np.isnan(part)).sum(axis=1), 1
            )  # none of a system's texts drawn: as if it had scored 0
            means = np.nansum(part, axis=1) / texts
            figures.append(float(spearmanr(means[who], human[who]).statistic))
        drawn.append(float(np.mean(figures)))
    low, high = np.quantile(drawn, [0.05, 0.95])
    return round(float(low), 4), round(float(high), 4)


def judged_again(
    scores: dict[Key, float],
    errors: dict[Key, float],
    keys: Sequence[Key],
    values: NDArray[np.float64],
    seed: int = 0,
) -> float:
    """What `correlation_by_language` would give, on average, for a second campaign like the first, mean of languages.

    The second one's scores are the first one's with its standard errors on top. No score can be asked for more.
    """
    generator = np.random.default_rng(seed)
    figures = []
    for systems in system_means(scores, keys, values).values():
        human = np.array([scores[key] for key in systems])
        noise = np.array([errors[key] for key in systems])
        again = human + noise * generator.standard_normal((ROUNDS, len(human)))
        figures.append(float(np.mean([spearmanr(one, human).statistic for one in again])))
    return round(float(np.mean(figures)), 4)

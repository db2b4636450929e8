"""Fits `detect.model.fluency` on how people scored translation systems.

The target of a machine translation is the human score of its system in its language pair (``mt/system_ranking.json``,
direct assessment, standardised by annotator), less the mean of its document: what is left is what one system's
translation of a text has over another's. Ridge regression; the penalty was chosen by leaving out one language at a time
(``python -m detect.training.fluency``), never on ``dev``.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.linear_model import Ridge

from detect import features
from detect.model.fluency import Fluency
from detect.model.scaling import Scaling, rooted
from detect.training.corpora import data_folder, read_json
from detect.training.matrix import Matrix
from detect.training.passages import Passage

PENALTY = 300.0
PENALTIES = (30.0, 100.0, 300.0, 1000.0, 3000.0)
_LEFT_OUT = ("boilerplate.", "rule.BPL")
"""How much boilerplate a text carries says who extracted it."""


def system_scores(folder: Path) -> dict[tuple[str, str, str], float]:
    """Human score of each machine system by (corpus, source language, producer); higher is better."""
    return {
        (ranking["corpus"], ranking["pair"].split("-")[0], system["producer"]): float(system["score_z"])
        for ranking in read_json(folder / "mt" / "system_ranking.json")
        if ranking["metric"].startswith("DA")
        for system in ranking["systems"]
        if not system["human"]
    }


def judged_features() -> tuple[str, ...]:
    """The features fluency reads: none that depends on typography, none of boilerplate."""
    return tuple(
        feature.name
        for feature in features.all_features()
        if not feature.typographic and not feature.name.startswith(_LEFT_OUT)
    )


class _Judged:
    """The translations that have a score: features, target less the document's mean, and where they come from."""

    def __init__(self, folder: Path, chosen: Sequence[Passage], matrix: Matrix) -> None:
        scores = system_scores(folder)
        keys = [(passage.corpus, passage.language, passage.producer) for passage in chosen]
        # Damage was added to a random half of the translations; it is none of the systems' doing.
        rows = [row for row, key in enumerate(keys) if key in scores and not chosen[row].damaged]
        self.keys = [keys[row] for row in rows]
        self.languages = np.array([chosen[row].language for row in rows])
        _, document = np.unique([chosen[row].group for row in rows], return_inverse=True)
        target = np.array([scores[key] for key in self.keys])
        self.target = target - (np.bincount(document, target) / np.bincount(document))[document]
        self.scores = scores
        names = judged_features()
        known = {name: column for column, name in enumerate(features.feature_names())}
        values = matrix.dense[np.array(rows)]
        chosen_values = values[:, [known[name] for name in names]]
        chosen_values[:, rooted(names)] = np.sqrt(chosen_values[:, rooted(names)])
        deviation = chosen_values.std(axis=0)
        self.scaling = Scaling(names, chosen_values.mean(axis=0), np.where(deviation > 0.0, deviation, 1.0))
        self.inputs = self.scaling.of(values)

    def out_of_language(self, penalty: float) -> NDArray[np.float64]:
        """What models say of the translations from languages they were not fitted on, shape (n,)."""
        guess = np.zeros(len(self.target))
        for language in np.unique(self.languages):
            inside = self.languages == language
            model = Ridge(alpha=penalty).fit(self.inputs[~inside], self.target[~inside])
            guess[inside] = model.predict(self.inputs[inside])
        return guess


def correlation_by_language(
    scores: dict[tuple[str, str, str], float],
    keys: Sequence[tuple[str, str, str]],
    values: NDArray[np.float64],
    least: int = 10,
) -> dict[str, float]:
    """Spearman correlation of the systems' mean value with their human score, by "corpus language".

    Parameters
    ----------
    scores : dict
        As `system_scores` gives them.
    keys : sequence of (corpus, language, producer), length n
    values : array, shape (n,)
    least : int
        Texts a system needs to count; a language needs four such systems.
    """
    by_system: dict[tuple[str, str, str], list[float]] = {}
    for key, value in zip(keys, values.tolist(), strict=True):
        if key in scores:
            by_system.setdefault(key, []).append(value)
    figures = {}
    for corpus, language in sorted({key[:2] for key in by_system}):
        systems = [key for key, own in by_system.items() if key[:2] == (corpus, language) and len(own) >= least]
        if len(systems) >= 4:
            result = spearmanr([np.mean(by_system[key]) for key in systems], [scores[key] for key in systems])
            figures[f"{corpus} {language}"] = round(float(result.statistic), 4)
    return figures


def fit(folder: Path, chosen: Sequence[Passage], matrix: Matrix) -> Fluency:
    """Fit on the translations among `chosen`, whose features `matrix` holds.

    The weights are scaled so that what models say of languages they have not seen has a standard deviation of 1.
    """
    judged = _Judged(folder, chosen, matrix)
    spread = float(judged.out_of_language(PENALTY).std())
    model = Ridge(alpha=PENALTY, fit_intercept=False).fit(judged.inputs, judged.target)
    return Fluency(judged.scaling, model.coef_ / spread)


def main() -> None:
    """Print the correlation with human scores for every penalty, each language left out in turn, on ``train``."""
    from detect.training.matrix import build
    from detect.training.passages import passages

    folder = data_folder()
    chosen: list[Any] = [passage for passage in passages(folder) if passage.language and not passage.damaged]
    judged = _Judged(folder, chosen, build(passage.text for passage in chosen))
    for penalty in PENALTIES:
        figures = correlation_by_language(judged.scores, judged.keys, judged.out_of_language(penalty))
        print(f"{penalty:7.0f}  mean {np.mean(list(figures.values())):.3f}  {figures}")


if __name__ == "__main__":
    main()

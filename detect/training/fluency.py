"""Fits `detect.model.fluency` on how people scored translation systems.

The target of a machine translation is the human score of its system in its language pair (``mt/system_ranking.json``,
direct assessment, standardised by annotator), less the mean of its document: what is left is what one system's
translation of a text has over another's. Ridge regression; the penalty was chosen by leaving out one language at a time
(``python -m detect.training.fluency``), never on ``dev``.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.linear_model import Ridge

from detect import features
from detect.model.fluency import Fluency
from detect.model.scaling import Scaling, rooted
from detect.training.corpora import data_folder, read_json, read_jsonl
from detect.training.matrix import build

PENALTY = 100.0
"""From 30 to 3,000 the figures differ by less than their noise."""
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
    """The translations of ``mt/train`` whose system has a score: features, and the target less the document's mean."""

    def __init__(self, folder: Path) -> None:
        self.scores = system_scores(folder)
        self.keys: list[tuple[str, str, str]] = []
        documents: list[str] = []

        def texts() -> Iterator[str]:
            for record in read_jsonl(folder / "mt" / "train.jsonl.xz"):
                key = (record["corpus"], record["src_lang"], record["producer"])
                if record["label"] == "mt" and key in self.scores:
                    self.keys.append(key)
                    documents.append(record["doc_id"])
                    yield record["text"]

        values = build(texts()).dense
        self.languages = np.array([language for _, language, _ in self.keys])
        _, document = np.unique(documents, return_inverse=True)
        target = np.array([self.scores[key] for key in self.keys])
        self.target = target - (np.bincount(document, target) / np.bincount(document))[document]
        names = judged_features()
        known = {name: column for column, name in enumerate(features.feature_names())}
        chosen = values[:, [known[name] for name in names]]
        chosen[:, rooted(names)] = np.sqrt(chosen[:, rooted(names)])
        deviation = chosen.std(axis=0)
        self.scaling = Scaling(names, chosen.mean(axis=0), np.where(deviation > 0.0, deviation, 1.0))
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


def fit(folder: Path) -> Fluency:
    """Fit on the translations of ``mt/train``.

    The weights are scaled so that what models say of languages they have not seen has a standard deviation of 1.
    """
    judged = _Judged(folder)
    spread = float(judged.out_of_language(PENALTY).std())
    model = Ridge(alpha=PENALTY, fit_intercept=False).fit(judged.inputs, judged.target)
    return Fluency(judged.scaling, model.coef_ / spread)


def main() -> None:
    """Print the correlation with human scores for every penalty, each language left out in turn, on ``train``."""
    judged = _Judged(data_folder())
    for penalty in PENALTIES:
        figures = correlation_by_language(judged.scores, judged.keys, judged.out_of_language(penalty))
        print(f"{penalty:7.0f}  mean {np.mean(list(figures.values())):.3f}  {figures}")


if __name__ == "__main__":
    main()

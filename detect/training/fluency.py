"""Fits `detect.model.fluency` on how people scored translation systems.

The target of a machine translation is the human score of its system in its language pair (``mt/system_ranking.json``,
direct assessment, standardised by annotator), less the mean of its document: what is left is what one system's
translation of a text has over another's. Ridge regression; the penalty was chosen by leaving out one language at a time
(``python -m detect.training.fluency``), never on ``dev``.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import Ridge

from detect import features
from detect.errors import ModelError
from detect.model.fluency import Fluency
from detect.model.scaling import Scaling, rooted
from detect.training.corpora import data_folder, read_jsonl
from detect.training.grammar_sample import picked
from detect.training.judgements import Key, correlation_by_language, in_order, standard_errors, system_scores
from detect.training.matrix import build

PENALTY = 100.0
"""From 30 to 3,000 the figures differ by less than their noise."""
PENALTIES = (30.0, 100.0, 300.0, 1000.0, 3000.0)
READ_EVERY = 3
"""One document in so many is read by the encoder, with ``--full``."""
_LEFT_OUT = ("boilerplate.", "rule.BPL")
"""How much boilerplate a text carries says who extracted it."""

Damage = Callable[[Iterable[str]], NDArray[np.float64]]
"""From texts to how damaged they are."""


def judged_features() -> tuple[str, ...]:
    """The features fluency reads: none that depends on typography, none of boilerplate."""
    return tuple(
        feature.name
        for feature in features.all_features()
        if not feature.typographic and not feature.name.startswith(_LEFT_OUT)
    )


def _centred(values: NDArray[np.float64], document: NDArray[np.int64]) -> NDArray[np.float64]:
    """`values` less the mean of their document, both of shape (n,)."""
    size = np.maximum(np.bincount(document), 1)
    centred: NDArray[np.float64] = values - (np.bincount(document, values) / size)[document]
    return centred


class _Judged:
    """The translations of ``mt/train`` whose system has a score: features, and the target less the document's mean."""

    def __init__(self, folder: Path) -> None:
        self.scores = system_scores(folder)
        self.keys: list[Key] = []
        self.documents: list[str] = []
        self.ids: list[str] = []

        def texts() -> Iterator[str]:
            for record in read_jsonl(folder / "mt" / "train.jsonl.xz"):
                key = (record["corpus"], record["src_lang"], record["producer"])
                if record["label"] == "mt" and key in self.scores:
                    self.keys.append(key)
                    self.documents.append(record["doc_id"])
                    self.ids.append(record["id"])
                    yield record["text"]

        values = build(texts()).dense
        self.languages = np.array([language for _, language, _ in self.keys])
        _, document = np.unique(self.documents, return_inverse=True)
        self.target = _centred(np.array([self.scores[key] for key in self.keys]), document)
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


def fit(folder: Path) -> Fluency:
    """Fit on the translations of ``mt/train``.

    The weights are scaled so that what models say of languages they have not seen has a standard deviation of 1.
    """
    judged = _Judged(folder)
    spread = float(judged.out_of_language(PENALTY).std())
    model = Ridge(alpha=PENALTY, fit_intercept=False).fit(judged.inputs, judged.target)
    return Fluency(judged.scaling, model.coef_ / spread)


class _Read:
    """Every `READ_EVERY`-th document of ``mt/train``: fluency out of language, and the damage an encoder sees.

    No model reads this. It asks whether damage should count in fluency (``docs/models.md``); with the next encoder the
    answer may be another.
    """

    def __init__(self, folder: Path, damage: Damage) -> None:
        judged = _Judged(folder)
        guess = judged.out_of_language(PENALTY)
        rows = [row for row, document in enumerate(judged.documents) if picked(document, READ_EVERY)]
        wanted = {judged.ids[row] for row in rows}
        records = read_jsonl(folder / "mt" / "train.jsonl.xz")
        said = damage(record["text"] for record in records if record["id"] in wanted)
        self.scores = judged.scores
        self.keys = [judged.keys[row] for row in rows]
        self.languages = judged.languages[rows]
        self.target = judged.target[rows]
        _, self.document = np.unique([judged.documents[row] for row in rows], return_inverse=True)
        self.inputs = np.column_stack([guess[rows] / guess.std(), said])

    def cost(self, inside: NDArray[np.bool_]) -> float:
        """What a unit of damage takes from fluency, 0 or less: least squares within documents on the texts `inside`."""
        part = np.column_stack([_centred(column[inside], self.document[inside]) for column in self.inputs.T])
        (fluency, damage), *_ = np.linalg.lstsq(part, _centred(self.target[inside], self.document[inside]))
        return min(0.0, float(damage / fluency)) if fluency > 0.0 else 0.0

    def out_of_language(self) -> NDArray[np.float64]:
        """Fluency with damage counted as the other languages have it, shape (n,)."""
        values = self.inputs[:, 0].copy()
        for language in np.unique(self.languages):
            inside = self.languages == language
            values[inside] += self.cost(~inside) * self.inputs[inside, 1]
        return values


def _damage_of(model: Path) -> Damage:
    """The damage that the encoder of a full model sees."""
    from detect.encoder.stage import EncoderStage
    from detect.features.encoder import features as values
    from detect.model.stacked import StackedModel, scaled_values
    from detect.model.store import read_model
    from detect.training.train_full import evidence_of

    stage, stacked = EncoderStage(model), read_model(model)
    if not isinstance(stacked, StackedModel) or stacked.encoder is None:
        raise ModelError(f"the model in {model} reads no encoder")
    part = stacked.encoder
    column = [value.name for value in values()].index("encoder.damage")
    return lambda texts: scaled_values(evidence_of(texts, None, stage)[1], part.mean, part.scale)[:, column]


def _line(name: str, scores: dict[Key, float], keys: list[Key], values: NDArray[np.float64], folder: Path) -> str:
    figures = correlation_by_language(scores, keys, values)
    right, pairs = in_order(scores, standard_errors(folder), keys, values)
    return f"{name:>16}  mean {np.mean(list(figures.values())):.3f}  {right:.3f} of {pairs} pairs  {figures}"


def main() -> None:
    """Print the agreement with people, each language left out in turn, on ``train``.

    For every penalty; with ``--full FOLDER`` (a full model) also without and with the damage its encoder sees.
    """
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data")
    parser.add_argument("--full", type=Path)
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if arguments.full:
        read = _Read(folder, _damage_of(arguments.full))
        print(_line("without damage", read.scores, read.keys, read.inputs[:, 0], folder))
        print(_line("with damage", read.scores, read.keys, read.out_of_language(), folder))
        print(f"cost of damage {read.cost(np.ones(len(read.target), dtype=bool)):.3f}")
        return
    judged = _Judged(folder)
    for penalty in PENALTIES:
        print(_line(f"penalty {penalty:.0f}", judged.scores, judged.keys, judged.out_of_language(penalty), folder))


if __name__ == "__main__":
    main()

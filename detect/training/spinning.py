"""Fits `detect.model.spinning` on news that was spun (`detect.training.spin`).

It reads how words keep company and how speech is reported, nothing else: n-grams, and features of length and
vocabulary, find the synonyms of the one thesaurus the training texts were made with, and fewer of any other.
``python -m detect.training.spinning`` measures it on thesauri that were not trained on.
"""

import argparse
import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from detect import features
from detect.model.linear import logit_of, probability
from detect.model.scaling import Scaling
from detect.model.spinning import Spinning
from detect.result import Label
from detect.training.corpora import data_folder, pc1_of, read_jsonl
from detect.training.fit import FOLDS, INVERSE_PENALTY, calibrator
from detect.training.matrix import Matrix
from detect.training.passages import found_spun
from detect.training.rule_rates import RELIABLE
from detect.training.spin import RATES, Manner, any_manner, spun
from detect.training.thesaurus import Thesaurus, without_parts, wordnet

STEEPNESS = 3.0
LABELS: tuple[Label, ...] = ("rewritten", "machine_translated")
READ = ("collocations.", "reporting.")
"""The groups of features that are read."""


def read_features() -> tuple[str, ...]:
    """The names of the features that are read."""
    return tuple(feature.name for feature in features.all_features() if feature.name.startswith(READ))


def fit(
    train: Matrix,
    truth: NDArray[np.bool_],
    weights: NDArray[np.float64],
    folds: NDArray[np.int64],
    articles: Matrix,
    article_folds: NDArray[np.int64],
) -> tuple[Spinning, NDArray[np.float64]]:
    """Fit on passages, as `detect.training.fit.fit_head` does.

    Parameters
    ----------
    train : Matrix, n passages
    truth : array of bool, shape (n,)
        Which were spun.
    weights, folds : arrays, shape (n,)
        Passages of weight 0 are left out.
    articles : Matrix, m whole articles of ordinary news
    article_folds : array, shape (m,)

    Returns
    -------
    spinning : Spinning
    probabilities : array, shape (m,)
        Of the articles, each by a model that did not see its source.
    """
    used = weights > 0.0
    names = read_features()
    columns = [features.feature_names().index(name) for name in names]
    values = train.dense[used][:, columns]
    spread = values.std(axis=0)
    scaling = Scaling(names, values.mean(axis=0), np.where(spread > 0.0, spread, 1.0))
    inputs, whole = scaling.of(train.dense[used]), scaling.of(articles.dense)
    truth, weights, folds, words = truth[used], weights[used], folds[used], train.words[used]

    def fitted(inside: NDArray[np.bool_]) -> LogisticRegression:
        model = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)
        return model.fit(inputs[inside], truth[inside], sample_weight=weights[inside])

    out = np.zeros(len(truth))
    whole_out = np.zeros(len(article_folds))
    for fold in range(FOLDS):
        part = fitted(folds != fold)
        out[folds == fold] = part.decision_function(inputs[folds == fold])
        whole_out[article_folds == fold] = part.decision_function(whole[article_folds == fold])
    platt = calibrator(out, words, truth, weights)
    final = fitted(np.ones(len(truth), dtype=bool))
    calibration = np.array([*platt.coef_[0], platt.intercept_[0]], dtype=np.float64)
    # The intercept of the score goes into the calibration, score by score and length by length.
    shift = float(final.intercept_[0])
    calibration[3] += calibration[0] * shift
    calibration[2] += calibration[1] * shift
    spinning = Spinning(scaling, final.coef_[0].astype(np.float64), calibration)
    return spinning, probability(whole_out - shift, articles.words, calibration)


def shifted(spinning: Spinning, own: float, wanted: float) -> Spinning:
    """`spinning` with a calibration that says `wanted` where it said `own`, and falls off `STEEPNESS` times as fast.

    Spun articles are rare. Of two scores of which the higher counts, the one that is seldom right must be silent below
    its threshold, or it blurs the other.
    """
    calibration = STEEPNESS * spinning.calibration
    calibration[3] += logit_of(wanted) - STEEPNESS * logit_of(own)
    return replace(spinning, calibration=calibration)


def tortured(folder: Path) -> Thesaurus:
    """The word substitutions of spinners that were seen in papers (``tortured/word_subs.tsv``)."""
    found: dict[str, list[str]] = defaultdict(list)
    with (folder / "tortured" / "word_subs.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["expected_word"]].append(row["tortured_word"])
    return without_parts("tortured phrases", found)


def moby(path: Path) -> Thesaurus:
    """G. Ward's Moby Thesaurus (public domain): a line a word, with its synonyms after it, separated by commas."""
    found = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        word, *cells = line.split(",")
        others = [cell for cell in cells if cell.replace(" ", "").isalpha() and cell.islower()]
        if others and word.isalpha() and word.islower():
            found[word] = others
    return without_parts("Moby", found)


def spun_news(folder: Path, thesaurus: Thesaurus, every: int) -> Iterator[tuple[dict[str, Any], Manner]]:
    """One in `every` articles of reliable sources of ``news/dev``, spun in a manner drawn for each."""
    generator = random.Random(5)
    reliable = (
        r for r in read_jsonl(folder / "news" / "dev.jsonl.xz") if (pc1_of(r, "dev", folder) or 0.0) >= RELIABLE
    )
    for number, record in enumerate(reliable):
        if number % every == 0:
            manner = any_manner(generator)
            yield {**record, "text": spun(record["text"], thesaurus, manner, generator)}, manner


def print_shares(name: str, part: str, labels: list[Label]) -> None:
    """One line of the table: how many texts got which label."""
    rewritten, translated = (labels.count(label) / max(1, len(labels)) for label in LABELS)
    print(
        f"{name:16} {part:>5}  {len(labels):4} texts  rewritten {rewritten:.3f}  machine_translated {translated:.3f}",
        flush=True,
    )


def main() -> None:
    """Print how many spun articles are labelled ``rewritten``, by thesaurus and by share of words replaced.

    The first line is the spun pages that were found among ``news/train``: a model trained since has seen them.
    """
    from detect.training.bench import scorer_for
    from detect.training.evaluate import judge

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", help="the data folder")
    parser.add_argument("--model", help="the model's folder")
    parser.add_argument("--every", type=int, default=8, help="one article in so many")
    parser.add_argument("--moby", type=Path, help="words.txt of the Moby Thesaurus (npm package moby 1.1.2)")
    chosen = parser.parse_args()
    folder = data_folder(chosen.data)
    scorer = scorer_for(chosen.model)
    sources = [wordnet(), tortured(folder)] + ([moby(chosen.moby)] if chosen.moby else [])
    found = [record for record in read_jsonl(folder / "news" / "train.jsonl.xz") if found_spun(record)]
    print_shares("found in train", "", [item.result.label for item in judge(scorer, found)])
    for thesaurus in sources:
        made = list(spun_news(folder, thesaurus, chosen.every))
        rates = {str(record["id"]): manner.rate for record, manner in made}
        judged = judge(scorer, (record for record, _ in made))
        labels = [(rates[str(item.record["id"])], item.result.label) for item in judged]
        parts = [(f"{100 * rate:.0f} %", [label for own, label in labels if own == rate]) for rate in RATES]
        for of, part in [*parts, ("all", [label for _, label in labels])]:
            print_shares(thesaurus.name, of, part)


if __name__ == "__main__":
    main()

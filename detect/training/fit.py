"""Fits the linear model with scikit-learn and turns it into arrays.

One pipeline a head: square root of the rates of rare events, standard scores, cut (`detect.model.scaling.bounds`);
hashed n-grams as they are, times `SPREAD`; logistic regression. Scores out of folds (no document, no source on both
sides) serve the calibration (Platt scaling that knows the length) and the thresholds; the pipeline that ships is fitted
on all passages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from detect import features
from detect.model.base import HEADS
from detect.model.fluency import Fluency
from detect.model.linear import LinearModel, calibration_inputs
from detect.model.scaling import bounds, rooted
from detect.model.spinning import Spinning
from detect.training.matrix import Matrix

INVERSE_PENALTY = 0.1
SPREAD = 10.0
"""How much less the n-gram weights are held down than the feature weights."""
FOLDS = 4


LEFT_OUT = ("function_words.", "boilerplate.", "rule.BPL", "rule.LLM003", "rule.LLM004", "family.LLM.info")
"""Features a shipped model does not read. How much boilerplate a text carries says who extracted it. A function word's
rate in a short text is mostly chance, and the n-grams hold every function word already. The stock phrases of language
models were collected from the very texts a model is trained on, so there they look worth more than they are."""


def shipped_features() -> list[int]:
    """Columns of the features a shipped model reads: none of `LEFT_OUT`, none that an archive may have normalised."""
    return [
        column
        for column, feature in enumerate(features.all_features())
        if not feature.typographic and not feature.name.startswith(LEFT_OUT)
    ]


def may_only_raise(head: str, names: Sequence[str]) -> NDArray[np.bool_]:
    """Features that may raise a head's probability and never lower it: what rules find is evidence for something.

    Stock phrasing (``LLM``) is evidence for rewriting, all other findings are evidence for translation. Without this,
    damage that is common in one news corpus would make its articles, and real translations, look human.
    """
    stock = np.array([name.startswith(("rule.LLM", "family.LLM")) for name in names], dtype=bool)
    return stock if head == "rewritten" else rooted(names) & ~stock


def may_read(head: str, names: Sequence[str]) -> NDArray[np.bool_]:
    """Features a head may read.

    Not the company words keep for ``rewritten``: language models take the usual word and spinners the unusual one, and
    the second have a score of their own (`detect.model.spinning`).
    """
    return np.array([head != "rewritten" or not name.startswith("collocations.") for name in names], dtype=bool)


def _dense(values: Any) -> NDArray[np.float64]:
    return np.asarray(values.todense() if hasattr(values, "todense") else values, dtype=np.float64)


def _root(values: Any, which: NDArray[np.bool_]) -> NDArray[np.float64]:
    plain = _dense(values).copy()
    plain[:, which] = np.sqrt(plain[:, which])
    return plain


def _cut(values: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.clip(values, -at, at)


def _times(values: Any, by: float | NDArray[np.float64]) -> Any:
    return values * by


def pipeline(names: Sequence[str], kept: NDArray[np.bool_], penalty: float = INVERSE_PENALTY) -> Pipeline:
    """An unfitted scikit-learn pipeline over `joined` matrices whose first columns are the features `names`.

    A feature that is not `kept` is always 0.
    """
    width = len(names)
    numeric = Pipeline(
        [
            ("root", FunctionTransformer(partial(_root, which=rooted(names)))),
            ("scale", StandardScaler()),
            ("cut", FunctionTransformer(partial(_cut, at=bounds(names)))),
            ("keep", FunctionTransformer(partial(_times, by=kept.astype(np.float64)))),
        ]
    )
    spread = FunctionTransformer(partial(_times, by=SPREAD), accept_sparse=True)
    columns = ColumnTransformer(
        [("dense", numeric, slice(0, width)), ("ngrams", spread, slice(width, None))], sparse_threshold=1.0
    )
    return Pipeline([("columns", columns), ("regression", LogisticRegression(C=penalty, max_iter=1000, tol=1e-3))])


def joined(matrix: Matrix, columns: Sequence[int]) -> csr_matrix:
    """Dense and sparse half side by side."""
    return hstack([csr_matrix(matrix.dense[:, list(columns)]), matrix.sparse], format="csr")


def calibrator(
    scores: NDArray[np.float64], words: NDArray[np.float64], truth: NDArray[np.bool_], weights: NDArray[np.float64]
) -> LogisticRegression:
    """Platt scaling fitted on scores of held-aside documents, with both classes given the same total weight.

    Length enters beside the score (`detect.model.linear.calibration_inputs`): confidence grows with it.

    J. Platt, "Probabilistic outputs for support vector machines", 1999.
    """
    balanced = weights.copy()
    balanced[truth] *= 0.5 / weights[truth].sum()
    balanced[~truth] *= 0.5 / weights[~truth].sum()
    platt = LogisticRegression(C=np.inf)
    return platt.fit(calibration_inputs(scores, words), truth, sample_weight=balanced * len(scores))


def calibrated(
    platt: LogisticRegression, scores: NDArray[np.float64], words: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Probabilities for scores, shape (n,)."""
    probabilities: NDArray[np.float64] = platt.predict_proba(calibration_inputs(scores, words))[:, 1]
    return probabilities


@dataclass
class Head:
    """A fitted pipeline, its calibrator, and probabilities out of folds for passages and for whole articles."""

    pipeline: Pipeline
    platt: LogisticRegression
    passages: NDArray[np.float64]
    articles: NDArray[np.float64]


def kept_features(
    head: str, inputs: csr_matrix, truth: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which of `shipped_features` a head reads, shape (k,).

    A first fit tells which features would lower what they `may_only_raise`; those stay out.
    """
    names = [features.feature_names()[column] for column in shipped_features()]
    readable = may_read(head, names)
    first = pipeline(names, readable).fit(inputs, truth, regression__sample_weight=weights)
    lowers = first.named_steps["regression"].coef_[0][: len(names)] < 0.0
    kept: NDArray[np.bool_] = readable & ~(lowers & may_only_raise(head, names))
    return kept


def fit_pipeline(head: str, inputs: csr_matrix, truth: NDArray[np.bool_], weights: NDArray[np.float64]) -> Pipeline:
    """One head's pipeline, fitted on `joined` inputs of shape (n, k + 2**bits), without calibration."""
    names = [features.feature_names()[column] for column in shipped_features()]
    kept = kept_features(head, inputs, truth, weights)
    return pipeline(names, kept).fit(inputs, truth, regression__sample_weight=weights)


def fit_head(
    head: str,
    train: Matrix,
    truth: NDArray[np.bool_],
    weights: NDArray[np.float64],
    folds: NDArray[np.int64],
    articles: Matrix,
    article_folds: NDArray[np.int64],
) -> Head:
    """Fit one head.

    Parameters
    ----------
    head : str
    train : Matrix, n passages
    truth, weights, folds : arrays, shape (n,)
    articles : Matrix, m whole articles of ordinary news
    article_folds : array, shape (m,)
        The fold in which an article's source is left out of fitting.
    """
    columns = shipped_features()
    names = [features.feature_names()[column] for column in columns]
    inputs, whole = joined(train, columns), joined(articles, columns)
    kept = kept_features(head, inputs, truth, weights)
    out = np.zeros(len(truth))
    whole_out = np.zeros(len(article_folds))
    for fold in range(FOLDS):
        inside = folds != fold
        part = pipeline(names, kept).fit(inputs[inside], truth[inside], regression__sample_weight=weights[inside])
        out[~inside] = part.decision_function(inputs[~inside])
        whole_out[article_folds == fold] = part.decision_function(whole[article_folds == fold])
    platt = calibrator(out, train.words, truth, weights)
    final = pipeline(names, kept).fit(inputs, truth, regression__sample_weight=weights)
    return Head(final, platt, calibrated(platt, out, train.words), calibrated(platt, whole_out, articles.words))


def to_model(
    heads: dict[str, Head],
    thresholds: dict[str, float],
    name: str,
    fluency: Fluency | None = None,
    spinning: Spinning | None = None,
) -> LinearModel:
    """The fitted heads as the arrays `LinearModel` applies."""
    columns = shipped_features()
    names = tuple(features.feature_names()[column] for column in columns)
    width = len(names)
    scaler = heads[HEADS[0]].pipeline.named_steps["columns"].named_transformers_["dense"].named_steps["scale"]
    weights = np.stack([heads[head].pipeline.named_steps["regression"].coef_[0] for head in HEADS])
    return LinearModel(
        name=name,
        feature_names=names,
        mean=scaler.mean_.astype(np.float64),
        scale=scaler.scale_.astype(np.float64),
        dense=weights[:, :width].astype(np.float64),
        sparse=(weights[:, width:] * SPREAD).astype(np.float32),
        intercept=np.array([heads[head].pipeline.named_steps["regression"].intercept_[0] for head in HEADS]),
        calibration=np.stack([[*heads[head].platt.coef_[0], heads[head].platt.intercept_[0]] for head in HEADS]),
        thresholds=thresholds,
        fluency=fluency,
        spinning=spinning,
    )


def sklearn_probabilities(head: Head, matrix: Matrix) -> NDArray[np.float64]:
    """What the fitted scikit-learn objects say, shape (n,); `LinearModel` must agree to 1e-6."""
    scores = head.pipeline.decision_function(joined(matrix, shipped_features()))
    return calibrated(head.platt, scores, matrix.words)


def choose_thresholds(
    heads: Mapping[str, NDArray[np.float64]],
    groupings: Sequence[Sequence[str]],
    overall: float,
    in_group: float,
    least: int = 100,
    shares: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """The lowest thresholds that keep false labels rare on ordinary news.

    Parameters
    ----------
    heads : dict of arrays, shape (n,)
        By head, probabilities out of folds of the same n articles.
    groupings : sequence of sequences of str, each of length n
        Groups of the articles: by corpus, by length.
    overall, in_group : float
        Highest share of articles with a false label, over all and in any group of `least` articles or more.
    shares : dict or None
        What part of that each head may take; the same for all if None.
    """
    thresholds = {}
    for head, probabilities in heads.items():
        part = 1.0 / len(heads) if shares is None else shares[head]
        bounds = [np.quantile(probabilities, 1.0 - overall * part)]
        for grouping in groupings:
            names = np.array(grouping)
            for name in np.unique(names):
                inside = probabilities[names == name]
                if len(inside) >= least:
                    bounds.append(np.quantile(inside, 1.0 - in_group * part))
        thresholds[head] = round(float(max(0.5, *bounds)), 4)
    return thresholds

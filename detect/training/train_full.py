"""``detect train --profile full``: LanguageTool's findings stacked on the fast model.

The lower level is the fast model as it ships. The upper level is a small logistic regression on the sample of
`detect.training.grammar_sample`: the log-odds of the lower level, and the rates of the ``GRM`` findings. It has to see
probabilities of texts the lower level was not fitted on; these come from the folds of a model of the same kind, fitted
on `SYSTEMS` translations of each document and `ARTICLES` articles of each source, out of which the sample is drawn.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from detect import __version__
from detect.document import Document
from detect.features import grammar
from detect.features.batch import make_batch
from detect.features.vocabulary import Vocabulary
from detect.grammar.stage import GrammarStage
from detect.model.base import HEADS
from detect.model.linear import LinearModel, expit
from detect.model.stacked import StackedModel, logit, rooted_rates
from detect.model.store import models_folder, read_model, write_model
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training import evaluate_full, grammar_sample
from detect.training.corpora import data_folder
from detect.training.fit import Head, fit_head
from detect.training.matrix import build, chunks
from detect.training.passages import passages, reliable_news, weigh
from detect.training.progress import progress_log
from detect.training.rule_rates import RELIABLE
from detect.training.train import data_hashes, fold_of

NAME = "full"
INVERSE_PENALTY = 1.0
SYSTEMS, ARTICLES = 4, 40

FloatArray = NDArray[np.float64]


def grammar_rates(texts: Iterable[str], stage: GrammarStage) -> FloatArray:
    """The features of `detect.features.grammar` for each text, shape (n, k)."""
    engine = RuleEngine(select_rules())
    vocabulary = Vocabulary()
    rows = []
    for chunk in chunks(texts):
        documents = [Document(text) for text in chunk]
        evidence, _ = stage.add(documents, [engine.run(document) for document in documents])
        rows.append(grammar.compute(make_batch(documents, evidence, vocabulary)))
    return np.concatenate(rows)


def fit_stack(
    head: str, lower: FloatArray, rates: FloatArray, truth: NDArray[np.bool_], weights: FloatArray
) -> FloatArray:
    """The upper level of one head.

    Both classes weigh the same, as in the calibration of the fast model. As with all other findings, what LanguageTool
    finds may raise the probability of machine translation and never lowers it; it says nothing of rewriting (left free
    there, it learned the habits of the training corpora and lost 0.003 of AUC on ``rewrite/dev``).

    Parameters
    ----------
    head : str
    lower : array, shape (n,)
        Probabilities of the lower level, of texts it was not fitted on.
    rates : array, shape (n, k)
        Scaled grammar features.
    truth, weights : arrays, shape (n,)

    Returns
    -------
    array, shape (k + 2,)
        Slope, a weight for each feature, shift.
    """
    balanced = weights.copy()
    balanced[truth] *= 0.5 / weights[truth].sum()
    balanced[~truth] *= 0.5 / weights[~truth].sum()
    kept = np.full(rates.shape[1], head == "machine_translated")
    while True:
        inputs = np.column_stack([logit(lower), rates * kept])
        fitted = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000).fit(
            inputs, truth, sample_weight=balanced * len(truth)
        )
        own = fitted.coef_[0][1:] * kept
        if not (own < 0.0).any():
            return np.array([fitted.coef_[0][0], *own, fitted.intercept_[0]])
        kept[own.argmin()] = False  # one at a time: the others may turn


def stacked(fitted: FloatArray, lower: FloatArray, rates: FloatArray) -> FloatArray:
    """What an upper level says, shape (n,)."""
    return expit(fitted[0] * logit(lower) + rates @ fitted[1:-1] + fitted[-1])


def train_full(
    data: str | Path | None = None, output: str | Path | None = None, seed: int = 0, grammar_url: str | None = None
) -> Path:
    """Train the full model, evaluate it, and write everything into one folder.

    Parameters
    ----------
    data : path or None
        The data folder; see `detect.training.corpora.data_folder`.
    output : path or None
        The model's folder; the shipped model's place if None.
    seed : int
        As for `detect.training.train.train`: the lower level is the model that gives.
    grammar_url : str or None
        A LanguageTool server that runs already; None to start one.

    Raises
    ------
    UsageError
        Where there is no data.
    GrammarError
        Where LanguageTool is not set up.
    """
    folder = data_folder(data)
    target = Path(output) if output else models_folder() / NAME
    stage = GrammarStage(grammar_url)
    say = progress_log()

    base = read_model(models_folder() / "fast")
    assert isinstance(base, LinearModel)
    chosen = list(passages(folder, seed, SYSTEMS, ARTICLES, spun_articles=0))
    matrix = build(passage.text for passage in chosen)
    articles = list(reliable_news(folder, RELIABLE, seed))
    whole = build(record["text"] for record in articles)
    say(f"fast features of {len(chosen):,} passages and {len(articles):,} articles")

    folds = np.array([fold_of(passage.group) for passage in chosen])
    article_folds = np.array([fold_of(record["source"]) for record in articles])
    labels = np.array([passage.label for passage in chosen])
    lower: dict[str, Head] = {}
    for head in HEADS:
        weights = np.array(weigh(chosen, head))
        lower[head] = fit_head(head, matrix, labels == head, weights, folds, whole, article_folds)
        say(f"fitted the lower level of '{head}'")

    numbers = np.array(
        [
            number
            for number, passage in enumerate(chosen)
            if grammar_sample.picked(passage.group, grammar_sample.TRAIN_EVERY[passage.kind])
        ]
    )
    sample = [chosen[number] for number in numbers]
    raw = grammar_rates((passage.text for passage in sample), stage)
    read = _first_of_each_source(articles)
    raw_articles = grammar_rates((articles[number]["text"] for number in read), stage)
    say(f"LanguageTool's findings in {len(sample):,} passages and {len(read):,} articles")

    spread = np.sqrt(raw).std(axis=0)
    scale = np.where(spread > 0.0, spread, 1.0)
    rates, article_rates = rooted_rates(raw, scale), rooted_rates(raw_articles, scale)
    upper: dict[str, FloatArray] = {}
    thresholds = {}
    for head in HEADS:
        truth = labels[numbers] == head
        weights = np.array(weigh(sample, head))
        below = lower[head].passages[numbers]
        upper[head] = fit_stack(head, below, rates, truth, weights)
        thresholds[head] = raised(upper[head], base.thresholds[head], lower[head].articles[read], article_rates)
    stack = np.stack([upper[head] for head in HEADS])
    model = StackedModel(
        name=f"{NAME}-{__version__}",
        base=base,
        grammar_names=tuple(feature.name for feature in grammar.features()),
        grammar_scale=scale,
        slope=stack[:, 0],
        shift=stack[:, -1],
        grammar_weights=stack[:, 1:-1],
        thresholds=thresholds,
    )
    about: dict[str, Any] = {
        "seed": seed,
        "scikit-learn": sklearn.__version__,
        "languagetool": stage.version,
        "passages": _counted([passage.kind for passage in sample]),
        "lower_level": base.name,
        "fold_passages": len(chosen),
        "threshold_articles": len(articles),
        "threshold_articles_with_grammar": len(read),
        "data": data_hashes(folder),
        "weights": {
            head: {
                "slope": round(float(upper[head][0]), 4),
                **{
                    name: round(float(weight), 4)
                    for name, weight in zip(model.grammar_names, upper[head][1:-1], strict=True)
                },
            }
            for head in HEADS
        },
    }
    write_model(target, model, NAME, __version__, about)
    say(f"thresholds {thresholds}; written to {target}")
    metrics = evaluate_full.measure(folder, target, stage)
    evaluate_full.write(target, metrics)
    evaluate_full.write_card(target, metrics)
    say("evaluated on dev")
    return target


def raised(fitted: FloatArray, threshold: float, below: FloatArray, rates: FloatArray) -> float:
    """The upper level's threshold for one of the lower level.

    That was set on all articles of reliable sources; LanguageTool read some of them only, too few for a quantile so far
    out. So it is carried over: what an article without findings has at the lower threshold, or higher, until no more of
    the articles that were read are beyond it than were before.

    Parameters
    ----------
    fitted : array
        As `fit_stack` gives it.
    threshold : float
    below, rates : arrays, shape (n,) and (n, k)
        Probabilities of the lower level and scaled grammar features of the articles that were read.
    """
    start = float(stacked(fitted, np.array([threshold]), np.zeros((1, rates.shape[1])))[0])
    above = np.sort(stacked(fitted, below, rates))[::-1]
    allowed = int((below >= threshold).sum())
    beyond = float(above[allowed]) if allowed < len(above) else 0.0
    return math.ceil(1e4 * max(0.5, start, beyond + 1e-6 if beyond >= start else start)) / 1e4


def _first_of_each_source(articles: Sequence[dict[str, Any]]) -> list[int]:
    """Numbers of the articles LanguageTool reads: whole ones (every other), the first few of each source."""
    taken: Counter[str] = Counter()
    numbers = []
    for number in range(0, len(articles), 2):
        source = articles[number]["source"]
        if taken[source] < grammar_sample.ARTICLES_PER_SOURCE:
            taken[source] += 1
            numbers.append(number)
    return numbers


def _counted(words: Sequence[str]) -> dict[str, int]:
    return {word: words.count(word) for word in dict.fromkeys(words)}

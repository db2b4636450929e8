"""``detect train --profile full``: LanguageTool's findings, and what the encoder says, stacked on the fast model.

The lower level is the fast model as it ships. The upper level is a small logistic regression on the sample of
`detect.training.grammar_sample`: the log-odds of the lower level, the rates of the ``GRM`` findings, and the values of
the encoder where one stands beside the model. It has to see probabilities of texts the lower level was not fitted on;
these come from the folds of a model of the same kind, fitted on `SYSTEMS` translations of each document and `ARTICLES`
articles of each source, out of which the sample is drawn. With an encoder it sees only the fold that was held out from
that one, too.
"""

import math
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from detect import __version__
from detect.document import Document
from detect.encoder import ABOUT, NETWORK, TOKENIZER
from detect.encoder.stage import EncoderStage
from detect.features import encoder as neural
from detect.features import grammar
from detect.features.batch import make_batch
from detect.features.vocabulary import Vocabulary
from detect.grammar.stage import GrammarStage
from detect.model.base import HEADS
from detect.model.linear import LinearModel, expit
from detect.model.stacked import EncoderPart, StackedModel, logit, rooted_rates, scaled_values
from detect.model.store import models_folder, read_model, write_model
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training import evaluate_full, grammar_sample
from detect.training.corpora import data_folder
from detect.training.encoder.data import HELD_OUT
from detect.training.fit import Head, choose_thresholds, fit_head
from detect.training.matrix import build, chunks
from detect.training.passages import passages, reliable_news, weigh
from detect.training.progress import progress_log
from detect.training.rule_rates import RELIABLE
from detect.training.train import (
    FALSE_LABELS,
    FALSE_LABELS_IN_GROUP,
    SHARES,
    data_hashes,
    fold_of,
    length_class,
)

NAME = "full"
INVERSE_PENALTY = 1.0
SYSTEMS, ARTICLES = 4, 40
ARTICLES_READ = 20
"""Whole articles of each held-out source that the encoder reads for the thresholds, and as many cut ones."""
DRAWS, CAUTION = 200, 0.9
"""Draws of sources for the thresholds, and the share of them that must stay below."""
READS = {"machine_translated": (True, False, True, True), "rewritten": (False, True, False, False)}
"""Which of the encoder's values each head reads: what it says of that head; damaged words tell of translation only."""

FloatArray = NDArray[np.float64]


def evidence_of(
    texts: Iterable[str], stage: GrammarStage | None, encoder: EncoderStage | None
) -> tuple[FloatArray, FloatArray]:
    """The features of `detect.features.grammar` and of `detect.features.encoder` for each text, a row each.

    0 where nobody is asked.
    """
    engine = RuleEngine(select_rules())
    vocabulary = Vocabulary()
    rates, values = [], []
    for chunk in chunks(texts):
        documents = [Document(text) for text in chunk]
        evidence = engine.run_batch(documents)
        if stage is not None:
            evidence, _ = stage.add(documents, evidence)
        if encoder is not None:
            evidence = encoder.add(documents, evidence)
        batch = make_batch(documents, evidence, vocabulary)
        rates.append(grammar.compute(batch))
        values.append(neural.compute(batch))
    return np.concatenate(rates), np.concatenate(values)


def fit_stack(
    head: str,
    lower: FloatArray,
    rates: FloatArray,
    truth: NDArray[np.bool_],
    weights: FloatArray,
    read: FloatArray | None = None,
) -> FloatArray:
    """The upper level of one head.

    Both classes weigh the same, as in the calibration of the fast model. As with all other findings, what LanguageTool
    finds may raise the probability of machine translation and never lowers it; it says nothing of rewriting (left free
    there, it learned the habits of the training corpora and lost 0.003 of AUC on ``rewrite/dev``). Of the encoder's
    values a head reads `READS`; none of them has a negative weight.

    Parameters
    ----------
    head : str
    lower : array, shape (n,)
        Probabilities of the lower level, of texts it was not fitted on.
    rates : array, shape (n, k)
        Scaled grammar features.
    truth, weights : arrays, shape (n,)
    read : array, shape (n, j), optional
        Scaled values of the encoder.

    Returns
    -------
    array, shape (k + 2,) or (k + j + 2,)
        Slope, a weight for each feature, shift.
    """
    balanced = weights.copy()
    balanced[truth] *= 0.5 / weights[truth].sum()
    balanced[~truth] *= 0.5 / weights[~truth].sum()
    kept = np.full(rates.shape[1], head == "machine_translated")
    if read is not None:
        rates, kept = np.column_stack([rates, read]), np.concatenate([kept, READS[head]])
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
    """What an upper level says, shape (n,); behind the grammar features in `rates` stand the encoder's values."""
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

    encoder = encoder_beside(target)
    seen = np.zeros(len(chosen), dtype=bool) if encoder is None else folds != HELD_OUT
    numbers = np.array(
        [
            number
            for number, passage in enumerate(chosen)
            if not seen[number] and grammar_sample.picked(passage.group, grammar_sample.TRAIN_EVERY[passage.kind])
        ]
    )
    sample = [chosen[number] for number in numbers]
    raw, said = evidence_of((passage.text for passage in sample), stage, encoder)
    say(f"the upper level's features of {len(sample):,} passages")
    read = _first_of_each_source(articles, grammar_sample.ARTICLES_PER_SOURCE)
    if encoder is not None:
        read = [number for number in read if article_folds[number] == HELD_OUT]
    raw_articles, said_articles = evidence_of((articles[number]["text"] for number in read), stage, encoder)
    say(f"the same of {len(read):,} articles")

    spread = np.sqrt(raw).std(axis=0)
    scale = np.where(spread > 0.0, spread, 1.0)
    rates, article_rates = rooted_rates(raw, scale), rooted_rates(raw_articles, scale)
    part = None if encoder is None else _part(said, encoder)
    judging: Sequence[int] = range(len(articles))
    if encoder is not None:
        some = _first_of_each_source(articles, ARTICLES_READ, 1)
        judging = [number for number in some if article_folds[number] == HELD_OUT]
    upper: dict[str, FloatArray] = {}
    for head in HEADS:
        truth = labels[numbers] == head
        weights = np.array(weigh(sample, head))
        own = None if part is None else scaled_values(said, part.mean, part.scale)
        upper[head] = fit_stack(head, lower[head].passages[numbers], rates, truth, weights, own)
    if part is None:
        thresholds = {
            head: raised(upper[head], base.thresholds[head], lower[head].articles[read], article_rates)
            for head in HEADS
        }
    else:
        assert encoder is not None
        thresholds = _thresholds_with_encoder(
            upper,
            lower,
            part,
            encoder,
            [articles[number] for number in judging],
            judging,
            read,
            np.column_stack([article_rates, scaled_values(said_articles, part.mean, part.scale)]),
        )
        say("thresholds on held-out articles")
    stack = np.stack([upper[head] for head in HEADS])
    width = 1 + len(scale)
    if part is not None:
        part = replace(part, weights=stack[:, width:-1])
    model = StackedModel(
        name=f"{NAME}-{__version__}",
        base=base,
        grammar_names=tuple(feature.name for feature in grammar.features()),
        grammar_scale=scale,
        slope=stack[:, 0],
        shift=stack[:, -1],
        grammar_weights=stack[:, 1:width],
        thresholds=thresholds,
        encoder=part,
    )
    names = model.grammar_names + (() if part is None else part.names)
    about: dict[str, Any] = {
        "seed": seed,
        "scikit-learn": sklearn.__version__,
        "languagetool": stage.version,
        "passages": _counted([passage.kind for passage in sample]),
        "lower_level": base.name,
        "fold_passages": len(chosen),
        "threshold_articles": len(judging),
        "threshold_articles_with_grammar": len(read),
        "data": data_hashes(folder),
        "weights": {
            head: {
                "slope": round(float(upper[head][0]), 4),
                **{name: round(float(weight), 4) for name, weight in zip(names, upper[head][1:-1], strict=True)},
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


def encoder_beside(target: Path) -> EncoderStage | None:
    """The encoder in the model's folder, or, copied there, the one in the shipped model's; None where there is none."""
    if not (target / NETWORK).is_file():
        shipped = models_folder() / NAME
        if not (shipped / NETWORK).is_file():
            return None
        target.mkdir(parents=True, exist_ok=True)
        for name in (NETWORK, TOKENIZER, ABOUT):
            shutil.copyfile(shipped / name, target / name)
    return EncoderStage(target)


def _part(said: FloatArray, encoder: EncoderStage) -> EncoderPart:
    """The encoder's part of the model, its weights not yet fitted; `said` are its features of the passages."""
    inside = said[said[:, neural.WINDOWS] > 0.0, : neural.WINDOWS]
    spread = inside.std(axis=0)
    return EncoderPart(
        names=tuple(feature.name for feature in neural.features()[: neural.WINDOWS]),
        mean=inside.mean(axis=0),
        scale=np.where(spread > 0.0, spread, 1.0),
        weights=np.zeros((len(HEADS), neural.WINDOWS)),
        sha256=encoder.encoder.sha256,
    )


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
    return _no_more_beyond(start, int((below >= threshold).sum()), stacked(fitted, below, rates))


def _no_more_beyond(start: float, allowed: int, said: FloatArray) -> float:
    """`start`, or higher until no more than `allowed` of the probabilities `said` are beyond it; at least 0.5."""
    above = np.sort(said)[::-1]
    beyond = float(above[allowed]) if allowed < len(above) else 0.0
    return math.ceil(1e4 * max(0.5, start, beyond + 1e-6 if beyond >= start else start)) / 1e4


def cautious_thresholds(
    heads: dict[str, FloatArray], groups: Sequence[Sequence[str]], sources: Sequence[str], seed: int = 0
) -> dict[str, float]:
    """Thresholds that hold for most draws of sources, not only for those at hand.

    A quarter of the sources is held out, and a handful of them decides where a threshold falls. So sources are drawn
    with replacement `DRAWS` times (all articles of a source together), `choose_thresholds` is asked each time, and the
    threshold is the one that `CAUTION` of the draws keep below.

    Parameters
    ----------
    heads : dict of arrays, shape (n,)
    groups : sequence of sequences of str
        As for `choose_thresholds`.
    sources : sequence of str, length n
    seed : int
    """
    generator = np.random.default_rng(seed)
    names, owner = np.unique(sources, return_inverse=True)
    members = [np.flatnonzero(owner == number) for number in range(len(names))]
    labels = [np.array(grouping) for grouping in groups]
    drawn: dict[str, list[float]] = {head: [] for head in heads}
    for _ in range(DRAWS):
        chosen = np.concatenate([members[number] for number in generator.integers(len(names), size=len(names))])
        thresholds = choose_thresholds(
            {head: values[chosen] for head, values in heads.items()},
            [list(label[chosen]) for label in labels],
            FALSE_LABELS,
            FALSE_LABELS_IN_GROUP,
            shares=SHARES,
        )
        for head, threshold in thresholds.items():
            drawn[head].append(threshold)
    return {head: round(float(np.quantile(values, CAUTION)), 4) for head, values in drawn.items()}


def _thresholds_with_encoder(
    upper: dict[str, FloatArray],
    lower: dict[str, Head],
    part: EncoderPart,
    encoder: EncoderStage,
    articles: Sequence[dict[str, Any]],
    judging: Sequence[int],
    checked: Sequence[int],
    rates: FloatArray,
) -> dict[str, float]:
    """Thresholds by head, where an encoder moves all probabilities and those of the lower level mean nothing any more.

    They are set on held-out `articles` (numbers `judging`) as they are without grammar (`cautious_thresholds`), and
    raised until no more of those that LanguageTool read (numbers `checked`, with the scaled features `rates`) are
    beyond them with its findings than without.
    """
    texts = [article["text"] for article in articles]
    values = scaled_values(evidence_of(texts, None, encoder)[1], part.mean, part.scale)
    silent = np.zeros((len(texts), rates.shape[1] - values.shape[1]))
    heads = {
        head: stacked(upper[head], lower[head].articles[list(judging)], np.column_stack([silent, values]))
        for head in HEADS
    }
    groups = [
        [article["corpus"] for article in articles],
        [length_class(len(text.split())) for text in texts],
    ]
    start = cautious_thresholds(heads, groups, [article["source"] for article in articles])
    without = rates.copy()
    without[:, : silent.shape[1]] = 0.0
    thresholds = {}
    for head in HEADS:
        below = lower[head].articles[list(checked)]
        allowed = int((stacked(upper[head], below, without) >= start[head]).sum())
        thresholds[head] = _no_more_beyond(start[head], allowed, stacked(upper[head], below, rates))
    return thresholds


def _first_of_each_source(articles: Sequence[dict[str, Any]], most: int, step: int = 2) -> list[int]:
    """Numbers of the first articles of each source: `most` whole ones (every other), with `step` 1 the cut ones too."""
    taken: Counter[str] = Counter()
    numbers = []
    for number in range(0, len(articles), step):
        source = articles[number]["source"]
        if taken[source] < most * (2 // step):
            taken[source] += 1
            numbers.append(number)
    return numbers


def _counted(words: Sequence[str]) -> dict[str, int]:
    return {word: words.count(word) for word in dict.fromkeys(words)}

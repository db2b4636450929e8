"""``detect evaluate mt`` and ``detect evaluate rewrite``: the benches the models are steered by.

Everything is measured on the ``dev`` files of the data folder, with typography normalised on both sides (`normalised`),
because a human translator's curly quotes would give the label away. Intervals are 90 %, by a bootstrap over documents:
ten translations of one document are one observation, not ten.

`leave_out` is the figure that says most of texts nobody has seen: the linear model is fitted again without one source
language, or without one engine, and asked about exactly those.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detect.model.base import HEADS
from detect.model.store import load_model, read_model
from detect.scorer import Scorer, Settings
from detect.training.corpora import pc1_of, read_jsonl
from detect.training.evaluate import CLEAR, LENGTHS, Judged, judge, quality_figures
from detect.training.fit import fit_pipeline, joined, shipped_features
from detect.training.matrix import build
from detect.training.passages import SHORTEST, kind_of, passages, weigh
from detect.training.rule_rates import RELIABLE

ROUNDS = 200
"""Bootstrap samples behind an interval."""
LEAST = 10
"""Texts a side needs for a figure to be given."""
SOURCE_SIZE = 20
"""Documents of a made-up source of one engine or one translator."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′", "'"),
        **dict.fromkeys("–—―‒−", "-"),
        **dict.fromkeys("\u00a0\u2009\u200a\u202f\u2002\u2003", " "),
        "…": "...",
    }
)


def normalised(text: str) -> str:
    """`text` with ASCII quotation marks, dashes and dots, and plain spaces."""
    return text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    ``low`` and ``high`` bound a 90 % interval (None where none was computed); ``positives`` and ``negatives`` count
    the texts on both sides.
    """

    name: str
    value: float
    low: float | None
    high: float | None
    positives: int
    negatives: int


@dataclass(frozen=True)
class Side:
    """Scores of the texts of one kind, shape (n,), and the document each belongs to."""

    scores: NDArray[np.float64]
    documents: Sequence[str]

    def __len__(self) -> int:
        return len(self.scores)


def auc_figure(name: str, positives: Side, negatives: Side, seed: int = 0) -> Figure | None:
    """Area under the ROC curve (ties count half) and its interval; None where a side has under `LEAST` texts.

    Both sides are drawn by document, so a document's human and machine translations come and go together.
    """
    if min(len(positives), len(negatives)) < LEAST:
        return None
    values = np.concatenate([positives.scores, negatives.scores])
    _, level = np.unique(values, return_inverse=True)
    documents = [*positives.documents, *negatives.documents]
    number = {document: index for index, document in enumerate(dict.fromkeys(documents))}
    owner = np.array([number[document] for document in documents])
    positive = np.arange(len(values)) < len(positives)

    def area(weights: NDArray[np.float64]) -> float:
        above = np.bincount(level, weights=weights * positive)
        below = np.bincount(level, weights=weights * ~positive)
        return float((above * (np.cumsum(below) - below / 2)).sum() / (above.sum() * below.sum()))

    generator = np.random.default_rng(seed)
    samples = []
    for _ in range(ROUNDS):
        drawn = np.bincount(generator.integers(len(number), size=len(number)), minlength=len(number))
        weights = drawn[owner].astype(np.float64)
        if weights[positive].any() and weights[~positive].any():
            samples.append(area(weights))
    low, high = np.quantile(samples, [0.05, 0.95])
    value = area(np.ones(len(values)))
    return Figure(name, round(value, 4), round(float(low), 4), round(float(high), 4), len(positives), len(negatives))


def _side(items: Iterable[Judged], head: str, document: str = "doc_id") -> Side:
    chosen = list(items)
    return Side(
        np.array([getattr(item.result.scores, head) for item in chosen], dtype=np.float64),
        [str(item.record.get(document) or item.record["id"]) for item in chosen],
    )


def _reliable_news(folder: Path) -> Iterator[dict[str, Any]]:
    for record in read_jsonl(folder / "news" / "dev.jsonl.xz"):
        rating = pc1_of(record, "dev", folder)
        if rating is not None and rating >= RELIABLE:
            yield record


def _plain(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for record in records:
        yield {**record, "text": normalised(record["text"])}


def scorer_for(model_folder: str | Path | None, profile: str = "fast") -> Scorer:
    """A scorer with the model of `model_folder`, or with the shipped one of a profile."""
    scorer = Scorer(Settings(profile=profile))
    scorer.__dict__["model"] = read_model(Path(model_folder)) if model_folder else load_model(profile)
    return scorer


def translation_bench(folder: Path, model_folder: str | Path | None = None) -> list[Figure]:
    """Machine translation on ``mt/dev``: against human translations, originals and news.

    By corpus, language, engine and length; for sources of `SOURCE_SIZE` documents; and mean quality by system against
    the human ranking of the systems.
    """
    head = "machine_translated"
    scorer = scorer_for(model_folder)
    every = judge(scorer, _plain(r for r in read_jsonl(folder / "mt" / "dev.jsonl.xz") if r["n_words"] >= 50))
    news = _side(judge(scorer, _plain(_reliable_news(folder))), head)
    translated = [item for item in every if item.record["label"] == "mt" and item.record["src_lang"] != "liv"]
    human = [item for item in every if item.record["label"] == "human_translation"]
    originals = _side((item for item in every if item.record["corpus"] == "wmt22-src"), head)
    threshold = scorer.model.thresholds[head]
    figures: list[Figure | None] = []

    def of(items: list[Judged], **wanted: Any) -> list[Judged]:
        return [item for item in items if all(item.record[key] == value for key, value in wanted.items())]

    for corpus in sorted({item.record["corpus"] for item in translated}):
        machine, people = of(translated, corpus=corpus), of(human, corpus=corpus)
        per_language = []
        for language in sorted({item.record["src_lang"] for item in machine}):
            figure = auc_figure(
                f"{corpus} {language}, AUC against human translation",
                _side(of(machine, src_lang=language), head),
                _side(of(people, src_lang=language), head),
            )
            if figure:
                per_language.append(figure.value)
                figures.append(figure)
        figures.append(Figure(f"{corpus}, mean of languages", round(float(np.mean(per_language)), 4), None, None, 0, 0))
        side = _side(machine, head)
        figures.append(auc_figure(f"{corpus}, AUC against originals", side, originals))
        figures.append(auc_figure(f"{corpus}, AUC against reliable news", side, news))
        for engine in sorted({item.record["producer"] for item in machine}):
            items = of(machine, producer=engine)
            languages = {item.record["src_lang"] for item in items}
            same = [item for item in people if item.record["src_lang"] in languages]
            figures.append(auc_figure(f"{corpus} engine {engine}", _side(items, head), _side(same, head)))
        for low, high in LENGTHS:
            figures.append(
                auc_figure(
                    f"{corpus}, {low} words and more" if high == 10**9 else f"{corpus}, {low} to {high} words",
                    _side((item for item in machine if low <= item.words < high), head),
                    _side((item for item in people if low <= item.words < high), head),
                )
            )
        clear = [item for item in machine if item.words >= CLEAR]
        for name, items in (("machine", clear), ("human", [item for item in people if item.words >= CLEAR])):
            share = float(np.mean([(item.result.scores.machine_translated or 0.0) >= threshold for item in items]))
            figures.append(
                Figure(
                    f"{corpus}, {CLEAR}+ words: {name} translations labelled",
                    round(share, 4),
                    None,
                    None,
                    len(items),
                    0,
                )
            )
        figures.append(_source_figure(corpus, machine, people, head))
    figures.extend(_quality_figures(folder, every))
    return [figure for figure in figures if figure is not None]


def _source_figure(corpus: str, machine: list[Judged], people: list[Judged], head: str) -> Figure | None:
    """Sources of `SOURCE_SIZE` documents by their mean log odds: one engine or translator and one language each."""

    def sources(items: list[Judged]) -> Side:
        by_producer: dict[tuple[str, str], list[float]] = {}
        for item in items:
            odds = np.clip(getattr(item.result.scores, head), 1e-4, 1 - 1e-4)
            by_producer.setdefault((item.record["src_lang"], item.record["producer"]), []).append(
                float(np.log(odds / (1 - odds)))
            )
        scores, names = [], []
        generator = np.random.default_rng(0)
        for (language, producer), values in sorted(by_producer.items()):
            shuffled = generator.permutation(values)
            for first in range(0, len(values) - SOURCE_SIZE + 1, SOURCE_SIZE):
                scores.append(float(shuffled[first : first + SOURCE_SIZE].mean()))
                names.append(f"{language}/{producer}/{first}")
        return Side(np.array(scores), names)

    return auc_figure(f"{corpus}, sources of {SOURCE_SIZE} documents", sources(machine), sources(people))


def _quality_figures(folder: Path, judged: list[Judged]) -> Iterator[Figure]:
    """How a system's mean quality agrees with the human score, by language pair, and the mean of languages."""
    measured = quality_figures(folder, judged)
    for name, value in measured["spearman_by_language"].items():
        yield Figure(f"{name}, quality by system against people", value, None, None, 0, 0)
    mean, low, high = (measured[f"spearman_mean_{part}"] for part in ("of_languages", "low", "high"))
    yield Figure("quality by system against people, mean of languages", mean, low, high, 0, 0)
    yield Figure(
        "quality by system, pairs people told apart in their order",
        measured["pairs_in_order"],
        None,
        None,
        measured["pairs_told_apart"],
        0,
    )
    yield Figure(
        "people judging the systems again, mean of languages",
        measured["spearman_of_people_judging_again"],
        None,
        None,
        0,
        0,
    )


def rewrite_bench(folder: Path, model_folder: str | Path | None = None) -> list[Figure]:
    """Rewritten and generated news on ``rewrite/dev`` against human texts: by transform, generator and corpus."""
    scorer = scorer_for(model_folder)
    records = (
        record
        for record in read_jsonl(folder / "rewrite" / "dev.jsonl.xz")
        if record.get("domain") == "news" and kind_of(record) is not None
    )
    judged = judge(scorer, _plain(records))
    human = _side((item for item in judged if item.record["label"] == "human"), "rewritten", "group")
    written = [item for item in judged if item.record["label"] == "llm"]
    figures = [auc_figure("language model, AUC", _side(written, "rewritten", "group"), human)]
    bound = float(np.quantile(human.scores, 0.99))
    hits = float(np.mean(_side(written, "rewritten").scores > bound))
    figures.append(
        Figure("language model, true positives at 1 % false", round(hits, 4), None, None, len(written), len(human))
    )
    for key in ("transform", "producer", "corpus"):
        for value in sorted({str(item.record.get(key)) for item in judged if item.record["label"] != "human"}):
            items = [i for i in judged if i.record["label"] != "human" and str(i.record.get(key)) == value]
            own = [i for i in judged if i.record["label"] == "human" and (key != "corpus" or i.record[key] == value)]
            figures.append(
                auc_figure(f"{key} {value}", _side(items, "rewritten", "group"), _side(own, "rewritten", "group"))
            )
    return [figure for figure in figures if figure is not None]


def leave_out(folder: Path, seed: int = 0) -> Iterator[tuple[str, Figure, Figure]]:
    """The linear model without one source language, and without one engine, asked about exactly those.

    Yields
    ------
    name : str
        What was left out of the training passages.
    with_it, without_it : Figure
        AUC against the human translations of the same languages on ``mt/dev``, of the model fitted on all passages and
        of the one fitted without.
    """
    head = HEADS[0]
    chosen = list(passages(folder, seed))
    records = [
        record
        for record in read_jsonl(folder / "mt" / "dev.jsonl.xz")
        if record["n_words"] >= SHORTEST
        and record["label"] in ("mt", "human_translation")
        and record["src_lang"] != "liv"
    ]
    columns = shipped_features()
    train = build(normalised(passage.text) for passage in chosen)
    inputs = joined(train, columns)
    tested = joined(build(normalised(record["text"]) for record in records), columns)
    truth = np.array([passage.label == head for passage in chosen])
    languages = np.array([passage.language for passage in chosen])
    producers = np.array([passage.producer for passage in chosen])
    machine = np.array([record["label"] == "mt" for record in records])
    of_language = np.array([record["src_lang"] for record in records])
    of_producer = np.array([record["producer"] for record in records])

    def scores(inside: NDArray[np.bool_]) -> NDArray[np.float64]:
        kept = [passage for passage, keep in zip(chosen, inside, strict=True) if keep]
        fitted = fit_pipeline(head, inputs[inside], truth[inside], np.array(weigh(kept, head)))
        values: NDArray[np.float64] = fitted.decision_function(tested)
        return values

    def figure(name: str, values: NDArray[np.float64], positive: NDArray[np.bool_], negative: NDArray[np.bool_]) -> Any:
        asked_of, against = (
            Side(values[rows], [records[row]["doc_id"] for row in np.flatnonzero(rows)])
            for rows in (positive, negative)
        )
        return auc_figure(name, asked_of, against)

    everything = scores(np.ones(len(chosen), dtype=bool))
    cases = [(f"language {name}", languages == name, of_language == name) for name in sorted(set(languages) - {""})]
    cases += [
        (f"engine {name}", (producers == name) & truth, of_producer == name)
        for name in sorted(set(producers[truth]) - {""})
    ]
    for name, left_out, asked in cases:
        positive = machine & asked
        negative = ~machine & np.isin(of_language, np.unique(of_language[positive]))
        before = figure(f"{name}, trained with it", everything, positive, negative)
        if before is None or not left_out.any():
            continue
        yield name, before, figure(f"{name}, trained without it", scores(~left_out), positive, negative)


def print_figures(figures: Iterable[Figure]) -> None:
    """Figures as a table on standard output, each as soon as it is there."""
    print(f"{'figure':64} {'value':>8} {'90 % interval':>18} {'texts':>14}")
    for item in figures:
        interval = "" if item.low is None else f"{item.low:.3f} to {item.high:.3f}"
        texts = f"{item.positives}" if not item.negatives else f"{item.positives} / {item.negatives}"
        print(f"{item.name:64} {item.value:8.4f} {interval:>18} {texts if item.positives else '':>14}", flush=True)

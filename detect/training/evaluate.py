"""``detect evaluate``: every figure of ``metrics.json``, measured on the ``dev`` files of the data folder.

Nothing is fitted here. The features see no typography, so the figures are those on normalised text.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import brier_score_loss, roc_auc_score

from detect.article import Article
from detect.errors import ModelError
from detect.finding import Severity
from detect.model.linear import LinearModel
from detect.model.store import models_folder, read_model
from detect.result import Scored
from detect.scorer import Scorer, Settings
from detect.sources.ranking import read_ranking
from detect.training import ranking
from detect.training.corpora import data_folder, pc1_of, read_jsonl, source_ratings
from detect.training.judgements import (
    Key,
    correlation_by_language,
    in_order,
    interval,
    judged_again,
    standard_errors,
    system_scores,
)
from detect.training.passages import kind_of, mislabelled
from detect.training.rule_rates import RELIABLE

LENGTHS = ((50, 100), (100, 200), (200, 400), (400, 800), (800, 10**9))
CLEAR = 80
"""Words from which on recall is reported."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One scored record and what the data says of it."""

    record: dict[str, Any]
    result: Scored
    words: int


def judge(scorer: Scorer, records: Iterable[dict[str, Any]]) -> list[Judged]:
    """Score records; those too short for a verdict are left out."""
    judged: list[Judged] = []
    iterator = iter(records)
    while chunk := list(islice(iterator, 128)):
        articles = [Article(str(record["id"]), record["text"]) for record in chunk]
        for record, result in zip(chunk, scorer.score_batch(articles), strict=True):
            assert isinstance(result, Scored)
            if result.label != "too_short":
                judged.append(Judged(record, result, len(record["text"].split())))
    return judged


def auc(positives: list[Judged], negatives: list[Judged], head: str) -> float | None:
    """Area under the ROC curve of a probability; None where a side has fewer than 10 texts."""
    if min(len(positives), len(negatives)) < 10:
        return None
    scores = [getattr(item.result.scores, head) for item in (*positives, *negatives)]
    truth = [1] * len(positives) + [0] * len(negatives)
    return round(float(roc_auc_score(truth, scores)), 4)


def share(items: list[Judged], label: str) -> float | None:
    """Share of `items` with this label (``!clean`` for any but clean); None for no items."""
    if not items:
        return None
    hits = sum(item.result.label != "clean" if label == "!clean" else item.result.label == label for item in items)
    return round(hits / len(items), 5)


def by(items: list[Judged], key: Callable[[Judged], Any]) -> dict[Any, list[Judged]]:
    """Items by key, keys sorted."""
    groups: dict[Any, list[Judged]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return dict(sorted(groups.items(), key=lambda pair: str(pair[0])))


def news_figures(judged: list[Judged]) -> dict[str, Any]:
    """False labels and findings on ordinary news: articles of sources rated `RELIABLE` or higher."""
    words = sum(item.words for item in judged)

    def rate(severity: Severity) -> float:
        hits = sum(finding.severity == severity for item in judged for finding in item.result.findings)
        return round(1000.0 * hits / max(1, words), 5)

    corpora = by(judged, lambda item: item.record["corpus"])
    lengths = {
        f"{low}-{high if high < 10**9 else ''}": [item for item in judged if low <= item.words < high]
        for low, high in LENGTHS
    }
    return {
        "articles": len(judged),
        "false_labels": share(judged, "!clean"),
        "labelled_machine_translated": share(judged, "machine_translated"),
        "labelled_rewritten": share(judged, "rewritten"),
        "false_labels_by_corpus": {
            name: {"articles": len(items), "share": share(items, "!clean")} for name, items in corpora.items()
        },
        "false_labels_by_words": {
            name: {"articles": len(items), "share": share(items, "!clean")} for name, items in lengths.items()
        },
        "errors_per_1000_words": rate(Severity.ERROR),
        "warnings_per_1000_words": rate(Severity.WARNING),
        "mean_quality": round(float(np.mean([item.result.scores.quality for item in judged])), 2),
    }


def translation_figures(judged: list[Judged], news: list[Judged]) -> dict[str, Any]:
    """Machine translation against human translation, originals and ordinary news, by corpus, language and engine."""
    head = "machine_translated"
    figures: dict[str, Any] = {}
    originals = [item for item in judged if item.record["corpus"] == "wmt22-src"]
    for corpus, items in by(judged, lambda item: item.record["corpus"]).items():
        translations = [item for item in items if item.record["label"] == "mt" and item.record["src_lang"] != "liv"]
        humans = [item for item in items if item.record["label"] == "human_translation"]
        if not translations:
            continue
        languages = {
            language: auc(part, [item for item in humans if item.record["src_lang"] == language], head)
            for language, part in by(translations, lambda item: item.record["src_lang"]).items()
        }
        known = [value for value in languages.values() if value is not None]
        clear = [item for item in translations if item.words >= CLEAR]
        engines = by(clear, lambda item: item.record["producer"])
        figures[corpus] = {
            "translations": len(translations),
            "human_translations": len(humans),
            "auc_human_translation": auc(translations, humans, head),
            "auc_human_translation_by_language": languages,
            "auc_human_translation_mean_of_languages": round(float(np.mean(known)), 4) if known else None,
            "auc_original": auc(translations, originals, head),
            "auc_news": auc(translations, news, head),
            f"recall_{CLEAR}_words": share(clear, head),
            f"recall_{CLEAR}_words_by_engine": {engine: share(part, head) for engine, part in engines.items()},
            "human_translations_labelled": share(humans, head),
            "mean_quality": round(float(np.mean([item.result.scores.quality for item in translations])), 2),
        }
    return figures


def translator(item: Judged) -> Key:
    """Who translated a text: corpus, source language, producer."""
    return item.record["corpus"], item.record["src_lang"], item.record["producer"]


def quality_figures(folder: Path, judged: list[Judged]) -> dict[str, Any]:
    """Mean quality of each system against the human ranking of the systems (`detect.training.judgements`).

    Spearman correlation by language and their mean, with a 90 % interval; the share of the pairs people told apart that
    quality puts in the same order; what a second human ranking would reach.
    """
    scores, errors = system_scores(folder), standard_errors(folder)
    known = [item for item in judged if translator(item) in scores]
    keys = [translator(item) for item in known]
    values = np.array([item.result.scores.quality for item in known])
    by_language = correlation_by_language(scores, keys, values)
    low, high = interval(scores, keys, [item.record["doc_id"] for item in known], values)
    right, pairs = in_order(scores, errors, keys, values)
    return {
        "spearman_by_language": by_language,
        "spearman_mean_of_languages": round(float(np.mean(list(by_language.values()))), 4),
        "spearman_mean_low": low,
        "spearman_mean_high": high,
        "pairs_told_apart": pairs,
        "pairs_in_order": round(right, 4),
        "spearman_of_people_judging_again": judged_again(scores, errors, keys, values),
    }


def rewrite_figures(judged: list[Judged], news: list[Judged]) -> dict[str, Any]:
    """Rewritten and generated news against human news, by what was done to it."""
    head = "rewritten"
    items = [item for item in judged if item.record.get("domain") == "news"]
    humans = [item for item in items if item.record["label"] == "human"]
    written = [item for item in items if item.record["label"] == "llm" and kind_of(item.record) is not None]
    transforms = by(
        [item for item in items if item.record["label"] != "human" and kind_of(item.record) is not None],
        lambda item: f"{item.record['label']}/{item.record['transform']}",
    )
    bound = float(np.quantile([item.result.scores.rewritten for item in humans], 0.99))
    hits = [item for item in written if (item.result.scores.rewritten or 0.0) > bound]
    return {
        "human": len(humans),
        "language_model": len(written),
        "auc": auc(written, humans, head),
        "auc_news": auc(written, news, head),
        "true_positives_at_1_percent_false": round(len(hits) / len(written), 4),
        "labelled_rewritten": share(written, head),
        "human_labelled": share(humans, "!clean"),
        "labelled_by_transform": {
            name: {"texts": len(part), "machine_translated": share(part, "machine_translated"), head: share(part, head)}
            for name, part in transforms.items()
        },
    }


def calibration_figures(positives: list[Judged], negatives: list[Judged], head: str) -> dict[str, Any]:
    """Brier score and expected calibration error (10 equal bins) with both classes given the same weight."""
    scores = np.array([getattr(item.result.scores, head) for item in (*positives, *negatives)], dtype=np.float64)
    truth = np.array([1.0] * len(positives) + [0.0] * len(negatives))
    weights = np.where(truth == 1.0, 0.5 / len(positives), 0.5 / len(negatives))
    bins = np.minimum((scores * 10).astype(int), 9)
    error = 0.0
    for number in range(10):
        inside = bins == number
        if inside.any():
            error += abs(float((weights * (scores - truth))[inside].sum()))
    return {
        "brier": round(float(brier_score_loss(truth, scores, sample_weight=weights)), 4),
        "expected_calibration_error": round(error, 4),
        "mean_probability_of_positives": round(float(scores[truth == 1.0].mean()), 4),
        "mean_probability_of_negatives": round(float(scores[truth == 0.0].mean()), 4),
    }


def measure(folder: Path, model_folder: Path) -> dict[str, Any]:
    """Every figure, as it stands in ``metrics.json``."""
    scorer = Scorer(Settings())
    model = read_model(model_folder)
    if not isinstance(model, LinearModel):
        raise ModelError(f"the model in {model_folder} is not one of the fast profile")
    scorer.__dict__["model"] = model

    def reliable() -> Iterator[dict[str, Any]]:
        for record in read_jsonl(folder / "news" / "dev.jsonl.xz"):
            rating = pc1_of(record, "dev", folder)
            if rating is not None and rating >= RELIABLE:
                yield record

    news = judge(scorer, reliable())
    translations = judge(scorer, (r for r in read_jsonl(folder / "mt" / "dev.jsonl.xz") if r["n_words"] >= 50))
    rewrites = judge(scorer, (r for r in read_jsonl(folder / "rewrite" / "dev.jsonl.xz") if not mislabelled(r)))
    rows = list(ranking.scored_articles(folder, "dev", model))
    ratings = {source: about["pc1"] for source, about in source_ratings("dev", folder).items()}
    machine = [item for item in translations if item.record["label"] == "mt" and item.record["src_lang"] != "liv"]
    human = [item for item in translations if item.record["label"] != "mt"]
    written = [
        item
        for item in rewrites
        if item.record["label"] != "human"
        and item.record.get("domain") == "news"
        and (kind_of(item.record) or ("",))[0] == "rewritten"
    ]
    own = [item for item in rewrites if item.record["label"] == "human" and item.record.get("domain") == "news"]
    return {
        "model": model.name,
        "thresholds": model.thresholds,
        "news": news_figures(news),
        "mt": translation_figures(translations, news),
        "quality": quality_figures(folder, translations),
        "rewrite": rewrite_figures(rewrites, news),
        "calibration": {
            "machine_translated, against news": calibration_figures(machine, news, "machine_translated"),
            "machine_translated, against human translations": calibration_figures(machine, human, "machine_translated"),
            "rewritten, against news": calibration_figures(written, news, "rewritten"),
            "rewritten, against humans of the same corpora": calibration_figures(written, own, "rewritten"),
        },
        "ranking": {
            variant: ranking.evaluate(rows, ratings, read_ranking(model_folder, variant))
            for variant in ranking.variants()
        },
    }


def write(model_folder: Path, metrics: Mapping[str, Any]) -> None:
    """Store `metrics` as the model's ``metrics.json``."""
    (model_folder / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")


def flattened(metrics: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Figures as pairs (dotted name, value)."""
    for name, value in metrics.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def evaluate(data: str | Path | None = None, model_folder: str | Path | None = None, profile: str = "fast") -> bool:
    """Print every figure of ``metrics.json`` beside the same figure measured now; False if one differs.

    Raises
    ------
    UsageError
        Where there is no data.
    """
    place = Path(model_folder) if model_folder else models_folder() / profile
    folder = data_folder(data)
    stored = dict(flattened(json.loads((place / "metrics.json").read_text(encoding="utf-8"))))
    if profile == "full":
        from detect.training import evaluate_full

        measured = dict(flattened(evaluate_full.measure(folder, place)))
    else:
        measured = dict(flattened(measure(folder, place)))
    print(f"{'figure':75} {'stored':>14} {'measured':>14}")
    same = True
    for name, value in measured.items():
        differs = not _close(value, stored.get(name))
        same = same and not differs
        print(f"{name:75} {stored.get(name)!s:>14} {value!s:>14}{'  differs' if differs else ''}")
    return same


def _close(one: NDArray[Any] | Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, (int, float)):
        return bool(abs(one - other) < 1e-6 or (np.isnan(one) and np.isnan(other)))
    return bool(one == other)

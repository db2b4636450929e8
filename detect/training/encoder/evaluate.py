"""``detect evaluate encoder``: how often the tagger is right, and how often it speaks, on the ``dev`` files.

Right is a word that a reviewer or a post-editor marked in that sentence. Chance is the share of words that are marked
at all: whoever points at words blindly is right so often. Chance in the sentence is the stricter measure of
``docs/rules.md``: it asks whether the right word is found where the sentence is known to have a marked one.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from detect.document import Document
from detect.encoder.stage import CODE, EncoderStage
from detect.finding import Severity
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.rules.evidence import Evidence
from detect.training import grammar_sample
from detect.training.corpora import data_folder
from detect.training.encoder.data import marks
from detect.training.matrix import chunks
from detect.training.progress import progress_log

LEAST_WORDS = 2000
"""Words of a language below which no figure is given for it alone."""
RATES = Path(__file__).parents[2] / "encoder" / "rates.json"


def tagger_figures(folder: Path, stage: EncoderStage) -> dict[str, Any]:
    """On the marked sentences of ``mt_errors/dev`` and ``mqm/dev``: by corpus, and by language of ``mlqe-pe``.

    ``precision`` is the share of the words in findings of that severity or above that are marked, ``over_chance`` that
    divided by the share of all words; ``over_chance_in_sentence`` takes the sentences with a mark only, and divides how
    many of its words are marked by how many would be if each stood anywhere in its sentence. ``auc`` is over single
    words, whatever the thresholds.
    """
    truth: dict[str, list[bool]] = defaultdict(list)
    said: dict[str, list[float]] = defaultdict(list)
    blind: dict[str, list[float]] = defaultdict(list)
    for corpus, language, text, spans in marks(folder, "dev"):
        words = stage.read(Document(text), Evidence((), ()))[1]
        marked = [any(word.start < high and word.end > low for low, high in spans) for word in words]
        for name in {corpus, f"{corpus} {language}"} if corpus == "mlqe-pe" else {corpus}:
            truth[name].extend(marked)
            said[name].extend(word.probability for word in words)
            blind[name].extend([sum(marked) / max(1, len(marked))] * len(marked))
    return {
        name: _figures(np.array(truth[name]), np.array(said[name]), np.array(blind[name]), stage.encoder.thresholds)
        for name in sorted(truth)
        if len(truth[name]) >= LEAST_WORDS
    }


def _figures(truth: Any, said: Any, blind: Any, thresholds: dict[str, float]) -> dict[str, Any]:
    chance = float(truth.mean())
    figures: dict[str, Any] = {
        "words": len(truth),
        "chance": round(chance, 4),
        "auc": round(float(roc_auc_score(truth, said)), 4),
    }
    for name in ("info", "warning"):
        hits = said >= thresholds[name]
        marked = hits & (blind > 0.0)
        precision = float(truth[hits].mean()) if hits.any() else None
        figures[name] = {
            "words": int(hits.sum()),
            "precision": None if precision is None else round(precision, 4),
            "over_chance": None if precision is None else round(precision / chance, 3),
            "over_chance_in_sentence": round(float(truth[marked].sum() / blind[marked].sum()), 3)
            if marked.any()
            else None,
        }
    return figures


def groups(folder: Path) -> dict[str, Iterator[str]]:
    """The texts the rates of the rule are measured on, by name: those of `detect.training.grammar_rates`."""

    def of(records: Iterable[dict[str, Any]], label: str) -> Iterator[str]:
        return (record["text"] for record in records if record["label"] == label)

    sample = grammar_sample
    return {
        "news, reliable": (record["text"] for record in sample.reliable_dev(folder)),
        "machine translation": of(sample.mt_dev(folder), "mt"),
        "human translation": of(sample.mt_dev(folder), "human_translation"),
        "language model": of(sample.rewrite_dev(folder), "llm"),
    }


def rates(folder: Path, stage: EncoderStage, say: Callable[[str], None] | None = None) -> dict[str, Any]:
    """Findings per 1,000 words by group, as ``detect/encoder/rates.json`` holds them, and by severity."""
    engine = RuleEngine(select_rules())
    words: dict[str, int] = {}
    found: dict[str, Counter[Severity]] = {}
    for name, texts in groups(folder).items():
        words[name], found[name] = 0, Counter()
        for chunk in chunks(texts, 64):
            documents = [Document(text) for text in chunk]
            words[name] += sum(document.word_count for document in documents)
            for evidence in stage.add(documents, engine.run_batch(documents)):
                found[name].update(item.severity for item in evidence.findings if item.rule == CODE)
        if say is not None:
            say(f"read {words[name]:,} words of {name}")
    return {
        "split": "dev",
        "words": words,
        "rules": {
            CODE: {
                name: round(1000.0 * sum(counts.values()) / max(1, words[name]), 5) for name, counts in found.items()
            }
        },
        "by severity": {
            str(severity): {
                name: round(1000.0 * counts[severity] / max(1, words[name]), 5) for name, counts in found.items()
            }
            for severity in (Severity.WARNING, Severity.INFO)
        },
    }


def evaluate(data: str | Path | None, model: Path, *, write: bool = False) -> dict[str, Any]:
    """All figures of the encoder in the folder `model`; with `write` the rates are stored for ``detect rule``."""
    folder = data_folder(data)
    stage = EncoderStage(model)
    say = progress_log()
    figures = {"thresholds": stage.encoder.thresholds, "marked words": tagger_figures(folder, stage)}
    say("read the marked sentences")
    measured = rates(folder, stage, say)
    if write:
        RATES.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    return {**figures, "findings per 1,000 words": measured["by severity"]}

"""How the rules do as a whole: the figures each release has to reach, measured on the ``dev`` files.

`account` measures, `figures` says of each figure whether it is reached. ``models/rules/metrics.json`` holds what was
measured last; ``tests/training/test_rule_gate.py`` holds it to the figures.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from detect.document import Document
from detect.finding import Severity
from detect.model import models_folder
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.corpora import read_jsonl
from detect.training.rule_rates import HUMAN, MACHINE, NEWS, Counted, bootstrap_weights

LANGUAGES = ("cs", "de", "ja", "ru", "uk", "zh")
ERROR_BUDGET, WARNING_BUDGET = 0.005, 0.05
"""Findings per 1,000 words of reliable human news that a rule may have as `error`, and as `warning` or above."""
ALL_ERRORS_BUDGET = 0.03
LEAST_RATIO = 5.0
"""Findings of `warning` or above on machine translation over those on reliable human news, for every language."""
LEAST_SYSTEMS = 0.8
"""Share of the systems of a language that must lie above the human translations of the same documents."""
LEAST_TOUCH = 1.6
"""How much more often findings touch marked errors than random places do."""
LEAST_RIGHT = {"error": 0.9, "warning": 0.75}
"""Share of hand-judged findings that must be right."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what was measured, the interval where it has one, what it must reach, and whether it does."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    bound: str

    @property
    def passed(self) -> bool:
        """Whether the value (not its interval) is within the bound; nothing measured is not passed."""
        sign, limit = self.bound.split()
        if self.value is None:
            return False
        return self.value <= float(limit) if sign == "<=" else self.value >= float(limit)


def account(
    folder: Path, counted: Sequence[Counted], verdicts: dict[str, dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Everything that is stored as ``metrics.json``.

    Parameters
    ----------
    folder : Path
        The data folder.
    counted : sequence of Counted
        All of ``dev``, as `detect.training.rule_rates.count` gives it.
    verdicts : dict, optional
        What `detect.training.verdicts.precision` says of the hand verdicts.
    """
    return {
        "budgets": budgets(counted),
        "translations": {language: translations(counted, language) for language in LANGUAGES},
        "marked_spans": marked_spans(folder),
        "verdicts": verdicts or {},
    }


def budgets(counted: Sequence[Counted]) -> dict[str, Any]:
    """Findings per 1,000 words of reliable human news: all errors, all warnings, and every rule over its budget."""
    news = [item for item in counted if item.sample.group == NEWS]
    words = sum(item.words for item in news)
    hits: Counter[tuple[str, Severity]] = Counter()
    for item in news:
        hits.update(item.hits)
    errors: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    for (code, severity), number in hits.items():
        if severity >= Severity.WARNING:
            warnings[code] += number
        if severity >= Severity.ERROR:
            errors[code] += number

    def rate(number: float) -> float:
        return round(1000 * number / max(1, words), 5)

    return {
        "articles": len(news),
        "words": words,
        "errors": rate(errors.total()),
        "warnings_and_errors": rate(warnings.total()),
        "highest_error_rate": rate(max(errors.values(), default=0)),
        "highest_warning_rate": rate(max(warnings.values(), default=0)),
        "over_error_budget": {code: rate(n) for code, n in sorted(errors.items()) if rate(n) > ERROR_BUDGET},
        "over_warning_budget": {code: rate(n) for code, n in sorted(warnings.items()) if rate(n) > WARNING_BUDGET},
    }


def translations(counted: Sequence[Counted], language: str) -> dict[str, Any]:
    """Findings of `warning` or above on translations from one language, against human news and human translators.

    Returns
    -------
    dict
        Rates per 1,000 words; ``over_news`` with the 5th and 95th percentile over bootstrap samples of documents;
        ``systems_above``: the share of systems whose rate lies above that of the human translations of the documents
        they translated, with the same percentiles; ``systems``: rate and rate of the human translations by system.
    """
    machine = [item for item in counted if item.sample.group == MACHINE and item.sample.language == language]
    human = [item for item in counted if item.sample.group == HUMAN and item.sample.language == language]
    news = [item for item in counted if item.sample.group == NEWS]
    on_machine, on_news = _rates(machine), _rates(news)
    half = 500 / max(1, sum(item.words for item in news))  # half a finding stands for none
    ratios = on_machine / np.maximum(on_news, half)
    by_system: dict[str, list[Counted]] = defaultdict(list)
    for item in machine:
        by_system[item.sample.producer].append(item)
    units = sorted({item.sample.unit for item in machine})
    people = _sums(human, units)
    systems = {}
    above = []
    weights = bootstrap_weights(len(units))
    for system, items in sorted(by_system.items()):
        own = _sums(items, units)
        both = (own[:, 1] > 0) & (people[:, 1] > 0)  # documents that both translated
        if not both.any():
            continue
        drawn = weights[:, both]
        rates = [1000 * (drawn @ part[both, 0]) / np.maximum(drawn @ part[both, 1], 1) for part in (own, people)]
        above.append(rates[0] > rates[1])
        systems[system] = {"rate": round(float(rates[0][0]), 4), "human": round(float(rates[1][0]), 4)}
    shares = np.mean(above, axis=0) if above else np.full(1, np.nan)
    return {
        "documents": len(units),
        "rate": round(float(on_machine[0]), 4),
        "human_translation_rate": round(float(_rates(human)[0]), 4),
        "news_rate": round(float(on_news[0]), 4),
        "over_news": _with_interval(ratios),
        "systems_above": _with_interval(shares),
        "systems": systems,
    }


def _sums(items: Iterable[Counted], units: Sequence[str]) -> Any:
    """Findings of `warning` or above and words by unit, shape ``(len(units), 2)``."""
    place = {unit: row for row, unit in enumerate(units)}
    sums = np.zeros((len(units), 2))
    for item in items:
        row = place.get(item.sample.unit)
        if row is not None:
            sums[row] += item.of(Severity.WARNING), item.words
    return sums


def _rates(items: Sequence[Counted]) -> Any:
    """Findings of `warning` or above per 1,000 words: as measured, then in bootstrap samples of units."""
    units = sorted({item.sample.unit for item in items})
    if not units:
        return np.zeros(1)
    sums = _sums(items, units)
    drawn = bootstrap_weights(len(units)) @ sums
    return 1000 * drawn[:, 0] / np.maximum(drawn[:, 1], 1)


def _with_interval(values: Any) -> dict[str, float | None]:
    """The first value, and the 5th and 95th percentile of the others."""
    if not np.isfinite(values[0]):
        return {"value": None, "low": None, "high": None}
    low, high = np.nanpercentile(values[1:], [5, 95]) if len(values) > 1 else (values[0], values[0])
    return {"value": round(float(values[0]), 4), "low": round(float(low), 4), "high": round(float(high), 4)}


@dataclass(frozen=True, slots=True)
class Marked:
    """A machine-translated sentence with the places a person marked: ``corpus``, ``unit`` (bootstrap), text, spans."""

    corpus: str
    unit: str
    text: str
    spans: tuple[tuple[int, int], ...]


def marked_sentences(folder: Path) -> Iterator[Marked]:
    """Sentences of ``mqm/dev`` and ``mt_errors/dev`` with at least one mark; planted errors and references left out."""
    for record in read_jsonl(folder / "mqm" / "dev.jsonl.xz"):
        spans = tuple((mark["start"], mark["end"]) for mark in record["spans"] if mark["start"] is not None)
        if spans and not record["system"].startswith("ref"):
            yield Marked("mqm", f"{record['doc']}/{record['seg']}", record["text"], spans)
    for record in read_jsonl(folder / "mt_errors" / "dev.jsonl.xz"):
        if record.get("spans") and record["corpus"] != "demetr":
            spans = tuple((mark[0], mark[1]) for mark in record["spans"])
            yield Marked(f"{record['corpus']} {record['lang']}", record["id"], record["text"], spans)


def marked_spans(folder: Path) -> dict[str, Any]:
    """How often findings of `warning` or above touch a marked span, against random places in the same sentences.

    The comparison is exact, not drawn: for a finding of n characters, the share of all n-character stretches of its
    sentence that touch a mark. ``ratio`` is the sum of touches over the sum of those shares, with the 5th and 95th
    percentile over bootstrap samples of sentences (of the source sentence, where several systems or raters share it).

    Returns
    -------
    dict
        ``all`` and each corpus: ``sentences``, ``findings``, ``touching``, ``at_random`` (the expectation), ``ratio``.
    """
    engine = RuleEngine(select_rules())
    rows: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0, 0.0]))
    sentences: Counter[str] = Counter()
    for item in marked_sentences(folder):
        sentences[item.corpus] += 1
        for finding in engine.run(Document(item.text)).findings:
            if finding.severity >= Severity.WARNING:
                row = rows[item.corpus][item.unit]
                row[0] += 1
                row[1] += any(finding.start < end and start < finding.end for start, end in item.spans)
                row[2] += touching_share(len(item.text), finding.end - finding.start, item.spans)
    together = {f"{corpus}/{unit}": row for corpus, units in rows.items() for unit, row in units.items()}
    result = {"all": {"sentences": sentences.total(), **_touch(list(together.values()))}}
    for corpus in sorted(sentences):
        result[corpus] = {"sentences": sentences[corpus], **_touch(list(rows[corpus].values()))}
    return result


def _touch(rows: list[list[float]]) -> dict[str, Any]:
    if not rows:
        return {"findings": 0, "touching": 0, "at_random": 0.0, "ratio": _with_interval(np.full(1, np.nan))}
    drawn = bootstrap_weights(len(rows)) @ np.array(rows)
    ratios = drawn[:, 1] / np.maximum(drawn[:, 2], 1e-9)
    return {
        "findings": int(drawn[0, 0]),
        "touching": int(drawn[0, 1]),
        "at_random": round(float(drawn[0, 2]), 2),
        "ratio": _with_interval(ratios),
    }


def touching_share(size: int, length: int, spans: Iterable[tuple[int, int]]) -> float:
    """Share of the stretches of `length` characters in a text of `size` that share a character with one of `spans`."""
    places = size - length + 1
    if places <= 0:
        return 1.0
    # A stretch from s touches a span (a, b) if a - length < s < b.
    touching = 0
    done = -1
    for low, high in sorted((max(0, start - length + 1), min(places - 1, end - 1)) for start, end in spans):
        low = max(low, done + 1)
        if high >= low:
            touching += high - low + 1
            done = high
    return touching / places


def figures(metrics: dict[str, Any]) -> list[Figure]:
    """Every figure that has to be reached, with what was measured."""
    budget = metrics["budgets"]
    found = [
        Figure("errors per 1,000 words of reliable news, worst rule", budget["highest_error_rate"], None, None,
               f"<= {ERROR_BUDGET}"),
        Figure("warnings and errors per 1,000 words, worst rule", budget["highest_warning_rate"], None, None,
               f"<= {WARNING_BUDGET}"),
        Figure("errors per 1,000 words, all rules", budget["errors"], None, None, f"<= {ALL_ERRORS_BUDGET}"),
    ]  # fmt: skip
    for language, row in metrics["translations"].items():
        found.append(_figure(f"{language}: rate over that on reliable news", row["over_news"], LEAST_RATIO))
    for language, row in metrics["translations"].items():
        found.append(_figure(f"{language}: systems above human translation", row["systems_above"], LEAST_SYSTEMS))
    marked = metrics["marked_spans"]["all"]["ratio"]
    found.append(_figure("findings that touch a marked error, over random places", marked, LEAST_TOUCH))
    for severity, least in LEAST_RIGHT.items():
        row = metrics["verdicts"].get(severity)
        values = {"value": row["precision"], "low": row["low"], "high": row["high"]} if row else {}
        found.append(_figure(f"{severity} findings judged right by hand", values, least))
    return found


def _figure(name: str, values: dict[str, Any], least: float) -> Figure:
    return Figure(name, values.get("value"), values.get("low"), values.get("high"), f">= {least:g}")


def metrics_path() -> Path:
    """Where the measured figures are stored."""
    return Path(str(models_folder())) / "rules" / "metrics.json"


def write_metrics(metrics: dict[str, Any]) -> Path:
    """Store what `account` measured; the path it is stored at."""
    path = metrics_path()
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")
    return path

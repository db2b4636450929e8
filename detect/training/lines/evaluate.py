"""``detect evaluate lines``: every figure of the line model's ``metrics.json``, measured on ``dev``.

All figures of pages are computed by site and averaged over sites, because one family of sites has most of the pages. A
line counts as found when ``BPL`` findings cover at least half of it: what is measured is what a user gets, rules and
model together.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from detect.document import Document
from detect.lines.model import LineModel, read_line_model
from detect.model.store import models_folder
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.boilerplate_lines import BATCH, NEWS, Tally, averages, judge, site_of
from detect.training.corpora import data_folder, read_jsonl
from detect.training.lines.pages import is_prose

SENTENCE_WORDS = 20
LEAST_WORDS = (1, 5, 10)


def measure(folder: Path, model: LineModel, every: int = 1) -> dict[str, Any]:
    """The figures, as they stand in ``metrics.json``; of every N-th text only if `every` says so."""
    engine = RuleEngine(select_rules(["BPL"]), model)
    return {
        "model": f"lines-{model.version}",
        "thresholds": asdict(model.thresholds),
        **_page_figures(folder, engine, every),
        "news_prose": _prose_figures(folder, engine, every),
    }


def _page_figures(folder: Path, engine: RuleEngine, every: int) -> dict[str, Any]:
    tallies: dict[str, dict[str, dict[str, Tally]]] = {}
    types: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def tally(group: str, variant: str, site: str) -> Tally:
        return tallies.setdefault(group, {}).setdefault(variant, {}).setdefault(site, Tally())

    for chunk in _chunks(_variants(folder, every)):
        for (page, name, _), judged in zip(chunk, judge(engine, [lines for *_, lines in chunk]), strict=True):
            site = site_of(page)
            kind = "news" if page["corpus"] in NEWS else "other"
            for text, boilerplate, line_type, codes in judged:
                words = len(text.split())
                for least in LEAST_WORDS:
                    if words >= least:
                        variant = name if least == 1 else f"{name}, {least}+ words"
                        tally(kind, variant, site).add(boilerplate, bool(codes))
                tally(page["corpus"], name, site).add(boilerplate, bool(codes))
                if boilerplate and kind == "news":
                    types[line_type][bool(codes)] += 1

    def figures(group: str) -> dict[str, Any]:
        return {
            variant: {"sites": len(sites)}
            | {name: round(value, 4) for name, value in averages(list(sites.values())).items() if value == value}
            for variant, sites in sorted(tallies.get(group, {}).items())
        }

    return {
        "news": figures("news"),
        "other": figures("other"),
        "by_corpus": {corpus: figures(corpus) for corpus in sorted(tallies) if corpus not in ("news", "other")},
        "recall_by_type": {
            name: {"lines": sum(counts), "found": round(counts[1] / sum(counts), 4)}
            for name, counts in sorted(types.items())
        },
    }


def _variants(folder: Path, every: int) -> Iterator[tuple[dict[str, Any], str, list[dict[str, Any]]]]:
    for number, page in enumerate(read_jsonl(folder / "boilerplate" / "dev.jsonl.xz")):
        if number % every == 0:
            yield page, "lines", page["lines"]
            for name, lines in page["extracted"].items():
                yield page, name, lines


def _prose_figures(folder: Path, engine: RuleEngine, every: int) -> dict[str, Any]:
    """Of the sentences in lines of `SENTENCE_WORDS` words or more in ordinary articles: how many are taken."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    records = (
        record
        for number, record in enumerate(read_jsonl(folder / "news" / "dev.jsonl.xz"))
        if number % (10 * every) == 0
    )
    for chunk in _chunks(records):
        documents = [Document(record["text"]) for record in chunk]
        for record, document, evidence in zip(chunk, documents, engine.run_batch(documents), strict=True):
            entry = counts[record["corpus"]]
            entry[0] += 1
            for start, end in document.lines:
                line = document.text[start:end]
                if len(line.split()) >= SENTENCE_WORDS and is_prose(line):
                    inside = sum(max(0, min(end, high) - max(start, low)) for low, high in evidence.boilerplate)
                    entry[1] += 1
                    entry[2] += 2 * inside >= end - start
    counts["all"] = [sum(column) for column in zip(*counts.values(), strict=True)]
    return {
        corpus: {"articles": articles, "lines": lines, "taken": round(taken / max(1, lines), 5)}
        for corpus, (articles, lines, taken) in sorted(counts.items())
    }


def _chunks(items: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(items, BATCH)):
        yield chunk


def write(folder: Path, metrics: dict[str, Any]) -> None:
    """Store `metrics` beside the model."""
    (folder / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")


def evaluate(data: str | Path | None = None, model_folder: str | Path | None = None) -> bool:
    """Print every figure of ``metrics.json`` beside the same figure measured now; False if one differs.

    Raises
    ------
    UsageError
        Where there is no data.
    """
    from detect.training.evaluate import flattened

    place = Path(model_folder) if model_folder else models_folder() / "lines"
    folder = data_folder(data)
    stored = dict(flattened(json.loads((place / "metrics.json").read_text(encoding="utf-8"))))
    measured = dict(flattened(measure(folder, read_line_model(place))))
    print(f"{'figure':75} {'stored':>14} {'measured':>14}")
    same = True
    for name, value in measured.items():
        other = stored.get(name)
        close = abs(value - other) < 1e-6 if isinstance(value, float) and isinstance(other, float) else value == other
        same = same and bool(close)
        print(f"{name:75} {other!s:>14} {value!s:>14}{'' if close else '  differs'}")
    return same

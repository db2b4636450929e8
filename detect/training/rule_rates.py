"""How often each rule fires, per 1,000 words, on human news and on machine-made text of the development data.

``python -m detect.training.rule_rates`` prints the table; ``--write`` stores it as ``detect/rules/rates.json``, which
`detect rule` shows; ``--show CODE`` prints hits of one rule in their context, to be read by a person.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from detect.document import Document
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.corpora import data_folder, pc1_of, read_jsonl

RELIABLE = 0.75
"""Sources rated this or higher are "ordinary human-written news" in every figure."""


def groups(folder: Path, split: str, every: int = 1) -> Iterator[tuple[str, str]]:
    """Pairs (group, text) of the split; every ``every``-th record only."""
    for number, record in enumerate(read_jsonl(folder / "news" / f"{split}.jsonl.xz")):
        if number % every == 0:
            rating = pc1_of(record, split, folder)
            if rating is not None and rating >= RELIABLE:
                yield "news, reliable", record["text"]
            else:
                yield "news, other", record["text"]
    for number, record in enumerate(read_jsonl(folder / "mt" / f"{split}.jsonl.xz")):
        if number % every == 0:
            kind = {"mt": "machine translation", "human_translation": "human translation"}.get(record["label"])
            if kind:
                yield kind, record["text"]
    for number, record in enumerate(read_jsonl(folder / "rewrite" / f"{split}.jsonl.xz")):
        if number % every == 0 and record["domain"] == "news":
            kind = {"llm": "language model", "edited": "edited"}.get(record["label"])
            if kind:
                yield kind, record["text"]


def measure(folder: Path, split: str, every: int = 1) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Hits by rule and group, and words by group."""
    engine = RuleEngine(select_rules(["ALL"]))
    hits: dict[str, Counter[str]] = defaultdict(Counter)
    words: Counter[str] = Counter()
    for group, text in groups(folder, split, every):
        document = Document(text)
        words[group] += document.word_count
        for finding in engine.run(document).findings:
            hits[finding.rule][group] += 1
    return hits, words


def rates(folder: Path, split: str, every: int = 1) -> dict[str, Any]:
    """The content of ``rates.json``: words by group, and findings per 1,000 words by rule and group."""
    hits, words = measure(folder, split, every)
    return {
        "split": split,
        "words": dict(words),
        "rules": {
            rule.code: {group: round(1000 * hits[rule.code][group] / words[group], 5) for group in words}
            for rule in select_rules(["ALL"])
            if rule.profile == "fast"  # the others: detect.training.grammar_rates
        },
    }


def show(folder: Path, split: str, code: str, group: str, most: int, seed: int = 0) -> Iterator[str]:
    """Hits of one rule in one group, each in 60 characters of context, drawn at random."""
    engine = RuleEngine(select_rules([code]))
    found = []
    for name, text in groups(folder, split):
        if name.startswith(group):
            document = Document(text)
            for item in engine.run(document).findings:
                before = text[max(0, item.start - 60) : item.start]
                after = text[item.end : item.end + 60]
                found.append(f"[{item.rule} {item.severity}] {before}⟦{item.text}⟧{after}".replace("\n", "⏎"))
    random.Random(seed).shuffle(found)
    yield f"{len(found)} hits"
    yield from found[:most]


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="the data folder")
    parser.add_argument("--split", default="dev", choices=["train", "dev"])
    parser.add_argument("--every", type=int, default=1, help="take every N-th record only")
    parser.add_argument("--show", metavar="CODE", help="print hits of this rule instead (a prefix works too)")
    parser.add_argument("--group", default="news, reliable", help="with --show: which texts (a prefix works too)")
    parser.add_argument("--most", type=int, default=30)
    parser.add_argument("--write", action="store_true", help="store the rates for `detect rule`")
    options = parser.parse_args()
    folder = data_folder(options.data)
    if options.show:
        for line in show(folder, options.split, options.show, options.group, options.most):
            print(line)
        return
    table = rates(folder, options.split, options.every)
    names = list(table["words"])
    print("per 1,000 words".ljust(18), *(name.rjust(20) for name in names))
    print("words".ljust(18), *(f"{table['words'][name]:20,}" for name in names))
    for rule in select_rules(["ALL"]):
        if rule.code not in table["rules"]:
            continue
        row = table["rules"][rule.code]
        print(f"{rule.code} {rule.severity!s:8}".ljust(18), *(f"{row[name]:20.4f}" for name in names), rule.name)
    if options.write:
        path = Path(str(files("detect.rules").joinpath("rates.json")))
        path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""How often each of LanguageTool's rules fires on human news and on machine translation, and what follows from it.

``python -m detect.training.grammar_rates --write`` measures the samples of `detect.training.grammar_sample` and writes

- ``detect/grammar/languagetool.tsv``: the severity of each rule, from ``train`` data;
- ``detect/rules/grammar/rates.json``: the rates ``detect rule GRM001`` shows, from ``dev`` data;
- the tables of ``docs/grammar.md``, from ``dev`` data.

Hits count once a document, so that ten translations of one text are no ten witnesses. A rule that fired in `LEAST_HITS`
documents or more is judged by itself, all others of a kind together. It gives a `warning` if
human news trips it at most `WARNING_RATE` times per 1,000 words and machine translation `WARNING_RATIO` times as often;
it is off if human news trips it more often than machine translation and more than `OFF_RATE` times; else it gives an
`info`. Unknown words are never more than an `info`. Half a hit is added on both sides, so that no rate is 0.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from detect.document import Document
from detect.finding import Finding, Severity
from detect.grammar.check import Checker, open_checker
from detect.grammar.findings import findings
from detect.grammar.kinds import ANY, SPELLING
from detect.rules import all_rules, get_rule, select_rules
from detect.rules.engine import RuleEngine
from detect.training import grammar_sample
from detect.training.corpora import data_folder

LEAST_HITS = 6
WARNING_RATE, WARNING_RATIO = 0.02, 3.0
OFF_RATE = 0.02
BAD = frozenset({"bad", "critical", "error", "error_major", "hallucination"})
"""Labels of ``mt_errors`` sentences with a serious error; `GOOD` those without."""
GOOD = frozenset({"good", "ok"})
PAGE = Path(__file__).parents[2] / "docs" / "grammar.md"
_SHOWN = 45


class Counts:
    """Words and hits of one group of texts: by LanguageTool's rule, by code, and by severity as it is now.

    ``documents`` counts the documents each of LanguageTool's rules fired in.
    """

    def __init__(self) -> None:
        self.words = 0
        self.rules: Counter[str] = Counter()
        self.documents: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.severities: Counter[Severity] = Counter()
        self.found: list[tuple[Document, Finding]] = []

    def rate(self, hits: int) -> float:
        """Hits per 1,000 words."""
        return 1000.0 * hits / max(1, self.words)


def count(checker: Checker, texts: Iterable[tuple[str, str]], *, keep: bool = False) -> Counts:
    """Count what fires on pairs (document, text): every rule that reports something, whatever its severity is now."""
    engine = RuleEngine(select_rules(["BPL"]))
    counts = Counts()
    texts = iter(texts)
    seen: set[tuple[str, str]] = set()
    while chunk := list(islice(texts, 256)):
        documents = [Document(text) for _, text in chunk]
        checked = checker.matches([(document, engine.run(document).boilerplate) for document in documents])
        for (name, _), document, said in zip(chunk, documents, checked, strict=True):
            counts.words += document.word_count
            for item in findings(document, said, lambda rule, code: Severity.INFO):
                assert item.languagetool
                counts.rules[item.languagetool[0]] += 1
                counts.codes[item.rule] += 1
                seen.add((item.languagetool[0], name))
                if keep:
                    counts.found.append((document, item))
            for item in findings(document, said):
                counts.severities[item.severity] += 1
    counts.documents = Counter(rule for rule, _ in seen)
    return counts


def measured(folder: Path, split: str, checker: Checker, *, keep: bool = False) -> dict[str, Counts]:
    """The groups of one split."""
    sample = grammar_sample
    if split == "train":
        texts: dict[str, Iterator[tuple[str, str]]] = {
            "news, reliable": ((str(r["id"]), r["text"]) for r in islice(sample.train_articles(folder), 0, None, 2)),
            "machine translation": ((r["doc_id"], r["text"]) for r in sample.mt_train(folder)),
        }
    else:
        texts = {
            "news, reliable": ((str(r["id"]), r["text"]) for r in sample.reliable_dev(folder)),
            "machine translation": ((r["doc_id"], r["text"]) for r in sample.mt_dev(folder) if r["label"] == "mt"),
            "human translation": (
                (r["doc_id"], r["text"]) for r in sample.mt_dev(folder) if r["label"] == "human_translation"
            ),
            "language model": ((r["group"], r["text"]) for r in sample.rewrite_dev(folder) if r["label"] == "llm"),
        }
    for name, labels in (("bad", BAD), ("good", GOOD)):
        records = [record for record in sample.mt_errors(folder, split) if record["label"] in labels]
        texts[f"mt_errors, {name}"] = iter([(str(r.get("pair") or r["id"]), r["text"]) for r in records])
    return {name: count(checker, part, keep=keep) for name, part in texts.items()}


def judged(code: str, human: Counts, machine: Counts, human_hits: int, machine_hits: int) -> str:
    """The severity for these hits, as a word; see the module's docstring."""
    human_rate, machine_rate = human.rate(1) * (human_hits + 0.5), machine.rate(1) * (machine_hits + 0.5)
    if human_rate > OFF_RATE and human_rate > machine_rate:
        return "off"
    if code != SPELLING and human.rate(human_hits) <= WARNING_RATE and machine_rate >= WARNING_RATIO * human_rate:
        return "warning"
    return "info"


def severity_rows(groups: dict[str, Counts], codes: dict[str, str]) -> list[list[str]]:
    """The rows of ``languagetool.tsv``: kinds first, then rules by name."""
    human, machine = groups["news, reliable"], _together(groups["machine translation"], groups["mt_errors, bad"])
    rows = []
    every = set(human.documents | machine.documents)
    single = {rule for rule in every if human.documents[rule] + machine.documents[rule] >= LEAST_HITS}
    for code in sorted(rule.code for rule in all_rules() if rule.family == "GRM"):
        rest = [rule for rule in every if codes[rule] == code and rule not in single]
        hits = sum(human.documents[rule] for rule in rest), sum(machine.documents[rule] for rule in rest)
        word = judged(code, human, machine, *hits)
        rows.append([ANY, code, "info" if word == "off" else word, str(hits[0]), str(hits[1])])
    for rule in sorted(single):
        hits = human.documents[rule], machine.documents[rule]
        rows.append([rule, codes[rule], judged(codes[rule], human, machine, *hits), str(hits[0]), str(hits[1])])
    return rows


def _together(*parts: Counts) -> Counts:
    whole = Counts()
    for part in parts:
        whole.words += part.words
        whole.rules += part.rules
        whole.documents += part.documents
        whole.codes += part.codes
    return whole


def write_table(groups: dict[str, Counts], codes: dict[str, str]) -> None:
    """Write ``languagetool.tsv``."""
    human, machine = groups["news, reliable"], _together(groups["machine translation"], groups["mt_errors, bad"])
    lines = [
        "# Severity of LanguageTool's rules. Written by `python -m detect.training.grammar_rates --write`, whose",
        "# docstring says how it follows. '*' stands for all rules of a kind with too few hits to be judged alone.",
        f"# news: documents hit in {human.words:,} words of reliable news (train); machine: in {machine.words:,} words",
        "# of machine translation (mt/train, and mt_errors/train sentences labelled bad).",
        "rule\tcode\tseverity\tnews\tmachine",
        *("\t".join(row) for row in severity_rows(groups, codes)),
    ]
    path = Path(str(files("detect.grammar").joinpath("languagetool.tsv")))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_rates(groups: dict[str, Counts]) -> None:
    """Write ``rates.json``: findings per 1,000 words by code and group."""
    table: dict[str, Any] = {
        "split": "dev",
        "words": {name: counts.words for name, counts in groups.items()},
        "rules": {
            rule.code: {name: round(counts.rate(counts.codes[rule.code]), 5) for name, counts in groups.items()}
            for rule in all_rules()
            if rule.family == "GRM"
        },
    }
    path = Path(str(files("detect.rules.grammar").joinpath("rates.json")))
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def by_kind(groups: dict[str, Counts]) -> Iterator[str]:
    """A Markdown table: findings per 1,000 words by code, and by severity."""
    yield f"| per 1,000 words of `dev` | {' | '.join(groups)} |"
    yield "|---|" + "---:|" * len(groups)
    yield f"| words | {' | '.join(f'{counts.words:,}' for counts in groups.values())} |"
    for rule in all_rules():
        if rule.family == "GRM":
            rates = " | ".join(f"{counts.rate(counts.codes[rule.code]):.3f}" for counts in groups.values())
            yield f"| {rule.code} {rule.name} | {rates} |"
    for severity in (Severity.WARNING, Severity.INFO):
        rates = " | ".join(f"{counts.rate(counts.severities[severity]):.3f}" for counts in groups.values())
        yield f"| all of severity `{severity}` | {rates} |"


def by_rule(groups: dict[str, Counts], codes: dict[str, str], most: int = _SHOWN) -> Iterator[str]:
    """A Markdown table of the rules that part machine translation and human news most, in either direction."""
    from detect.grammar.kinds import severity_of

    human, machine = groups["news, reliable"], _together(groups["machine translation"], groups["mt_errors, bad"])

    def part(rule: str) -> float:
        """How far the rates lie apart: difference of the square roots of rates, in standard errors (0.5 a root)."""
        roots = math.sqrt(machine.rules[rule] / machine.words) - math.sqrt(human.rules[rule] / human.words)
        return roots / (0.5 * math.sqrt(1 / machine.words + 1 / human.words))

    shown = ("news, reliable", "machine translation", "mt_errors, bad", "mt_errors, good")
    yield f"| LanguageTool's rule | reported as | severity | {' | '.join(f'{name}' for name in shown)} | apart |"
    yield "|---|---|---|" + "---:|" * (len(shown) + 1)
    names = sorted(human.rules | machine.rules, key=lambda rule: (-abs(part(rule)), rule))
    for rule in names[:most]:
        severity = severity_of(rule, codes[rule])
        rates = " | ".join(f"{groups[name].rate(groups[name].rules[rule]):.4f}" for name in shown)
        kind = f"{codes[rule]} {get_rule(codes[rule]).name}"
        yield f"| `{rule}` | {kind} | {severity or 'off'} | {rates} | {part(rule):+.1f} |"


def write_page(groups: dict[str, Counts], codes: dict[str, str]) -> None:
    """Write the tables between their marks in ``docs/grammar.md``."""
    page = PAGE.read_text(encoding="utf-8")
    for mark, lines in (("by kind", by_kind(groups)), ("by rule", by_rule(groups, codes))):
        start, end = f"<!-- {mark}: written by detect.training.grammar_rates -->", f"<!-- end {mark} -->"
        before, rest = page.split(start, 1)
        page = "\n".join([before + start, *lines, end + rest.split(end, 1)[1]])
    PAGE.write_text(page, encoding="utf-8")


class _Codes(dict[str, str]):
    """Code by LanguageTool's rule, taken from findings as they come."""

    def take(self, groups: dict[str, Counts]) -> None:
        for counts in groups.values():
            for _, item in counts.found:
                assert item.languagetool
                self[item.languagetool[0]] = item.rule


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="the data folder")
    parser.add_argument("--grammar-url", metavar="URL", help="a LanguageTool server that runs already")
    parser.add_argument("--write", action="store_true", help="store the severities, the rates and the tables")
    parser.add_argument("--show", metavar="RULE", help="print hits of this rule (ours or LanguageTool's) instead")
    parser.add_argument("--group", default="news, reliable", help="with --show: which texts")
    parser.add_argument("--split", default="dev", choices=["train", "dev"], help="with --show")
    options = parser.parse_args()
    folder = data_folder(options.data)
    codes = _Codes()
    with open_checker(options.grammar_url) as checker:
        if options.show:
            groups = measured(folder, options.split, checker, keep=True)
            for document, item in groups[options.group].found:
                if options.show in ("ALL", item.rule, (item.languagetool or ("",))[0]):
                    before, after = document.text[max(0, item.start - 60) : item.start], document.text[item.end :][:60]
                    line = f"[{item.languagetool}] {before}⟦{item.text}⟧{after} -> {item.suggestion}"
                    print(line.replace("\n", "⏎"))
            return
        train = measured(folder, "train", checker, keep=True)
        codes.take(train)
        if options.write:
            write_table(train, codes)
            from detect.grammar import kinds

            kinds._table.cache_clear()
        dev = measured(folder, "dev", checker, keep=True)
        codes.take(dev)
    for line in (*by_kind(dev), "", *by_rule(dev, codes, 10_000)):
        print(line)
    if options.write:
        write_rates(dev)
        write_page(dev, codes)


if __name__ == "__main__":
    main()

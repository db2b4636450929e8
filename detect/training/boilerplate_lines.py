"""How well the BPL rules tell boilerplate lines from content, on the line-labelled pages of the development data.

``python -m detect.training.boilerplate_lines`` prints, for the visible lines of whole pages and for what each extractor
kept of them: the share of content lines left alone, and recall, precision and F1 of boilerplate lines. Every figure is
computed by site and averaged over the sites that have such lines, so that a site of many pages does not decide it.
Lines labelled ``uncertain`` are not counted. A line is held to be found when findings cover at least half of it.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from detect.document import Document
from detect.finding import Finding
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.corpora import data_folder, read_jsonl

NEWS = frozenset(["cleanportaleval", "daniel", "fundus", "newspaper-tests", "readability-tests", "scrapinghub"])
"""Corpora whose pages are news, with complete labels."""

BATCH = 32

Line = tuple[str, bool, str, frozenset[str]]
"""Text, whether it is boilerplate, its type, and the codes of the rules that found it (empty: none)."""


def site_of(page: dict[str, Any]) -> str:
    """The publisher group of a page, else its host, else the page itself."""
    host = urlsplit(page.get("url") or "").hostname or page["id"]
    return str(page.get("family") or host.removeprefix("www."))


def judge(engine: RuleEngine, texts: Sequence[list[dict[str, Any]]]) -> Iterator[list[Line]]:
    """Run the rules over texts given as lines, and say of each labelled line of each text whether it was found."""
    documents = [Document("\n".join(line["text"] for line in lines)) for lines in texts]
    for lines, evidence in zip(texts, engine.run_batch(documents), strict=True):
        yield list(_judged(lines, evidence.findings))


def _judged(lines: list[dict[str, Any]], findings: Sequence[Finding]) -> Iterator[Line]:
    first = start = 0
    for line in lines:
        end = start + len(line["text"])
        while first < len(findings) and findings[first].end <= start:
            first += 1
        covered, codes = bytearray(end - start), set()
        for item in findings[first:]:
            if item.start >= end:
                break
            low, high = max(item.start, start) - start, min(item.end, end) - start
            if low < high:
                covered[low:high] = b"\1" * (high - low)
                codes.add(item.rule)
        if line["label"] in ("content", "boilerplate"):
            found = covered.count(1) * 2 >= end - start and end > start
            kind = line.get("type") or "text"
            yield line["text"], line["label"] == "boilerplate", kind, frozenset(codes if found else ())
        start = end + 1


def pages(folder: Path, split: str, every: int, news: bool | None) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Triples (site, variant, lines); ``news`` chooses news corpora, others, or both (None)."""
    for number, page in enumerate(read_jsonl(folder / "boilerplate" / f"{split}.jsonl.xz")):
        if number % every or (news is not None and (page["corpus"] in NEWS) != news):
            continue
        site = site_of(page)
        yield site, "lines", page["lines"]
        for name, lines in page["extracted"].items():
            yield site, name, lines


class Tally:
    """Counts of one site: content lines left alone and taken, boilerplate lines found and missed."""

    def __init__(self) -> None:
        self.kept = self.taken = self.found = self.missed = 0

    def add(self, boilerplate: bool, found: bool) -> None:
        """Count one line."""
        if boilerplate:
            self.found += found
            self.missed += not found
        else:
            self.taken += found
            self.kept += not found


def averages(tallies: list[Tally]) -> dict[str, float]:
    """Means over sites, 0 to 1: ``kept``, ``recall``, ``precision``, ``f1`` (of boilerplate lines)."""
    kept = [t.kept / (t.kept + t.taken) for t in tallies if t.kept + t.taken]
    recall = [t.found / (t.found + t.missed) for t in tallies if t.found + t.missed]
    precision = [t.found / (t.found + t.taken) for t in tallies if t.found + t.taken]
    f1 = [2 * t.found / (2 * t.found + t.taken + t.missed) for t in tallies if t.found + t.missed]
    columns = {"kept": kept, "recall": recall, "precision": precision, "f1": f1}
    return {name: sum(values) / len(values) if values else float("nan") for name, values in columns.items()}


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="the data folder")
    parser.add_argument("--split", default="dev", choices=["train", "dev"])
    parser.add_argument("--every", type=int, default=1, help="take every N-th page only")
    parser.add_argument("--show", choices=["taken", "missed"], help="print such lines of the extracted texts instead")
    parser.add_argument("--rules", action="store_true", help="also print precision by rule and recall by type")
    options = parser.parse_args()
    folder = data_folder(options.data)
    engine = RuleEngine(select_rules(["BPL"]))
    for news, title in ((True, "news corpora"), (False, "other corpora")):
        by_site: dict[tuple[str, int], dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
        right: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        types: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        rows = pages(folder, options.split, options.every, news)
        while chunk := list(islice(rows, BATCH)):
            for (site, variant, _), judged in zip(chunk, judge(engine, [lines for *_, lines in chunk]), strict=True):
                for text, boilerplate, kind, codes in judged:
                    for least in (1, 5, 10):
                        if len(text.split()) >= least:
                            by_site[variant, least][site].add(boilerplate, bool(codes))
                    (right if boilerplate else wrong).update(codes)
                    if boilerplate:
                        types[kind][bool(codes)] += 1
                    if variant != "lines" and options.show == "taken" and codes and not boilerplate:
                        print(*sorted(codes), site, text[:200], sep=" | ")
                    if variant != "lines" and options.show == "missed" and boilerplate and not codes:
                        print(kind, site, text[:200], sep=" | ")
        if options.show:
            continue
        print(f"{title:30} {'sites':>6} {'content kept':>13} {'recall':>8} {'precision':>10} {'F1':>7}")
        for (variant, least), tallies in sorted(by_site.items()):
            mean = averages(list(tallies.values()))
            name = f"{variant}, {least}+ words" if least > 1 else variant
            shown = f"{mean['kept']:13.1%} {mean['recall']:8.1%} {mean['precision']:10.1%} {mean['f1']:7.3f}"
            print(f"  {name:28} {len(tallies):6} {shown}")
        if options.rules:
            for code in sorted(right | wrong):
                total = right[code] + wrong[code]
                print(f"  {code}: {right[code]:6} boilerplate, {wrong[code]:5} content, {right[code] / total:.1%}")
            for kind, (missed, found) in sorted(types.items()):
                print(f"  type {kind:12} {found / (found + missed):6.1%} of {found + missed}")


if __name__ == "__main__":
    main()

"""Reading web pages: what extractors keep of the article and of the page around it, and how fast they and we are.

``python benchmarks/web_pages.py`` runs extractors over the raw pages of ``boilerplate/html.jsonl.xz`` of the
development data, whose lines are labelled in ``boilerplate/train.jsonl.xz``. Half of the sites (by a hash of the site's
name) are the ones the constants of our extraction were chosen on; figures are those of the other half, printed beside
them and averaged over the corpora:

kept
    Share of the words of content lines that are in the output.
residue
    Share of the output's words that are boilerplate lines.
lines
    Share of the content lines of eight words and more that start a line of the output: whether paragraphs survive.
empty, CPU ms
    Pages without text, and CPU time a page.

A line of three words and more is in the output where at least 85 % of its word trigrams are; a shorter one where it
is a line of it. ``--choose`` tries our extraction with other constants, on the first half alone. ``--speed`` compares
pages per CPU second instead, in turns on one core: ``detect score`` in one process, from the bytes of a page to its
result, against trafilatura's extraction alone in its fast mode.
"""

import argparse
import hashlib
import json
import lzma
import math
import re
import statistics
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from articles import use_one_core

from detect.training.corpora import data_folder

WORD = re.compile(r"\w+")

Extractor = Callable[[bytes], str]


class Page(NamedTuple):
    """A page: its collection, its site, its bytes, and its labelled lines."""

    corpus: str
    site: str
    html: bytes
    lines: list[tuple[str, str]]

    @property
    def aside(self) -> bool:
        """Whether nothing was chosen on the pages of this site."""
        return hashlib.sha256(self.site.encode()).digest()[0] % 2 == 1


def pages(folder: Path) -> Iterator[Page]:
    """The pages whose lines are labelled."""
    with lzma.open(folder / "html.jsonl.xz", "rt", encoding="utf-8") as file:
        raw = {row["id"]: row["html"].encode("utf-8") for row in map(json.loads, file)}
    with lzma.open(folder / "train.jsonl.xz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["id"] in raw:
                lines = [(line["text"], line["label"]) for line in row["lines"]]
                yield Page(row["corpus"], row["site"], raw[row["id"]], lines)


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return WORD.findall(text.lower())


def trigrams(tokens: list[str]) -> list[tuple[str, ...]]:
    """Each three words that follow each other."""
    return list(zip(tokens, tokens[1:], tokens[2:], strict=False))


def measure(page: Page, text: str) -> tuple[float, float, float]:
    """Content kept, boilerplate residue and content lines that start a line, each a share (see the module)."""
    output = words(text)
    present = set(trigrams(output))
    lines = [words(line) for line in text.split("\n")]
    whole = {tuple(line) for line in lines}
    starts = {tuple(line[:5]) for line in lines}
    content = set()
    for line, label in page.lines:
        if label != "boilerplate":
            content.update(trigrams(words(line)))
    total = kept = residue = long = starting = 0
    for line, label in page.lines:
        tokens = words(line)
        grams = trigrams(tokens)
        if label == "boilerplate" and grams:
            grams = [gram for gram in grams if gram not in content]
            if not grams:
                continue
        found = sum(gram in present for gram in grams) >= 0.85 * len(grams) if grams else tuple(tokens) in whole
        if label == "content":
            total += len(tokens)
            kept += len(tokens) * found
            if len(tokens) >= 8 and found:
                long += 1
                starting += tuple(tokens[:5]) in starts
        elif label == "boilerplate" and found:
            residue += len(tokens)
    return kept / max(1, total), min(1.0, residue / max(1, len(output))), starting / max(1, long)


def extractors() -> dict[str, Extractor]:
    """The contenders by name."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree
    from trafilatura import extract

    def trafilatura(**options: Any) -> Extractor:
        return lambda html: extract(html, **options) or ""

    def resiliparse(**options: Any) -> Extractor:
        return lambda html: extract_plain_text(HTMLTree.parse_from_bytes(html, "utf-8"), **options)

    from detect.readers.pages import read_page

    plain = {"include_comments": False}
    main: dict[str, Any] = {"main_content": True, "alt_texts": False, "list_bullets": False}
    return {
        "detect (everything about the page)": lambda html: read_page(html).text,
        "trafilatura fast": trafilatura(fast=True, **plain),
        "trafilatura fast, no tables": trafilatura(fast=True, include_tables=False, **plain),
        "trafilatura fast, comments": trafilatura(fast=True),
        "trafilatura fast, precision": trafilatura(fast=True, favor_precision=True, **plain),
        "trafilatura fast, recall": trafilatura(fast=True, favor_recall=True, **plain),
        "trafilatura": trafilatura(**plain),
        "trafilatura, precision": trafilatura(favor_precision=True, **plain),
        "trafilatura, recall": trafilatura(favor_recall=True, **plain),
        "resiliparse main content": resiliparse(**main),
        "resiliparse main content, hidden": resiliparse(hidden_elements=True, **main),
        "resiliparse all": resiliparse(alt_texts=False, list_bullets=False),
    }


def averaged(found: list[Page], texts: list[str]) -> tuple[list[float], dict[str, list[float]]]:
    """Kept, residue and lines over the corpora, and of each by itself."""
    rows = defaultdict(list)
    for page, text in zip(found, texts, strict=True):
        rows[page.corpus].append(measure(page, text))
    means = {corpus: [statistics.mean(column) for column in zip(*rows[corpus], strict=True)] for corpus in sorted(rows)}
    return [statistics.mean(column) for column in zip(*means.values(), strict=True)], means


def quality(found: list[Page], by_corpus: bool) -> None:
    """Print how well each extractor does on either half of the sites."""
    halves = {"held aside": [page for page in found if page.aside], "chosen on": [p for p in found if not p.aside]}
    counts = ", ".join(f"{len(half)} pages {name}" for name, half in halves.items())
    print(f"{counts}; trafilatura {version('trafilatura')}, resiliparse {version('resiliparse')}")
    head = f"{'kept':>7}{'residue':>9}{'lines':>7}{'empty':>7}"
    print(f"{'':36}{'    held aside':30}    chosen on\n{'averaged over corpora':36}{head}{head}{'CPU ms':>9}")
    for name, extract in extractors().items():
        start = time.process_time()
        texts = [[extract(page.html) for page in half] for half in halves.values()]
        spent = 1000 * (time.process_time() - start) / len(found)
        line = f"{name:36}"
        details = []
        for half, part in zip(halves.values(), texts, strict=True):
            (kept, residue, lines), means = averaged(half, part)
            line += f"{kept:7.3f}{residue:9.3f}{lines:7.3f}{sum(not text.strip() for text in part):7}"
            details.append(means)
        print(f"{line}{spent:9.2f}")
        if by_corpus:
            for corpus in sorted({name for means in details for name in means}):
                cells = [means.get(corpus, [math.nan] * 3) for means in details]
                values = "".join(f"{kept:7.3f}{residue:9.3f}{lines:7.3f}{'':7}" for kept, residue, lines in cells)
                print(f"    {corpus:32}{values}")


def choose(found: list[Page]) -> None:
    """Print the constants that do best on the pages they may be chosen on, and how the shipped ones do there.

    The shipped ones are those that keep most of the article among all within 0.001 of the best.
    """
    from resiliparse.parse.html import HTMLTree

    from detect.readers.pages.extraction import COSTS, Costs, blocks, main_text

    found = [page for page in found if not page.aside]
    trees = [HTMLTree.parse_from_bytes(page.html, "utf-8") for page in found]
    read = [{named: blocks(tree, named) for named in (False, True)} for tree in trees]

    def value(costs: Any) -> tuple[float, float, float]:
        texts = [main_text(both.__getitem__, costs) for both in read]
        kept, residue, _ = averaged(found, texts)[0]
        return kept - residue, kept, residue

    grid = [Costs(*values) for values in product((4, 6, 8, 10, 12, 16), (1, 2, 3), (0, 2, 4, 8), (30, 40, 60, 100))]
    results = {costs: value(costs) for costs in {*grid, COSTS}}
    ranked = sorted(results, key=lambda costs: (-results[costs][0], costs))
    print(f"{len(found)} pages to choose on, {len(ranked)} sets of constants, by kept less residue")
    for costs in [*ranked[:10], COSTS]:
        total, kept, residue = results[costs]
        print(f"{ranked.index(costs) + 1:4}  {total:.4f} {kept:.4f} {residue:.4f}  {costs}")


def speed(found: list[Page], rounds: int) -> None:
    """Print pages per CPU second of both, in turns, and the median ratio."""
    from trafilatura import extract

    from detect.engines import run
    from detect.readers.formats.html import page_row
    from detect.readers.record import ReadOptions, Row, to_record
    from detect.scorer import Scorer

    options = ReadOptions()
    scorer = Scorer()

    def ours(html: list[bytes]) -> None:
        rows = (page_row(content, options, str(number), str(number)) for number, content in enumerate(html))
        deque(run(scorer, (to_record(row, options) if isinstance(row, Row) else row for row in rows)), maxlen=0)

    def theirs(html: list[bytes]) -> None:
        for content in html:
            extract(content, fast=True, include_comments=False)

    contents = [page.html for page in found]
    ratios = []
    print(f"{len(found)} pages; trafilatura {version('trafilatura')}, resiliparse {version('resiliparse')}")
    print(f"{'pages per CPU second':24}{'detect score':>14}{'trafilatura, fast':>20}{'ratio':>8}")
    for contender in (ours, theirs):
        contender(contents[:10])
    for number in range(rounds):
        spent = {}
        for contender in (ours, theirs) if number % 2 else (theirs, ours):
            start = time.process_time()
            contender(contents)
            spent[contender] = time.process_time() - start
        ratios.append(spent[theirs] / spent[ours])
        rates = len(found) / spent[ours], len(found) / spent[theirs]
        print(f"{f'round {number + 1}':24}{rates[0]:14.0f}{rates[1]:20.0f}{ratios[-1]:8.1f}")
    print(f"median ratio over {rounds} rounds: {statistics.median(ratios):.1f}")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="folder of the development data")
    parser.add_argument("--by-corpus", action="store_true", help="print every corpus by itself too")
    parser.add_argument("--choose", action="store_true", help="try other constants on the half they are chosen on")
    parser.add_argument("--speed", action="store_true", help="pages per CPU second instead of quality")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of --speed")
    options = parser.parse_args()
    use_one_core()
    found = list(pages(data_folder(options.data) / "boilerplate"))
    if options.speed:
        speed(found, options.rounds)
    elif options.choose:
        choose(found)
    else:
        quality(found, options.by_corpus)
    return 0


if __name__ == "__main__":
    sys.exit(main())

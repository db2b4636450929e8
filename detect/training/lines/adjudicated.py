"""What the figures of the line model would be if the labels were right: a sample of its mistakes, read one by one.

``python -m detect.training.lines.adjudicated`` prints, for the news pages of ``boilerplate/dev`` as each extractor
returned them, the F1 of boilerplate lines as the labels have it, and, after it, an estimate of what it would be if the
lines labelled wrongly were labelled rightly. ``adjudicated.tsv`` beside this module holds one verdict a row, without
any text:

``page``, ``text``, ``line``
    Which labelled line: the id of the page, the extractor, the number of the line among its lines, from 0.
``mistake``
    ``taken``: labelled content, found; ``missed``: labelled boilerplate, not found.
``verdict``
    ``model``: the label is right. ``label``: it is wrong by the collection's own description. ``open``: it can be seen
    either way.

The verdicts were made *after the fact*, by a reader who knew what the model had said, on mistakes alone: a wrong label
the model agrees with is not among them. So the estimate says what the misses are made of; it is no figure to be held
against another tool's, and the one that counts is the first. In a row of the estimate a mistake counts with the share
of mistakes of its kind whose label was found to be right; open ones count as mistakes. Rows whose line is no longer a
mistake still say how good the labels are, and are kept.

``--sample N`` prints N mistakes that have no verdict yet, to be read: at most two of one site and kind.
"""

import argparse
import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from detect.errors import UsageError
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.boilerplate_lines import BATCH, NEWS, Tally, averages, judge, site_of
from detect.training.corpora import data_folder, read_jsonl
from detect.training.lines.thresholds import EXTRACTED

VERDICTS = Path(__file__).with_name("adjudicated.tsv")
COLUMNS = ("page", "text", "line", "mistake", "verdict")
MISTAKES = ("taken", "missed")
WORDS = ("model", "label", "open")
MOST_A_SITE = 2


@dataclass(frozen=True)
class Mistake:
    """A labelled line where the label and the findings differ."""

    page: str
    text: str
    line: int
    mistake: str
    site: str
    lines: Sequence[str]

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells it from every other line."""
        return self.page, self.text, self.line


def read_verdicts(path: Path) -> dict[tuple[str, str, int], tuple[str, str]]:
    """Mistake and verdict of each line that was read, by (page, text, line).

    Raises
    ------
    UsageError
        For a row that is no verdict, or a second one on a line; it names the row.
    """
    found: dict[tuple[str, str, int], tuple[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t"), 2):
            if tuple(row) != COLUMNS or None in row.values():
                raise UsageError(f"{path}: row {number} has not the columns {', '.join(COLUMNS)}")
            if row["mistake"] not in MISTAKES or row["verdict"] not in WORDS or not row["line"].isdigit():
                raise UsageError(f"{path}: row {number} is no verdict: {row['line']} {row['mistake']} {row['verdict']}")
            key = row["page"], row["text"], int(row["line"])
            if key in found:
                raise UsageError(f"{path}: row {number} judges a line again")
            found[key] = row["mistake"], row["verdict"]
    return found


def shares(verdicts: dict[tuple[str, str, int], tuple[str, str]]) -> dict[str, float]:
    """Which share of the mistakes of each kind are mistakes indeed: those whose label is not wrong."""
    counts = Counter(verdicts.values())
    return {
        mistake: 1.0 - counts[mistake, "label"] / max(1, sum(counts[mistake, word] for word in WORDS))
        for mistake in MISTAKES
    }


def corrected(tally: Tally, real: dict[str, float]) -> Tally:
    """What is to be expected of a site with its wrong labels put right; counts may be fractions."""
    result = Tally()
    result.taken = tally.taken * real["taken"]  # type: ignore[assignment]
    result.found = tally.found + tally.taken - result.taken
    result.missed = tally.missed * real["missed"]  # type: ignore[assignment]
    result.kept = tally.kept + tally.missed - result.missed
    return result


def look(folder: Path, engine: RuleEngine, every: int) -> tuple[dict[str, dict[str, Tally]], list[Mistake]]:
    """Tallies by extractor and site, and every mistake, on the news pages of ``dev``."""
    tallies: dict[str, dict[str, Tally]] = {name: defaultdict(Tally) for name in EXTRACTED}
    mistakes = []
    rows = (
        (page["id"], site_of(page), name, page["extracted"][name])
        for number, page in enumerate(read_jsonl(folder / "boilerplate" / "dev.jsonl.xz"))
        if number % every == 0 and page["corpus"] in NEWS
        for name in EXTRACTED
        if page["extracted"].get(name)
    )
    for chunk in _chunks(rows):
        judged = judge(engine, [lines for *_, lines in chunk])
        for (page, site, name, lines), outcomes in zip(chunk, judged, strict=True):
            texts = [line["text"] for line in lines]
            labelled = [at for at, line in enumerate(lines) if line["label"] in ("content", "boilerplate")]
            for at, (_, boilerplate, _, codes) in zip(labelled, outcomes, strict=True):
                tallies[name][site].add(boilerplate, bool(codes))
                if boilerplate != bool(codes):
                    mistakes.append(Mistake(page, name, at, MISTAKES[boilerplate], site, texts))
    return tallies, mistakes


def _chunks(
    rows: Iterator[tuple[str, str, str, list[dict[str, str]]]],
) -> Iterator[list[tuple[str, str, str, list[dict[str, str]]]]]:
    while chunk := list(islice(rows, BATCH)):
        yield chunk


def sample(mistakes: Sequence[Mistake], number: int, judged: set[tuple[str, str, int]]) -> list[Mistake]:
    """`number` mistakes to be read, half of each kind: no line twice, at most `MOST_A_SITE` of a site and kind."""
    taken: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    chosen: dict[str, list[Mistake]] = {mistake: [] for mistake in MISTAKES}
    for item in random.Random(0).sample(mistakes, len(mistakes)):
        text = item.lines[item.line]
        if item.key in judged or text in seen or taken[item.site, item.mistake] >= MOST_A_SITE:
            continue
        if len(chosen[item.mistake]) < (number + 1) // 2:
            seen.add(text)
            taken[item.site, item.mistake] += 1
            chosen[item.mistake].append(item)
    return [item for mistake in MISTAKES for item in chosen[mistake]]


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="the data folder")
    parser.add_argument("--every", type=int, default=1, help="take every N-th page only")
    parser.add_argument("--sample", type=int, help="print so many mistakes without a verdict instead, to be read")
    options = parser.parse_args()
    verdicts = read_verdicts(VERDICTS)
    tallies, mistakes = look(data_folder(options.data), RuleEngine(select_rules(["BPL"])), options.every)
    if options.sample:
        for item in sample(mistakes, options.sample, set(verdicts)):
            around = [item.lines[at][:70] if 0 <= at < len(item.lines) else "" for at in (item.line - 1, item.line + 1)]
            print(item.page, item.text, item.line, item.mistake, item.lines[item.line][:240], *around, sep="\t")
        return
    real = shares(verdicts)
    print(f"{'F1 (content kept)':20} {'as labelled':>16} {'estimate after the fact':>26}")
    for name, sites in tallies.items():
        raw = averages(list(sites.values()))
        mended = averages([corrected(tally, real) for tally in sites.values()])
        print(f"{name:20} {raw['f1']:8.3f} ({raw['kept']:.3f}) {mended['f1']:18.3f} ({mended['kept']:.3f})")
    counts = Counter(verdicts.values())
    for mistake in MISTAKES:
        read = ", ".join(f"{counts[mistake, word]} {word}" for word in WORDS)
        print(f"{mistake}: of those read, {read}")
    still = Counter((item.mistake, verdicts[item.key][1]) for item in mistakes if item.key in verdicts)
    print(f"of {len(verdicts)} lines read, {sum(still.values())} are mistakes still")


if __name__ == "__main__":
    main()

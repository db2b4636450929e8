"""Labelled lines as texts, the way users hold them.

From every page of ``boilerplate/train``: all its lines, what each extractor kept, and a *subset*, the content with runs
of the rest. From ``news/train``: ordinary articles by themselves and *framed* by the boilerplate of a page. These
articles have no labels; only their prose, and short sentences and headings in its midst, are taken for content, all
else stays open (`UNCERTAIN`).
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detect.document import Span
from detect.lines.model import CONTENT, TYPES
from detect.lines.units import Units
from detect.training.boilerplate_lines import NEWS, site_of
from detect.training.corpora import read_jsonl

UNCERTAIN = -1
"""The label of what is neither trained on nor counted."""
LABELLED_ELSEWHERE = frozenset(["fundus", "article_extraction_benchmark"])
"""Corpora of ``news`` whose pages may also stand among the labelled ones."""
NEWS_EVERY = 9
PROSE_WORDS = 14
HEADING_WORDS = 8

_FURNITURE = re.compile(
    r"@|http|www\.|\.com\b|\b(?:read|follow|click|subscribe|sign|e-?mail|newsletter|photo|image|picture|video|watch|share|"
    r"advert\w*|twitter|facebook|instagram|updated|published|related|copyright|rights|tips?|write|contributed|credit|"
    r"report(?:ed|ing)? by|comments?|see also|more)\b",
    re.IGNORECASE,
)
"""A short line with any of this stays open."""

Lines = list[tuple[str, int]]
"""Text and label of each line."""


@dataclass(frozen=True)
class Page:
    """A text with the labels of its lines.

    Attributes
    ----------
    text : str
    spans : list of Span
        Of its lines, in order.
    labels : list of int
        Index into `TYPES`, or `UNCERTAIN`.
    site : str
        Publisher group; never in two splits.
    variant : str
        ``lines``, an extractor's name, ``subset``, ``news``, ``framed``.
    corpus : str
    """

    text: str
    spans: list[Span]
    labels: list[int]
    site: str
    variant: str
    corpus: str

    @property
    def news(self) -> bool:
        """Whether it comes from a labelled corpus of news."""
        return self.corpus in NEWS


def label_of(line: dict[str, Any]) -> int:
    """The label of a line of the labelled pages."""
    if line["label"] == "content":
        return CONTENT
    if line["label"] != "boilerplate":
        return UNCERTAIN
    kind = line.get("type")
    return TYPES.index(kind if kind in TYPES else "other")


def page_of(lines: Lines, separator: str, site: str, variant: str, corpus: str) -> Page:
    """Lines put together as one text."""
    spans: list[Span] = []
    position = 0
    kept = [(text, label) for text, label in lines if text.strip()]
    for text, _ in kept:
        spans.append((position, position + len(text)))
        position += len(text) + len(separator)
    return Page(separator.join(text for text, _ in kept), spans, [label for _, label in kept], site, variant, corpus)


def labelled(folder: Path, split: str) -> Iterator[tuple[dict[str, Any], list[Page]]]:
    """Every labelled page with its variants."""
    for record in read_jsonl(folder / "boilerplate" / f"{split}.jsonl.xz"):
        site = site_of(record)
        variants = [("lines", record["lines"]), *record["extracted"].items()]
        yield (
            record,
            [
                page_of([(line["text"], label_of(line)) for line in lines], "\n", site, name, record["corpus"])
                for name, lines in variants
                if lines
            ],
        )


def training_pages(folder: Path, seed: int) -> Iterator[Page]:
    """All texts the model is trained on."""
    chance = random.Random(seed)
    frames: list[tuple[str, Lines]] = []
    for record, variants in labelled(folder, "train"):
        yield from variants
        lines = [(line["text"], label_of(line)) for line in record["lines"]]
        site = site_of(record)
        kept = subset(lines, chance)
        if len(kept) > 2:
            yield page_of(kept, chance.choice(["\n", "\n\n"]), site, "subset", record["corpus"])
        for name in sorted(record["extracted"]):
            kept = [(line["text"], label_of(line)) for line in record["extracted"][name]]
            if any(label > CONTENT for _, label in kept):
                frames.append((site, kept))
    for text in articles(folder):
        body = weakly_labelled([line for line in text.split("\n") if line.strip()])
        site = f"article {chance.randrange(400)}"
        if not body:
            continue
        yield page_of(body, "\n", site, "news", "news")
        site, lines = chance.choice(frames)
        content = [number for number, (_, label) in enumerate(lines) if label == CONTENT] or [0]
        head = [line for line in lines[: content[0]] if line[1] > CONTENT]
        foot = [line for line in lines[content[-1] + 1 :] if line[1] > CONTENT]
        yield page_of([*head, *body, *foot], chance.choice(["\n", "\n\n"]), site, "framed", "news")


def weakly_labelled(lines: list[str]) -> Lines:
    """Lines of an ordinary article: its prose, and what is short between prose, are content; the rest is open."""
    labels = [CONTENT if is_prose(line) else UNCERTAIN for line in lines]
    labelled_lines = list(zip(lines, labels, strict=True))
    for number, line in enumerate(lines[1:-1], 1):
        between = labels[number - 1] == labels[number + 1] == CONTENT
        heading = len(line.split()) <= HEADING_WORDS and line[0].isupper()
        if between and (heading or (_closed(line) and " " in line)) and not _FURNITURE.search(line):
            labelled_lines[number] = (line, CONTENT)
    return labelled_lines


def _closed(line: str) -> bool:
    return line.rstrip("\"'”’) ").endswith((".", "!", "?", "…"))


def is_prose(line: str) -> bool:
    """Whether a line of an ordinary article can be taken for content without looking closer."""
    return len(line.split()) >= PROSE_WORDS and _closed(line)


def articles(folder: Path) -> Iterator[str]:
    """Texts of ordinary articles, a sample."""
    for number, record in enumerate(read_jsonl(folder / "news" / "train.jsonl.xz")):
        if number % NEWS_EVERY == 0 and record["corpus"] not in LABELLED_ELSEWHERE:
            yield record["text"]


def subset(lines: Lines, chance: random.Random) -> Lines:
    """The content of a page and runs of the rest, more of them near the content."""
    share = chance.choice([0.02, 0.05, 0.1, 0.3])
    kept: Lines = []
    keeping = False
    for number, line in enumerate(lines):
        if line[1] == CONTENT:
            kept.append(line)
            continue
        near = any(label == CONTENT for _, label in lines[max(0, number - 4) : number + 5])
        if not keeping or chance.random() < 0.3:
            keeping = chance.random() < min(0.8, share * (5 if near else 1))
        if keeping:
            kept.append(line)
    return kept


def unit_labels(units: Units, page: Page) -> list[int]:
    """The label of each unit: that of the lines it is made of, `UNCERTAIN` where they differ."""
    labels = []
    position = 0
    for start, end in units.spans:
        votes: dict[int, int] = {}
        while position < len(page.spans) and page.spans[position][1] <= start:
            position += 1
        for (low, high), label in zip(page.spans[position:], page.labels[position:], strict=True):
            if low >= end:
                break
            votes[label] = votes.get(label, 0) + min(end, high) - max(start, low)
        best = max(votes, key=lambda label: (votes[label], -label), default=UNCERTAIN)
        mixed = len({min(label, 1) for label in votes}) > 1
        labels.append(UNCERTAIN if mixed and votes[best] < 0.85 * sum(votes.values()) else best)
    return labels

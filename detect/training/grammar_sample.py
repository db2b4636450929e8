"""The part of the development data LanguageTool is asked about: it reads some thousand words a second, not millions.

Texts are taken by a hash of their document, source or id, so that the sample is the same everywhere and no document is
split. ``python -m detect.training.grammar_sample`` checks all of it, which takes the better part of an hour and fills
the sentence cache; whatever is measured or trained afterwards takes minutes.
"""

import argparse
import hashlib
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from detect.training.corpora import data_folder, pc1_of, read_jsonl
from detect.training.passages import Passage, mislabelled, passages, reliable_news
from detect.training.rule_rates import RELIABLE

TRAIN_EVERY = {
    "machine translation": 2,
    "human translation": 1,
    "original": 1,
    "news": 10,
    "web page": 4,
    "human, rewrite corpora": 2,
    "round trip": 2,
    "edited": 1,
    "language model": 4,
}
"""Of each kind of training passage, one document (or source) in so many."""
ARTICLES_PER_SOURCE = 4
"""Whole articles of each reliable source in ``news/train``, for the thresholds and the rates on human news."""
DEV_EVERY = {"news": 3, "mt": 6, "rewrite": 1, "mt_errors": 1}
MT_ERRORS_TRAIN_EVERY = 8
MT_TRAIN_EVERY = 8


def picked(key: str, every: int) -> bool:
    """Whether a document, source or id belongs to a sample of one in `every`."""
    return int.from_bytes(hashlib.sha256(f"grammar {key}".encode()).digest()[:4], "big") % every == 0


def train_passages(folder: Path, seed: int = 0) -> Iterator[tuple[int, Passage]]:
    """The sampled training passages with their number among all of `detect.training.passages.passages`."""
    for number, passage in enumerate(passages(folder, seed, spun_articles=0)):
        if picked(passage.group, TRAIN_EVERY[passage.kind]):
            yield number, passage


def train_articles(folder: Path, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Whole articles of reliable sources, each followed by itself cut as training passages are."""
    yield from reliable_news(folder, RELIABLE, seed, ARTICLES_PER_SOURCE)


def mt_train(folder: Path) -> Iterator[dict[str, Any]]:
    """Sampled machine translations of ``mt/train`` as they are, for the rates."""
    for record in read_jsonl(folder / "mt" / "train.jsonl.xz"):
        if record["label"] == "mt" and picked(record["doc_id"], MT_TRAIN_EVERY):
            yield record


def reliable_dev(folder: Path) -> Iterator[dict[str, Any]]:
    """Sampled articles of ``news/dev`` of sources rated `RELIABLE` or higher."""
    for record in read_jsonl(folder / "news" / "dev.jsonl.xz"):
        rating = pc1_of(record, "dev", folder)
        if rating is not None and rating >= RELIABLE and picked(str(record["id"]), DEV_EVERY["news"]):
            yield record


def mt_dev(folder: Path) -> Iterator[dict[str, Any]]:
    """Sampled documents of ``mt/dev``, with all their translations; the small corpora whole."""
    for record in read_jsonl(folder / "mt" / "dev.jsonl.xz"):
        if record["corpus"] != "wmt22" or picked(record["doc_id"], DEV_EVERY["mt"]):
            yield record


def rewrite_dev(folder: Path) -> Iterator[dict[str, Any]]:
    """Sampled news texts of ``rewrite/dev``."""
    for record in read_jsonl(folder / "rewrite" / "dev.jsonl.xz"):
        if record.get("domain") == "news" and not mislabelled(record) and picked(record["group"], DEV_EVERY["rewrite"]):
            yield record


def mt_errors(folder: Path, split: str) -> Iterator[dict[str, Any]]:
    """Sampled sentences of ``mt_errors``."""
    every = DEV_EVERY["mt_errors"] if split == "dev" else MT_ERRORS_TRAIN_EVERY
    for record in read_jsonl(folder / "mt_errors" / f"{split}.jsonl.xz"):
        if picked(str(record.get("pair") or record["id"]), every):
            yield record


def parts(folder: Path, seed: int = 0) -> Iterator[tuple[str, Iterator[str]]]:
    """Every sample by name, as texts."""
    yield "mt/dev", (record["text"] for record in mt_dev(folder))
    yield "train passages", (passage.text for _, passage in train_passages(folder, seed))
    yield "news/train articles", (record["text"] for record in train_articles(folder, seed))
    yield "mt_errors/train", (record["text"] for record in mt_errors(folder, "train"))
    yield "news/dev", (record["text"] for record in reliable_dev(folder))
    yield "rewrite/dev", (record["text"] for record in rewrite_dev(folder))
    yield "mt/train", (record["text"] for record in mt_train(folder))
    yield "mt_errors/dev", (record["text"] for record in mt_errors(folder, "dev"))


def main() -> None:
    """Command line of this module."""
    from detect.document import Document
    from detect.grammar.check import open_checker
    from detect.rules import select_rules
    from detect.rules.engine import RuleEngine

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="the data folder")
    parser.add_argument("--grammar-url", metavar="URL", help="a LanguageTool server that runs already")
    options = parser.parse_args()
    engine = RuleEngine(select_rules())
    started = time.monotonic()
    with open_checker(options.grammar_url) as checker:
        for name, texts in parts(data_folder(options.data)):
            words = 0
            while chunk := list(islice(texts, 64)):
                documents = [Document(text) for text in chunk]
                checker.matches([(document, engine.run(document).boilerplate) for document in documents])
                words += sum(document.word_count for document in documents)
                print(f"[{time.monotonic() - started:6.0f} s] {name}: {words:,} words", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

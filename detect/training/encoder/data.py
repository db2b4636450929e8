"""What the encoder is trained on: whole texts for its document head, marked sentences for its tagger.

Texts are those of `detect.training.passages`, whole and as they are, of all folds but `HELD_OUT`: what stands in that
fold is for the thresholds and for the level above (`detect.training.train_full`). Marked sentences are those of
``mt_errors/train`` and ``mqm/train``, where reviewers and post-editors marked words.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from detect.document import Document, Span
from detect.training.corpora import read_jsonl
from detect.training.passages import kind_of
from detect.training.train import fold_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

HELD_OUT = 0
"""The fold (`detect.training.train.fold_of`) whose documents and sources the encoder never sees."""
ARTICLES_PER_SOURCE = 60
LONGEST_MARKED = 96
"""Wordpieces of a marked sentence at most."""
MARKED = ("mlqe-pe", "demetr", "mqm")
"""The corpora of marked sentences; the others of ``mt_errors`` mark none, or errors nobody sees without the source."""

Ids = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as wordpieces, sentence by sentence; ``kind`` and ``group`` as in `detect.training.passages.Passage`."""

    sentences: list[Ids]
    kind: str
    group: str
    corpus: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence as wordpieces; ``damaged``, shape (n,), is 1 for those inside a mark, else 0."""

    ids: Ids
    damaged: NDArray[np.uint8]
    corpus: str


def prepare(folder: Path, tokenizer: "Tokenizer", say: Callable[[str], None]) -> tuple[list[Text], list[Marked]]:
    """All of the training data, in the order the batches are drawn from.

    Parameters
    ----------
    folder : Path
        The data folder.
    tokenizer : Tokenizer
        Without truncation and padding.
    say : callable
        Takes a message now and then.
    """
    texts = list(_texts(folder, tokenizer))
    say(f"{len(texts):,} texts, {sum(sum(map(len, text.sentences)) for text in texts):,} wordpieces")
    marked = list(_marked(folder, tokenizer))
    say(f"{len(marked):,} marked sentences, {sum(len(item.ids) for item in marked):,} wordpieces")
    return texts, marked


def _texts(folder: Path, tokenizer: "Tokenizer") -> Iterator[Text]:
    def make(record: dict[str, Any], kind: str, group: str) -> Iterator[Text]:
        if fold_of(group) == HELD_OUT:
            return
        document = Document(record["text"])
        sentences = tokenizer.encode_batch(
            [document.folded[start:end] for start, end in document.sentences], add_special_tokens=False
        )
        own = [np.array(sentence.ids, dtype=np.uint16) for sentence in sentences if sentence.ids]
        if own:
            yield Text(own, kind, group, record["corpus"])

    for record in read_jsonl(folder / "mt" / "train.jsonl.xz"):
        if found := kind_of(record):
            yield from make(record, found[1], record["doc_id"])
    for record in read_jsonl(folder / "rewrite" / "train.jsonl.xz"):
        if (found := kind_of(record)) and record.get("domain") == "news":
            yield from make(record, found[1], record["group"])
    generator = random.Random(0)
    by_source: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in read_jsonl(folder / "news" / "train.jsonl.xz"):
        by_source[record["source"]].append(record)
    for source, records in by_source.items():
        for record in generator.sample(records, min(ARTICLES_PER_SOURCE, len(records))):
            yield from make(record, "news", source)
    for record in read_jsonl(folder / "boilerplate" / "train.jsonl.xz"):
        content = "\n".join(line["text"] for line in record["lines"] if line["label"] == "content")
        if record["gold"] != "segments" and len(content) > 600:
            yield from make({"text": content, "corpus": record["corpus"]}, "web page", record["site"])


def marks(folder: Path, split: str) -> Iterator[tuple[str, str, str, list[Span]]]:
    """Marked sentences of a split: corpus, source language, text, and the spans that are marked in it.

    A sentence whose errors have no place in it (``mqm``: omissions) is left out, and so are marks of no length
    (``demetr``: where something was deleted).
    """
    for name in ("mt_errors", "mqm"):
        for record in read_jsonl(folder / name / f"{split}.jsonl.xz"):
            corpus = record.get("corpus", name) if name == "mt_errors" else name
            if corpus not in MARKED or not record["text"].strip():
                continue
            spans = record.get("spans") or []
            placed = (
                [(span["start"], span["end"]) for span in spans if span["start"] is not None]
                if name == "mqm"
                else [(span[0], span[1]) for span in spans]
            )
            if name == "mqm" and spans and not placed:
                continue
            yield corpus, record.get("lang", ""), record["text"], [(low, high) for low, high in placed if high > low]


def _marked(folder: Path, tokenizer: "Tokenizer") -> Iterator[Marked]:
    for corpus, _, text, spans in marks(folder, "train"):
        encoded = tokenizer.encode(Document(text).folded, add_special_tokens=False)
        if len(encoded.ids) > LONGEST_MARKED:
            continue
        damaged = np.array([any(low < end and high > start for start, end in spans) for low, high in encoded.offsets])
        yield Marked(np.array(encoded.ids, dtype=np.uint16), damaged.astype(np.uint8), corpus)

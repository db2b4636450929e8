"""The texts the benchmarks run on, and how they limit themselves to one core.

Texts come from ``news/dev`` of the development data (``docs/data.md``) if it is there, else from ``examples/``. More
texts than there are come out as variations, so that no benchmark meets the same text twice.
"""

import argparse
import os
import random
import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

_VARIED = re.compile(r"[1-9]|[a-z]{6,}")
_ONE_WORD_IN = 60
"""One long word in so many is changed in a variation."""


def use_one_core() -> None:
    """Keep this process on one core and one arithmetic thread. Call it before numpy is imported."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """Let a benchmark's user name the development data."""
    parser.add_argument("--data", help="folder of the development data; 'none' for the texts in examples/")


def origin(data: str | None) -> str:
    """Where the texts come from, for the head of a report."""
    return "variations of the texts in examples/" if _news_file(data) is None else "articles of news/dev"


def texts(data: str | None) -> Iterator[str]:
    """Endless articles: each as it is, then again and again with other numbers and some other words."""
    originals = list(_originals(data))
    yield from originals
    for number in count():
        yield varied(originals[number % len(originals)], number)


def cut_texts(data: str | None, words: int) -> Iterator[str]:
    """Endless articles cut at the sentence end nearest to `words` words; shorter ones are passed over or joined."""
    waiting = ""
    for text in texts(data):
        waiting = f"{waiting}\n\n{text}" if waiting else text
        if len(waiting.split()) < 0.9 * words:
            if _news_file(data) is not None:
                waiting = ""  # there are enough that are long enough
            continue
        yield cut(waiting, words)
        waiting = ""


def cut(text: str, words: int) -> str:
    """`text` up to the end of the sentence at which it is nearest to `words` words long."""
    from detect.document import Document

    best, distance = len(text), abs(len(text.split()) - words)
    counted = 0
    for start, end in Document(text).sentences:
        counted += len(text[start:end].split())
        if abs(counted - words) < distance:
            best, distance = end, abs(counted - words)
    return text[:best]


def varied(text: str, number: int) -> str:
    """`text` with other digits and, now and then, a long word that no text has had: caches must not help."""
    chance = random.Random(number)

    def other(match: "re.Match[str]") -> str:
        found = match.group()
        if found.isdigit():
            return str(chance.randint(1, 9))
        if chance.randrange(_ONE_WORD_IN):
            return found
        return found[:3] + "".join(chance.choices("aeioulnrst", k=3)) + found[3:]

    return _VARIED.sub(other, text)


def first(number: int, data: str | None, words: int | None = None) -> list[str]:
    """The first `number` texts, cut to `words` words if that is given."""
    return list(islice(texts(data) if words is None else cut_texts(data, words), number))


def _news_file(data: str | None) -> Path | None:
    from detect.errors import UsageError
    from detect.training.corpora import data_folder

    if data == "none":
        return None
    try:
        return data_folder(data) / "news" / "dev.jsonl.xz"
    except UsageError:
        if data is not None:
            raise
        return None


def _originals(data: str | None) -> Iterator[str]:
    from detect.training.corpora import read_jsonl

    path = _news_file(data)
    if path is None:
        for example in sorted((CHECKOUT / "examples").glob("*/*.*")):
            yield example.read_text(encoding="utf-8")
        return
    everything = [record["text"] for record in read_jsonl(path)]
    random.Random(0).shuffle(everything)  # the file goes corpus by corpus
    yield from everything

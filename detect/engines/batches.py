"""Records in batches: small enough to hold several, large enough that sending one to a worker costs little."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from detect.article import Article, Record
from detect.result import Result

MAX_CHARS = 1_000_000
"""Code points of text at which a batch is full."""


class BatchScorer(Protocol):
    """What an engine needs of `detect.scorer.Scorer`; to go to a worker, it must be picklable."""

    def score_batch(self, records: list[Record]) -> list[Result]:
        """One result for each record, in the same order."""


def batches(records: Iterable[Record], size: int, max_chars: int = MAX_CHARS) -> Iterator[list[Record]]:
    """Lists of at most `size` records and `max_chars` code points, in order; one longer article makes its own list."""
    batch: list[Record] = []
    chars = 0
    for record in records:
        length = len(record.text) if isinstance(record, Article) else 0
        if batch and (len(batch) >= size or chars + length > max_chars):
            yield batch
            batch, chars = [], 0
        batch.append(record)
        chars += length
    if batch:
        yield batch

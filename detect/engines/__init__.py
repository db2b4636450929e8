"""Engines: ways to run a scorer over many records. All give the same results in the same order."""

import os
import time
from collections.abc import Generator, Iterable, Iterator

from detect.article import Record
from detect.engines.batches import MAX_CHARS, BatchScorer, batches
from detect.errors import UsageError
from detect.result import Result

__all__ = ["BATCH_SIZE", "BatchScorer", "available_cores", "batches", "run"]

BATCH_SIZE = 256
"""Articles scored together: enough that what a batch costs once does not count."""

_HEAD_START = 0.5
"""Seconds of work that are done in this process before others are started, which takes about as long."""


def run(
    scorer: BatchScorer,
    records: Iterable[Record],
    jobs: int = 1,
    batch_size: int = BATCH_SIZE,
    *,
    max_chars: int = MAX_CHARS,
    head_start: float = _HEAD_START,
) -> Generator[Result, None, None]:
    """Score records, one result each, in input order. Neither `jobs` nor the batches change any result.

    Parameters
    ----------
    scorer : BatchScorer
        Picklable if `jobs` is more than 1.
    records : iterable of Record
        Read as the results are taken, never far ahead.
    jobs : int
        Processes, at least 1. With 1, everything happens in this one.
    batch_size : int
        Records that are scored together, at least 1.
    max_chars : int
        Code points that are scored together.
    head_start : float
        Seconds. With several jobs the first batch, and what follows within this time after it, is scored in this
        process: a small input is done before a worker would be ready.

    Raises
    ------
    UsageError
        For a number below 1.
    DetectError
        If a worker process dies.
    """
    if jobs < 1 or batch_size < 1:
        raise UsageError("jobs and batch size must be at least 1")
    return _run(scorer, batches(records, batch_size, max_chars), jobs, head_start)


def _run(
    scorer: BatchScorer, parts: Iterator[list[Record]], jobs: int, head_start: float
) -> Generator[Result, None, None]:
    began: float | None = None
    for part in parts:
        yield from scorer.score_batch(part)
        if jobs == 1:
            continue
        began = began or time.monotonic()  # after the first batch, which also loads the model
        if time.monotonic() - began >= head_start:
            from detect.engines.pool import score_in_pool  # what it imports takes longer than one article does

            yield from score_in_pool(scorer, parts, jobs)


def available_cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""Scoring in worker processes."""

import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from detect.article import Record
from detect.engines.batches import BatchScorer
from detect.engines.transport import pack, unpack
from detect.errors import DetectError
from detect.result import Result

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def score_in_pool(scorer: BatchScorer, parts: Iterator[list[Record]], jobs: int) -> Iterator[Result]:
    """Score batches in `jobs` processes, results in the order of the records.

    Two batches a worker are under way at any time, however slow the reader of the results is. The workers end with
    this generator, whether it is exhausted, closed or interrupted, and with this process, however that ends.

    Raises
    ------
    DetectError
        If a worker dies, or what it raised if that was a DetectError.
    """
    context = get_context("spawn")  # a forked process inherits locks that threads of the parent may hold
    listening, life = context.Pipe(duplex=False)
    with _one_thread_each():
        executor = ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_start, initargs=(pickle.dumps(scorer), listening)
        )
        waiting: deque[Future[list[Any] | _Refusal]] = deque()
        try:
            for part in parts:
                if len(waiting) >= 2 * jobs:
                    yield from _results(waiting.popleft())
                with _interrupts_held():
                    future = executor.submit(_score, part)  # which may start a process
                waiting.append(future)
            while waiting:
                yield from _results(waiting.popleft())
        except BrokenProcessPool as error:
            raise DetectError(
                "a worker process died, most often because memory ran out: run again with fewer --jobs"
                " (and --resume where the output goes to a file). A program that scores with several jobs must be"
                ' started from a file and keep its main part under `if __name__ == "__main__":`'
            ) from error
        finally:
            # Workers finish the batches they have. Killed in the middle, they would leave the executor's feeder thread
            # writing into a pipe nobody reads, and the shutdown waiting for it.
            executor.shutdown(cancel_futures=True)
            life.close()
            listening.close()


class _Refusal:
    """A DetectError on its way back: exceptions with other arguments than a message do not survive pickling."""

    def __init__(self, message: str) -> None:
        self.message = message


def _results(future: "Future[list[Any] | _Refusal]") -> list[Result]:
    outcome = future.result()
    if isinstance(outcome, _Refusal):
        raise DetectError(outcome.message)
    return unpack(outcome)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let the processes that start meanwhile use one thread for arithmetic: there is a process for each core.

    The libraries read these variables when they are loaded, which is before any code of ours runs in a worker.
    """
    missing = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(missing, "1"))
    try:
        yield
    finally:
        for name in missing:
            os.environ.pop(name, None)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait, and processes that start meanwhile never hear it: the parent decides what it means.

    What is blocked stays blocked in a new process, from its first instruction on.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_scorer: Any = None  # of this worker


def _start(pickled: bytes, life: Connection) -> None:
    """Set a worker up."""
    global _scorer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for systems where it could not be blocked
    threading.Thread(target=_end_with_parent, args=(life,), daemon=True).start()
    _scorer = pickle.loads(pickled)


def _end_with_parent(life: Connection) -> None:
    """Wait until the other end of the pipe is closed, which the system does for a parent that was killed."""
    with suppress(EOFError, OSError):
        life.recv_bytes()
    os._exit(1)


def _score(part: list[Record]) -> list[Any] | _Refusal:
    try:
        return pack(_scorer.score_batch(part))
    except DetectError as error:
        return _Refusal(str(error))

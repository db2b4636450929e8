"""The journal of an unfinished output file: JSON Lines, the first of which says what they are results of."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from detect.errors import DetectError

_FLUSH = 1.0  # seconds of work that a killed process may lose


class Journal:
    """Results on disk, in order, that outlive the process.

    Parameters
    ----------
    path : Path
    fingerprint : mapping
        What decides the results (settings, model, inputs), as JSON values.
    resume : bool
        Whether to go on with a journal that is there; it is replaced otherwise.

    Attributes
    ----------
    done : int
        How many results the journal holds.

    Raises
    ------
    DetectError
        If the journal that is there was begun with another fingerprint, or if another process is writing it.
    """

    def __init__(self, path: Path, fingerprint: Mapping[str, Any], resume: bool) -> None:
        self.path = path
        self.done = 0
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        self._file = os.fdopen(descriptor, "r+b")
        try:
            self._lock()
            head = orjson.dumps({"detect_partial": 1, "fingerprint": dict(fingerprint)}, option=orjson.OPT_SORT_KEYS)
            self._start = len(head) + 1
            if resume and self._continues(orjson.loads(head)):
                self._find_end()
            else:
                self._file.seek(0)
                self._file.truncate()
                self._file.write(head + b"\n")
                self._file.flush()
        except BaseException:
            self._file.close()
            raise
        self._flushed = time.monotonic()

    def append(self, line: bytes) -> None:
        """Add one result, a line of JSON. It is on its way to the disk within a second of further results."""
        self._file.write(line)
        self.done += 1
        now = time.monotonic()
        if now - self._flushed >= _FLUSH:
            self._file.flush()
            self._flushed = now

    def lines(self) -> Iterator[bytes]:
        """Every result so far. Nothing may be added while this runs."""
        self._file.flush()
        self._file.seek(self._start)
        yield from self._file
        self._file.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Let go of the file; whatever still can be written is."""
        with suppress(OSError):
            self._file.close()

    def leave(self) -> None:
        """Close the file of a run that broke off, and keep it only if it holds something to go on with."""
        if self.done:
            self.close()
        else:
            self.remove()

    def remove(self) -> None:
        """Close and delete the file."""
        self.close()
        self.path.unlink(missing_ok=True)

    def _lock(self) -> None:
        """Keep a second process from writing the same output. Only where the system can."""
        try:
            import fcntl
        except ImportError:
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DetectError(f"another run is writing {self.path}") from None
        except OSError:
            pass  # a file system without locks

    def _continues(self, wanted: dict[str, Any]) -> bool:
        """Whether a journal is there to go on with."""
        first = self._file.readline()
        try:
            found = orjson.loads(first)
        except orjson.JSONDecodeError:
            return False  # killed before the first line was whole
        if not first.endswith(b"\n") or not isinstance(found, dict) or "fingerprint" not in found:
            return False
        changes = _changes(found["fingerprint"], wanted["fingerprint"], "")
        if changes:
            raise DetectError(
                f"cannot resume {self.path}: {'; '.join(changes)}. Run with the former settings, or without --resume "
                "to start again."
            )
        return True

    def _find_end(self) -> None:
        """Count the whole results and cut off what a crash left behind them."""
        end = self._start
        for line in self._file:
            try:
                whole = line.endswith(b"\n") and isinstance(orjson.loads(line), dict)
            except orjson.JSONDecodeError:
                whole = False
            if not whole:
                break
            end += len(line)
            self.done += 1
        self._file.seek(end)
        self._file.truncate()


def _changes(before: Any, now: Any, name: str) -> list[str]:
    """What differs between two fingerprints, in words."""
    if before == now:
        return []
    if isinstance(before, dict) and isinstance(now, dict):
        prefix = f"{name}." if name else ""
        missing = object()
        return [
            change
            for key in sorted({*before, *now})
            for change in _changes(before.get(key, missing), now.get(key, missing), prefix + key)
        ]
    values = [orjson.dumps(value).decode() if type(value) is not object else "not set" for value in (before, now)]
    if max(map(len, values)) > 60:
        return [f"{name} changed"]
    return [f"{name} was {values[0]} and is now {values[1]}"]

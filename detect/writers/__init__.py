"""Output: results into a file that appears only when it is whole, or onto standard output.

A file goes through a journal beside it, ``<OUT>.partial``. At the end the journal becomes the file, in whatever format
the file's ending asks for, in one streaming step; so an interrupted run can go on in any format, and the bytes are the
same however often it was interrupted.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal

import orjson

from detect.errors import DetectError, UsageError
from detect.readers.compression import open_for_writing
from detect.readers.results import to_result
from detect.result import Result
from detect.writers.endings import output_format
from detect.writers.journal import Journal
from detect.writers.parquet import load_pyarrow, write_parquet
from detect.writers.rows import CsvRows, to_line

__all__ = ["FileWriter", "StreamWriter", "open_writer"]


def open_writer(
    path: str | Path,
    *,
    fingerprint: Mapping[str, Any] | None = None,
    resume: bool = False,
    feature_names: Sequence[str] = (),
) -> "FileWriter":
    """A writer of results into a file; use it in a ``with`` statement.

    Parameters
    ----------
    path : str or Path
        ``.jsonl``, ``.ndjson`` or ``.csv``, each also with ``.gz``, ``.xz`` or ``.zst``, or ``.parquet``. Its folder
        must exist. A file that is there is replaced, but only once the new one is whole.
    fingerprint : mapping, optional
        What decides the results (settings, model, inputs), as JSON values. A run goes on only where it agrees.
    resume : bool
        Go on with an interrupted run into the same path; `FileWriter.done` says how many results are there already.
        Where there was none, a new run begins.
    feature_names : sequence of str
        The features that CSV and Parquet get columns for, in this order.

    Raises
    ------
    UsageError
        For an ending that is no output format, or a path that cannot be a file.
    MissingExtraError
        For Parquet without pyarrow.
    DetectError
        If the interrupted run had another fingerprint, or another process is writing the same path.
    """
    return FileWriter(Path(path), fingerprint or {}, resume, tuple(feature_names))


class FileWriter:
    """Writes results into one file. Made by `open_writer`.

    Attributes
    ----------
    path : Path
        The file that appears at the end.
    done : int
        Results written so far, those of an interrupted run included.
    """

    def __init__(self, path: Path, fingerprint: Mapping[str, Any], resume: bool, feature_names: Sequence[str]) -> None:
        self.path = path
        self._target = Path(os.path.realpath(path))  # a link keeps pointing to the file
        self._format, self._compression = output_format(path)
        self._features = feature_names
        if self._format == ".parquet":
            load_pyarrow()
        self._temporary = self._target.with_name(self._target.name + ".writing")
        try:
            if self._target.exists() and not self._target.is_file():
                raise UsageError(f"{path} is there and is not a file")
            if not self._target.parent.is_dir():
                raise UsageError(f"there is no folder {path.parent} to write {path.name} into")
            self._temporary.unlink(missing_ok=True)  # of a run that was killed at its very end
            self._journal = Journal(self._target.with_name(self._target.name + ".partial"), fingerprint, resume)
        except OSError as error:
            raise DetectError(f"cannot write {path}: {error.strerror}") from error

    @property
    def done(self) -> int:
        """See the class."""
        return self._journal.done

    @property
    def partial(self) -> Path:
        """Where the results stand until the file is whole, and stay if the run is interrupted."""
        return self._journal.path

    def write(self, result: Result) -> None:
        """Add one result. Raises DetectError if the disk does not take it."""
        try:
            self._journal.append(to_line(result))
        except OSError as error:
            raise self._refused(error) from error

    def results(self) -> Iterator[Result]:
        """The results written so far, to count those of an interrupted run in. Nothing may be written meanwhile."""
        return (to_result(orjson.loads(line)) for line in self._journal.lines())

    def __enter__(self) -> "FileWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file, or on an error keep what a later run can go on with and nothing else."""
        if kind is None:
            self._finish()
        else:
            self._journal.leave()

    def _finish(self) -> None:
        try:
            with self._temporary.open("wb") as file:
                packed = open_for_writing(file, self._compression)
                self._convert(packed)
                if packed is not file:
                    packed.close()
                file.flush()
                os.fsync(file.fileno())
            self._temporary.replace(self._target)
            _sync_folder(self._target.parent)
            self._journal.remove()
        except BaseException as error:
            self._journal.close()
            with suppress(OSError):
                self._temporary.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise self._refused(error) from error
            raise

    def _convert(self, file: IO[bytes]) -> None:
        lines = self._journal.lines()
        if self._format == ".parquet":
            write_parquet((orjson.loads(line) for line in lines), file, self._features)
        elif self._format == ".csv":
            table = CsvRows(self._features)
            file.write(table.header())
            file.writelines(table.line(orjson.loads(line)) for line in lines)
        else:
            file.writelines(lines)

    def _refused(self, error: OSError) -> DetectError:
        return DetectError(f"cannot write {self.path}: {error.strerror or error}; {self.partial} holds what is done")


class StreamWriter:
    """Writes results onto a stream, such as standard output, as they come.

    Parameters
    ----------
    stream : binary file
    form : {"jsonl", "csv"}
    feature_names : sequence of str
        As for `open_writer`.
    """

    def __init__(self, stream: IO[bytes], form: Literal["jsonl", "csv"], feature_names: Sequence[str] = ()) -> None:
        self._stream = stream
        self._table = CsvRows(feature_names) if form == "csv" else None
        self._flushed = time.monotonic()
        if self._table:
            stream.write(self._table.header())

    def write(self, result: Result) -> None:
        """Add one result. A slow run is seen at the other end of a pipe with a second's delay at most."""
        line = to_line(result)
        self._stream.write(line if self._table is None else self._table.line(orjson.loads(line)))
        now = time.monotonic()
        if now - self._flushed >= 1:
            self._stream.flush()
            self._flushed = now

    def close(self) -> None:
        """Flush the stream, and leave it open."""
        self._stream.flush()


def _sync_folder(folder: Path) -> None:
    """Make a renaming in `folder` survive a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

"""Cleaned articles and what was removed of them: each into a file that appears only when it is whole."""

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol

import orjson

from detect.errors import DetectError, UsageError
from detect.readers.compression import open_for_writing, split_compression
from detect.writers.parquet import load_pyarrow

ERROR_COLUMNS = ("error_code", "error_message", "error_where")
"""The columns CSV has for a record that could not be read; in the other formats it is ``error``."""
_FIRST_ROWS = 1_000
"""Rows that decide which columns a CSV or Parquet file has, and of which type."""


class RowSink(Protocol):
    """Something rows are written to."""

    def write(self, row: Mapping[str, Any]) -> None:
        """Take one row."""

    def close(self) -> None:
        """Bring out what is still held back."""


class JsonRows:
    """JSON Lines."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, row: Mapping[str, Any]) -> None:
        """Add a line."""
        try:
            self._stream.write(orjson.dumps(dict(row), default=_plain, option=orjson.OPT_APPEND_NEWLINE))
        except TypeError:  # whole numbers of more than 64 bits, lone surrogates in other fields
            text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain)
            self._stream.write(text.encode("utf-8", "replace") + b"\n")

    def close(self) -> None:
        """Nothing is held back."""


class TableRows:
    """CSV or Parquet: the first thousand rows decide which columns there are.

    Parameters
    ----------
    stream : binary file
    form : {".csv", ".parquet"}
    """

    def __init__(self, stream: IO[bytes], form: str) -> None:
        self._stream, self._form = stream, form
        self._waiting: list[Mapping[str, Any]] = []
        self._columns: list[str] = []
        self._table: Any = None
        self._schema: Any = None

    def write(self, row: Mapping[str, Any]) -> None:
        """Add a row. Raises DetectError for one with a field that has no column."""
        self._waiting.append(_flat(row) if self._form == ".csv" else row)
        if len(self._waiting) >= _FIRST_ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        if self._form == ".parquet" and self._table is not None:
            self._table.close()

    def _flush(self) -> None:
        if not self._columns:
            self._columns = list(dict.fromkeys(name for row in self._waiting for name in row))
            if self._form == ".csv":
                self._columns = [name for name in self._columns if name not in ERROR_COLUMNS] + list(ERROR_COLUMNS)
                self._line(self._columns)
        for row in self._waiting:
            extra = next((name for name in row if name not in self._columns), None)
            if extra is not None:
                raise DetectError(f"the field {extra!r} comes too late for a table's columns; write .jsonl")
        if self._form == ".csv":
            for row in self._waiting:
                self._line([_cell(row.get(name)) for name in self._columns])
        elif self._columns:
            self._write_parquet()
        self._waiting = []

    def _line(self, cells: list[Any]) -> None:
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow(cells)
        self._stream.write(buffer.getvalue().encode("utf-8", "replace"))

    def _write_parquet(self) -> None:
        arrow = load_pyarrow()
        rows = [{name: row.get(name) for name in self._columns} for row in self._waiting]
        try:
            table = arrow.Table.from_pylist(rows, schema=self._schema)
        except (arrow.ArrowException, TypeError, ValueError) as error:
            raise DetectError(f"the records do not fit the columns of one table ({error}); write .jsonl") from error
        if self._table is None:
            self._schema = table.schema
            self._table = arrow.parquet.ParquetWriter(self._stream, self._schema, compression="zstd")
        self._table.write_table(table)


@contextmanager
def open_rows(path: str | Path) -> Iterator[RowSink]:
    """A sink of rows into a file, in the format of its ending, that appears only when it is whole.

    Raises
    ------
    UsageError
        For an ending that is no output format.
    DetectError
        If the file cannot be written.
    """
    base, compression = split_compression(Path(path).name)
    form = Path(base).suffix.lower()
    known = form in (".jsonl", ".ndjson", ".csv") or (form == ".parquet" and not compression)
    if not known:
        raise UsageError(
            f"{path} is of no output format: it must end in .jsonl, .ndjson or .csv, each also with .gz, .xz or .zst, "
            "or in .parquet"
        )
    if form == ".parquet":
        load_pyarrow()
    with whole_file(path) as file:
        packed = open_for_writing(file, compression)
        sink: RowSink = JsonRows(packed) if form in (".jsonl", ".ndjson") else TableRows(packed, form)
        yield sink
        sink.close()
        if packed is not file:
            packed.close()


@contextmanager
def whole_file(path: str | Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its name only at the end; without one, nothing is left behind."""
    target = Path(os.path.realpath(path))
    temporary = target.with_name(target.name + ".writing")
    try:
        if target.exists() and not target.is_file():
            raise UsageError(f"{path} is there and is not a file")
        with temporary.open("wb") as file:
            yield file
        temporary.replace(target)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename in (str(temporary), str(target)):
            raise DetectError(f"cannot write {path}: {error.strerror}") from error
        raise


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose ``error``, if it has one of ours, stands in columns."""
    error = row.get("error")
    if not isinstance(error, dict) or set(error) != {"code", "message", "where"}:
        return dict(row)
    rest = {name: value for name, value in row.items() if name != "error"}
    return {**rest, **{f"error_{name}": value for name, value in error.items()}}


def _cell(value: Any) -> Any:
    """A value as a cell: lists and objects as JSON."""
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return value


def _plain(value: Any) -> Any:
    """What JSON has no form for, as text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)

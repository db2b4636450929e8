"""Cleaned articles and what was removed of them: each into a file that appears only when it is whole.

What was removed of each article also goes into a journal beside the output (``<OUT>.partial``, or ``.partial`` in a
folder). An interrupted run goes on from there: the input is read again, which is quick, but not cleaned again, and
every file is written anew. So records keep their fields as they were read, whatever the format.
"""

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol, TypeGuard

import orjson

from detect.article import Article, BadRecord
from detect.cleaning import Cleaned, without
from detect.errors import DetectError, UsageError
from detect.readers import ReadOptions, Row, to_record
from detect.readers.compression import open_for_writing
from detect.readers.results import to_findings
from detect.result import Failed
from detect.writers.endings import output_format
from detect.writers.journal import Journal
from detect.writers.parquet import load_pyarrow

ERROR_COLUMNS = ("error_code", "error_message", "error_where")
"""The columns CSV always has for records that could not be read; in the other formats it is ``error``."""
_ERROR_PARTS = ("code", "message", "where")
_FIRST_ROWS = 1_000
"""Rows that decide which columns a CSV or Parquet file has, and of which type."""


class RowSink(Protocol):
    """Something rows are written to."""

    def write(self, row: Mapping[str, Any]) -> None:
        """Take one row."""

    def close(self) -> None:
        """Bring out what is still held back."""

    def abandon(self) -> None:
        """Let go of the file of a run that broke off, as it is."""


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

    def abandon(self) -> None:
        """Nothing is held."""


class TableRows:
    """CSV or Parquet: the first thousand rows decide which columns there are, beside those for errors.

    A record that could not be read fills those of its fields that have a column.

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
        """Add a row. Raises UsageError for one with a field that has no column."""
        self._waiting.append(_flat(row) if self._form == ".csv" else row)
        if len(self._waiting) >= _FIRST_ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        if self._table is not None:
            self._table.close()

    def abandon(self) -> None:
        """Close the table, which would else write to a closed file when it is collected."""
        if self._table is not None:
            with suppress(Exception):
                self._table.close()

    def _flush(self) -> None:
        if not self._columns:
            self._columns = list(dict.fromkeys(name for row in self._waiting for name in row))
            if self._form == ".csv":
                self._columns = [name for name in self._columns if name not in ERROR_COLUMNS] + list(ERROR_COLUMNS)
                self._line(self._columns)
            elif all("error" not in row or _is_ours(row["error"]) for row in self._waiting):
                self._columns = [name for name in self._columns if name != "error"] + ["error"]
        for row in self._waiting:
            if "error_code" in row or _is_ours(row.get("error")):
                continue
            extra = next((name for name in row if name not in self._columns), None)
            if extra is not None:
                raise UsageError(f"the field {extra!r} comes too late for a table's columns; write .jsonl")
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

    def _inferred(self, rows: list[dict[str, Any]]) -> Any:
        """The types of the columns, from the first rows; that of errors is known."""
        arrow = load_pyarrow()
        others = [{name: value for name, value in row.items() if name != "error"} for row in rows]
        if self._columns[-1] != "error":
            return None
        parts = arrow.struct([(name, arrow.string()) for name in _ERROR_PARTS])
        return arrow.Table.from_pylist(others).schema.append(arrow.field("error", parts))

    def _write_parquet(self) -> None:
        arrow = load_pyarrow()
        rows = [{name: row.get(name) for name in self._columns} for row in self._waiting]
        try:
            table = arrow.Table.from_pylist(rows, schema=self._schema or self._inferred(rows))
        except (arrow.ArrowException, TypeError, ValueError) as error:
            raise UsageError(f"the records do not fit the columns of one table ({error}); write .jsonl") from error
        if self._table is None:
            self._schema = table.schema
            self._table = arrow.parquet.ParquetWriter(self._stream, self._schema, compression="zstd")
        self._table.write_table(table)


class CleaningJournal:
    """What was removed of each record so far, in order. Made by `open_cleaning_journal`."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def done(self) -> int:
        """How many records it holds."""
        return self._journal.done

    def append(self, outcome: Cleaned | Failed) -> None:
        """Add the outcome of the next record. Raises DetectError if the disk does not take it."""
        line: dict[str, Any] = {"id": outcome.record.id if isinstance(outcome, Failed) else outcome.id}
        if isinstance(outcome, Cleaned):
            line |= {
                "chars": len(outcome.text) + outcome.chars,
                "removed": [finding.to_dict() for finding in outcome.removed],
            }
        try:
            self._journal.append(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        except OSError as error:
            raise DetectError(f"cannot write {self._journal.path}: {error.strerror}") from error

    def again(
        self, rows: Iterator[Row | BadRecord], options: ReadOptions
    ) -> Iterator[tuple[Row | BadRecord, Cleaned | Failed]]:
        """The rows that are done, taken from the start of `rows`, and the outcome of each.

        Raises
        ------
        DetectError
            Where the input does not begin with the records that were cleaned.
        """
        for number, line in enumerate(self._journal.lines(), 1):
            known = orjson.loads(line)
            row = next(rows, None)
            record = to_record(row, options) if isinstance(row, Row) else row
            outcome: Cleaned | Failed | None = None
            if isinstance(record, Article) and known.get("chars") == len(record.text):
                outcome = without(record, to_findings(known["removed"]))
            elif isinstance(record, BadRecord) and "removed" not in known:
                outcome = Failed(record)
            if row is None or record is None or outcome is None or record.id != known["id"]:
                raise DetectError(
                    f"cannot resume {self._journal.path}: record {number} of the input is not the one that was cleaned;"
                    " run without --resume to start again"
                )
            yield row, outcome


@contextmanager
def open_cleaning_journal(output: Path, fingerprint: Mapping[str, Any], resume: bool) -> Iterator[CleaningJournal]:
    """The journal of a run into the file or folder `output`; gone when the run ends, kept if it breaks off.

    Raises
    ------
    DetectError
        If it cannot be written, the interrupted run had another fingerprint, or another process writes it.
    """
    target = Path(os.path.realpath(output))
    try:
        path = target / ".partial" if target.is_dir() else target.with_name(target.name + ".partial")
        journal = Journal(path, fingerprint, resume)
    except OSError as error:
        raise DetectError(f"cannot write {output}: {error.strerror}") from error
    try:
        yield CleaningJournal(journal)
    except UsageError:
        journal.remove()  # it would come to the same end again
        raise
    except BaseException:
        journal.leave()
        raise
    journal.remove()


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
    form, compression = output_format(path)
    if form == ".parquet":
        load_pyarrow()
    with whole_file(path) as file:
        packed = open_for_writing(file, compression)
        sink: RowSink = JsonRows(packed) if form in (".jsonl", ".ndjson") else TableRows(packed, form)
        try:
            yield sink
            sink.close()
        except BaseException:
            sink.abandon()
            raise
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
    if not _is_ours(error):
        return dict(row)
    rest = {name: value for name, value in row.items() if name != "error"}
    return {**rest, **{f"error_{name}": error[name] for name in _ERROR_PARTS}}


def _is_ours(error: Any) -> TypeGuard[dict[str, Any]]:
    """Whether the field ``error`` of a row says what is wrong with a record, and is no field of the record itself."""
    return isinstance(error, dict) and set(error) == set(_ERROR_PARTS)


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

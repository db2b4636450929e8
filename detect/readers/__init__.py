"""Input: from paths to articles, in order, one at a time.

Three layers, each a stream: `detect.readers.paths` finds the files, `detect.readers.formats` reads their rows, and
`detect.readers.record` makes articles of them. Memory does not grow with the input.
"""

import hashlib
import io
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import IO, Any

from detect.article import BadRecord, Record
from detect.readers import compression
from detect.readers.formats import readers
from detect.readers.paths import InputFile, Prefixed, expand
from detect.readers.record import ReadOptions, Row, Skipped, to_record
from detect.readers.results import is_result, to_result
from detect.result import Result

__all__ = [
    "InputFile",
    "ReadOptions",
    "Row",
    "describe_inputs",
    "read_by_file",
    "read_records",
    "read_records_or_results",
    "read_rows",
    "to_record",
]


def read_records(
    paths: Sequence[str], options: ReadOptions | None = None, skipped: Counter[str] | None = None
) -> Iterator[Record]:
    """Every article of the paths, in input order, with a `BadRecord` in the place of each that cannot be read.

    Parameters
    ----------
    paths : sequence of str
        Files, directories, globs, or ``-`` for standard input: JSON Lines if the first character that is not white
        space is ``{``, a page or a web archive if it starts like one, else the text of one article. Files are JSONL
        (``.jsonl``, ``.ndjson``), CSV, Parquet, one article each (``.txt``, ``.md``, ``.html``, ``.htm``), or web
        archives (``.warc``, ``.wet``), and may be compressed (``.gz``, ``.xz``, ``.zst``).
    options : ReadOptions, optional
    skipped : Counter, optional
        Counts what archives hold besides articles, by what it is ("request", "status 4xx", "image/*").

    Raises
    ------
    MissingExtraError
        For Parquet without pyarrow.
    UsageError
        If the list of files to read cannot be read itself.
    """
    options = options or ReadOptions()
    for row in _read(paths, options, skipped, articles=True):
        yield to_record(row, options) if isinstance(row, Row) else row


def read_rows(
    paths: Sequence[str], options: ReadOptions | None = None, skipped: Counter[str] | None = None
) -> Iterator[Row | BadRecord]:
    """As `read_records`, but the rows as they stand in the files, with all their fields, whatever they hold."""
    return _read(paths, options or ReadOptions(), skipped, articles=False)


def read_by_file(
    paths: Sequence[str], options: ReadOptions | None = None, skipped: Counter[str] | None = None
) -> Iterator[BadRecord | tuple[InputFile, Iterator[Row | BadRecord]]]:
    """As `read_records`, but file by file, with the rows each article is made of; a path that is no file is a record.

    A file whose rows are not taken is never opened.
    """
    options = options or ReadOptions()
    for item in expand(paths, options, frozenset(readers())):
        yield item if isinstance(item, BadRecord) else (item, _read_file(item, options, skipped, articles=True))


def read_records_or_results(
    paths: Sequence[str], options: ReadOptions | None = None, skipped: Counter[str] | None = None
) -> Iterator[Record | Result]:
    """As `read_records`, but rows that are output of ``detect score`` come as the results they were written from."""
    options = options or ReadOptions()
    for row in read_rows(paths, options, skipped):
        if isinstance(row, BadRecord):
            yield row
        elif is_result(row.fields):
            try:
                yield to_result(row.fields)
            except ValueError as error:
                yield BadRecord(row.id, row.source, "bad-result", f"The row is {error}.", row.where)
        else:
            yield to_record(row, options)


def describe_inputs(paths: Sequence[str], options: ReadOptions | None = None) -> str:
    """A digest that changes with the files the paths stand for: their names, sizes, times and order (SHA-256, hex)."""
    options = options or ReadOptions()
    digest = hashlib.sha256()
    for item in expand(paths, options, frozenset(readers())):
        known: Any = item.name if isinstance(item, InputFile) else item.id
        if isinstance(item, InputFile) and os.path.exists(item.path):
            status = os.stat(item.path)
            known = (known, status.st_size, status.st_mtime_ns)
        digest.update(repr(known).encode() + b"\n")
    return digest.hexdigest()


def _read(
    paths: Sequence[str], options: ReadOptions, skipped: Counter[str] | None, articles: bool
) -> Iterator[Row | BadRecord]:
    for item in expand(paths, options, frozenset(readers())):
        if isinstance(item, BadRecord):
            yield item
        else:
            yield from _read_file(item, options, skipped, articles)


def _read_file(
    file: InputFile, options: ReadOptions, skipped: Counter[str] | None, articles: bool
) -> Iterator[Row | BadRecord]:
    """The rows of one file; whatever is wrong with the file as a whole becomes its last record."""
    options = replace(options, source=options.source or file.folder)
    stream: IO[bytes] | None = None
    try:
        if file.path == "-":
            ending, stream = _sniffed(file.open())
        else:
            ending = file.ending
            if ending in readers():
                stream = file.open()
        if stream is not None:
            for row in readers()[ending](file, stream, options, articles):
                if not isinstance(row, Skipped):
                    yield row
                elif skipped is not None:
                    skipped[row.reason] += 1
            return
        os.stat(file.path)  # a path that does not exist is worse than one of a wrong format
        code, message = _unknown(ending)
    except (FileNotFoundError, NotADirectoryError):
        code, message = "no-such-path", "There is no such file or directory."
    except Exception as error:
        problem = compression.damage(error)
        if problem is None and isinstance(error, OSError):
            problem = "unreadable", f"The file cannot be read: {error.strerror or error}."
        elif problem is None and isinstance(error, ValueError) and "\0" in file.path:
            problem = "no-such-path", "No path can hold a NUL character."
        if problem is None:
            raise
        code, message = problem
    finally:
        if stream is not None and file.path != "-":
            stream.close()
    yield BadRecord(file.name, options.source, code, message, file.name)


def _unknown(ending: str) -> tuple[str, str]:
    endings = " ".join(sorted(readers()))
    return "unknown-format", f"The ending {ending or '(none)'} is of no known format; known are {endings}."


def _sniffed(stream: IO[bytes]) -> tuple[str, IO[bytes]]:
    """The format of standard input by how it starts, and a stream that gives its start again."""
    mark = b"\xef\xbb\xbf"
    head = b""
    while len(head) < 65_536 and (mark.startswith(head) or not head.removeprefix(mark).strip()):
        byte = stream.read(1)
        if not byte:
            break
        head += byte
    starts = head.removeprefix(mark).strip()
    if starts in (b"<", b"W"):
        rest = stream.readline(16)
        head += rest
        starts = (starts + rest).lower()
    ending = ".txt"
    if starts.startswith(b"{"):
        ending = ".jsonl"
    elif starts.startswith((b"<!doctype html", b"<html")):
        ending = ".html"
    elif starts.startswith(b"warc/"):
        ending = ".warc"
    return ending, io.BufferedReader(Prefixed(head, stream))

"""CSV (RFC 4180): a header, then one record a row; fields in quotation marks may hold line breaks."""

import csv
from collections.abc import Iterator
from typing import IO

from detect.article import BadRecord
from detect.readers.formats import register
from detect.readers.paths import InputFile
from detect.readers.record import ReadOptions, Row


class _TooLongError(Exception):
    """A row of more bytes than are read."""


class _Lines:
    """Decoded lines for `csv.reader`, with an eye on the row they make up.

    Bytes that are not UTF-8 come through as lone surrogates, so that only their own row is lost.
    """

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._number = 0
        self.ended = False
        self.start_row()

    def start_row(self) -> None:
        """Forget the row before."""
        self.first = self._number + 1
        self._bytes = 0
        self._open = False  # whether the row has an odd number of quotation marks so far

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._read(self._limit + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self._bytes += len(line)
        if self._bytes > self._limit:
            while not line.endswith(b"\n") and (line := self._read(1 << 20)):
                pass
            raise _TooLongError
        self._number += 1
        if self._number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        return line.decode("utf-8", "surrogateescape")

    def skip_row(self) -> None:
        """Pass over the rest of a row that is too long: to the end of the line that closes its last quotation."""
        self._number += 1
        while self._open and (line := self._read(1 << 20)):
            self._number += line.endswith(b"\n")

    def _read(self, size: int) -> bytes:
        line = self._stream.readline(size)
        self._open ^= line.count(b'"') % 2 == 1
        return line


@register(".csv")
def read(file: InputFile, stream: IO[bytes], options: ReadOptions, articles: bool) -> Iterator[Row | BadRecord]:
    """The rows of a file. The place of a row is the line it starts on; empty lines are not rows.

    Codes: ``no-text-column`` (once for the file), ``bad-csv`` (more fields than the header names, a quotation that
    never ends, a stray carriage return), ``not-utf-8``, ``too-long``.
    """
    csv.field_size_limit(max(csv.field_size_limit(), options.max_line + 1))  # rows have a limit of their own
    lines = _Lines(stream, options.max_line)
    header: list[str] | None = None
    table = csv.reader(lines)
    while True:
        lines.start_row()
        cells: list[str] = []
        problem: tuple[str, str] | None = None
        try:
            cells = next(table)
        except StopIteration:
            break
        except _TooLongError:
            lines.skip_row()
            problem = "too-long", f"The row is longer than {options.max_line} bytes."
        except csv.Error as error:
            problem = "bad-csv", f"The row cannot be read: {error}."
        place = f"{file.name}:{lines.first}"
        if lines.ended and not problem:
            problem = "bad-csv", "A quotation that opens in this row never closes."
        if not problem and not cells:
            continue
        if header is None:
            header = cells
            if problem:
                yield BadRecord(file.name, options.source, *problem, place)
                return
            if articles and options.text_field not in header:
                break
            continue
        problem = problem or _problem(cells, header)
        if problem:
            own_id = dict(zip(header, cells, strict=False)).get(options.id_field, "")
            yield BadRecord(own_id if _is_utf8(own_id) and own_id else place, options.source, *problem, place)
        else:
            yield Row(dict(zip(header, cells, strict=False)), place, place, options.source)
    if articles and (header is None or options.text_field not in header):
        names = ", ".join(name for name in header or [] if _is_utf8(name))[:200]
        message = f"The header has no column {options.text_field!r}" + (f", only {names}." if names else ".")
        yield BadRecord(file.name, options.source, "no-text-column", message, f"{file.name}:1")


def _problem(cells: list[str], header: list[str]) -> tuple[str, str] | None:
    if any(cells[len(header) :]):
        return "bad-csv", f"The row has {len(cells)} fields, the header {len(header)}."
    if not _is_utf8("".join(cells)):
        return "not-utf-8", "The row is not UTF-8."
    return None


def _is_utf8(decoded: str) -> bool:
    try:
        decoded.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True

"""Articles with their place in the input, which a reviewer needs and a score does not."""

import os
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detect.article import BadRecord, Record
from detect.readers import InputFile, ReadOptions, Row, read_by_file, to_record

Keep = Callable[[InputFile], bool | Callable[[Record, Row], bool]]
"""Which records of a file are wanted: all, none, or those a function says yes to."""

_NUMBERED = re.compile(r"(.*):([a-z]+ )?(\d+)", re.DOTALL)
_WHOLE = frozenset({".txt", ".md", ""})
"""Endings of files that are one article, character for character; standard input has none."""


@dataclass(frozen=True, slots=True)
class Located:
    """A record and where it stands.

    Attributes
    ----------
    record : Record
    path : str
        Of its file: relative to the working directory, ``/`` between folders; ``stdin`` for standard input.
    line : int or None
        The line its record starts on, from 1, where the format has lines (JSON Lines, CSV).
    row : int or None
        The number of its record, from 1, where the format has numbers and no lines (Parquet).
    whole : bool
        Whether the text is the whole file, so that offsets into it are places in the file.
    """

    record: Record
    path: str
    line: int | None = None
    row: int | None = None
    whole: bool = False


def read_located(
    paths: Sequence[str], options: ReadOptions, keep: Keep | None = None, skipped: Counter[str] | None = None
) -> Iterator[Located]:
    """Every record of the paths, in input order; with `keep`, only those wanted. Unreadable ones are always given.

    `skipped` counts what archives hold besides articles, as for `detect.readers.read_records`.
    """
    for item in read_by_file(paths, options, skipped):
        if isinstance(item, BadRecord):
            yield _placed(item, item.where, whole=False)
            continue
        file, rows = item
        wanted = keep(file) if keep else True
        if wanted is False:
            continue
        for row in rows:
            whole = file.ending in _WHOLE and row.where == file.name
            if isinstance(row, BadRecord):
                yield _placed(row, row.where, whole)
                continue
            record = to_record(row, options)
            if wanted is True or isinstance(record, BadRecord) or wanted(record, row):
                yield _placed(record, row.where, whole)


def records_of(located: Iterable[Located], waiting: deque[Located]) -> Iterator[Record]:
    """The records alone, for an engine. Each item is appended to `waiting` as its record is taken.

    Engines give results in the order of the records, so the first one waiting belongs to the next result.
    """
    for item in located:
        waiting.append(item)
        yield item.record


def relative_path(name: str) -> str:
    """A file's name for machines: relative to the working directory if that is possible, ``/`` between folders."""
    if Path(name).is_absolute():
        try:
            name = os.path.relpath(name)
        except ValueError:  # another drive
            return name.replace(os.sep, "/")
    return name.replace(os.sep, "/")


def _placed(record: Record, where: str, whole: bool) -> Located:
    numbered = None if whole else _NUMBERED.fullmatch(where)
    if numbered is None:
        return Located(record, relative_path(where), whole=whole and not isinstance(record, BadRecord))
    path, kind, number = numbered.groups()
    if kind is None or kind == "line ":
        return Located(record, relative_path(path), line=int(number))
    return Located(record, relative_path(path), row=int(number))

"""The input formats: one file each, found by themselves.

A format is a function that reads one file and is registered for its endings::

    @register(".jsonl", ".ndjson")
    def read(
        file: InputFile, stream: IO[bytes], options: ReadOptions, articles: bool
    ) -> Iterator[Row | BadRecord | Skipped]: ...

It gets the uncompressed bytes, yields rows in file order, and turns what is wrong with one record into a `BadRecord` in
its place, and what is no article but was never meant to be one into `Skipped`. What is wrong with the whole stream
(``OSError``, a damaged archive) it lets pass: `detect.readers` handles
that for all formats. ``articles`` says that only the fields of articles are wanted, so others may be left out, and a
table without a text column is worth one complaint.
"""

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import IO

from detect.article import BadRecord
from detect.readers.paths import InputFile
from detect.readers.record import ReadOptions, Row, Skipped

Reader = Callable[[InputFile, IO[bytes], ReadOptions, bool], Iterator[Row | BadRecord | Skipped]]

_READERS: dict[str, Reader] = {}


def register(*endings: str) -> Callable[[Reader], Reader]:
    """Make a function the reader of files with these endings (lower case, with the point, without compression)."""

    def add(reader: Reader) -> Reader:
        for ending in endings:
            if ending in _READERS:
                raise ValueError(f"two readers for {ending}")
            _READERS[ending] = reader
        return reader

    return add


@cache
def readers() -> dict[str, Reader]:
    """Every reader by ending."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return _READERS

"""A ranking of sources as JSON Lines or CSV. It is short, so it is written at one go."""

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import orjson

from detect.errors import DetectError, UsageError
from detect.readers.compression import open_for_writing, split_compression

COLUMNS = ("rank", "source", "reliability", "low", "high", "articles", "drivers")
"""The columns of CSV; ``drivers`` is JSON."""

Form = Literal["jsonl", "csv"]


def ranking_lines(rows: Sequence[Mapping[str, Any]], form: Form) -> Iterator[bytes]:
    """The lines of a ranking, ends included, in UTF-8."""
    if form == "jsonl":
        for row in rows:
            yield orjson.dumps(dict(row), option=orjson.OPT_APPEND_NEWLINE)
        return
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(COLUMNS)
    for row in rows:
        table.writerow([*(row[name] for name in COLUMNS[:-1]), orjson.dumps(row["drivers"]).decode()])
    yield buffer.getvalue().encode("utf-8")


def ranking_form(path: str | Path) -> Form:
    """The format the ending of `path` asks for. Raises UsageError for one a ranking is not written in."""
    ending = Path(split_compression(Path(path).name)[0]).suffix.lower()
    if ending == ".csv":
        return "csv"
    if ending in (".jsonl", ".ndjson"):
        return "jsonl"
    raise UsageError(f"{path}: a ranking is written as .jsonl, .ndjson or .csv, each also with .gz, .xz or .zst")


def write_ranking(rows: Sequence[Mapping[str, Any]], path: str | Path) -> None:
    """Write a ranking into a file that appears only when it is whole.

    Raises
    ------
    UsageError
        For an ending that is no output format.
    DetectError
        If the file cannot be written.
    """
    form = ranking_form(path)
    target = Path(os.path.realpath(path))  # a link keeps pointing to the file
    temporary = target.with_name(target.name + ".writing")
    try:
        with temporary.open("wb") as file:
            packed = open_for_writing(file, split_compression(target.name)[1])
            packed.writelines(ranking_lines(rows, form))
            if packed is not file:
                packed.close()
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise DetectError(f"cannot write {path}: {error.strerror or error}") from error

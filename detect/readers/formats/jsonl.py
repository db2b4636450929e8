"""JSON Lines: one object a line. Blank lines are not records."""

import json
from collections.abc import Iterator
from typing import IO, Any

import orjson

from detect.article import BadRecord
from detect.readers.formats import register
from detect.readers.paths import InputFile
from detect.readers.record import ReadOptions, Row, json_kind, own_identity


@register(".jsonl", ".ndjson")
def read(file: InputFile, stream: IO[bytes], options: ReadOptions, articles: bool) -> Iterator[Row | BadRecord]:
    """The objects of a file; a line that is none, that is not UTF-8 or too long is a `BadRecord`."""
    for number, line in _lines(stream, options.max_line):
        place = f"{file.name}:{number}"
        if line is None:
            message = f"The line is longer than {options.max_line} bytes."
            yield BadRecord(place, options.source, "too-long", message, place)
        elif line and not line.isspace():
            yield _row(line, place, options)


def _lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines, from 1, without a byte order mark; None for one of more than `limit` bytes, which is skipped."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield number, None


def _row(line: bytes, place: str, options: ReadOptions) -> Row | BadRecord:
    try:
        value: Any = orjson.loads(line)
    except orjson.JSONDecodeError:
        value = _lenient(line, place, options)
        if isinstance(value, BadRecord):
            return value
    if not isinstance(value, dict):
        message = f"The line holds {'a string' if isinstance(value, str) else json_kind(value)}, not an object."
        return BadRecord(place, options.source, "not-an-object", message, place)
    if isinstance(value.get(options.id_field), float):
        value = json.loads(line)  # orjson rounds whole numbers of more than 64 bits; an id must keep its digits
    return Row(value, place, place, options.source)


def _lenient(line: bytes, place: str, options: ReadOptions) -> Any:
    """What the standard library makes of a line orjson refuses.

    It reads NaN and lone surrogates, which other fields than the text may well have, and says what is wrong.
    """
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"The line is not UTF-8 (byte {error.start + 1})."
        return BadRecord(_rescued_id(line, options) or place, options.source, "not-utf-8", message, place)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"The line is not JSON: {error.msg} (column {error.colno})."
    except RecursionError:
        message = "The line is not JSON that can be read: it is nested too deeply."
    except ValueError:
        message = "The line is not JSON that can be read: it holds a number of too many digits."
    return BadRecord(place, options.source, "bad-json", message, place)


def _rescued_id(line: bytes, options: ReadOptions) -> str | None:
    """The id of a line in a wrong encoding, if the line is an object and the id itself is not touched."""
    try:
        value = json.loads(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    found = own_identity(value.get(options.id_field)) if isinstance(value, dict) else None
    return None if found is None or "\ufffd" in found else found

"""From a raw row to an article: which field is what, and everything that can be wrong with a record."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from detect.article import Article, BadRecord, Record, Trace
from detect.errors import UsageError
from detect.readers.domains import registered_domain


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How input is read.

    Parameters
    ----------
    text_field, id_field, source_field : str
        The names of these fields in JSONL, CSV and Parquet.
    source : str or None
        The source of records that name none and have no ``url``.
    max_chars : int
        A text of more code points than this is a `BadRecord` (``too-long``). At least 1.
    files_from : str or None
        A file with one path a line (``-``: standard input), read after the paths themselves.

    Raises
    ------
    UsageError
        For ``max_chars`` below 1.
    """

    text_field: str = "text"
    id_field: str = "id"
    source_field: str = "source"
    source: str | None = None
    max_chars: int = 1_000_000
    files_from: str | None = None

    def __post_init__(self) -> None:
        if self.max_chars < 1:
            raise UsageError(f"max_chars must be at least 1, not {self.max_chars}")

    @property
    def max_line(self) -> int:
        r"""Bytes of the longest JSONL line or CSV row that is read.

        Enough for a text of ``max_chars`` code points written wholly in ``\uD83D\uDE00`` escapes, and 4 MiB of other
        fields. What is longer is skipped without being held in memory.
        """
        return 12 * self.max_chars + (4 << 20)

    @property
    def max_page(self) -> int:
        """Bytes of the longest web page that is read: 16 of markup for each code point of text, and 4 MiB."""
        return 16 * self.max_chars + (4 << 20)

    @property
    def article_fields(self) -> tuple[str, ...]:
        """The fields an article is made of; no others need to be read for one."""
        return (
            self.id_field, self.text_field, self.source_field, "url", "title", "published", "date", "lang",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the file has it, before anything is made of it.

    Attributes
    ----------
    fields : mapping
        Names to values, as the format has them: of any type in JSONL and Parquet, all strings in CSV.
    id : str
        The id the record gets if it has none of its own; made from file name and position.
    where : str
        The place for a person: ``path:line``, ``path:row N`` or ``path``.
    source : str or None
        The source of a record that names none: ``--source``, else the name of the folder the file is in.
    extracted, traces
        As for `detect.article.Article`.
    """

    fields: Mapping[str, Any]
    id: str
    where: str
    source: str | None = None
    extracted: bool = False
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record of an archive that is no article, such as a picture. Readers count these and hand none on.

    Attributes
    ----------
    reason : str
        What it is instead, in a word or two; one of a few dozen, so that it can be counted.
    """

    reason: str


def to_record(row: Row, options: ReadOptions) -> Record:
    """The article in a row, or what is wrong with it.

    ``id``
        Its field, if that is a non-empty string or a number; else `Row.id`.
    ``source``
        Its field, else the registered domain of ``url``, else `Row.source`.
    ``url``, ``title``, ``published`` (or ``date``), ``lang``
        Taken if they are non-empty strings; dates are written in ISO 8601; anything else is ignored.

    The text is taken as it is. Codes: ``no-text`` (missing, null, empty or only white space), ``text-not-string``,
    ``not-utf-8``, ``lone-surrogate``, ``too-long``.
    """
    fields = row.fields
    own_id = own_identity(fields.get(options.id_field)) or row.id
    url = _string(fields.get("url"))
    source = _string(fields.get(options.source_field)) or (registered_domain(url) if url else None)
    source = source or row.source
    text = fields.get(options.text_field)
    if isinstance(text, bytes):  # a Parquet column without the mark that says it is text
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            return BadRecord(own_id, source, "not-utf-8", f"The text is not UTF-8 (byte {error.start + 1}).", row.where)
    problem = _problem(text, options)
    if problem:
        return BadRecord(own_id, source, *problem, row.where)
    return Article(
        id=own_id,
        text=text,  # type: ignore[arg-type]
        source=source,
        url=url,
        title=_string(fields.get("title")),
        published=_string(fields.get("published")) or _string(fields.get("date")),
        lang=_string(fields.get("lang")),
        extracted=row.extracted,
        traces=row.traces,
    )


def own_identity(value: Any) -> str | None:
    """The id a record gives itself: a non-empty string, or a number as a string; None for anything else."""
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, (int, float)):
        return str(value)
    return _string(value)


def json_kind(value: Any) -> str:
    """What JSON calls a value that is not a string, with its article."""
    names = {bool: "a boolean", int: "a number", float: "a number", list: "an array", dict: "an object"}
    return names.get(type(value), "null" if value is None else f"a {type(value).__name__}")


def _string(value: Any) -> str | None:
    """`value` if it is a string that says something and can be written out again; a date in ISO 8601."""
    if isinstance(value, date):  # a datetime is a date
        return value.isoformat()
    if not isinstance(value, str) or not value or value.isspace() or not _encodable(value):
        return None
    return value


def _encodable(text: str) -> bool:
    """Whether `text` is free of lone surrogates, which no UTF-8 can carry."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _problem(text: Any, options: ReadOptions) -> tuple[str, str] | None:
    """Code and message of what keeps `text` from being scored."""
    if text is None:
        return "no-text", f"The record has no {options.text_field!r}."
    if not isinstance(text, str):
        return "text-not-string", f"{options.text_field!r} is {json_kind(text)}, not a string."
    if len(text) > options.max_chars:
        return "too-long", f"The text has {len(text)} characters, more than the {options.max_chars} allowed."
    if not text or text.isspace():
        return "no-text", "The text is empty."
    if not _encodable(text):
        return "lone-surrogate", "The text holds a lone surrogate: half of a character that UTF-8 cannot carry."
    return None

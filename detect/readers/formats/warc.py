"""Web archives (WARC 1.0 and 1.1, ISO 28500; WET).

The records are read here and not by a library: fastwarc 2.0 needs a stream it can seek in, which a compressed one is
not, and gives a record whose end is missing as if it were whole.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from io import BytesIO
from typing import IO, Any

from detect.article import BadRecord
from detect.readers.formats import register
from detect.readers.formats.html import page_row
from detect.readers.paths import InputFile
from detect.readers.record import ReadOptions, Row, Skipped

_LONGEST_HEAD = 1 << 20
_VERSION = re.compile(rb"WARC/\d+\.\d+\s*$")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TYPES = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})
_HUNDREDS = (b"1", b"3", b"4", b"5")
_MEDIA = frozenset({"application", "audio", "font", "image", "message", "model", "multipart", "text", "video"})
_PIECE = 1 << 20


class _DamagedError(Exception):
    """What follows cannot be read as records."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class _Record:
    """The head of a record and its block; None for a block that is longer than wanted, or not wanted at all."""

    head: dict[str, str]
    block: bytes | None
    length: int


@register(".warc", ".wet")
def read(
    file: InputFile, stream: IO[bytes], options: ReadOptions, articles: bool
) -> Iterator[Row | BadRecord | Skipped]:
    """The articles of an archive: pages that were answered with success, and texts of ``conversion`` records.

    Requests, metadata, redirects, pictures and the like are no articles; each is `Skipped`. The id of an article is its
    ``WARC-Record-ID``, else its place in the archive; its ``url`` is ``WARC-Target-URI``.

    Codes: ``damaged``, ``truncated`` (for what follows the last whole record), ``too-long``, ``bad-encoding`` (a
    body that cannot be decompressed), ``no-articles``, and those of a page.
    """
    number = 0
    empty = True
    try:
        for record in _records(stream, options.max_page):
            number += 1
            where = f"{file.name}:record {number}"
            row = _article(record, options, f"{file.name}:{number}", where)
            empty = empty and isinstance(row, Skipped)
            yield row
    except _DamagedError as error:
        where = f"{file.name}:record {number + 1}"
        yield BadRecord(f"{file.name}:{number + 1}", options.source, error.code, error.message, where)
        empty = False
    if empty:
        yield BadRecord(file.name, options.source, "no-articles", "The archive holds no page and no text.", file.name)


def _records(stream: IO[bytes], longest: int) -> Iterator[_Record]:
    """The records of an archive in order; blocks that are no articles, or longer than `longest`, are skipped."""
    while True:
        line = stream.readline(_LONGEST_HEAD)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(_LONGEST_HEAD)
        if not line:
            return
        if not _VERSION.match(line):
            raise _DamagedError("damaged", "The archive is damaged: a record does not start with its version.")
        head = _head(stream)
        try:
            length = int(head.get("content-length", ""))
        except ValueError:
            length = -1
        if length < 0:
            raise _DamagedError("damaged", "The archive is damaged: a record does not say how long it is.")
        wanted = length <= longest and head.get("warc-type") in ("response", "resource", "conversion")
        pieces = []
        left = length
        while left:
            piece = stream.read(min(left, _PIECE))
            if not piece:
                raise _DamagedError("truncated", "The archive is cut off inside a record.")
            left -= len(piece)
            if wanted:
                pieces.append(piece)
        yield _Record(head, b"".join(pieces) if wanted else None, length)


def _head(stream: IO[bytes]) -> dict[str, str]:
    """Header fields up to an empty line, by name in lower case; continued lines are joined."""
    fields: dict[str, str] = {}
    name = ""
    size = 0
    while True:
        line = stream.readline(_LONGEST_HEAD)
        size += len(line)
        if not line or size > _LONGEST_HEAD:
            raise _DamagedError("truncated" if not line else "damaged", "The archive ends or breaks inside a header.")
        if line in (b"\r\n", b"\n"):
            return fields
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[0] in " \t" and name:
            fields[name] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        fields[name] = value.strip()


def _article(record: _Record, options: ReadOptions, fallback: str, where: str) -> Row | BadRecord | Skipped:
    """The article of a record, or why it is none."""
    head = record.head
    own_id = head.get("warc-record-id", "").strip("<>") or fallback
    url = head.get("warc-target-uri", "").strip("<>") or None
    kind, charset = _media_type(head.get("content-type", ""))
    conversion = head.get("warc-type") == "conversion"
    if head.get("warc-type") not in ("response", "resource", "conversion"):
        return Skipped(head["warc-type"] if head.get("warc-type") in _TYPES else "other type")
    if conversion and not kind.startswith("text/"):
        return _of_media(kind)
    is_http = kind == "application/http" or (head["warc-type"] == "response" and not kind)
    if not (conversion or is_http or kind in _PAGES):
        return _of_media(kind)
    if record.block is None:
        message = f"The record is longer than {options.max_page} bytes."
        return BadRecord(own_id, options.source, "too-long", message, where)
    if conversion:
        text = record.block.decode(charset if charset and _is_codec(charset) else "utf-8", "replace")
        fields = {options.text_field: text, "url": url, "lang": _first(head.get("warc-identified-content-language"))}
        return Row(fields, own_id, where, options.source, extracted=True)
    body = record.block
    if is_http:
        answer = BytesIO(body)
        status = answer.readline(_LONGEST_HEAD).split(None, 2)
        try:
            fields_ = _head(answer)
        except _DamagedError:
            return Skipped("answer without a body")
        kind, charset = _media_type(fields_.get("content-type", ""))
        if len(status) < 2 or not status[1].startswith(b"2"):
            hundreds = status[1][:1] if len(status) > 1 else b""
            return Skipped(f"status {hundreds.decode()}xx" if hundreds in _HUNDREDS else "answer without a status")
        if kind and kind not in _PAGES:
            return _of_media(kind)
        try:
            body = _decoded(answer.read(), fields_, options.max_page)
        except ValueError as error:
            return BadRecord(own_id, options.source, "bad-encoding", f"The page cannot be decoded: {error}.", where)
        if not kind and not re.match(rb"\s*<(?:!doctype html|html)", body, re.IGNORECASE):
            return _of_media(kind)
    return page_row(body, options, own_id, where, charset, url)


def _of_media(kind: str) -> Skipped:
    """What is no page, by the first part of its media type."""
    first = kind.partition("/")[0]
    return Skipped(f"{first}/*" if first in _MEDIA else "unknown media type")


def _decoded(body: bytes, fields: dict[str, str], longest: int) -> bytes:
    """A body without its transfer and content encodings. Raises ValueError where it has another than it declares."""
    if "chunked" in fields.get("transfer-encoding", "").lower() and (joined := _unchunked(body)) is not None:
        body = joined  # archivers that join the chunks often leave the field
    for name in reversed(fields.get("content-encoding", "").lower().replace(" ", "").split(",")):
        if name in ("", "identity"):
            continue
        if name in ("gzip", "x-gzip", "deflate"):
            if name != "deflate" and not body.startswith(b"\x1f\x8b"):
                continue  # already decoded by the archiver
            body = _inflated(body, name, longest)
        elif name == "br":
            body = _unbrotlied(body, longest)
        elif name == "zstd":
            body = _unzstd(body)
        else:
            raise ValueError(f"its encoding {name!r} is unknown")
        if len(body) > longest:
            raise ValueError(f"it is longer than {longest} bytes")
    return body


def _unchunked(body: bytes) -> bytes | None:
    """The joined chunks; None if the body does not consist of chunks."""
    pieces: list[bytes] = []
    position = 0
    while True:
        end = body.find(b"\r\n", position, position + 100)
        try:
            size = int(body[position:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(pieces) if pieces else None
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[end + 2 : end + 2 + size])
        position = end + 2 + size + 2


def _inflated(body: bytes, name: str, longest: int) -> bytes:
    for bits in (31,) if name != "deflate" else (15, -15):
        try:
            return zlib.decompressobj(bits).decompress(body, longest + 1)
        except zlib.error:
            continue
    raise ValueError(f"it is not {name}, as it declares")


def _unbrotlied(body: bytes, longest: int) -> bytes:
    import brotli

    try:
        decompressor: Any = brotli.Decompressor()
        pieces: list[bytes] = []
        size = 0
        for start in range(0, len(body), 1 << 12):
            piece = decompressor.process(body[start : start + (1 << 12)])
            size += len(piece)
            pieces.append(piece)
            if size > longest:
                break
        return b"".join(pieces)
    except brotli.error:
        raise ValueError("it is not br, as it declares") from None


def _unzstd(body: bytes) -> bytes:
    from detect.readers.compression import zstd_module

    zstd = zstd_module()
    try:
        return bytes(zstd.decompress(body))
    except (zstd.ZstdError, EOFError):
        raise ValueError("it is not zstd, as it declares") from None


def _media_type(value: str) -> tuple[str, str | None]:
    """Type and charset of a Content-Type field."""
    if not value:
        return "", None
    message = Message()
    message["Content-Type"] = value.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    kind = value.partition(";")[0].strip().lower()
    return kind, charset if isinstance(charset, str) and charset.isascii() else None


def _is_codec(name: str) -> bool:
    import codecs

    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _first(value: str | None) -> str | None:
    return value.split(",")[0].strip() if value else None

"""Plain text and Markdown: one article a file."""

from collections.abc import Iterator
from typing import IO

from detect.article import BadRecord
from detect.readers.formats import register
from detect.readers.paths import InputFile
from detect.readers.record import ReadOptions, Row


@register(".txt", ".md")
def read(file: InputFile, stream: IO[bytes], options: ReadOptions, articles: bool) -> Iterator[Row | BadRecord]:
    """The one article of a file: its id is the file's name, its text every character, line ends as they are.

    A byte order mark is not part of the text.
    """
    limit = 4 * options.max_chars + 3  # no code point takes more than four bytes; a byte order mark takes three
    content = stream.read(limit + 1)
    if len(content) > limit:
        message = f"The text has more than the {options.max_chars} characters allowed."
        yield BadRecord(file.name, options.source, "too-long", message, file.name)
        return
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"The file is not UTF-8 (byte {error.start + 1})."
        yield BadRecord(file.name, options.source, "not-utf-8", message, file.name)
        return
    yield Row({options.text_field: text}, file.name, file.name, options.source)

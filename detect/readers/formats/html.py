"""Web pages: one article a file."""

from collections.abc import Iterator
from typing import IO

from detect.article import BadRecord
from detect.readers.formats import register
from detect.readers.paths import InputFile
from detect.readers.record import ReadOptions, Row


@register(".html", ".htm")
def read(file: InputFile, stream: IO[bytes], options: ReadOptions, articles: bool) -> Iterator[Row | BadRecord]:
    """The one article of a page: its id is the file's name, its text the main text of the page.

    Codes: ``too-long``, ``not-html``, ``bad-html``; a page without text is the ``no-text`` of every format.
    """
    content = stream.read(options.max_page + 1)
    if len(content) > options.max_page:
        message = f"The page is longer than {options.max_page} bytes."
        yield BadRecord(file.name, options.source, "too-long", message, file.name)
    else:
        yield page_row(content, options, file.name, file.name)


def page_row(
    content: bytes,
    options: ReadOptions,
    own_id: str,
    where: str,
    charset: str | None = None,
    url: str | None = None,
) -> Row | BadRecord:
    """The record of one page.

    Parameters
    ----------
    content : bytes
    options : ReadOptions
    own_id, where : str
        As for `Row`.
    charset, url : str, optional
        What is known of the page from elsewhere.
    """
    from detect.readers.pages import PageError, read_page

    try:
        page = read_page(content, charset, url)
    except PageError as error:
        return BadRecord(own_id, options.source, error.code, error.message, where)
    fields = {
        options.text_field: page.text or None,
        "url": page.url,
        "title": page.title,
        "published": page.published,
        "lang": page.lang,
    }
    return Row(fields, own_id, where, options.source, extracted=True, traces=page.traces)

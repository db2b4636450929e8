"""Web pages: from the bytes of a page to the article on it.

`decoding` finds the characters, `extraction` the main text, `metadata` title, language, date and address, and `traces`
what translation tools left. All work on one tree, made by resiliparse (Lexbor), which does not recurse: depth is no
danger.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detect.article import Trace
from detect.readers.pages.decoding import decode
from detect.readers.pages.extraction import extract
from detect.readers.pages.metadata import language, meta_fields, published, title, web_address
from detect.readers.pages.traces import find_traces

__all__ = ["Page", "PageError", "read_page"]

MOST_ATTRIBUTES = 5_000
"""Attributes of one tag. The parser compares each with all before it: 10,000 take half a second, 100,000 two
minutes."""

_LONG = 2 * MOST_ATTRIBUTES
_NO_MARKUP = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")


class PageError(Exception):
    """A page no article can be made of.

    Parameters
    ----------
    code : str
        ``not-html`` or ``bad-html``.
    message : str
        One sentence for a person.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on a page; empty or None where there is none."""

    text: str
    title: str | None
    url: str | None
    published: str | None
    lang: str | None
    traces: tuple[Trace, ...]


def read_page(content: bytes, charset: str | None = None, url: str | None = None) -> Page:
    """The article on a page.

    Parameters
    ----------
    content : bytes
        The page.
    charset : str, optional
        What the server said of its encoding.
    url : str, optional
        Where the page was fetched; without it, what the page says its address is.

    Raises
    ------
    PageError
        If the bytes are not a page, or one made to choke parsers.
    """
    from resiliparse.parse.html import HTMLTree

    html = decode(content, charset)
    if html is None:
        raise PageError("not-html", "The file is not a web page: it holds binary data.")
    if _too_many_attributes(html):
        raise PageError("bad-html", f"A tag of the page has more than {MOST_ATTRIBUTES} attributes.")
    tree: Any = HTMLTree.parse(html)
    if tree.document is None or tree.body is None:
        return Page("", None, url, None, None, ())
    lowered = html.lower()
    named = meta_fields(html, lowered)
    text = extract(tree)
    address = url or web_address(tree, named)
    return Page(
        text=text,
        title=title(tree, named),
        url=address,
        published=published(tree, html, named),
        lang=language(tree, named),
        traces=find_traces(tree, lowered, text, address),
    )


def _too_many_attributes(html: str) -> bool:
    if not any(_long_tags(html)):
        return False
    # Programs and texts inside attributes look like many attributes, too.
    return any(len(_VALUE.sub(" ", tag).split()) > MOST_ATTRIBUTES for tag in _long_tags(_NO_MARKUP.sub("", html)))


def _long_tags(html: str) -> Iterator[str]:
    """What stands between a "<" and the next "<" or ">", where that is long."""
    return (tag for piece in html.split("<") if len(piece) > _LONG and len(tag := piece.partition(">")[0]) > _LONG)

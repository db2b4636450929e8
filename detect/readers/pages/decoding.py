"""From the bytes of a page to its characters.

The order is that of the WHATWG encoding standard, but for one thing: a page that is valid UTF-8 is UTF-8, whatever it
declares. Text in another encoding almost never is valid UTF-8 by chance, while a wrong declaration is common.

1. A byte order mark.
2. UTF-8, if every byte fits.
3. What the server, else the page, declares, if every byte fits.
4. What uchardet makes of the bytes.

Bytes that do not fit the encoding found last become U+FFFD, which the rules report where it stands in the text.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}?encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_SHIFTING = ("iso-2022", "hz", "utf-7")
"""Encodings whose bytes are all ASCII, so that everything in them is valid UTF-8."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_MOST_CONTROL = 0.05
"""Share of control and replacement characters above which the bytes are no text."""


def decode(content: bytes, charset: str | None = None) -> str | None:
    """The characters of a page, without a byte order mark; None for bytes that are no text in any encoding."""
    html = _decoded(content, charset)
    # Binary formats show within their first kilobytes, and in long ones everywhere.
    middle = len(html) // 2
    sample = html if len(html) <= 60_000 else html[:20_000] + html[middle : middle + 20_000] + html[-20_000:]
    if sample and len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample):
        return None
    return html.replace("\0", "\ufffd") if "\0" in html else html


def _decoded(content: bytes, charset: str | None) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    declared = [name for name in (charset, _in_page(content)) if name]
    if not any(name.lower().startswith(_SHIFTING) for name in declared):
        declared.insert(0, "utf-8")
    for name in declared:
        try:
            return content.decode(_known(name))
        except UnicodeError:
            continue
    from resiliparse.parse.encoding import detect_encoding

    return content.decode(_known(detect_encoding(content) or "utf-8"), "replace")


def _in_page(content: bytes) -> str | None:
    found = _DECLARED.search(content, 0, 4096)
    return (found[1] or found[2]).decode("ascii") if found else None


def _known(name: str) -> str:
    """The Python codec for a name of the web, where ``latin-1`` means Windows-1252; UTF-8 for an unknown one."""
    from resiliparse.parse.encoding import map_encoding_to_html5

    try:
        return codecs.lookup(map_encoding_to_html5(name) or "utf-8").name
    except LookupError:
        return "utf-8"

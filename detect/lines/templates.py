"""The templates of sources: lines that stand in many articles of one source, learned from its articles.

Learning reads the articles twice. The first time it counts, for every source, the articles each line stands in, in a
table of fixed size where lines that fall on the same place are counted together: no count is ever too low. The second
time it counts exactly, but only the lines the table does not rule out. So memory follows the number of templates, not
of articles, and what comes out is exact and the same whatever else is read.

Lines are compared by their `line_key`: lower case, ASCII typography, white space and the marks around a line left out,
every number taken for the same.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detect.article import Article, Record
from detect.document import Document, fold
from detect.errors import UsageError

FORMAT = 1
TEMPLATE_KEYS = "template keys"
"""Where a document holds the keys of its source's template, among what it shares (`Document.shared`)."""
LEAST_ARTICLES = 5
LEAST_SHARE = 0.1
LONGEST = 400
"""Characters; what is longer is a paragraph, and the same paragraph in many articles is a repeated article."""

_TABLE_BITS = 24
_SEEN_BITS = 27
_CHUNK = 256
_NUMBERS = re.compile(r"\d+(?:[.,:/]\d+)*")
_EDGE = " \n-*•·∙|>»›→<«‹:.,;…_#~+=/\\()[]{}'\"▼▲►×✕✖▾▸&"


def line_key(folded: str) -> str:
    """What a line is compared by; empty for one that is too long or has no letter.

    Parameters
    ----------
    folded : str
        The line as `detect.document.fold` gives it.
    """
    if len(folded) > LONGEST:
        return ""
    key = " ".join(folded.split()).strip(_EDGE)
    if any(map(str.isdigit, key)):
        key = _NUMBERS.sub("0", key)
    return key if any(map(str.isalpha, key)) else ""


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of a template, as one article had it, and how many articles had it."""

    text: str
    articles: int


@dataclass(frozen=True)
class Templates:
    """The templates of some sources.

    Attributes
    ----------
    least_articles : int
    least_share : float
        A line stands in at least so many articles of its source, and at least this share of them.
    articles : mapping of str to int
        Articles by source, repeated ones counted once.
    lines : mapping of str to tuple of TemplateLine
        By source; most frequent first.
    """

    least_articles: int
    least_share: float
    articles: Mapping[str, int]
    lines: Mapping[str, tuple[TemplateLine, ...]]

    def keys(self) -> dict[str, frozenset[str]]:
        """The `line_key` of every line, by source."""
        return {source: frozenset(line_key(fold(line.text)) for line in lines) for source, lines in self.lines.items()}

    def to_json(self) -> dict[str, Any]:
        """As it is written to a file."""
        return {
            "format": FORMAT,
            "min_articles": self.least_articles,
            "min_share": self.least_share,
            "sources": {
                source: {
                    "articles": self.articles[source],
                    "lines": [{"text": line.text, "articles": line.articles} for line in self.lines[source]],
                }
                for source in sorted(self.lines)
            },
        }


def learn(
    read: Callable[[], Iterable[Record]],
    least_articles: int = LEAST_ARTICLES,
    least_share: float = LEAST_SHARE,
) -> Templates:
    """The templates of the sources of some articles.

    Parameters
    ----------
    read : callable
        Gives all records from the start; called twice. Records that could not be read, and articles without a source,
        are passed over.
    least_articles : int
        At least 2.
    least_share : float
        Above 0, at most 1.

    Notes
    -----
    An article that comes again, in whole or with its longest line, counts once: otherwise all lines of a story that a
    source sent out five times would be taken for its template. (Two stories of one source have the same longest line
    by chance only if both are made of template alone.)
    """
    counts = np.zeros(1 << _TABLE_BITS, dtype=np.uint32)
    articles: dict[str, int] = {}
    for source, keys in _first_seen(read()):
        articles[source] = articles.get(source, 0) + 1
        counts[_places(source, keys, _TABLE_BITS)] += 1  # places of one article that coincide count once
    needed = {source: max(least_articles, int(np.ceil(least_share * number))) for source, number in articles.items()}
    exact: dict[str, dict[str, list[Any]]] = {}
    for source, keys in _first_seen(read()):
        if articles[source] < needed[source]:
            continue
        for likely, (key, text) in zip(
            (counts[_places(source, keys, _TABLE_BITS)] >= needed[source]).tolist(), keys.items(), strict=True
        ):
            if likely:
                entry = exact.setdefault(source, {}).setdefault(key, [0, text])
                entry[0] += 1
    lines = {}
    for source, found in exact.items():
        kept = [TemplateLine(text, count) for count, text in found.values() if count >= needed[source]]
        if kept:
            lines[source] = tuple(sorted(kept, key=lambda line: (-line.articles, line.text)))
    return Templates(least_articles, least_share, {source: articles[source] for source in lines}, lines)


def _first_seen(records: Iterable[Record]) -> Iterator[tuple[str, dict[str, str]]]:
    """Source and lines (text by key) of every article that does not come again."""
    seen = np.zeros(1 << (_SEEN_BITS - 3), dtype=np.uint8)
    for record in records:
        if not isinstance(record, Article) or not record.source:
            continue
        document = Document(record.text)
        longest = max(document.lines, key=lambda span: (span[1] - span[0], -span[0]), default=(0, 0))
        place = _hash(f"{record.source}\n{document.folded[slice(*longest)]}") & ((1 << _SEEN_BITS) - 1)
        bit = 1 << (place & 7)
        if seen[place >> 3] & bit:
            continue
        seen[place >> 3] |= bit
        keys: dict[str, str] = {}
        for start, end in document.lines:
            key = line_key(document.folded[start:end])
            if key and key not in keys and (start, end) != longest:
                keys[key] = record.text[start:end]
        yield record.source, keys


def _hash(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return (zlib.crc32(data) << 32) | zlib.crc32(data[::-1] + b"|")


def _places(source: str, keys: Iterable[str], bits: int) -> NDArray[np.int64]:
    """Where lines of a source stand in the table of counts."""
    start = f"{source}\n"
    return np.array([_hash(start + key) >> (64 - bits) for key in keys], dtype=np.int64)


def read_templates(path: str | Path) -> Templates:
    """Templates from a file that ``detect templates learn`` wrote. Raises UsageError for any other."""
    import orjson

    try:
        stored = orjson.loads(Path(path).read_bytes())
        if stored["format"] != FORMAT:
            raise UsageError(f"{path}: templates of format {stored['format']}; this version reads {FORMAT}")
        return Templates(
            int(stored["min_articles"]),
            float(stored["min_share"]),
            {str(source): int(about["articles"]) for source, about in stored["sources"].items()},
            {
                str(source): tuple(TemplateLine(str(line["text"]), int(line["articles"])) for line in about["lines"])
                for source, about in stored["sources"].items()
            },
        )
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{path}: no templates file; 'detect templates learn' writes one") from error


@cache
def template_keys(path: str) -> dict[str, frozenset[str]]:
    """`Templates.keys` of a file, read once in a process."""
    return read_templates(path).keys()


def write_templates(templates: Templates, path: str | Path) -> None:
    """Write `templates` to `path`, which appears only when it is whole. Raises OSError where it cannot be written."""
    import orjson

    target = Path(path)
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(orjson.dumps(templates.to_json(), option=orjson.OPT_INDENT_2) + b"\n")
    part.replace(target)


def document_of(article: Article, templates: str | None) -> Document:
    """The document of an article; its source's lines of the file `templates` go with it."""
    document = Document(article.text, article.traces)
    if templates is not None and article.source is not None:
        keys = template_keys(templates).get(article.source)
        if keys:
            document.shared[TEMPLATE_KEYS] = keys
    return document

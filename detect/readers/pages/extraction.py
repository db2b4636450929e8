"""The main text of a page.

resiliparse writes the visible text of the page block by block, without the elements that hold no article (navigation,
footers, forms, comments ...). Of these blocks, a run is kept that has the most to say: every word counts for it, except
in links, and every block costs a fixed price, so that menus and teasers pull a run down and paragraphs up (maximum
subsequence segmentation: Pasternack and Roth, Extracting Article Text from the Web with Maximum Subsequence
Segmentation, WWW 2009). Short blocks that are mostly link go from inside the run.

``benchmarks/web_pages.py`` measures it beside trafilatura and resiliparse's own main content; its ``--choose`` chose
`COSTS`, on the pages of half the sites.
"""

import html
import re
from collections.abc import Callable
from typing import Any, NamedTuple

_ELSEWHERE = (
    "nav", "footer", "aside", "form", "button", "select", "textarea", "figcaption", "time", "noscript",
    "[role=navigation]", "[role=complementary]", "[role=contentinfo]", "[role=search]", "[role=dialog]",
    "[aria-hidden=true]",
)  # fmt: skip
_NAMED = ("comment", "disqus", "related", "newsletter", "recommend", "outbrain", "taboola", "cookie")
"""Words in class or id of a container that say it is no part of the article."""
_NAMED_ELSEWHERE = tuple(
    f'{tag}[{attribute}*="{word}" i]'
    for word in _NAMED
    for tag in ("div", "section", "ul", "ol")
    for attribute in ("class", "id")
)

_FEW_WORDS = 50
"""A page with fewer is read once more without the list of named containers: some put a whole article into one."""

_LINK = re.compile(r"<a [^>]*>(.*?)</a>")
_TAG = re.compile(r"</?(?:h[1-6]|p|ul|ol|li|pre|br|a|blockquote)(?: [^>]*)?/?>")
_OPENING = re.compile(r"\s*<(h[1-6]|p)\b")
_SPACE = re.compile(r"[ \t\r\f\v\u200b]+")


class Costs(NamedTuple):
    """What decides which run of blocks is the article, all in words.

    Attributes
    ----------
    block : int
        How many a block must have to pay for itself.
    link : int
        What each word in a link costs.
    paragraph : int
        What a block gets for being a paragraph: the last of an article is often short.
    most : int
        How many of one block count: a long block must not make up for a menu.
    """

    block: int = 8
    link: int = 1
    paragraph: int = 2
    most: int = 60


COSTS = Costs()


class Block(NamedTuple):
    """A block of a page: its text, how many words it has and how many of them in links, and its tag."""

    text: str
    words: int
    linked: int
    tag: str
    apart: bool
    """Whether an empty line stands before it."""


def extract(tree: Any) -> str:
    """The main text of a page, its headline first; blocks on lines of their own, paragraphs an empty line apart.

    Parameters
    ----------
    tree : resiliparse.parse.html.HTMLTree

    Returns
    -------
    str
        Empty if the page has no text.
    """
    return main_text(lambda named: blocks(tree, named))


def main_text(read: Callable[[bool], list[Block]], costs: Costs = COSTS) -> str:
    """The same from the blocks of a page: `read` gives them with or without containers named after something else."""
    text, words = _article(read(False), costs)
    if words < _FEW_WORDS:
        other, more = _article(read(True), costs)
        if more > words:
            return other
    return text


def blocks(tree: Any, named: bool) -> list[Block]:
    """The blocks of a page, those in containers named after comments, related articles and the like only if `named`."""
    from resiliparse.extract.html2text import extract_plain_text

    written = extract_plain_text(
        tree,
        preserve_formatting="minimal_html",
        links=True,
        list_bullets=False,
        alt_texts=False,
        skip_elements=list(_ELSEWHERE if named else _ELSEWHERE + _NAMED_ELSEWHERE),
    )
    found = []
    apart = False
    for line in written.split("\n"):
        if not line or line.isspace():
            apart = True
            continue
        linked = sum(len(link.split()) for link in _LINK.findall(line)) if "<a " in line else 0
        text = _SPACE.sub(" ", html.unescape(_TAG.sub("", line))).strip()
        if text:
            opening = _OPENING.match(line)
            found.append(Block(text, text.count(" ") + 1, linked, opening[1] if opening else "", apart))
            apart = False
    return found


def _article(blocks: list[Block], costs: Costs) -> tuple[str, int]:
    """The text of the best run, and how many words it has."""
    first, last = _best_run(blocks, costs)
    kept = [block for block in blocks[first:last] if block.words >= costs.most or 2 * block.linked <= block.words]
    headline = next((block for block in reversed(blocks[:first]) if block.tag == "h1"), None)
    if headline is not None and kept:
        kept.insert(0, headline)
        kept[1] = kept[1]._replace(apart=True)
    parts: list[str] = []
    for block in kept:
        if parts:
            parts.append("\n\n" if block.apart else "\n")
        parts.append(block.text)
    return "".join(parts), sum(block.words for block in kept)


def _best_run(blocks: list[Block], costs: Costs) -> tuple[int, int]:
    """Start and end of the run with the greatest sum of values."""
    best = total = 0
    first = last = start = 0
    for index, block in enumerate(blocks):
        if total <= 0:
            total, start = 0, index
        value = min(block.words, costs.most) - costs.link * block.linked - costs.block
        if block.tag == "p":
            value += costs.paragraph
        total += max(value, 0 if block.tag.startswith("h") else -costs.block)
        if total > best:
            best, first, last = total, start, index + 1
    return first, last

"""The main text of a page.

resiliparse writes the visible text of the page block by block, without the elements that hold no article (navigation,
footers, forms, comments ...). Of these blocks, a run is kept that has the most to say: every word counts for it, every
word in a link twice against it, and every block costs a fixed price, so that menus and teasers pull a run down and
paragraphs up (maximum subsequence segmentation: Pasternack and Roth, Extracting Article Text from the Web with Maximum
Subsequence Segmentation, WWW 2009). Short blocks that are mostly link go from inside the run.

``benchmarks/web_pages.py`` measures it beside trafilatura and resiliparse's own main content; the constants were chosen
there, on pages of the training data.
"""

import html
import re
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

_BLOCK_COST = 8
"""Words a block must have to pay for itself."""
_LINK_COST = 2
_PARAGRAPH_BONUS = 4
_MOST_WORDS = 40
"""Words of one block that count: a long block must not make up for a menu."""
_FEW_WORDS = 50
"""A page with fewer is read once more without the list of named containers: some put a whole article into one."""

_LINK = re.compile(r"<a [^>]*>(.*?)</a>")
_TAG = re.compile(r"</?(?:h[1-6]|p|ul|ol|li|pre|br|a|blockquote)(?: [^>]*)?/?>")
_OPENING = re.compile(r"\s*<(h[1-6]|p)\b")
_SPACE = re.compile(r"[ \t\r\f\v\u200b]+")


class _Block(NamedTuple):
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
    text, words = _article(_blocks(tree, _ELSEWHERE + _NAMED_ELSEWHERE))
    if words < _FEW_WORDS:
        other, more = _article(_blocks(tree, _ELSEWHERE))
        if more > words:
            return other
    return text


def _blocks(tree: Any, skipped: tuple[str, ...]) -> list[_Block]:
    from resiliparse.extract.html2text import extract_plain_text

    written = extract_plain_text(
        tree,
        preserve_formatting="minimal_html",
        links=True,
        list_bullets=False,
        alt_texts=False,
        skip_elements=list(skipped),
    )
    blocks = []
    apart = False
    for line in written.split("\n"):
        if not line or line.isspace():
            apart = True
            continue
        linked = sum(len(link.split()) for link in _LINK.findall(line)) if "<a " in line else 0
        text = _SPACE.sub(" ", html.unescape(_TAG.sub("", line))).strip()
        if text:
            opening = _OPENING.match(line)
            blocks.append(_Block(text, text.count(" ") + 1, linked, opening[1] if opening else "", apart))
            apart = False
    return blocks


def _article(blocks: list[_Block]) -> tuple[str, int]:
    """The text of the best run, and how many words it has."""
    first, last = _best_run(blocks)
    kept = [block for block in blocks[first:last] if block.words >= _MOST_WORDS or 2 * block.linked <= block.words]
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


def _best_run(blocks: list[_Block]) -> tuple[int, int]:
    """Start and end of the run with the greatest sum of values."""
    best = total = 0
    first = last = start = 0
    for index, block in enumerate(blocks):
        if total <= 0:
            total, start = 0, index
        value = min(block.words, _MOST_WORDS) - _LINK_COST * block.linked - _BLOCK_COST
        if block.tag == "p":
            value += _PARAGRAPH_BONUS
        total += max(value, 0 if block.tag.startswith("h") else -_BLOCK_COST)
        if total > best:
            best, first, last = total, start, index + 1
    return first, last

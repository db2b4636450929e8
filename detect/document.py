"""One view of a text, shared by every rule and feature.

Each part (lines, paragraphs, sentences, tokens, numbers, quotations) is computed at first use and only once. All
offsets are code points into the text as given; nothing is normalised in place. `Document.folded` is the one
normalised copy, and it has exactly the same length, so an offset found in it is an offset into the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from detect.article import Trace
from detect.quotations import Quotation, QuoteMark, pair_marks, scan_marks

Span = tuple[int, int]

# One code point to one code point, so that folding never moves an offset.
_FOLD_CHARS = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    "\t": " ",
    **dict.fromkeys("\u2028\u2029\u0085\r\v\f", "\n"),
}
_FOLD_ASCII = {char: plain for char, plain in _FOLD_CHARS.items() if char.isascii()}

# A line ends where a reader sees it end; "\r\n" is one break, since empty lines do not count.
_LINE_BREAKS = "\r\v\f\u0085\u2028\u2029"

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:]\d+)*|[,;:?!()]")
# The same for folded ASCII, which most sentences are, in half the time: plain words come first and without a way
# back, and what stands between two tokens is taken with the one before it.
_ASCII_TOKEN = re.compile(r"([a-z]++(?!')|[,;:?!()]|[a-z]+(?:'[a-z]+)*|[0-9]+(?:[.,:][0-9]+)*)[^a-z0-9,;:?!()]*+")
_PUNCTUATION = frozenset(",;:?!()")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

# A sentence ends at closing punctuation, with its closing marks, before white space and something that is not a
# lower-case letter. The first mark stands alone so that the search can skip to it, and must have none before it, nor is
# any mark given back: a long row of them is read once.
_SENTENCE_END = re.compile(
    r"""[.!?…](?<![.!?…].)[.!?…]*+["'”’»›)\]]*+(?=[^\S\n]+["'“”‘«‹„‚(\[]*(?![a-zß-öø-ÿ])\w)""",
)
_TERMINAL = frozenset(".!?…:;\"'”’»)")
# "Sat." and "No." shorten something only with a capital; "He sat." and "They said no." end a sentence.
_ABBREVIATIONS = frozenset(
    """Mr Mrs Ms Dr Prof Sen Rep Gov Gen Col Lt Sgt Capt Cmdr Adm Maj Hon Rev Fr St Mt Jr Sr Messrs Mmes No Nos Fig Figs
    Vol Vols Ed Eds Inc Ltd Co Corp Bros Dept Univ Assn Est Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue
    Tues Wed Thu Thurs Fri Sat Sun Ave Blvd Rd Sq Ft Pres Supt Insp Det Pte Cpl Spc Atty Gov't Vs Ph.D M.D B.A M.A U.S
    U.K U.N E.U D.C U.S.A A.M P.M E.G I.E vs etc al cf ca approx pp vol vols inc ltd co corp dept gov sen rep gen st mr
    mrs ms dr a.m p.m e.g i.e u.s u.k u.n""".split()
)
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))


SENTENCE_REACH = 500
"""How many code points of a longer sentence `Document.sentence_at` gives on either side."""


def fold(text: str) -> str:
    """`text` in lower case with quotation marks, dashes and spaces made ASCII, at the same length.

    Where lower-casing one code point would give several (``İ``), that code point is kept.
    """
    folded = plain(text)
    if folded.isascii():  # as most are by now; lower-casing ASCII is one table look-up a character
        return folded.lower()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return plain(lowered)


def plain(text: str) -> str:
    """`text` with quotation marks, dashes and spaces made ASCII, at the same length."""
    # Eight times as fast as str.translate: most are absent.
    for char, ascii_char in (_FOLD_ASCII if text.isascii() else _FOLD_CHARS).items():
        if char in text:
            text = text.replace(char, ascii_char)
    return text


def _shortens(text: str, first: int, mark: int) -> bool:
    """Whether the full stop at `mark`, in a block that begins at `first`, belongs to an abbreviation."""
    if mark - first > _LONGEST_ABBREVIATION and text[mark - _LONGEST_ABBREVIATION - 1 : mark].isalpha():
        return False  # most: no need to look where the word begins
    start = mark
    while start > first and (text[start - 1].isalpha() or text[start - 1] in ".'"):
        start -= 1
    word = text[start:mark]
    return (len(word) == 1 and word.isupper() and word != "I") or word in _ABBREVIATIONS


def tokens(folded: str) -> list[str]:
    """Words (inner apostrophes kept), numbers, and ``, ; : ? ! ( )`` of folded text; none holds white space."""
    return (_ASCII_TOKEN if folded.isascii() else _TOKEN).findall(folded)


class Document:
    """The analysed view of one text.

    Parameters
    ----------
    text : str
        The text as given.
    traces : sequence of Trace
        What translation tools left in the page the text was taken from; see `detect.article.Article`.
    """

    def __init__(self, text: str, traces: Sequence[Trace] = ()) -> None:
        self.text = text
        self.traces = traces
        self.least_words = 0
        """A number of words it is known to have; see `detect.features.tokens.token_stream`."""
        self._first_sentences: list[int] = []
        self.shared: dict[str, Any] = {}
        """What several rules of one family look at, by a name they agree on; the first of them makes it."""

    @cached_property
    def folded(self) -> str:
        """Lower case, ASCII quotation marks, dashes and spaces; same length as `text` (see `fold`)."""
        return fold(self.text)

    @cached_property
    def lines(self) -> list[Span]:
        """Spans of the lines with something visible on them, without the white space around it."""
        text = self.text
        for char in _LINE_BREAKS[:3] if text.isascii() else _LINE_BREAKS:
            if char in text:
                text = text.replace(char, "\n")
        spans = []
        start = 0
        for line in text.split("\n"):
            stripped = line.strip()
            if stripped:
                first = start + len(line) - len(line.lstrip())
                spans.append((first, first + len(stripped)))
            start += len(line) + 1
        return spans

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Spans of paragraphs: lines, joined where a hard line break stands inside a sentence."""
        return list(self._blocks())

    @cached_property
    def sentences(self) -> list[Span]:
        """Spans of sentences. None crosses the end of its paragraph."""
        spans: list[Span] = []
        text = self.text
        firsts = self._first_sentences
        for first, end in self.paragraphs:
            firsts.append(len(spans))
            start = first
            for match in _SENTENCE_END.finditer(text, first, end):
                mark, stop = match.span()
                if stop == mark + 1 and text[mark] == "." and _shortens(text, first, mark):
                    continue
                spans.append((start, stop))
                start = stop + 1  # behind it stands white space, and behind that something else
                while text[start].isspace():
                    start += 1
            spans.append((start, end))
        return spans

    @property
    def first_sentences(self) -> list[int]:
        """Index of the first sentence of each paragraph."""
        _ = self.sentences  # which notes them on its way
        return self._first_sentences

    def _blocks(self) -> Iterator[Span]:
        """Lines; one that ends without closing punctuation takes in the next if that goes on in lower case."""
        text = self.text
        lines = self.lines
        index = 0
        while index < len(lines):
            start, end = lines[index]
            while index + 1 < len(lines):
                following = lines[index + 1][0]
                joins = (
                    text[following].islower()
                    and text[end - 1] not in _TERMINAL
                    and text.count("\n", end, following) == 1
                )
                if not joins:
                    break
                index += 1
                end = lines[index][1]
            yield start, end
            index += 1

    @cached_property
    def sentence_tokens(self) -> list[list[str]]:
        """Folded tokens of each sentence: words (inner apostrophes kept), numbers, and ``, ; : ? ! ( )``.

        The same for every typography: no quotation mark, dash, space or full stop is among them.
        """
        return [tokens(self.folded[start:end]) for start, end in self.sentences]

    def tokens_of(self, index: int) -> list[str]:
        """The tokens of one sentence; what asks for a few need not wait for all."""
        return tokens(self.folded[slice(*self.sentences[index])])

    @cached_property
    def words(self) -> list[Span]:
        """Spans of the words (letters, with inner apostrophes) of the whole text, boilerplate included."""
        return [match.span() for match in WORD.finditer(self.folded)]

    @cached_property
    def word_count(self) -> int:
        """How many words the text has, boilerplate included: the tokens that are neither number nor punctuation."""
        if self.folded.isascii():  # where every letter, and nothing else of a token, comes after "@"
            return sum([token > "@" for tokens in self.sentence_tokens for token in tokens])
        return sum(
            [not (token in _PUNCTUATION or token[0].isdecimal()) for tokens in self.sentence_tokens for token in tokens]
        )

    def has_words(self, least: int) -> bool:
        """Whether `word_count` is `least` or more; reads only as far as it must."""
        if self.least_words >= least:
            return True
        letters = 0  # words without an apostrophe: counted fast, and mostly enough
        for index in range(len(self.sentences)):
            letters += sum(map(str.isalpha, self.tokens_of(index)))
            if letters >= least:
                return True
        return self.word_count >= least

    @cached_property
    def numbers(self) -> list[Span]:
        """Spans of digit runs with the dots and commas inside them ("1.500,25")."""
        return [match.span() for match in _NUMBER.finditer(self.text)]

    @cached_property
    def quote_marks(self) -> list[QuoteMark]:
        """Every quotation mark with the role its surroundings and its shape give it."""
        return scan_marks(self.text)

    @cached_property
    def quotations(self) -> list[Quotation]:
        """Quotations in the order they open, nested ones left out; none crosses a paragraph."""
        return pair_marks(self.text, self.quote_marks, self.paragraphs)

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]

    def in_quotation(self, position: int) -> bool:
        """Whether `position` lies inside a quotation (its marks included)."""
        index = bisect_right(self._quotation_starts, position) - 1
        return index >= 0 and position < self.quotations[index].end

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, position: int) -> Span:
        """The span of the sentence that holds `position`, or of the nearest one before it.

        Of a sentence longer than twice `SENTENCE_REACH` (a table, a wall of text), the part that reaches so far around
        `position`, and less than twice as far: rules look through it for each of their hits, and must not be slowed
        down by the square of its length. Its ends are multiples of `SENTENCE_REACH` away from the sentence's start, so
        that neighbouring positions have the same part.
        """
        if not self.sentences:
            return (0, min(len(self.text), SENTENCE_REACH))
        start, end = self.sentences[max(0, bisect_right(self._sentence_starts, position) - 1)]
        if end - start > 2 * SENTENCE_REACH:
            block = max(0, min(position, end) - start) // SENTENCE_REACH
            start, end = start + max(0, block - 1) * SENTENCE_REACH, min(end, start + (block + 2) * SENTENCE_REACH)
        return start, end

    @cached_property
    def _line_starts(self) -> list[int]:
        return [start for start, _ in self.lines]

    def line_at(self, position: int) -> Span:
        """The span of the line that holds `position`, or of the nearest one before it."""
        if not self.lines:
            return (0, len(self.text))
        return self.lines[max(0, bisect_right(self._line_starts, position) - 1)]

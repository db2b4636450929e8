"""Quotation marks and what they enclose, over the typographies news is written in.

Curly, straight, low-9, guillemets in both directions and ASCII pairs (`` ``like this'' ``) are read. A mark's role
comes from two witnesses: its *shape* (“ opens, ” closes, " says nothing) and its *surroundings* (white space before
and a letter after is where an opening mark stands). Where they disagree the surroundings win for pairing, and the
disagreement itself is what the QUO rules look at.
"""

import re
from dataclasses import dataclass

_OPENING = frozenset("“„‟«‹‘‚")
_CLOSING = frozenset("”»›’")
_SINGLE = frozenset("'‘’‚‹›`")
_FAMILY = {
    **dict.fromkeys("“”„‟\"＂", "double"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‘’‚'", "single"),
    **dict.fromkeys("‹›", "single-guillemet"),
}

_MARK = re.compile("[\"“”„‟«»＂'‘’‚‹›`]")
_ELIDED = re.compile(r"['‘’](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n\b|round\b|bout\b)", re.IGNORECASE)

_BEFORE_OPENING = frozenset("([{-–—/:,;=>")
_AFTER_CLOSING = frozenset(")]}.,;:!?-–—/…<&")


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """One quotation mark.

    ``shape`` and ``place`` are each ``"open"``, ``"close"`` or ``None`` (undecided): what the character itself says
    and what stands around it. ``family`` is ``"double"``, ``"guillemet"``, ``"single"`` or ``"single-guillemet"``.
    """

    start: int
    end: int
    char: str
    family: str
    shape: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks: ``text[start:end]``. ``closed`` is false where it only ends with its paragraph."""

    start: int
    end: int
    opener: QuoteMark
    closer: QuoteMark | None

    @property
    def closed(self) -> bool:
        """Whether a closing mark was found in the same paragraph."""
        return self.closer is not None


def scan_marks(text: str) -> list[QuoteMark]:
    """All quotation marks of `text` in order; apostrophes are left out as far as their surroundings tell."""
    marks = []
    size = len(text)
    skip = -1
    for match in _MARK.finditer(text):
        start, end = match.span()
        if start < skip:
            continue
        char = match.group()
        before = text[start - 1] if start else "\n"
        after = text[end] if end < size else "\n"
        if char in _SINGLE:
            if char == after and char in "`'":
                char += after  # ``like this''
                end += 1
                skip = end
                after = text[end] if end < size else "\n"
            elif char == "`" or (before.isalnum() and after.isalnum()):
                continue  # an apostrophe
            elif char in "'‘’" and _ELIDED.match(text, start):
                continue  # '90s, 'em
        if char == "``":
            shape: str | None = "open"
        elif char == "''":
            shape = "close"
        else:
            shape = "open" if char in _OPENING else "close" if char in _CLOSING else None
        left_free = before.isspace() or before in _BEFORE_OPENING or before in _OPENING
        right_free = after.isspace() or after in _AFTER_CLOSING or after in _CLOSING
        if left_free and not right_free:
            place: str | None = "open"
        elif right_free and not left_free:
            place = "close"
        else:
            place = None
        marks.append(QuoteMark(start, end, char, _FAMILY.get(char[0], "double"), shape, place))
    return marks


def pair_marks(text: str, marks: list[QuoteMark], paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """Pair `marks` into quotations, paragraph by paragraph; quotations inside quotations are not listed.

    A quotation left open ends with its paragraph (news repeats the opening mark in the next one). Linear in the
    number of marks.
    """
    quotations: list[Quotation] = []
    index = 0
    for start, end in paragraphs:
        opener: QuoteMark | None = None
        while index < len(marks) and marks[index].start < end:
            mark = marks[index]
            index += 1
            if mark.start < start:
                continue
            if opener is None:
                if _opens(mark):
                    opener = mark
            elif mark.family == opener.family and _closes(mark, opener):
                quotations.append(Quotation(opener.start, mark.end, opener, mark))
                opener = None
            elif opener.family.startswith("single") and not mark.family.startswith("single") and _opens(mark):
                opener = mark  # the single mark was an apostrophe after all
        if opener is not None and not opener.family.startswith("single"):
            quotations.append(Quotation(opener.start, end, opener, None))
    return quotations


def _opens(mark: QuoteMark) -> bool:
    """Whether a mark that meets no open quotation opens one."""
    if mark.family.startswith("single"):
        return mark.place == "open"
    if mark.place is not None:
        return mark.place == "open"
    return mark.shape != "close" or mark.char == "»"


def _closes(mark: QuoteMark, opener: QuoteMark) -> bool:
    """Whether a mark that meets an open quotation of its family closes it."""
    if mark.place is not None:
        # „so“ and »so« close with a mark that opens elsewhere; the place decides.
        return mark.place == "close"
    if opener.char == "„":
        return mark.char in "“”\""
    return mark.shape != "open" or mark.char == "«"

"""Quotation marks and what they enclose, over the typographies news is written in.

Curly, straight, low-9, guillemets in both directions and ASCII pairs (`` ``like this'' ``) are read. A mark's role
comes from two witnesses: its *shape* (“ opens, ” closes, " says nothing) and its *surroundings* (white space before
and a letter after is where an opening mark stands). Where they disagree the surroundings win for pairing, and the
disagreement itself is what the QUO rules look at.
"""

import re
from typing import NamedTuple

_OPENING = frozenset([*"“„‟«‹‘‚", "``", "‘‘"])
_CLOSING = frozenset([*"”»›’", "''", "’’"])
_SINGLE = frozenset("'‘’‚‹›`")
_FAMILY = {
    **dict.fromkeys('“”„‟"＂', "double"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‘’‚'", "single"),
    **dict.fromkeys("‹›", "single-guillemet"),
}

_MARKS = "\"“”„‟«»＂'‘’‚‹›`"
_ELIDED = re.compile(r"['‘’](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n\b|round\b|bout\b)", re.IGNORECASE)

# A comma or colon before a mark with a letter after it says nothing: both `no,"he said` and `said:"No` lost a space.
_BEFORE_OPENING = frozenset("([{-–—/=>")
_STOP_AND_SPACE = frozenset({", ", ". ", "! ", "? ", "… "})
_AFTER_CLOSING = frozenset(")]}.,;:!?-–—/…<&")
_SAID_CLAUSE = re.compile(
    r"(?:(?:he|she|they|it|we|i|the [a-z]{2,20}) )?(?:said|says|added|adds|stated|states|explained|explains|told|tells|"
    r"replied|replies|asked|asks|noted|notes|stressed|wrote|writes|continued|continues|announced|declared|recalled|"
    r"insisted|concluded|emphasi[sz]ed|commented|warned|warns|joked|argued)\b",
    re.IGNORECASE,
)


class QuoteMark(NamedTuple):
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


class Quotation(NamedTuple):
    """A quotation with its marks: ``text[start:end]``.

    ``closer`` is None where the quotation only ends with its paragraph or before the next opening mark.
    """

    start: int
    end: int
    opener: QuoteMark
    closer: QuoteMark | None

    @property
    def closed(self) -> bool:
        """Whether a closing mark was found in the same paragraph."""
        return self.closer is not None

    @property
    def mixed(self) -> bool:
        """Whether it opens in one style and closes in another («like this”)."""
        return self.closer is not None and self.closer.family != self.opener.family


def scan_marks(text: str) -> list[QuoteMark]:
    """All quotation marks of `text` in order; apostrophes are left out as far as their surroundings tell."""
    marks = []
    size = len(text)
    skip = -1
    place: str | None
    for start in _positions(text):
        if start < skip:
            continue
        char = text[start]
        end = start + 1
        before = text[start - 1] if start else "\n"
        after = text[end] if end < size else "\n"
        if char in _SINGLE:
            if char == after and char in "`'‘’":
                char += after  # ``like this''
                end += 1
                skip = end
                after = text[end] if end < size else "\n"
            elif char == "`" or (before.isalnum() and after.isalnum()):
                continue  # an apostrophe
            elif char in "'‘’" and _ELIDED.match(text, start):
                continue  # '90s, 'em
        shape = "open" if char in _OPENING else "close" if char in _CLOSING else None
        left_free = before.isspace() or before in _BEFORE_OPENING or before in _OPENING
        right_free = after.isspace() or after in _AFTER_CLOSING or after in _CLOSING
        if left_free and (not right_free or (after == "." and text[end + 1 : end + 2].isalpha())):
            place = "open"  # before ".gov" too
        elif right_free and (not left_free or (after in ".,;:!?" and not text.startswith("..", end))):
            place = "close"
        else:
            place = None
        family = "double" if end - start == 2 else _FAMILY.get(char, "double")
        marks.append(QuoteMark(start, end, char, family, shape, place))
    return marks


def _positions(text: str) -> list[int]:
    """Where mark characters stand. A `str.find` for each is twice as fast as one character class: most are absent."""
    found: list[int] = []
    for char in _MARKS:
        at = text.find(char)
        while at >= 0:
            found.append(at)
            at = text.find(char, at + 1)
    found.sort()
    return found


def pair_marks(text: str, marks: list[QuoteMark], paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """Pair `marks` into quotations, paragraph by paragraph; quotations inside quotations are not listed.

    A quotation left open ends with its paragraph (news repeats the opening mark in the next one), or before a mark
    of its own family that opens by shape and place. Linear in the number of marks.
    """
    quotations: list[Quotation] = []
    index = 0
    for start, end in paragraphs:
        opener: QuoteMark | None = None
        inner = False  # whether a quotation in another double style is open inside the open one
        while index < len(marks) and marks[index].start < end:
            mark = marks[index]
            index += 1
            if mark.start < start:
                continue
            if opener is None:
                if _opens(mark):
                    opener, inner = mark, False
            elif mark.family == opener.family:
                if _closes(text, mark, opener):
                    quotations.append(Quotation(opener.start, mark.end, opener, mark))
                    opener = None
                elif mark.family == "double" and mark.shape == mark.place == "open":
                    quotations.append(Quotation(opener.start, mark.start, opener, None))
                    opener, inner = mark, False
            elif mark.family.startswith("single"):
                continue  # a quotation inside, or an apostrophe
            elif opener.family.startswith("single"):
                if _opens(mark):
                    opener, inner = mark, False  # the single mark was an apostrophe after all
            elif mark.place == "open":
                inner = True
            elif mark.place == "close":
                if not inner:
                    quotations.append(Quotation(opener.start, mark.end, opener, mark))
                    opener = None
                inner = False
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


def _closes(text: str, mark: QuoteMark, opener: QuoteMark) -> bool:
    """Whether a mark that meets an open quotation of its family closes it."""
    if mark.place == "close":
        return True  # „so“ and »so« close with a mark that opens elsewhere; the place decides
    if mark.place == "open":
        # The space stands on the wrong side of the mark: “Never, ”he said, or "Never, "he said.
        if mark.shape == "close":
            return opener.shape == "open"
        if mark.shape is not None or text[mark.start - 2 : mark.start] not in _STOP_AND_SPACE:
            return False
        return _SAID_CLAUSE.match(text, mark.end) is not None  # defined as, "having ... opens another quotation
    if opener.char == "„":
        return mark.char in '“”"'
    if text[mark.start - 2 : mark.start] in _STOP_AND_SPACE:
        return True  # “Never, “ he said: spaces on both sides, behind a stop
    return mark.shape != "open" or mark.char == "«"

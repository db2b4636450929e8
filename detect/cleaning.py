"""Articles without their boilerplate."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from detect.article import Article, BadRecord, Record
from detect.document import Span
from detect.errors import UsageError
from detect.finding import Finding
from detect.lines.templates import document_of, template_keys
from detect.result import Failed
from detect.rules import select_rules
from detect.rules.base import Rule
from detect.rules.engine import RuleEngine, boilerplate_spans


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article without its boilerplate.

    Attributes
    ----------
    id, source
        Of the article.
    text : str
        What is left; the text as given where nothing was found.
    removed : tuple of Finding
        The boilerplate, with offsets into the text as given.
    chars : int
        Code points that are gone.
    """

    id: str
    source: str | None
    text: str
    removed: tuple[Finding, ...]
    chars: int


class Cleaner:
    """Takes boilerplate out of articles. Picklable, so that engines can run it like a `Scorer`.

    Parameters
    ----------
    select, ignore : tuple of str
        Boilerplate rules that count, as for `detect.rules.select_rules`; all of them if nothing is selected.
    templates : str or None
        A file that ``detect templates learn`` wrote.

    Raises
    ------
    UsageError
        If no boilerplate rule is left, a rule is unknown, or the file of templates cannot be used.
    """

    def __init__(
        self, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), templates: str | None = None
    ) -> None:
        self.select, self.ignore, self.templates = select, ignore, templates
        if templates is not None:
            template_keys(templates)
        if not self.rules:
            raise UsageError("no boilerplate rule is selected (detect rule --all lists them: BPL...)")

    def __getstate__(self) -> dict[str, Any]:
        """Only the settings travel to a worker."""
        return {"select": self.select, "ignore": self.ignore, "templates": self.templates}

    @property
    def rules(self) -> list[Rule]:
        """The boilerplate rules in force."""
        return [rule for rule in select_rules(self.select, self.ignore) if rule.family == "BPL"]

    @cached_property
    def _engine(self) -> RuleEngine:
        return RuleEngine(self.rules)

    def score_batch(self, records: Sequence[Record]) -> list[Any]:
        """A `Cleaned` for every article and a `Failed` for every other record, in the same order."""
        return [Failed(item) if isinstance(item, BadRecord) else self.clean(item) for item in records]

    def clean(self, article: Article) -> Cleaned:
        """One article without its boilerplate."""
        # Not evidence.boilerplate: that has what rules found that are not chosen here.
        return without(article, self._engine.run(document_of(article, self.templates)).findings)


def without(article: Article, removed: tuple[Finding, ...]) -> Cleaned:
    """An article without these findings of boilerplate rules."""
    text = cut(article.text, boilerplate_spans(removed))
    return Cleaned(article.id, article.source, text, removed, len(article.text) - len(text))


def cut(text: str, spans: Sequence[Span]) -> str:
    """`text` without `spans`, mended where they were.

    Of the white space on both sides of a cut, the side that separates more is kept: an empty line before a line break,
    a line break before a space. So a line that was boilerplate goes whole, a piece inside a line leaves one space, and
    no run of empty lines grows. A start that is cut leaves no white space, an end that is cut one line
    break if the text ended with one. Without spans the text is given as it is.

    Parameters
    ----------
    text : str
    spans : sequence of (int, int)
        Sorted, not overlapping.
    """
    if not spans:
        return text
    pieces: list[str] = []
    position = 0
    for start, end in (*spans, (len(text), len(text))):
        pieces.append(text[position:start])
        position = end
    result = pieces[0]
    for piece in pieces[1:]:
        left, right = result.rstrip(), piece.lstrip()
        before, after = result[len(left) :], piece[: len(piece) - len(right)]
        if not left:
            result = right
        elif not right:
            result = left + max(before, after, key=_separation)
        else:
            # Where two words would be joined that the boilerplate stood between, a space comes in.
            result = left + (max(before, after, key=_separation) or " ") + right
    if not result.strip():
        return ""
    if pieces[-1].strip():
        return result  # the end of the text was not touched
    return result.rstrip() + ("\r\n" if text.endswith("\r\n") else "\n" if text.endswith("\n") else "")


def _separation(space: str) -> tuple[int, int]:
    """How much white space separates: line breaks first."""
    return space.count("\n"), min(len(space), 1)

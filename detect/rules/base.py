"""What a rule is, and the three ways to write one.

`Rule`
    The general case: look at the `Document` and yield findings.
`PatternRule`
    A regular expression that is tried only around literal triggers.
`LexiconRule`
    Phrases from a file in ``detect/lexicons``, each with its own reading and guard.

A rule's docstring is its public page (``detect rule CODE`` prints it), in the sections ``What it does``, ``Why it is
an artifact``, ``Known false alarms``, ``Example`` and, where there is one, ``Source``.
"""

import re
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import ClassVar, Literal

from detect.document import Document, Span
from detect.finding import Finding, Severity
from detect.lexicons import read_tsv

Hit = tuple[int, int, int]
"""A trigger found in a document: (index into the rule's ``triggers``, start, end); offsets as everywhere."""


class Rule(ABC):
    """A named detector of one kind of artifact. Subclasses are stateless apart from what they compile on first use.

    Class attributes
    ----------------
    code : str
        Family of capital letters and three digits, never changed or reused (``"NUM001"``).
    name : str
        kebab-case name (``"truncated-thousands"``).
    severity : Severity
        Of its findings, unless a finding says otherwise.
    triggers : sequence of str
        Folded literals (see `detect.document.fold`) of which at least one stands in every text the rule can fire on.
        They feed the one automaton that decides which rules run. Leave empty only for rules that work on parts every
        document computes anyway (numbers, quotation marks, lines).
    needs : function of a Document, or None
        What of a text the rule works on where no trigger stands in it; where this is empty or false, the rule is not
        run. The engine asks once for all rules with the same function.
    every_text : bool
        Whether the rule runs on every text although it has triggers (which then only point it to places).
    quoted : {"same", "info", "skip"}
        What happens to a finding inside a quotation: kept as it is, lowered to ``info`` because the artifact may be
        the speaker's own, or dropped because the rule says nothing about speech.
    in_boilerplate : bool
        Whether the rule also looks at boilerplate lines. Menus are not prose, so the default is no.
    origin : str or None
        The source language (BCP 47) that its findings point to, where the mechanism belongs to one language.
    decisive : bool
        Whether the finding is the publisher's or a tool's own word that the article was machine-translated. Such a
        rule settles the label by itself (see `detect.scorer`), and is no feature of the model, which could learn
        nothing from it: the texts it is trained on hold none of these marks.
    rewriting : bool
        Whether the finding is a mark that a tool rewrote the text, which hardly any person leaves: see
        `detect.model.marks`, which makes several of them count for more than their sum.
    line_kinds : mapping of str to str
        The types of lines (`detect.lines`) this rule reports when the line model finds them, with what its message
        says they are.
    preview : bool
        A new rule that does not fire unless it is selected by its full code or name.
    profile : {"fast", "full"}
        The profile whose evidence it is made of. A rule of ``"full"`` never runs in the engine; its findings come from
        elsewhere (`detect.grammar`, `detect.encoder`).
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    triggers: Sequence[str] = ()
    needs: ClassVar["staticmethod[[Document], object] | None"] = None
    every_text: ClassVar[bool] = False
    quoted: ClassVar[Literal["same", "info", "skip"]] = "same"
    in_boilerplate: ClassVar[bool] = False
    origin: ClassVar[str | None] = None
    decisive: ClassVar[bool] = False
    rewriting: ClassVar[bool] = False
    line_kinds: ClassVar[Mapping[str, str]] = {}
    preview: ClassVar[bool] = False
    profile: ClassVar[Literal["fast", "full"]] = "fast"

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code[:3]

    @abstractmethod
    def check(self, document: Document, hits: Sequence[Hit]) -> Iterable[Finding]:
        """Yield findings.

        Parameters
        ----------
        document : Document
        hits : sequence of Hit
            Where the rule's triggers stand, in text order; empty for a rule without triggers.
        """

    def finding(
        self,
        document: Document,
        start: int,
        end: int,
        message: str,
        suggestion: str | None = None,
        severity: Severity | None = None,
        origin: str | None = None,
    ) -> Finding:
        """A finding of this rule at ``document.text[start:end]``; severity and origin are the rule's unless given."""
        return Finding(
            start=start,
            end=end,
            rule=self.code,
            name=self.name,
            text=document.text[start:end],
            severity=self.severity if severity is None else severity,
            message=message,
            suggestion=suggestion,
            origin=origin or self.origin,
        )


class PatternRule(Rule):
    """A regular expression tried around the rule's triggers.

    Class attributes
    ----------------
    pattern : str
        The expression, written for `subject`. A group called ``at`` narrows the finding to that part.
    message : str
        The finding's message; ``{text}`` stands for the matched text and ``{name}`` for each named group.
    replacement : str or None
        The suggestion, with the same placeholders.
    subject : {"folded", "text"}
        What the pattern is matched against: the folded text (lower case, ASCII quotation marks, dashes and spaces)
        or the text as given.
    reach : int
        How many characters around a trigger the match may extend to, never past its line.
    anchored : bool
        Whether every match starts where its trigger starts. Then the expression is tried at that place only, which is
        cheaper; look-behind still sees what stands before.
    """

    pattern: ClassVar[str]
    message: ClassVar[str]
    replacement: ClassVar[str | None] = None
    subject: ClassVar[Literal["folded", "text"]] = "folded"
    reach: ClassVar[int] = 80
    anchored: ClassVar[bool] = False

    @cached_property
    def _compiled(self) -> "re.Pattern[str]":
        return re.compile(self.pattern)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every match that touches a trigger's surroundings, each once."""
        subject = document.folded if self.subject == "folded" else document.text
        for match in self._matches(document.folded, subject, hits):
            if self.accept(document, match):
                yield self._finding(document, match)

    def _matches(self, folded: str, subject: str, hits: Sequence[Hit]) -> Iterator["re.Match[str]"]:
        done = -1
        if not self.anchored:
            for low, high in _windows(folded, hits, self.reach):
                for match in self._compiled.finditer(subject, max(low, done), high):
                    found = self._whole(folded, subject, match, high)
                    if found is not None:
                        done = max(done, found.end())
                        yield found
            return
        for _, start, end in hits:
            if start >= done:
                high = min(end + self.reach, len(folded))
                line_end = folded.find("\n", end, high)
                high = high if line_end < 0 else line_end
                found = self._whole(folded, subject, self._compiled.match(subject, start, high), high)
                if found is not None:
                    done = found.end()
                    yield found

    def _whole(self, folded: str, subject: str, match: "re.Match[str] | None", high: int) -> "re.Match[str] | None":
        """`match`, tried again with more of the line if it touches the window's end, where look-ahead sees nothing."""
        if match is None or match.end() < high or high >= len(folded) or folded[high] == "\n":
            return match
        line_end = folded.find("\n", high, high + self.reach)
        return self._compiled.match(subject, match.start(), line_end if line_end >= 0 else high + self.reach)

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """A last look at a match; override to add a condition a pattern cannot express."""
        return True

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        group = "at" if "at" in match.re.groupindex and match["at"] is not None else 0
        start, end = match.span(group)
        parts = {name: document.text[slice(*match.span(name))] for name in match.re.groupindex}
        parts["text"] = document.text[start:end]
        suggestion = None if self.replacement is None else self.replacement.format(**parts)
        return self.finding(document, start, end, self.message.format(**parts), suggestion)


def _windows(folded: str, hits: Sequence[Hit], reach: int) -> Iterator[Span]:
    """What lies within `reach` of a hit and in its line, overlapping parts joined so that no place is read twice."""
    low = high = -1
    first = line_end = -1  # where the window's first hit begins, and where its line ends
    for _, start, end in hits:
        if start < line_end and start - reach <= high:
            if start < first:  # hits come in the order of their ends
                low = min(low, max(start - reach, folded.rfind("\n", max(start - reach, 0), start) + 1))
            if end <= line_end:
                high = max(high, min(end + reach, line_end))
                continue
        if high >= 0:
            yield low, high
        first = start
        low = max(start - reach, 0)
        low = max(low, folded.rfind("\n", low, start) + 1)
        if end > line_end:
            line_end = folded.find("\n", end)
            line_end = len(folded) if line_end < 0 else line_end
        high = min(end + reach, line_end)
    if high >= 0:
        yield low, high


class _Guard:
    """Answers whether a pattern stands in a stretch of text; asked again about the same stretch, it knows.

    Stretches come in text order, so what was found in the last one is all that is kept.
    """

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._span = (-1, -1)
        self._answers: dict[str, bool] = {}

    def found(self, pattern: str, span: Span) -> bool:
        """Whether `pattern` is found in ``folded[slice(*span)]``."""
        if span != self._span:
            self._span = span
            self._answers = {}
        answer = self._answers.get(pattern)
        if answer is None:
            answer = self._answers[pattern] = bool(_compile(pattern).search(self._folded[span[0] : span[1]]))
        return answer


_PIECE = 1_000
_OVERHANG = 100


def stands_near(document: Document, pattern: "re.Pattern[str]", low: int, high: int) -> bool:
    """Whether a match of `pattern` over the folded text lies in ``low..high``, for rules that look around each match.

    The text is searched piece by piece, each once, however many of the stretches that are asked about overlap.

    Parameters
    ----------
    document : Document
    pattern : re.Pattern
        For matches of at most 100 characters.
    low, high : int
        May reach over the ends of the text.
    """
    pieces: dict[int, tuple[list[int], list[int]]] = document.shared.setdefault(pattern.pattern, {})
    for number in range(max(0, low) // _PIECE, min(high, len(document.folded)) // _PIECE + 1):
        if number not in pieces:
            first = number * _PIECE
            found = pattern.finditer(document.folded, first, first + _PIECE + _OVERHANG)
            spans = [match.span() for match in found if match.start() < first + _PIECE]
            pieces[number] = [start for start, _ in spans], [end for _, end in spans]
        starts, ends = pieces[number]
        at = bisect_left(starts, low)
        if at < len(ends) and ends[at] <= high:
            return True
    return False


@cache
def _compile(pattern: str) -> "re.Pattern[str]":
    return re.compile(pattern)  # the cache of `re` itself forgets after 512


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of a lexicon.

    ``phrase`` is folded; ``unless`` and ``require`` are patterns over the folded sentence that keep the entry silent
    when found, or when not found. ``note`` says what the phrase stands for; ``suggestion`` is what a human would have
    written, if that is certain; ``origin`` is the source language (BCP 47) where one is likely.
    """

    phrase: str
    note: str
    suggestion: str | None
    origin: str | None
    unless: str | None
    require: str | None


class LexiconRule(Rule):
    """Phrases from ``detect/lexicons/<lexicon>.tsv``.

    The file has a header and the columns ``phrase``, ``note``, ``suggestion``, ``origin``, ``unless``, ``require``;
    the last four may be empty. A phrase counts only where it stands between non-word characters.

    Class attributes
    ----------------
    lexicon : str
        File name without ending.
    message : str
        With ``{text}`` and ``{note}``.
    """

    lexicon: ClassVar[str]
    message: ClassVar[str]

    def phrases(self, cell: str) -> Iterable[str]:
        """The phrases a ``phrase`` cell stands for: itself; override for a notation of choices."""
        return (cell,)

    @cached_property
    def _rows(self) -> Sequence[Mapping[str, str]]:
        return read_tsv(self.lexicon)

    @cached_property
    def _readings(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Every phrase of the lexicon, in file order, and the number of its row."""
        # An entry for each of 35,000 phrases would take a tenth of the time a single article takes: `entry` makes them.
        found = [(phrase, number) for number, row in enumerate(self._rows) for phrase in self.phrases(row["phrase"])]
        phrases, numbers = zip(*found, strict=True)
        return phrases, numbers

    @property
    def triggers(self) -> Sequence[str]:  # type: ignore[override]
        """The phrases themselves."""
        return self._readings[0]

    def entry(self, index: int) -> Entry:
        """What the lexicon says of the trigger with this index."""
        phrases, numbers = self._readings
        row = self._rows[numbers[index]]
        return Entry(
            phrase=phrases[index],
            note=row["note"],
            suggestion=row["suggestion"] or None,
            origin=row["origin"] or None,
            unless=row["unless"] or None,
            require=row["require"] or None,
        )

    @property
    def entries(self) -> Iterator[Entry]:
        """The whole lexicon, in file order."""
        return map(self.entry, range(len(self.triggers)))

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every phrase that stands alone and whose guard agrees; the longest at one place."""
        folded = document.folded
        size = len(folded)
        done = -1
        guard = _Guard(folded)
        for index, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
            if start < done:
                continue
            if folded[start].isalnum() and start and folded[start - 1].isalnum():
                continue
            if folded[end - 1].isalnum() and end < size and folded[end].isalnum():
                continue
            entry = self.entry(index)
            if entry.unless or entry.require:
                sentence = document.sentence_at(start)
                if entry.unless and guard.found(entry.unless, sentence):
                    continue
                if entry.require and not guard.found(entry.require, sentence):
                    continue
            if not self.accept(document, entry, start, end):
                continue
            done = end
            message = self.message.format(text=document.text[start:end], note=entry.note)
            yield self.finding(document, start, end, message, entry.suggestion, origin=entry.origin)

    def accept(self, document: Document, entry: Entry, start: int, end: int) -> bool:
        """A last look at a hit; override to add a condition an entry cannot express."""
        return True

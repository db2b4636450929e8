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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from detect.document import Document
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
    every_text : bool
        Whether the rule runs on every text although it has triggers (which then only point it to places).
    quoted : {"same", "info", "skip"}
        What happens to a finding inside a quotation: kept as it is, lowered to ``info`` because the artifact may be
        the speaker's own, or dropped because the rule says nothing about speech.
    in_boilerplate : bool
        Whether the rule also looks at boilerplate lines. Menus are not prose, so the default is no.
    preview : bool
        A new rule that does not fire unless it is selected by its full code or name.
    profile : {"fast", "full"}
        The profile whose evidence it is made of. A rule of ``"full"`` never runs in the engine; its findings come from
        elsewhere (`detect.grammar`).
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    triggers: Sequence[str] = ()
    every_text: ClassVar[bool] = False
    quoted: ClassVar[Literal["same", "info", "skip"]] = "same"
    in_boilerplate: ClassVar[bool] = False
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
    ) -> Finding:
        """A finding of this rule at ``document.text[start:end]``."""
        return Finding(
            start=start,
            end=end,
            rule=self.code,
            name=self.name,
            text=document.text[start:end],
            severity=self.severity if severity is None else severity,
            message=message,
            suggestion=suggestion,
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
        folded = document.folded
        subject = folded if self.subject == "folded" else document.text
        done = -1
        for _, start, end in hits:
            low = max(start - self.reach, 0)
            low = max(low, folded.rfind("\n", low, start) + 1)
            high = min(end + self.reach, len(folded))
            line_end = folded.find("\n", end, high)
            high = high if line_end < 0 else line_end
            if self.anchored:
                match = self._compiled.match(subject, start, high) if start >= done else None
                matches: Iterable[re.Match[str]] = () if match is None else (match,)
            else:
                matches = self._compiled.finditer(subject, max(low, done), high)
            for match in matches:
                done = max(done, match.end())
                if self.accept(document, match):
                    yield self._finding(document, match)

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


_GUARD_REACH = 300
"""How far to each side of a phrase a guard looks inside the sentence; a "sentence" without end is garbage."""


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

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The lexicon, in file order."""
        return tuple(
            Entry(
                phrase=row["phrase"],
                note=row["note"],
                suggestion=row["suggestion"] or None,
                origin=row["origin"] or None,
                unless=row["unless"] or None,
                require=row["require"] or None,
            )
            for row in read_tsv(self.lexicon)
        )

    @cached_property
    def triggers(self) -> Sequence[str]:  # type: ignore[override]
        """The phrases themselves."""
        return tuple(entry.phrase for entry in self.entries)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every phrase that stands alone and whose guard agrees; the longest at one place."""
        folded = document.folded
        size = len(folded)
        done = -1
        for index, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
            if start < done:
                continue
            if folded[start].isalnum() and start and folded[start - 1].isalnum():
                continue
            if folded[end - 1].isalnum() and end < size and folded[end].isalnum():
                continue
            entry = self.entries[index]
            if entry.unless or entry.require:
                low, high = document.sentence_at(start)
                sentence = folded[max(low, start - _GUARD_REACH) : min(high, end + _GUARD_REACH)]
                if entry.unless and re.search(entry.unless, sentence):
                    continue
                if entry.require and not re.search(entry.require, sentence):
                    continue
            if not self.accept(document, entry, start, end):
                continue
            done = end
            message = self.message.format(text=document.text[start:end], note=entry.note)
            yield self.finding(document, start, end, message, entry.suggestion)

    def accept(self, document: Document, entry: Entry, start: int, end: int) -> bool:
        """A last look at a hit; override to add a condition an entry cannot express."""
        return True

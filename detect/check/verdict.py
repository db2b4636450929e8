"""From the result of an article to whether it passes, and if not, to what a reviewer must see."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from detect.article import Article
from detect.check.baseline import Baseline, Entry, context, fingerprint
from detect.check.ignores import Ignores
from detect.check.limits import Breach, SourceLimits
from detect.check.located import Located
from detect.document import Document
from detect.finding import Finding, Severity
from detect.result import Failed, Result

Status = Literal["passed", "failed", "unreadable"]


@dataclass(frozen=True, slots=True)
class Place:
    """Lines and columns from 1, columns in code points; ``end_column`` is that after the last code point."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why an article fails.

    Attributes
    ----------
    rule, name : str
        Code and name of the rule; for a score past its limit both are the limit's name (``min-quality``).
    severity : Severity
    message : str
    fingerprint : str
        See `detect.check.baseline`.
    finding : Finding or None
        None for a score.
    breach : Breach or None
        None for a finding.
    place : Place or None
        Where it stands in the file; None where the text is not the file, and for a score.
    sentence : str
        The sentence around the finding; empty for a score.
    mark : tuple of int
        The finding's start and end in the sentence.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    fingerprint: str
    finding: Finding | None = None
    breach: Breach | None = None
    place: Place | None = None
    sentence: str = ""
    mark: tuple[int, int] = (0, 0)

    @property
    def suggestion(self) -> str | None:
        """What should stand there, if that is certain."""
        return self.finding.suggestion if self.finding else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the gate says of one record.

    ``accepted`` of its problems are in the baseline, ``ignored`` are covered by entries of the configuration;
    ``problems`` are the others.
    """

    located: Located
    result: Result
    problems: tuple[Problem, ...] = ()
    accepted: int = 0
    ignored: int = 0

    @property
    def status(self) -> Status:
        """``passed``, ``failed`` or ``unreadable``."""
        return "unreadable" if isinstance(self.result, Failed) else "failed" if self.problems else "passed"

    @property
    def id(self) -> str:
        """The record's id."""
        return self.located.record.id

    @property
    def line(self) -> int:
        """A line of the file to point at for the record as a whole: 1 where the format has none."""
        return self.located.line or 1

    def all_accepted(self) -> "Outcome":
        """The outcome once everything it complains of is in the baseline."""
        return replace(self, problems=(), accepted=self.accepted + len(self.problems))

    def to_dict(self) -> dict[str, Any]:
        """The output object of ``detect check`` for a record that does not pass."""
        located, result = self.located, self.result
        row: dict[str, Any] = {"id": self.id, "source": located.record.source, "path": located.path}
        row["record"] = located.line if located.row is None else located.row
        row["status"] = self.status
        if isinstance(result, Failed):
            row["error"] = result.to_dict()["error"]
            return row
        row["model"], row["label"], row["scores"] = result.model, result.label, result.scores.to_dict()
        row["findings"] = [_finding_row(problem) for problem in self.problems if problem.finding]
        row["limits"] = [_breach_row(problem) for problem in self.problems if problem.breach]
        row["accepted"], row["ignored"] = self.accepted, self.ignored
        return row


def _finding_row(problem: Problem) -> dict[str, Any]:
    place = problem.place
    row = problem.finding.to_dict() if problem.finding else {}
    for name in ("line", "column", "end_line", "end_column"):
        row[name] = getattr(place, name) if place else None
    row["fingerprint"] = problem.fingerprint
    return row


def _breach_row(problem: Problem) -> dict[str, Any]:
    breach = problem.breach
    row: dict[str, Any] = {"rule": problem.rule}
    if breach:
        row |= {"score": breach.score, "value": breach.value, breach.side: breach.limit}
    return row | {"message": problem.message, "fingerprint": problem.fingerprint}


class Gate:
    """Judges results, one record at a time, in input order.

    Parameters
    ----------
    limits : SourceLimits
    ignores : Ignores
    baseline : Baseline
        Empty if there is none.
    """

    def __init__(self, limits: SourceLimits, ignores: Ignores, baseline: Baseline) -> None:
        self._limits, self._ignores, self._baseline = limits, ignores, baseline

    def judge(self, located: Located, result: Result) -> Outcome:
        """What becomes of a record. What is ignored never reaches the baseline."""
        if isinstance(result, Failed) or not isinstance(located.record, Article):
            return Outcome(located, result)
        limits = self._limits.of(result.source)
        covering = self._ignores.of(located, result.source)
        article = _Marked(located)
        problems: list[Problem] = []
        accepted = ignored = 0
        for finding in result.findings:
            fails = limits.fail_on is not None and finding.severity >= limits.fail_on
            if covering and self._ignores.covers(covering, finding.rule, finding.text):
                ignored += fails
                continue
            known = self._baseline.may_hold(finding.rule, finding.text)
            if not (fails or known):
                continue
            mark = article.fingerprint(finding)
            if known and self._baseline.meet(mark):  # also where it fails no more: the entry is not gone
                accepted += fails
            elif fails:
                problems.append(article.problem(finding, mark))
        for breach in limits.breaches(result.scores):
            if covering and self._ignores.covers(covering, breach.rule, None):
                ignored += 1
                continue
            mark = fingerprint(breach.rule, "", located.record.id, "")
            if self._baseline.meet(mark):
                accepted += 1
            else:
                problems.append(Problem(breach.rule, breach.rule, Severity.ERROR, breach.message, mark, breach=breach))
        return Outcome(located, result, tuple(problems), accepted, ignored)


class _Marked:
    """An article whose findings are shown; everything is computed when the first one asks for it."""

    def __init__(self, located: Located) -> None:
        self._located = located
        self._text = located.record.text if isinstance(located.record, Article) else ""
        self._document: Document | None = None

    def fingerprint(self, finding: Finding) -> str:
        """See `detect.check.baseline`."""
        return fingerprint(finding.rule, finding.text, *context(self._text, finding.start, finding.end))

    def problem(self, finding: Finding, mark: str) -> Problem:
        """The finding with its place and the sentence it stands in."""
        self._document = self._document or Document(self._text)
        start, end = self._document.sentence_at(finding.start)
        start, end = min(start, finding.start), max(end, finding.end)
        return Problem(
            rule=finding.rule,
            name=finding.name,
            severity=finding.severity,
            message=finding.message,
            fingerprint=mark,
            finding=finding,
            place=self._place(finding) if self._located.whole else None,
            sentence=self._text[start:end],
            mark=(finding.start - start, finding.end - start),
        )

    def _place(self, finding: Finding) -> Place:
        return Place(*self._position(finding.start), *self._position(finding.end))

    def _position(self, offset: int) -> tuple[int, int]:
        text = self._text
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def entries_of(outcome: Outcome) -> Iterator[Entry]:
    """What a baseline must hold for the article to pass."""
    for problem in outcome.problems:
        finding = problem.finding
        if finding is None or not isinstance(outcome.located.record, Article):
            yield Entry(problem.fingerprint, problem.rule, "", problem.message, outcome.id)
            continue
        before, after = context(outcome.located.record.text, finding.start, finding.end)
        shown = " ".join(f"{before} {finding.text} {after}".split())
        yield Entry(problem.fingerprint, problem.rule, finding.text, shown, outcome.id)

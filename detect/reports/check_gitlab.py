"""GitLab's code quality report: a JSON array of issues, each with its own fingerprint."""

import hashlib
from collections import Counter
from typing import IO, Any

import orjson

from detect.check.verdict import Outcome
from detect.finding import Severity
from detect.reports.check_outputs import Setup, full_message, quoted
from detect.result import Failed

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabReport:
    """One issue for every problem, and one of severity ``blocker`` for every unreadable record.

    GitLab drops issues whose fingerprint it has seen, so the file, the article's id and a number for what occurs again
    in the same article go into it beside the fingerprint of the baseline.
    """

    def __init__(self, stream: IO[bytes], setup: Setup) -> None:
        self._stream = stream
        self._started = False

    def write(self, outcome: Outcome) -> None:
        """See `Report`."""
        path = outcome.located.path
        if isinstance(outcome.result, Failed):
            bad = outcome.result.record
            mark = _mark(path, bad.where, bad.code)
            self._issue(f"{bad.message} [{bad.code}]", "unreadable", mark, "blocker", path, outcome.line)
            return
        seen: Counter[str] = Counter()
        for problem in outcome.problems:
            seen[problem.fingerprint] += 1
            text = f"{quoted(problem)}: " if problem.finding else ""
            article = "" if outcome.located.whole else f"[{outcome.id}] "
            self._issue(
                f"{article}{text}{full_message(problem)}",
                problem.rule if problem.rule == problem.name else f"{problem.rule} {problem.name}",
                _mark(path, outcome.id, problem.fingerprint, seen[problem.fingerprint]),
                _SEVERITIES[problem.severity],
                path,
                problem.place.line if problem.place else outcome.line,
                problem.place.end_line if problem.place else None,
            )

    def close(self) -> None:
        """See `Report`."""
        self._stream.write(b"\n]\n" if self._started else b"[]\n")

    def _issue(
        self, description: str, check: str, mark: str, severity: str, path: str, line: int, end: int | None = None
    ) -> None:
        lines = {"begin": line} if end is None else {"begin": line, "end": end}
        issue: dict[str, Any] = {
            "description": description,
            "check_name": check,
            "fingerprint": mark,
            "severity": severity,
            "location": {"path": path, "lines": lines},
        }
        self._stream.write(b",\n" if self._started else b"[\n")
        self._stream.write(orjson.dumps(issue))
        self._started = True


def _mark(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]

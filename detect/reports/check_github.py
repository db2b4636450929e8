"""Workflow commands of GitHub Actions: each problem an annotation at its line.

The escapes are those of the ``command.ts`` of GitHub's toolkit: ``%``, carriage return and line feed everywhere, ``:``
and ``,`` in properties too.
"""

from typing import IO

from detect.check.verdict import Outcome
from detect.finding import Severity
from detect.reports.check_outputs import Setup, full_message, quoted
from detect.result import Failed

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GithubReport:
    """One ``::error`` (``::warning``, ``::notice``) line for every problem, and for every unreadable record."""

    def __init__(self, stream: IO[bytes], setup: Setup) -> None:
        self._stream = stream
        self._field = setup.text_field

    def write(self, outcome: Outcome) -> None:
        """See `Report`."""
        path = outcome.located.path
        if isinstance(outcome.result, Failed):
            bad = outcome.result.record
            self._line("error", {"file": path, "line": outcome.line, "title": f"unreadable: {bad.code}"}, bad.message)
            return
        for problem in outcome.problems:
            place, finding = problem.place, problem.finding
            properties: dict[str, str | int] = {"file": path, "line": place.line if place else outcome.line}
            if place and place.line == place.end_line:  # columns count only within one line
                properties |= {"col": place.column, "endColumn": place.end_column}
            elif place:
                properties["endLine"] = place.end_line
            properties["title"] = problem.rule if problem.rule == problem.name else f"{problem.rule} {problem.name}"
            message = full_message(problem)
            if finding:
                message = f"{quoted(problem)}: {message}"
            if not place:
                span = f" {self._field}[{finding.start}:{finding.end}]" if finding else ""
                message = f"[{outcome.id}]{span} {message}"
            self._line(_LEVELS[problem.severity], properties, message)

    def close(self) -> None:
        """See `Report`."""

    def _line(self, level: str, properties: dict[str, str | int], message: str) -> None:
        listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        self._stream.write(f"::{level} {listed}::{_data(message)}\n".encode())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

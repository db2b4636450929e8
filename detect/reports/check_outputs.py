"""Where the results of a check go: one report on standard output, any number in files, each in a format of its own.

A format is a class in ``detect/reports/check_<format>.py`` that takes a binary stream and a `Setup`, writes outcomes as
they come, and finishes in ``close``. Memory stays flat: what must stand before the results is spooled to disk.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Protocol

from detect.check.verdict import Outcome, Problem
from detect.errors import DetectError, UsageError

FORMATS: dict[str, tuple[str, str]] = {
    "text": ("detect.reports.check_text", "TextReport"),
    "json": ("detect.reports.check_json", "JsonReport"),
    "jsonl": ("detect.reports.check_json", "JsonLinesReport"),
    "sarif": ("detect.reports.check_sarif", "SarifReport"),
    "github": ("detect.reports.check_github", "GithubReport"),
    "gitlab": ("detect.reports.check_gitlab", "GitlabReport"),
    "junit": ("detect.reports.check_junit", "JunitReport"),
}


@dataclass(frozen=True, slots=True)
class Setup:
    """What a report may want to know: the name of the text's field, and whether problems are only counted."""

    text_field: str = "text"
    statistics: bool = False


class Report(Protocol):
    """Something outcomes are written to."""

    def write(self, outcome: Outcome) -> None:
        """Take one outcome, a passed one too."""

    def close(self) -> None:
        """Write what comes last. The stream stays open."""


def parse_outputs(words: Sequence[str]) -> list[tuple[str, str | None]]:
    """Formats and their files, None for standard output, out of ``FORMAT[=FILE]``; text where nothing is named.

    Raises
    ------
    UsageError
        For an unknown format, two on standard output, or two in one file.
    """
    outputs: list[tuple[str, str | None]] = []
    for word in words or ("text",):
        name, equals, file = word.partition("=")
        if name not in FORMATS:
            from difflib import get_close_matches

            near = get_close_matches(name, FORMATS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"the formats are {', '.join(FORMATS)}"
            raise UsageError(f"no output format is called {name!r}; {hint}")
        if equals and not file:
            raise UsageError(f"--output-format {word} names no file")
        outputs.append((name, file if equals and file != "-" else None))
    places = [None if file is None else os.path.realpath(file) for _, file in outputs]
    for place in places:
        if places.count(place) > 1:
            where = "standard output" if place is None else place
            raise UsageError(f"two output formats cannot share {where}; use --output-format FORMAT=FILE")
    return outputs


@contextmanager
def open_reports(outputs: Sequence[tuple[str, str | None]], setup: Setup) -> Iterator[list[Report]]:
    """The reports of a run. Files appear when the run is through, whole or not at all.

    Raises
    ------
    DetectError
        If a file cannot be written.
    """
    reports: list[Report] = []
    files: list[tuple[str, Path, Path, IO[bytes]]] = []
    try:
        for name, file in outputs:
            if file is None:
                stream: IO[bytes] = sys.stdout.buffer
            else:
                target = Path(os.path.realpath(file))
                temporary = target.with_name(target.name + ".writing")
                with _told(file):
                    if target.is_dir():
                        raise UsageError(f"{file} is a folder")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    stream = temporary.open("wb")
                files.append((file, target, temporary, stream))
            module, title = FORMATS[name]
            reports.append(getattr(import_module(module), title)(stream, setup))
        yield reports
        for report in reports:
            report.close()
        if any(file is None for _, file in outputs):
            sys.stdout.buffer.flush()
        for file, target, temporary, stream in files:
            with _told(file):
                stream.close()
                temporary.replace(target)
    except BaseException:
        for _, _, temporary, stream in files:
            with suppress(OSError):
                stream.close()
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise


@contextmanager
def _told(file: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DetectError(f"cannot write {file}: {error.strerror or error}") from error


class Spool:
    """Bytes that can be written out only after something that is not known yet. On disk once there are many."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115 -- closed in `pour`
        self.empty = True

    def write(self, piece: bytes) -> None:
        """Add to what there is."""
        self._file.write(piece)
        self.empty = False

    def pour(self, stream: IO[bytes]) -> None:
        """Write everything to `stream`; the end of this spool."""
        self._file.seek(0)
        shutil.copyfileobj(self._file, stream, 1 << 16)
        self._file.close()


def full_message(problem: Problem) -> str:
    """The message of a problem, with the suggestion if there is one."""
    if problem.suggestion is None:
        return problem.message
    return f"{problem.message} " + (f"Suggestion: {problem.suggestion}" if problem.suggestion else "Leave it out.")


def quoted(problem: Problem, limit: int = 60) -> str:
    """The matched text on one line, cut where it is long; empty for a score."""
    if problem.finding is None:
        return ""
    text = " ".join(problem.finding.text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"

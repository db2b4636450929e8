"""The result of a check for a person: every problem with its place, and the sentence with the artifact marked."""

import io
import sys
from collections import Counter
from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from detect.check.verdict import Outcome, Problem
from detect.finding import Severity
from detect.reports.check_outputs import Setup
from detect.reports.terminal import SEVERITY_STYLES, console, plain
from detect.result import Failed

_INDENT = "    "
_WIDTH = 120
"""Of the preview where the output is no terminal."""


class TextReport:
    """Problems as they come. With statistics, only how many there are of each rule, at the end."""

    def __init__(self, stream: IO[bytes], setup: Setup) -> None:
        self._own: io.TextIOWrapper | None = None
        if stream is sys.stdout.buffer:
            self._console = console()
        else:
            self._own = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
            self._console = Console(file=self._own, highlight=False, force_terminal=False, color_system=None)
        self._width = self._console.width if self._console.is_terminal else _WIDTH
        self._field = setup.text_field
        self._counts: Counter[tuple[str, str, Severity]] | None = Counter() if setup.statistics else None

    def write(self, outcome: Outcome) -> None:
        """See `Report`."""
        if self._counts is not None:
            self._counts.update((problem.rule, problem.name, problem.severity) for problem in outcome.problems)
            return
        if isinstance(outcome.result, Failed):
            bad = outcome.result.record
            self._print(Text.assemble((plain(bad.where), "bold"), (" unreadable ", "bold yellow"), plain(bad.message)))
            return
        for problem in outcome.problems:
            self._problem(outcome, problem)

    def close(self) -> None:
        """See `Report`."""
        if self._counts is not None:
            print_statistics(self._counts, self._console)
        if self._own is not None:
            self._own.detach()  # the stream is closed by whoever opened it

    def _problem(self, outcome: Outcome, problem: Problem) -> None:
        style = SEVERITY_STYLES[problem.severity]
        head = Text()
        head.append(plain(outcome.located.path), style="bold")
        head.append(self._where(outcome, problem), style="dim")
        head.append(f" {problem.severity} ", style=style)
        head.append(problem.rule, style=f"bold {style}")
        if problem.name != problem.rule:
            head.append(f" {problem.name}")
        head.append(f": {plain(problem.message)}")
        self._print(head)
        if problem.finding is not None:
            line, carets = preview(problem, self._width - len(_INDENT), style)
            self._print(Text(_INDENT).append_text(line))
            self._print(Text(_INDENT).append_text(carets))

    def _where(self, outcome: Outcome, problem: Problem) -> str:
        located, place = outcome.located, problem.place
        if place:
            return f":{place.line}:{place.column}"
        number = f":{located.line}" if located.line else f":row {located.row}" if located.row else ""
        shown = number if located.whole else f"{number} [{plain(outcome.id)}]"
        if problem.finding is None:
            return shown
        return f"{shown} {self._field}[{problem.finding.start}:{problem.finding.end}]"

    def _print(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True)


def preview(problem: Problem, width: int, style: str) -> tuple[Text, Text]:
    """The sentence around a finding, cut to `width` cells, and a line that marks the finding under it.

    A finding that is longer than there is room for is cut at its end.
    """
    start, end = problem.mark
    before, matched, after = (plain(part) for part in _parts(problem.sentence, start, end))
    room = max(width - 2, 10)  # for an ellipsis on each side
    if cell_len(matched) > room - 2:
        matched = _cut(matched, room - 3) + "…"
    left = room - cell_len(matched)
    tail = _cut(after, max(left // 2, left - cell_len(before)))
    kept = _cut(before[::-1], left - cell_len(tail))[::-1]
    line = Text("…" if kept != before else "")
    line.append(kept)
    indent = line.cell_len
    line.append(matched, style=f"bold {style}")
    line.append(tail + ("…" if tail != after else ""))
    carets = Text(" " * indent).append("^" * max(1, cell_len(matched)), style=style)
    if problem.suggestion is not None:
        hint = plain(problem.suggestion) or "(leave out)"
        carets.append(f" {_cut(hint, 60)}", style="green")
    return line, carets


def print_statistics(counts: Counter[tuple[str, str, Severity]], target: Console) -> None:
    """A line for every rule: how often, its code, its name; the most frequent first."""
    width = len(str(max(counts.values(), default=0)))
    for (rule, name, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        line = Text(f"{count:>{width}}  ").append(rule, style=SEVERITY_STYLES[severity])
        target.print(line.append("" if rule == name else f"  {name}"), soft_wrap=True)


def _parts(sentence: str, start: int, end: int) -> tuple[str, str, str]:
    return sentence[:start], sentence[start:end], sentence[end:]


def _cut(text: str, width: int) -> str:
    """As much of the front of `text` as fits into `width` cells."""
    if cell_len(text) <= width:
        return text
    used = 0
    for position, char in enumerate(text):
        used += cell_len(char)
        if used > width:
            return text[:position]
    return text

"""The table ``detect score`` prints on a terminal, a page of rows at a time."""

from collections import Counter
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detect.finding import Severity
from detect.reports.progress import ProgressLine
from detect.reports.terminal import LABEL_STYLES, SEVERITY_STYLES, bar, grade_style, plain, risk_style, shortened
from detect.result import Failed, Result, Scored

_PAGE = 200
_FIXED = {"label": 18, "MT": 4, "rewr.": 5, "boil.": 5, "qual.": 5, "E/W/I": 7}
_FROM = 4
_BAR = 5
_BARRED = _BAR + 1  # with the space before it


@dataclass(frozen=True, slots=True)
class _Layout:
    """Widths in terminal cells; 0 leaves a column out."""

    id: int
    source: int
    rules: int
    bars: bool
    gap: int


class ScoreTable:
    """Rows as they come. A page is printed when it is full, so that memory stays flat and a long run shows its start.

    Parameters
    ----------
    console : Console
        Where to print. Its width decides which columns there are: the bars go
        first when it is narrow, then the rules and the likely origin, then the source.
    progress : ProgressLine
        Taken away while a page is printed.
    """

    def __init__(self, console: Console, progress: ProgressLine) -> None:
        self._console = console
        self._progress = progress
        self._rows: list[Result] = []
        self._layout: _Layout | None = None

    def write(self, result: Result) -> None:
        """Take in one result, and print the page if it is full."""
        self._rows.append(result)
        if len(self._rows) >= _PAGE:
            self.close()

    def close(self) -> None:
        """Print the rows taken in since the last page. The first page has the heading and fixes the widths."""
        if not self._rows:
            return
        first = self._layout is None
        if self._layout is None:
            self._layout = self._measure()
        layout = self._layout
        table = Table(box=None, show_header=first, header_style="bold", padding=(0, layout.gap, 0, 0), pad_edge=False)
        table.add_column("article", width=layout.id, no_wrap=True)
        if layout.source:
            table.add_column("source", width=layout.source, no_wrap=True)
        for title, width in _FIXED.items():
            barred = layout.bars and title in ("MT", "rewr.", "qual.")
            right = not barred and title in ("MT", "rewr.", "boil.", "qual.")
            table.add_column(
                title, width=width + (_BARRED if barred else 0), no_wrap=True, justify="right" if right else "left"
            )
        if layout.rules:
            table.add_column("from", width=_FROM, no_wrap=True)
            table.add_column("rules", width=layout.rules, no_wrap=True)
        for row in self._rows:
            table.add_row(*self._cells(row, layout))
        with self._progress.hidden():
            self._console.print(table)
        self._rows.clear()

    def _measure(self) -> _Layout:
        """Share out the width: the article first, then the source, the rules, the bars."""
        width = self._console.width
        gap = 2 if width >= 100 else 1
        ids = max(7, max(cell_len(plain(_name(row))) for row in self._rows))
        sources = max(6, max(cell_len(plain(_source(row) or "-")) for row in self._rows))
        room = width - sum(_FIXED.values()) - gap * len(_FIXED) - gap
        source = rules = 0
        if room >= 36:
            source = min(sources, room // 3)
            room -= source + gap
        bars = room >= 20 + 3 * _BARRED + 26
        if bars:
            room -= 3 * _BARRED
        if room >= 20 + 18 + _FROM + gap:
            room -= _FROM + gap
            rules = room - min(ids, max(20, room // 2)) - gap
            room -= rules + gap
        return _Layout(id=max(7, min(ids, room)), source=source, rules=rules, bars=bars, gap=gap)

    def _cells(self, row: Result, layout: _Layout) -> list[Text | str]:
        source = _source(row)
        cells: list[Text | str] = [Text(shortened(_name(row), layout.id))]
        if layout.source:
            cells.append(Text(shortened(source or "-", layout.source), style="" if source else "dim"))
        if isinstance(row, Failed):
            cells.append(Text("unreadable", style=LABEL_STYLES["unreadable"]))
            cells += [""] * (len(_FIXED) - 1)
            if layout.rules:
                cells += ["", Text(shortened(row.record.code, layout.rules), style="yellow")]
            return cells
        scores = row.scores
        cells.append(Text(row.label, style=LABEL_STYLES[row.label]))
        cells.append(_probability(scores.machine_translated, layout.bars))
        cells.append(_probability(scores.rewritten, layout.bars))
        cells.append(Text(f"{scores.boilerplate:.2f}", style="dim" if scores.boilerplate < 0.005 else ""))
        style = grade_style(scores.quality)
        grade = Text(f"{scores.quality:5.1f}", style=style)
        cells.append(Text.assemble(grade, " ", bar(scores.quality / 100, _BAR, style)) if layout.bars else grade)
        cells.append(_counts(row))
        if layout.rules:
            cells.append(Text(row.origin.lang if row.origin else "", style="dim"))
            cells.append(_rules(row, layout.rules))
        return cells


def _name(row: Result) -> str:
    return row.record.id if isinstance(row, Failed) else row.id


def _source(row: Result) -> str | None:
    return row.record.source if isinstance(row, Failed) else row.source


def _probability(value: float | None, bars: bool) -> Text:
    if value is None:
        return Text("-", style="dim")
    style = risk_style(value)
    number = Text(f"{value:.2f}", style=style)
    return Text.assemble(number, " ", bar(value, _BAR, style)) if bars else number


def _counts(row: Scored) -> Text:
    """Findings by severity, worst first, as ``2/1/14``."""
    numbers = Counter(finding.severity for finding in row.findings)
    parts: list[Text | str] = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        count = numbers[severity]
        parts += [Text(str(count), style=SEVERITY_STYLES[severity] if count else "dim"), "/"]
    return Text.assemble(*parts[:-1])


def _rules(row: Scored, width: int) -> Text:
    """The rules that fired, worst and most frequent first, as many as fit."""
    worst: dict[str, Severity] = {}
    numbers: Counter[str] = Counter()
    for finding in row.findings:
        numbers[finding.rule] += 1
        worst[finding.rule] = max(finding.severity, worst.get(finding.rule, Severity.INFO))
    text = Text()
    for code in sorted(numbers, key=lambda code: (-worst[code], -numbers[code], code)):
        word = code if numbers[code] == 1 else f"{code}×{numbers[code]}"
        if len(text) + len(word) + 2 > width:
            text.append("…" if not text else " …", style="dim")
            break
        if text:
            text.append(" ")
        text.append(word, style=SEVERITY_STYLES[worst[code]])
    return text

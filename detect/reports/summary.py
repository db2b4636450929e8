"""What standard error says after a run: how many articles, which labels, rules, sources and errors, how fast."""

from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter

from rich.console import Console
from rich.text import Text

from detect.article import BadRecord
from detect.finding import Severity
from detect.reports.terminal import LABEL_STYLES, SEVERITY_STYLES, grade_style, plain
from detect.result import Failed, Result

SHOWN_ERRORS = 5
SHOWN_RULES = 5
SHOWN_SOURCES = 3


@dataclass(slots=True)
class Tally:
    """Counts over the results of a run. It grows with the number of sources and rules, never with that of articles.

    ``resumed`` of the results were there from an interrupted run. ``skipped`` counts what archives held besides
    articles, as readers count it.
    """

    labels: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[Severity, str, str]] = field(default_factory=Counter)
    sources: dict[str, tuple[int, float]] = field(default_factory=dict)
    errors: int = 0
    first_errors: list[BadRecord] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    started: float = field(default_factory=perf_counter)

    @property
    def articles(self) -> int:
        """How many articles were scored."""
        return self.labels.total()

    def add(self, result: Result) -> None:
        """Count one result."""
        if isinstance(result, Failed):
            self.add_error(result.record)
            return
        self.labels[result.label] += 1
        for finding in result.findings:
            self.rules[finding.severity, finding.rule, finding.name] += 1
        if result.source is not None:
            count, total = self.sources.get(result.source, (0, 0.0))
            self.sources[result.source] = (count + 1, total + result.scores.quality)

    def add_error(self, record: BadRecord) -> None:
        """Count a record that could not be read; the first few are kept to be shown."""
        self.errors += 1
        if len(self.first_errors) < SHOWN_ERRORS:
            self.first_errors.append(record)


def print_summary(tally: Tally, console: Console, seconds: float | None = None) -> None:
    """Print the summary of a whole run, a fact a line.

    Parameters
    ----------
    tally : Tally
    console : Console
    seconds : float, optional
        How long the run took; measured from the making of `tally` if left out.
    """
    seconds = perf_counter() - tally.started if seconds is None else seconds
    line = Text(_count(tally.articles, "article"), style="bold")
    if tally.sources:
        line.append(f" from {_count(len(tally.sources), 'source')}", style="not bold")
    line.append(f" in {_duration(seconds)}", style="not bold")
    fresh = tally.articles + tally.errors - tally.resumed
    if fresh and seconds >= 1:  # below that it is the speed of starting up
        line.append(f" ({fresh / seconds:,.0f} a second)", style="not bold")
    if tally.resumed:
        line.append(f"; {tally.resumed:,} of them came from the run before", style="not bold")
    console.print(line, soft_wrap=True)
    if tally.labels:
        labels = [label for label in LABEL_STYLES if tally.labels[label]]
        _fact(console, "labels", [Text(f"{tally.labels[label]:,} {label}", LABEL_STYLES[label]) for label in labels])
    if tally.rules:
        ranked = sorted(tally.rules.items(), key=lambda item: (-item[0][0], -item[1], item[0][1]))
        for position, ((severity, code, name), count) in enumerate(ranked[:SHOWN_RULES]):
            title = "" if position else "top rules"
            _fact(console, title, [Text.assemble(f"{count:>7,}  ", (f"{code} {name}", SEVERITY_STYLES[severity]))])
    if len(tally.sources) > 1:
        means = {source: total / count for source, (count, total) in tally.sources.items()}
        worst = sorted(means, key=lambda source: (means[source], source))[:SHOWN_SOURCES]
        parts = [Text.assemble(plain(one), " ", (f"{means[one]:.0f}", grade_style(means[one]))) for one in worst]
        _fact(console, "lowest quality", parts)
    print_skipped(tally.skipped, console)
    print_errors(tally, console)


def print_skipped(skipped: Counter[str], console: Console) -> None:
    """Print how many records of archives are no articles, and what they are. Nothing if there are none."""
    if not skipped:
        return
    kinds = sorted(skipped.items(), key=lambda item: (-item[1], item[0]))
    number = skipped.total()
    head = f"{number:,} archive records are no articles" if number > 1 else "1 archive record is no article"
    console.print(Text(f"{head}: " + ", ".join(f"{count:,} {kind}" for kind, count in kinds)), soft_wrap=True)


def print_errors(tally: Tally, console: Console) -> None:
    """Print how many records could not be read, and the first few with their place. Nothing if there are none."""
    if not tally.errors:
        return
    head = Text(f"{_count(tally.errors, 'record')} could not be read:", style="bold yellow")
    console.print(head, soft_wrap=True)
    for record in tally.first_errors:
        line = Text.assemble("  ", (plain(record.where), "bold"), f": {plain(record.message)} [{record.code}]")
        console.print(line, soft_wrap=True)
    if tally.errors > len(tally.first_errors):
        rest = tally.errors - len(tally.first_errors)
        console.print(Text(f"  ... and {rest:,} more; each stands in the output in its place"), soft_wrap=True)


def _fact(console: Console, name: str, parts: list[Text]) -> None:
    line = Text(f"  {name:<15}", style="dim")
    for position, part in enumerate(parts):
        if position:
            line.append(" · ", style="dim")
        part.style = f"not dim {part.style}".strip()
        line.append_text(part)
    console.print(line, soft_wrap=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s"

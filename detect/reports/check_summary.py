"""What standard error says after a check: one line of counts, and what is wrong with the baseline and the entries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from detect.article import BadRecord
from detect.check.baseline import Entry
from detect.check.ignores import Ignores
from detect.check.verdict import Outcome
from detect.finding import Severity
from detect.reports.summary import Tally, print_errors, print_skipped
from detect.reports.terminal import plain
from detect.result import Failed

_SHOWN = 10


@dataclass(slots=True)
class CheckTally:
    """Counts over the outcomes of a run."""

    articles: int = 0
    failed: int = 0
    problems: int = 0
    accepted: int = 0
    ignored: int = 0
    errors: int = 0
    rules: Counter[tuple[str, str, Severity]] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    """What archives held besides articles, as readers count it."""
    _errors: Tally = field(default_factory=Tally)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if isinstance(outcome.result, Failed):
            self._count_error(outcome.result.record)
            return
        self.articles += 1
        self.failed += outcome.status == "failed"
        self.problems += len(outcome.problems)
        self.accepted += outcome.accepted
        self.ignored += outcome.ignored
        self.rules.update((problem.rule, problem.name, problem.severity) for problem in outcome.problems)

    def _count_error(self, record: BadRecord) -> None:
        self.errors += 1
        self._errors.add_error(record)

    def print_errors(self, console: Console) -> None:
        """Name the first records that could not be read."""
        print_errors(self._errors, console)


def print_check_summary(tally: CheckTally, console: Console, skipped: bool = False) -> None:
    """The one line. With `skipped`, articles that are not new were left out, and an empty run is nothing odd."""
    if tally.articles == 0 and tally.errors == 0:
        line = Text("no article is new or changed" if skipped else "no article to check", style="bold")
    elif tally.failed:
        line = Text(f"{tally.failed:,} of {_count(tally.articles, 'article')} failed", style="bold red")
        line.append(f" ({_count(tally.problems, 'problem')})", style="not bold")
    elif tally.errors:
        line = Text(f"{_count(tally.articles, 'article')} passed, but not all could be read", style="bold yellow")
    else:
        line = Text(f"{_count(tally.articles, 'article')} passed", style="bold green")
    for number, words in (
        (tally.accepted, "accepted by the baseline"),
        (tally.ignored, "ignored by the configuration"),
        (tally.errors, "unreadable"),
    ):
        if number:
            line.append(f"; {number:,} {words}", style="not bold default")
    console.print(line, soft_wrap=True)
    print_skipped(tally.skipped, console)


def print_ignores(ignores: Ignores, console: Console, judged: bool) -> int:
    """Name the entries that are expired, and with `judged` those that matched nothing. How many there are."""
    lines = []
    for entry, used in ignores.expired:
        still = f"; it would still cover {_count(used, 'finding')}" if used else "; it would cover nothing any more"
        reason = f" [{entry.reason}]" if entry.reason else ""
        lines.append(f"expired: {entry.describe()}{reason} ended on {entry.expires}{still}")
    if judged:
        lines += [f"stale: {entry.describe()} matches nothing any more" for entry in ignores.stale]
    for line in lines:
        console.print(Text(plain(line), style="yellow"), soft_wrap=True)
    return len(lines)


def print_gone(gone: Sequence[Entry], path: str, pruned: bool, console: Console) -> None:
    """Say what of the baseline is no more."""
    if not gone:
        return
    number = sum(entry.count for entry in gone)
    if pruned:
        head = f"{_count(number, 'accepted problem')} removed from {path}:"
    else:
        head = f"{_count(number, 'accepted problem')} of {path} not met any more (--baseline-prune removes them):"
    console.print(Text(plain(head), style="yellow"), soft_wrap=True)
    for entry in gone[:_SHOWN]:
        console.print(Text(f"  {entry.rule} {plain(entry.context)} [{plain(entry.id)}]"), soft_wrap=True)
    if len(gone) > _SHOWN:
        console.print(Text(f"  ... and {len(gone) - _SHOWN:,} more"), soft_wrap=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")

"""What each rule cost in a run, as a table: ``detect score --profile-rules``, ``detect evaluate rules --time``."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detect.rules import all_rules
from detect.rules.timing import RuleTimes


def print_times(times: RuleTimes, console: Console, most: int = 30) -> None:
    """Print the dearest `most` rules (all for 0), dearest first, and how much the others cost together."""
    names = {rule.code: rule.name for rule in all_rules()}
    total, articles = max(times.total, 1e-12), max(1, times.articles)
    order = sorted(times.seconds, key=lambda name: (-times.seconds[name], name))
    shown = order[:most] if most else order
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("rule", no_wrap=True, overflow="ellipsis")
    for title in ("ms per 1,000 articles", "share", "runs on", "findings"):
        table.add_column(title, justify="right", no_wrap=title != "ms per 1,000 articles")
    for name in shown:
        own = name in names
        table.add_row(
            Text(f"{name} {names[name]}" if own else name, style="" if own else "dim"),
            f"{1e6 * times.seconds[name] / articles:.2f}",
            f"{times.seconds[name] / total:.1%}",
            f"{times.calls[name] / articles:.1%}",
            f"{times.findings[name]:,}" if own else "",
        )
    rest = order[len(shown) :]
    if rest:
        seconds = sum(times.seconds[name] for name in rest)
        table.add_row(
            Text(f"{len(rest)} others", style="dim"), f"{1e6 * seconds / articles:.2f}", f"{seconds / total:.1%}"
        )
    table.add_row(Text("together", style="bold"), f"{1e6 * total / articles:.2f}", "100.0%")
    console.print(table)
    console.print(
        Text(f"time of the rules over {times.articles:,} articles in one process, the model left out", style="dim")
    )

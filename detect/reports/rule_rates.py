"""The measured rates of rules and the figures they have to reach, for ``detect evaluate rules``."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detect.reports.terminal import SEVERITY_STYLES, console
from detect.rules.base import Rule

SHORT = {
    "news, reliable": "news+",
    "news, other": "news",
    "human translation": "human tr.",
    "original": "original",
    "machine translation": "machine tr.",
    "edited": "edited",
    "language model": "LLM",
}
"""Column heads of the groups of texts."""


def rate(value: float) -> str:
    """A rate in few characters."""
    return "0" if value == 0 else f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def precise(values: Sequence[float] | None) -> str:
    """A precision with its interval."""
    return "-" if values is None else f"{values[0]:.2f} ({values[1]:.2f}-{values[2]:.2f})"


def wide_console(stderr: bool = False) -> Console:
    """A console that cuts no column off where nobody reads it on a terminal."""
    plain = console(stderr=stderr)
    return plain if plain.is_terminal else Console(file=plain.file, width=180, highlight=False)


def rows(rules: Sequence[Rule], table: dict[str, Any]) -> list[dict[str, Any]]:
    """One flat row for every rule: what ``--format csv`` writes."""
    result = []
    for rule in rules:
        precision = table["precision"][rule.code] or [None, None, None]
        result.append(
            {
                "rule": rule.code,
                "name": rule.name,
                "severity": str(rule.severity),
                **table["rules"][rule.code],
                "precision": precision[0],
                "precision low": precision[1],
                "precision high": precision[2],
            }
        )
    return result


def as_csv(rules: Sequence[Rule], table: dict[str, Any]) -> str:
    """`rows` as CSV with a header."""
    out = io.StringIO()
    found = rows(rules, table)
    writer = csv.DictWriter(out, list(found[0]) if found else ["rule"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def print_rates(rules: Sequence[Rule], table: dict[str, Any], screen: Console) -> None:
    """A row for every rule; as wide as it needs where nobody reads it on a terminal."""
    grid = Table(box=None, header_style="bold", padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_column("rule", no_wrap=True)
    grid.add_column("severity", no_wrap=True)
    for group in table["words"]:
        grid.add_column(SHORT[group], justify="right", no_wrap=True)
    grid.add_column("precision", no_wrap=True)
    wide = not screen.is_terminal or screen.width >= 140
    if wide:
        grid.add_column("name", no_wrap=True)
    words = [f"{count:,}" if wide else f"{count / 1e6:.2f}M" for count in table["words"].values()]
    grid.add_row(Text("words", style="dim"), "", *(Text(count, style="dim") for count in words))
    for rule in rules:
        own = table["rules"][rule.code]
        grid.add_row(
            rule.code,
            Text(str(rule.severity), style=SEVERITY_STYLES[rule.severity]),
            *(rate(own[group]) for group in table["words"]),
            precise(table["precision"][rule.code]),
            *([rule.name] if wide else []),
        )
    screen.print(grid)
    screen.print(
        Text(
            "Findings per 1,000 words. news+: sources rated 0.75 or higher. precision: at equal words of machine "
            "translation and of news+, the share of its findings in the former (90 % interval by documents).",
            style="dim",
        )
    )


def print_parts(rule: Rule, table: dict[str, Any], screen: Console) -> None:
    """Where one rule fires: by corpus, by source language and year, by what was done to a text."""
    grid = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column("texts", no_wrap=True)
    grid.add_column("per 1,000 words", justify="right", no_wrap=True)
    grid.add_column("words", justify="right", no_wrap=True)
    own = table["rules"][rule.code]
    for group, parts in table["parts"].items():
        grid.add_row(Text(group, style="bold"), rate(own[group]), f"{table['words'][group]:,}")
        fired = table["by_part"][rule.code].get(group, {})
        for part, words in sorted(parts.items(), key=lambda pair: (-fired.get(pair[0], 0.0), pair[0])):
            grid.add_row(f"  {part}", rate(fired.get(part, 0.0)), f"{words:,}")
    screen.print(Text.assemble((f"{rule.code} {rule.name}", "bold"), f"  {rule.severity}"))
    screen.print(Text(f"precision {precise(table['precision'][rule.code])}"))
    screen.print(grid)


def print_figures(figures: Sequence[Any], metrics: dict[str, Any], screen: Console) -> None:
    """Every figure that has to be reached, with pass or miss, and what stands behind the misses."""
    grid = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column("figure", ratio=1)
    for title in ("measured", "90 % interval", "bound", ""):
        grid.add_column(title, justify="right", no_wrap=True)
    for item in figures:
        interval = "" if item.low is None else f"{item.low:.3g} to {item.high:.3g}"
        state = Text("pass", style="green") if item.passed else Text("MISS", style="bold red")
        value = "not measured" if item.value is None else f"{item.value:.4g}"
        grid.add_row(item.name, value, interval, item.bound, state)
    screen.print(grid)
    for name in ("error", "warning"):
        over = metrics["budgets"][f"over_{name}_budget"]
        if over:
            listed = ", ".join(f"{code} {value:.4f}" for code, value in over.items())
            screen.print(f"over the budget for {name} findings: {listed}")
    for language, row in metrics["translations"].items():
        below = [name for name, own in row["systems"].items() if own["rate"] <= own["human"]]
        if below:
            screen.print(f"{language}: not above human translation: {', '.join(below)}")

"""The page of one rule and the list of all, for ``detect rule``."""

import inspect
import json
from functools import cache
from importlib.resources import files
from typing import Any

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from detect.reports.terminal import SEVERITY_STYLES
from detect.rules import FAMILIES
from detect.rules.base import Rule

_ORDINARY = "news, reliable"
_GROUPS = {
    _ORDINARY: "ordinary human news",
    "news, other": "other human news",
    "human translation": "human translations",
    "original": "originals of translations",
    "machine translation": "machine translations",
    "edited": "human text edited by machine",
    "language model": "text by language models",
}
_LEAST_WORDS = 10_000
_QUOTED = {
    "same": "Inside a quotation it counts as everywhere.",
    "info": "Inside a quotation it is lowered to `info`: the artifact may be the speaker's own.",
    "skip": "Inside a quotation it is silent.",
}


@cache
def measured(package: str = "detect.rules") -> dict[str, Any]:
    """The content of ``rates.json``: words by group, findings per 1,000 words by rule and group.

    Empty where the rates have not been measured; `detect.training.rule_rates` writes the file of ``detect/rules``,
    `detect.training.grammar_rates` that of ``detect/rules/grammar``, `detect.training.encoder.evaluate` that of
    ``detect/encoder``.
    """
    path = files(package).joinpath("rates.json")
    if not path.is_file():
        return {}
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


def _measured_with(rule: Rule) -> dict[str, Any]:
    """The rates measured together with those of `rule`."""
    if rule.profile == "fast":
        return measured()
    return measured("detect.rules.grammar" if rule.family == "GRM" else "detect.encoder")


def rates_of(rule: Rule) -> dict[str, float]:
    """Findings of `rule` per 1,000 words in each group of texts it was measured on; empty if it was not."""
    rates: dict[str, float] = _measured_with(rule).get("rules", {}).get(rule.code, {})
    return rates


def explanation(rule: Rule) -> str:
    """The rule's docstring as Markdown, without its first line's role as a title."""
    return inspect.getdoc(type(rule)) or ""


def summary(rule: Rule) -> str:
    """The first sentence of the rule's page, on one line."""
    return " ".join(explanation(rule).split("\n\n", 1)[0].split())


def rule_row(rule: Rule) -> dict[str, Any]:
    """The object ``detect rule --format json`` prints for `rule`."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": str(rule.severity),
        "preview": rule.preview,
        "quoted": rule.quoted,
        "origin": rule.origin,
        "summary": summary(rule),
        "explanation": explanation(rule),
        "rates": rates_of(rule),
        "rates_by_part": measured().get("by_part", {}).get(rule.code, {}),
        "precision": measured().get("precision", {}).get(rule.code),
    }


def page(rule: Rule) -> str:
    """The whole page of `rule` as Markdown: head, docstring, measured rates."""
    state = "Preview: it stays silent unless it is selected by its full code or name." if rule.preview else "Stable."
    parts = [
        f"# {rule.code} {rule.name}",
        f"Severity `{rule.severity}` · family `{rule.family}` ({FAMILIES[rule.family]}) · {state}",
        _examples_as_list(explanation(rule)),
        "## In quotations",
        _QUOTED[rule.quoted],
        "## Measured rate",
        _rates_in_words(rule),
    ]
    return "\n\n".join(parts) + "\n"


def print_page(rule: Rule, console: Console) -> None:
    """Print the page: rendered on a terminal, Markdown as it is in a pipe."""
    if console.is_terminal:
        console.print(Markdown(page(rule)), width=min(console.width, 100))
    else:
        console.file.write(page(rule))


def print_list(rules: tuple[Rule, ...], console: Console) -> None:
    """Print a line for every rule, family by family: a table on a terminal, tab-separated in a pipe."""
    if not console.is_terminal:
        for rule in rules:
            state = "preview" if rule.preview else "stable"
            console.file.write("\t".join((rule.code, rule.name, str(rule.severity), state, summary(rule))) + "\n")
        return
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("code", no_wrap=True)
    table.add_column("name", no_wrap=True)
    table.add_column("severity", no_wrap=True)
    table.add_column("human news", no_wrap=True, justify="right")
    table.add_column("what it finds", ratio=1)
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            table.add_row(Text(family, style="bold"), Text(FAMILIES[family], style="bold", overflow="ellipsis"))
        rate = rates_of(rule).get(_ORDINARY)
        table.add_row(
            rule.code,
            rule.name + (" (preview)" if rule.preview else ""),
            Text(str(rule.severity), style=SEVERITY_STYLES[rule.severity]),
            Text("-" if rate is None else _rate(rate), style="dim"),
            Text(summary(rule)),
        )
    console.print(table)
    if measured():
        console.print(Text("human news: findings per 1,000 words of ordinary human-written news", style="dim"))


def _examples_as_list(text: str) -> str:
    """``Bad:`` and ``Good:`` lines as paragraphs of their own, which Markdown would run together."""
    lines: list[str] = []
    for line in text.split("\n"):
        for word in ("Bad:", "Good:"):
            if line.startswith(word):
                if lines and lines[-1]:
                    lines.append("")
                line = f"**{word}**{line[len(word) :]}"
        lines.append(line)
    return "\n".join(lines)


def _rates_in_words(rule: Rule) -> str:
    rates = rates_of(rule)
    if not rates:
        return "Not measured yet."
    words = _measured_with(rule)["words"]
    rate = rates.get(_ORDINARY, 0.0)
    often = f"{_rate(rate)} times per 1,000 words" if rate else "not once"
    rows = [
        f"On {words.get(_ORDINARY, 0):,} words of ordinary human-written news it fired {often}.",
        "",
        "| texts | findings per 1,000 words | words measured |",
        "|---|---:|---:|",
    ]
    rows += [
        f"| {title} | {_rate(rates[group])} | {words[group]:,} |" for group, title in _GROUPS.items() if group in rates
    ]
    precision = measured().get("precision", {}).get(rule.code)
    if precision:
        share, low, high = (round(100 * value) for value in precision)
        rows += [
            "",
            f"Of its findings in equal numbers of words of machine translation and of ordinary news, {share} % are in "
            f"the former (90 % interval {low} to {high} %).",
        ]
    most = _most(rule)
    if most:
        rows += ["", "Most often it fires on: " + "; ".join(most) + "."]
    return "\n".join(rows)


def _most(rule: Rule, number: int = 5) -> list[str]:
    """The corpora, languages and kinds of text it fires on most often, of those with 10,000 words or more."""
    found = []
    table = measured()
    for group, parts in table.get("by_part", {}).get(rule.code, {}).items():
        for part, value in parts.items():
            if table["parts"][group][part] >= _LEAST_WORDS:
                found.append((value, f"{_GROUPS[group]}, {part} ({_rate(value)})"))
    return [text for _, text in sorted(found, key=lambda pair: (-pair[0], pair[1]))[:number]]


def _rate(value: float) -> str:
    return "0" if value == 0 else f"{value:.2g}" if value < 0.1 else f"{value:.2f}"

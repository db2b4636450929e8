"""The ranking of sources as a picture: each source's reliability with its interval on one scale."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from detect.reports.terminal import grade_style, plain, shortened

_NUMBERS = 4 + 2 + 5 + 2 + 8 + 2  # rank, reliability and articles, with their padding

_SCORES = {
    "scores.machine_translated": "machine translation",
    "scores.rewritten": "rewriting",
    "scores.artifacts": "artifacts",
    "scores.boilerplate": "boilerplate",
}
_FAMILIES = {
    "NUM": "numbers",
    "PUN": "punctuation",
    "QUO": "quotation marks",
    "ENC": "encoding",
    "UNT": "untranslated text",
    "CAS": "casing",
    "REF": "pronouns",
    "PHR": "wrong phrases",
    "ORD": "word order",
    "REP": "repetition",
    "LLM": "stock phrasing",
    "BPL": "boilerplate",
}


def print_ranking(rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    """Print one line a source, best first.

    Parameters
    ----------
    rows : sequence of mapping
        Output objects of ``detect rank``.
    console : Console
        Its width decides how wide the scale is drawn, and whether the drivers find room.
    """
    longest = max((cell_len(plain(row["source"] or "-")) for row in rows), default=6)
    name = max(6, min(longest, 30, console.width // 3))
    room = console.width - _NUMBERS - name - 2
    scale = 41 if room >= 41 + 2 + 34 else 25 if room >= 25 else max(11, room)
    drivers = room - scale - 2
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("rank", justify="right", width=4, no_wrap=True)
    table.add_column("source", width=name, no_wrap=True)
    table.add_column("score", justify="right", width=5, no_wrap=True)
    table.add_column(_axis(scale), width=scale, no_wrap=True)
    table.add_column("articles", justify="right", width=8, no_wrap=True)
    if drivers >= 24:
        table.add_column("driven by", width=drivers, no_wrap=True)
    for row in rows:
        cells: list[Text | str] = [
            str(row["rank"]),
            Text(shortened(row["source"] or "-", name)),
            Text(f"{row['reliability']:.1f}", style=grade_style(row["reliability"])),
            interval(row["low"], row["reliability"], row["high"], scale),
            f"{row['articles']:,}",
        ]
        if drivers >= 24:
            cells.append(_drivers(row["drivers"], drivers))
        table.add_row(*cells)
    console.print(table)


def interval(low: float, middle: float, high: float, width: int) -> Text:
    """The interval `low`..`high` with a dot at `middle`, on a scale of 0 to 100 drawn `width` cells wide."""
    places = [round(max(0.0, min(100.0, value)) / 100 * (width - 1)) for value in (low, middle, high)]
    first, dot, last = places
    text = Text()
    for place in range(width):
        if place == dot:
            text.append("●", style=f"bold {grade_style(middle)}")
        elif first <= place <= last:
            text.append("├" if place == first else "┤" if place == last else "─", style=grade_style(middle))
        else:
            text.append("·", style="dim")
    return text


def words(feature: str) -> str:
    """A driver's name for a reader: ``findings.QUO.error`` is "quotation marks (errors)"."""
    if feature in _SCORES:
        return _SCORES[feature]
    group, _, rest = feature.partition(".")
    if group == "findings":
        family, _, severity = rest.partition(".")
        return f"{_FAMILIES.get(family, family)} ({severity}s)"
    return f"{group}: {rest}".replace("_", " ") if rest else feature.replace("_", " ")


def _axis(width: int) -> str:
    """``0 ... 50 ... 100`` over the scale."""
    middle = (width - 1) // 2 - 1
    return "0" + " " * (middle - 1) + "50" + " " * (width - middle - 5) + "100"


def _drivers(drivers: Sequence[Mapping[str, Any]], width: int) -> Text:
    """The strongest drivers with the points each adds or takes away, as many as fit."""
    text = Text()
    for driver in drivers:
        effect = driver["effect"]
        part = f"{'+' if effect >= 0 else '−'}{abs(effect):.1f} {words(driver['feature'])}"
        if text and len(text) + len(part) + 3 > width:
            break
        if text:
            text.append(" · ", style="dim")
        text.append(shortened(part, width) if not text else part, style="green" if effect >= 0 else "red")
    return text

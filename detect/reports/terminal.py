"""What every report shares: consoles, colours, small bars, and text made safe to print."""

import sys
from functools import cache

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from detect.finding import Severity

LABEL_STYLES = {
    "clean": "green",
    "machine_translated": "bold red",
    "rewritten": "bold magenta",
    "too_short": "dim",
    "unreadable": "bold yellow",
}
SEVERITY_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}

_EIGHTHS = " ▏▎▍▌▋▊▉█"


@cache
def console(stderr: bool = False) -> Console:
    """The one console for standard output or standard error.

    Colours follow the stream, ``NO_COLOR`` and ``TERM``; the width follows the terminal or ``COLUMNS``, else it is 80.
    """
    return Console(file=sys.stderr if stderr else sys.stdout, highlight=False, soft_wrap=False)


def plain(text: str) -> str:
    """`text` on one line with every control character shown as ``�``, so that no article can steer a terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " if char.isspace() else "�" for char in text)


def shortened(text: str, width: int) -> str:
    """`text` in at most `width` terminal cells. What is cut is the front: the end of a path tells more."""
    text = plain(text)
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) > width - 1:
        text = text[1:]
    return "…" + text


def bar(share: float, width: int, style: str) -> Text:
    """A bar of `width` cells filled to `share` (0 to 1) in eighths of a cell."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    whole, rest = divmod(eighths, 8)
    drawn = "█" * whole + (_EIGHTHS[rest] if rest else "")
    return Text(drawn.ljust(width), style=style)


def risk_style(probability: float) -> str:
    """Colour of a probability of something bad."""
    return "red" if probability >= 0.8 else "yellow" if probability >= 0.4 else "green"


def grade_style(points: float) -> str:
    """Colour of a grade from 0 (worst) to 100."""
    return "green" if points >= 70 else "yellow" if points >= 40 else "red"

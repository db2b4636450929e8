"""Options that several commands share, so that they read and behave the same everywhere."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


class CommaList(click.ParamType):
    """Words separated by commas; an option of this type may be given several times."""

    name = "codes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words without the white space around them; empty ones are dropped."""
        if isinstance(value, tuple):
            return value
        return tuple(word.strip() for word in str(value).split(",") if word.strip())


def flat(lists: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The words of an option that was given several times, in order."""
    return tuple(word for words in lists for word in words)


def _apply(options: list[Callable[[Any], Any]], function: Function) -> Function:
    for option in reversed(options):
        function = option(function)
    return function


def input_options(function: Function) -> Function:
    """PATHS and everything that says how they are read."""
    return _apply(
        [
            click.argument("paths", nargs=-1, metavar="PATHS..."),
            click.option(
                "--files-from",
                metavar="FILE|-",
                help="Read more paths from FILE, one a line ('-': standard input).",
            ),
            click.option(
                "--text-field", default="text", show_default=True, metavar="NAME", help="Field or column of the text."
            ),
            click.option(
                "--id-field", default="id", show_default=True, metavar="NAME", help="Field or column of the id."
            ),
            click.option(
                "--source-field",
                default="source",
                show_default=True,
                metavar="NAME",
                help="Field or column of the source.",
            ),
            click.option(
                "--source",
                metavar="NAME",
                help="Source of articles that name none, neither by field nor by URL.",
            ),
            click.option(
                "--max-chars",
                type=click.IntRange(min=1),
                metavar="N",
                help="A longer text is reported as an error, not scored.  [default: 5000000]",
            ),
        ],
        function,
    )


def scoring_options(function: Function) -> Function:
    """How articles are scored, and by how many processes."""
    return _apply(
        [
            click.option(
                "--min-words",
                type=click.IntRange(min=0),
                default=50,
                show_default=True,
                metavar="N",
                help="A shorter article is labelled too_short.",
            ),
            click.option(
                "--profile",
                type=click.Choice(["fast", "full"]),
                default="fast",
                show_default=True,
                help="fast needs nothing but this install; full is not available in this version.",
            ),
            click.option(
                "-j",
                "--jobs",
                type=click.IntRange(min=1),
                metavar="N",
                help="Processes to use.  [default: all cores]",
            ),
        ],
        function,
    )


def quiet_options(function: Function) -> Function:
    """What standard error says."""
    return _apply(
        [
            click.option(
                "-q", "--quiet", is_flag=True, help="No summary and no progress; unreadable records are still named."
            ),
            click.option("--no-progress", is_flag=True, help="No progress line."),
        ],
        function,
    )


def check_profile(profile: str) -> None:
    """Raise UsageError for a profile this version cannot run."""
    from detect.errors import UsageError

    if profile == "full":
        raise UsageError("--profile full is not available in this version; use --profile fast")

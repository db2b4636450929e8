"""Options that several commands share, so that they read and behave the same everywhere."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from detect.readers import ReadOptions
    from detect.scorer import Settings

Function = TypeVar("Function", bound=Callable[..., Any])


def comma_lists(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a comma list that may be given several times, in order (a click callback)."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


@dataclass(frozen=True, slots=True)
class InputOptions:
    """What `input_options` adds to a command, which gets it as its argument ``given``."""

    paths: tuple[str, ...]
    files_from: str | None
    text_field: str
    id_field: str
    source_field: str
    source: str | None
    max_chars: int | None

    def check(self) -> None:
        """Raise UsageError where nothing is named to read."""
        if not self.paths and self.files_from is None:
            raise click.UsageError("name files, directories or '-' to read, or give --files-from")

    def reading(self) -> "ReadOptions":
        """As the readers take it; what was not said keeps their own default."""
        from detect.readers import ReadOptions

        more = {} if self.max_chars is None else {"max_chars": self.max_chars}
        return ReadOptions(
            text_field=self.text_field,
            id_field=self.id_field,
            source_field=self.source_field,
            source=self.source,
            files_from=self.files_from,
            **more,
        )


@dataclass(frozen=True, slots=True)
class ScoringOptions:
    """What `scoring_options` adds to a command, which gets it as its argument ``scoring``."""

    min_words: int
    profile: str
    grammar_url: str | None
    templates: str | None
    jobs: int | None

    def check(self) -> None:
        """See that what scoring needs is there, before anything is read.

        Raises
        ------
        GrammarError
            Where LanguageTool is needed and not set up.
        MissingExtraError
            Where the libraries of the encoder are needed and not installed.
        UsageError
            Where the file of ``--templates`` cannot be used.
        """
        if self.profile == "full" and self.grammar_url is None:
            from detect.grammar.install import find_install
            from detect.grammar.java import find_java

            find_install()
            find_java()
        if self.profile == "full":
            from detect.model.store import PROFILES, models_folder, reads_encoder

            if reads_encoder(models_folder() / PROFILES[self.profile]):
                from detect.encoder import need_encoder

                need_encoder()
        if self.templates is not None:
            from detect.lines.templates import template_keys

            template_keys(self.templates)

    def settings(
        self, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), features: bool = False
    ) -> "Settings":
        """As a `Scorer` takes it."""
        from detect.scorer import Settings

        return Settings(
            select=select,
            ignore=ignore,
            min_words=self.min_words,
            profile=self.profile,
            features=features,
            templates=self.templates,
            grammar_url=self.grammar_url,
        )

    def batch(self) -> int:
        """How many articles to score together: fewer with LanguageTool, or results would come by the minute."""
        from detect.engines import BATCH_SIZE

        return BATCH_SIZE if self.profile == "fast" else BATCH_SIZE // 4

    def processes(self) -> int:
        """How many processes to use."""
        from detect.engines import available_cores

        return self.jobs or available_cores()


def _gathered(kind: type, name: str, function: Function) -> Function:
    """`function`, with the parameters that are fields of `kind` handed on as one argument `name`."""
    wanted = [field.name for field in fields(kind)]

    @wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        gathered = kind(**{field: options.pop(field) for field in wanted})
        return function(*arguments, **{name: gathered}, **options)

    return call  # type: ignore[return-value]


def _apply(options: list[Callable[[Any], Any]], function: Function) -> Function:
    for option in reversed(options):
        function = option(function)
    return function


def input_options(function: Function) -> Function:
    """PATHS and everything that says how they are read, as an `InputOptions`."""
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
                show_default="1000000",
                help="A longer text is reported as an error, not scored.",
            ),
        ],
        _gathered(InputOptions, "given", function),
    )


def scoring_options(function: Function) -> Function:
    """How articles are scored, and by how many processes, as a `ScoringOptions`."""
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
                help="fast needs nothing but this install; full adds grammar (run 'detect grammar setup' once).",
            ),
            click.option(
                "--grammar-url",
                metavar="URL",
                help="With --profile full: a LanguageTool server that runs already.",
            ),
            click.option(
                "--templates",
                metavar="FILE",
                help="Lines that are their source's template, from 'detect templates learn', are boilerplate.",
            ),
            click.option(
                "-j",
                "--jobs",
                type=click.IntRange(min=1),
                metavar="N",
                show_default="all cores",
                help="Processes to use.",
            ),
        ],
        _gathered(ScoringOptions, "scoring", function),
    )


def output_options(function: Function) -> Function:
    """Where results go, and in which format."""
    return _apply(
        [
            click.option(
                "-o",
                "--output",
                metavar="OUT",
                help="Write to OUT, in the format of its ending; it appears only when it is whole.",
            ),
            click.option(
                "--format",
                "style",
                type=click.Choice(["table", "jsonl", "csv"]),
                show_default="table on a terminal, jsonl elsewhere, nothing with -o",
                help="Format of standard output.",
            ),
        ],
        function,
    )


def rule_options(only: str, none: str, note: str = "") -> Callable[[Function], Function]:
    """Which rules count, as comma lists.

    Parameters
    ----------
    only, none : str
        What --select and --ignore do with "these rules", as the help says it: "Show findings of".
    note : str
        A sentence behind them.
    """

    def add(function: Function) -> Function:
        return _apply(
            [
                click.option(
                    "--select",
                    multiple=True,
                    callback=comma_lists,
                    metavar="CODES",
                    help=f"{only} these rules only: codes, prefixes of codes, names or ALL, separated by commas.",
                ),
                click.option(
                    "--ignore",
                    multiple=True,
                    callback=comma_lists,
                    metavar="CODES",
                    help=f"{none} these rules. {note}".strip(),
                ),
            ],
            function,
        )

    return add


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


def check_rules(select: tuple[str, ...], ignore: tuple[str, ...], profile: str) -> None:
    """Raise UsageError for a rule that does not exist, or where all that are selected need the other profile."""
    from detect.rules import select_rules

    rules = select_rules(select, ignore)
    if profile == "fast" and rules and all(rule.profile == "full" for rule in rules):
        raise click.UsageError(f"nothing can be found with --profile fast: {rules[0].code} needs --profile full")


def chosen_style(style: str | None, output: str | None) -> str | None:
    """The format of standard output; None for nothing."""
    if style is None and output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    return style

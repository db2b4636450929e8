"""``detect templates``: the lines that stand in many articles of one source."""

from typing import TYPE_CHECKING, Any

import click

from detect.cli import EXIT_USAGE, debug_option
from detect.cli._options import InputOptions, input_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detect.article import Record


@click.group("templates", short_help="Learn which lines are the template of their source.")
def command() -> None:
    """Lines that stand in many articles of one source: learned here, used with --templates FILE.

    A command of its own, because it takes all articles of a source to see what they share: a result of 'detect score'
    depends on its article and the settings alone, and the file makes the template a setting.
    """


@command.result_callback()
def _status(status: int, **_: Any) -> int:
    """The exit status of the command that ran."""
    return status


@command.command("learn", short_help="Learn the templates of sources from their articles.")
@input_options
@click.option(
    "--min-articles",
    type=click.IntRange(min=2),
    default=5,
    show_default=True,
    metavar="N",
    help="A line of a template stands in at least N articles of its source ...",
)
@click.option(
    "--min-share",
    type=click.FloatRange(min=0.0, max=1.0, min_open=True),
    default=0.1,
    show_default=True,
    metavar="X",
    help="... and in at least this share of them.",
)
@click.option("-o", "--output", required=True, metavar="OUT", help="Write the templates to OUT (.json).")
@click.option("-q", "--quiet", is_flag=True, help="No summary; records that could not be read are still named.")
@debug_option
def learn_command(
    given: InputOptions,
    min_articles: int,
    min_share: float,
    output: str,
    quiet: bool,
) -> int:
    """Learn which lines stand in many articles of one source, and write them to a file.

    PATHS are articles, as for 'detect score'. They are read twice, so standard input will not do. The file is JSON, one
    entry a source with its lines as they were met; what does not belong there may be deleted by hand.
    """
    given.check()
    if "-" in given.paths or given.files_from == "-":
        raise click.UsageError("the articles are read twice, so they cannot come from standard input: name files")
    from detect.errors import UsageError
    from detect.lines.templates import learn, write_templates
    from detect.readers import read_records
    from detect.reports.summary import Tally, print_errors, print_skipped
    from detect.reports.terminal import console
    from detect.result import Failed

    if not output.endswith(".json"):
        raise UsageError(f"{output}: templates are written as JSON; name a file that ends in .json")
    options = given.reading()
    tally = Tally()
    passes: list[int] = []

    def read() -> "Iterator[Record]":
        from detect.article import BadRecord

        passes.append(1)
        for record in read_records(given.paths, options, tally.skipped if len(passes) == 1 else None):
            if len(passes) == 1 and isinstance(record, BadRecord):
                tally.add(Failed(record))
            yield record

    templates = learn(read, min_articles, min_share)
    write_templates(templates, output)
    errors = console(stderr=True)
    print_errors(tally, errors)
    if not quiet:
        print_skipped(tally.skipped, errors)
        lines = sum(map(len, templates.lines.values()))
        errors.print(
            f"{output}: {lines:,} template line{'' if lines == 1 else 's'} of {len(templates.lines):,} "
            f"source{'' if len(templates.lines) == 1 else 's'}",
            soft_wrap=True,
        )
    return EXIT_USAGE if tally.errors else 0

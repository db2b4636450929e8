"""``detect evaluate``: every published figure again, from the data."""

from typing import Any

import click

from detect.cli import debug_option

_DATA = "The development data.  [default: ARTIFACT_DETECT_DATA, ../shared/data]"


@click.group("evaluate", invoke_without_command=True, short_help="Measure the published figures again, from the data.")
@click.option("--data", metavar="FOLDER", help=_DATA)
@click.option("--model", metavar="FOLDER", help="The model's folder.  [default: the shipped model]")
@debug_option
@click.pass_context
def command(context: click.Context, data: str | None, model: str | None) -> int:
    """Measure every figure of the model's metrics.json again on the development data (docs/data.md), and print both.

    Needs the extra 'train'. Takes minutes. Exit status 1: a figure differs from the stored one.

    'detect evaluate lines' measures the line model instead.
    """
    if context.invoked_subcommand is not None:
        context.obj = data
        return 0
    from detect.cli._training import need_training

    need_training("Evaluating a model")
    from detect.training.evaluate import evaluate

    return 0 if evaluate(data, model) else 1


@command.result_callback()
def _status(status: int, **_: Any) -> int:
    """The exit status of the command that ran."""
    return status


@command.command("lines", short_help="Measure how well boilerplate lines are told from the article.")
@click.option("--data", metavar="FOLDER", help=_DATA)
@click.option("--model", metavar="FOLDER", help="The model's folder.  [default: the shipped line model]")
@debug_option
@click.pass_obj
def lines_command(inherited: str | None, data: str | None, model: str | None) -> int:
    """Measure every figure of the line model's metrics.json again, and print both.

    Exit status 1: a figure differs from the stored one.
    """
    from detect.cli._training import need_training

    need_training("Evaluating a model")
    from detect.training.lines.evaluate import evaluate

    return 0 if evaluate(data or inherited, model) else 1

"""``detect train``: build the models from the development data."""

from typing import Any

import click

from detect.cli import debug_option

_DATA = "The development data.  [default: ARTIFACT_DETECT_DATA, ../shared/data]"
_OUTPUT = "Where to write the model.  [default: models/ of the checkout]"


@click.group("train", invoke_without_command=True, short_help="Build the model from the development data.")
@click.option("--data", metavar="FOLDER", help=_DATA)
@click.option("-o", "--output", metavar="FOLDER", help=_OUTPUT)
@click.option(
    "--profile", type=click.Choice(["fast", "full"]), default="fast", show_default=True, help="Which model."
)
@debug_option
@click.pass_context
def command(context: click.Context, data: str | None, output: str | None, profile: str) -> int:
    """Build the model from the development data (docs/data.md), with its metrics and its card.

    Needs the extra 'train'. Takes minutes; --profile full needs LanguageTool too ('detect grammar setup'), and takes
    the better part of an hour the first time, when no sentence is remembered yet.

    'detect train lines' builds the line model instead, which tells boilerplate lines from the article. It comes first:
    the others read its findings, and the full model is built on the fast one.
    """
    if context.invoked_subcommand is not None:
        context.obj = (data, output)
        return 0
    from detect.cli._training import need_training

    need_training("Training a model")
    if profile == "full":
        from detect.training.train_full import train_full

        train_full(data, output)
    else:
        from detect.training.train import train

        train(data, output)
    return 0


@command.result_callback()
def _status(status: int, **_: Any) -> int:
    """The exit status of the command that ran."""
    return status


@command.command("lines", short_help="Build the line model.")
@click.option("--data", metavar="FOLDER", help=_DATA)
@click.option("-o", "--output", metavar="FOLDER", help=_OUTPUT)
@debug_option
@click.pass_obj
def lines_command(inherited: tuple[str | None, str | None], data: str | None, output: str | None) -> int:
    """Build the line model from the development data (docs/data.md), with its metrics and its card."""
    from detect.cli._training import need_training

    need_training("Training a model")
    from detect.training.lines.train import train

    train(data or inherited[0], output or inherited[1])
    return 0

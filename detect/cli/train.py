"""``detect train``: build the models from the development data."""

from typing import Any

import click

from detect.cli import debug_option

_DATA = "The development data.  [default: ARTIFACT_DETECT_DATA, ../shared/data]"
_OUTPUT = "Where to write the model.  [default: models/ of the checkout]"


@click.group("train", invoke_without_command=True, short_help="Build the model from the development data.")
@click.option("--data", metavar="FOLDER", help=_DATA)
@click.option("-o", "--output", metavar="FOLDER", help=_OUTPUT)
@click.option("--profile", type=click.Choice(["fast", "full"]), default="fast", show_default=True, help="Which model.")
@debug_option
@click.pass_context
def command(context: click.Context, data: str | None, output: str | None, profile: str) -> int:
    """Build the model from the development data (docs/data.md), with its metrics and its card.

    Needs the extra 'train'. Takes minutes; --profile full needs LanguageTool too ('detect grammar setup'), and takes
    the better part of an hour the first time, when no sentence is remembered yet.

    'detect train lines' builds the line model instead, which tells boilerplate lines from the article. It comes first:
    the others read its findings, and the full model is built on the fast one. 'detect train
    encoder' builds the neural encoder, which --profile full takes in where it stands beside the full model.
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


@command.command("encoder", short_help="Build the neural encoder of the full profile.")
@click.option("--data", metavar="FOLDER", help=_DATA)
@click.option("-o", "--output", metavar="FOLDER", help="Where to write it.  [default: models/full of the checkout]")
@click.option("--steps", type=click.IntRange(min=1), metavar="N", help="Steps of training.  [default: 5200]")
@click.option(
    "--checkpoint",
    metavar="FILE",
    default="encoder.pt",
    show_default=True,
    help="Where the state of the training is stored every 100 steps.",
)
@click.option("--resume", is_flag=True, help="Go on from the checkpoint.")
@click.option("--export", "exported", metavar="FILE", help="Train nothing; export the weights in this checkpoint.")
@debug_option
@click.pass_obj
def encoder_command(
    inherited: tuple[str | None, str | None],
    data: str | None,
    output: str | None,
    steps: int | None,
    checkpoint: str,
    resume: bool,
    exported: str | None,
) -> int:
    """Build the neural encoder (docs/encoder.md) from the development data, and export it as ONNX, int8.

    Needs the extras 'train' and 'neural'. Takes less than two hours on one core, minutes on a GPU. After it comes
    'detect train --profile full', which fits the full model on it.
    """
    if exported is not None and (resume or steps is not None):
        raise click.UsageError("--export trains nothing: leave out --steps and --resume")
    from detect.cli._training import need_training
    from detect.training.encoder import need_neural

    need_training("Training a model")
    need_neural()
    data, output = data or inherited[0], output or inherited[1]
    if exported is not None:
        from pathlib import Path

        from detect.model.store import models_folder
        from detect.training.corpora import data_folder
        from detect.training.encoder.export import export
        from detect.training.progress import progress_log

        target = Path(output) if output else models_folder() / "full"
        export(Path(exported), data_folder(data), target, progress_log())
        return 0
    from detect.training.encoder import train

    train.train(data, output, steps or train.STEPS, checkpoint, resume=resume)
    return 0

"""``detect train``: build the model from the development data."""

import click

from detect.cli import debug_option


@click.command("train", short_help="Build the model from the development data.")
@click.option("--data", metavar="FOLDER", help="The development data.  [default: ARTIFACT_DETECT_DATA, ../shared/data]")
@click.option("-o", "--output", metavar="FOLDER", help="Where to write the model.  [default: models/ of the checkout]")
@debug_option
def command(data: str | None, output: str | None) -> int:
    """Build the model from the development data (docs/data.md), with its metrics and its card.

    Needs the extra 'train'. Takes minutes.
    """
    from detect.cli._training import need_training

    need_training("Training a model")
    from detect.training.train import train

    train(data, output)
    return 0

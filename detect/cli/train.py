"""``detect train``: build the model from the development data."""

import click

from detect.cli import debug_option


@click.command("train", short_help="Build the model from the development data.")
@click.option("--data", metavar="FOLDER", help="The development data.  [default: ARTIFACT_DETECT_DATA, ../shared/data]")
@click.option("-o", "--output", metavar="FOLDER", help="Where to write the model.  [default: models/ of the checkout]")
@click.option(
    "--profile", type=click.Choice(["fast", "full"]), default="fast", show_default=True, help="Which model."
)
@debug_option
def command(data: str | None, output: str | None, profile: str) -> int:
    """Build the model from the development data (docs/data.md), with its metrics and its card.

    Needs the extra 'train'. Takes minutes; --profile full needs LanguageTool too ('detect grammar setup'), and takes
    the better part of an hour the first time, when no sentence is remembered yet.
    """
    from detect.cli._training import need_training

    need_training("Training a model")
    if profile == "full":
        from detect.training.train_full import train_full

        train_full(data, output)
    else:
        from detect.training.train import train

        train(data, output)
    return 0

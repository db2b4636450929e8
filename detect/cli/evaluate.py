"""``detect evaluate``: every published figure again, from the data."""

import click

from detect.cli import debug_option


@click.command("evaluate", short_help="Print the model's published figures again, from the data.")
@click.option("--data", metavar="FOLDER", help="The development data.  [default: ARTIFACT_DETECT_DATA, ../shared/data]")
@click.option("--model", metavar="FOLDER", help="The model's folder.  [default: the shipped model]")
@click.option(
    "--profile", type=click.Choice(["fast", "full"]), default="fast", show_default=True, help="Which model."
)
@debug_option
def command(data: str | None, model: str | None, profile: str) -> int:
    """Measure every figure of the model's metrics.json again on the development data (docs/data.md), and print both.

    Needs the extra 'train'. Takes minutes. Exit status 1: a figure differs from the stored one.
    """
    from detect.cli._training import need_training

    need_training("Evaluating a model")
    from detect.training.evaluate import evaluate

    return 0 if evaluate(data, model, profile) else 1

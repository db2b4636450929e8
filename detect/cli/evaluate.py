"""``detect evaluate``: every published figure again, from the data."""

import click

from detect.cli import debug_option


@click.command("evaluate")
@click.option("--data", metavar="FOLDER", help="The development data.  [default: ARTIFACT_DETECT_DATA, ../shared/data]")
@debug_option
def command(data: str | None) -> int:
    """Print every figure of the model's metrics.json again, measured on the development data (docs/data.md).

    Needs the extra 'train'. Takes minutes.
    """
    from detect.cli._training import need_training

    need_training("Evaluating a model")
    from detect.training.evaluate import evaluate

    evaluate(data)
    return 0

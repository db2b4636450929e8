"""``detect rank``: sources, best first, by what their articles look like."""

import sys
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from detect.cli import EXIT_USAGE, debug_option
from detect.cli._config import config_options
from detect.cli._options import (
    InputOptions,
    ScoringOptions,
    chosen_style,
    input_options,
    output_options,
    quiet_options,
    scoring_options,
)

if TYPE_CHECKING:
    from detect.article import Record
    from detect.reports.progress import ProgressLine
    from detect.reports.summary import Tally
    from detect.result import Result
    from detect.scorer import Scorer


@click.command("rank", short_help="Rank sources by the reliability read from their articles.")
@input_options
@scoring_options
@output_options
@config_options
@quiet_options
@debug_option
def command(
    given: InputOptions,
    scoring: ScoringOptions,
    output: str | None,
    style: str | None,
    quiet: bool,
    no_progress: bool,
) -> int:
    """Rank sources by reliability, best first, with a 90 % interval and what drives it.

    PATHS are articles, as for 'detect score', or what 'detect score' wrote. Reliability is read from the texts alone,
    never from a list of known domains.
    """
    given.check()

    from detect.readers import read_records_or_results
    from detect.reports.progress import ProgressLine
    from detect.reports.summary import Tally, print_errors, print_summary
    from detect.reports.terminal import console
    from detect.scorer import Scorer
    from detect.sources import rank
    from detect.writers.ranking import ranking_form, ranking_lines, write_ranking

    if output is not None:
        ranking_form(output)  # a wrong ending is told before anything is read
    scoring.check()
    scorer = Scorer(scoring.settings(features=True))
    style = chosen_style(style, output)
    errors = console(stderr=True)
    tally = Tally()
    items = read_records_or_results(given.paths, given.reading(), tally.skipped)
    with ProgressLine(errors, shown=not (quiet or no_progress)) as progress:
        results = _Counted(_results(items, scorer, scoring), tally, progress)
        rows = [ranked.to_dict() for ranked in rank(results)]
    if output is not None:
        write_ranking(rows, output)
    if style == "table":
        from detect.reports.rank_table import print_ranking

        print_ranking(rows, console())
    elif style is not None:
        sys.stdout.buffer.writelines(ranking_lines(rows, "csv" if style == "csv" else "jsonl"))
        sys.stdout.buffer.flush()
    if quiet:
        print_errors(tally, errors)
    else:
        print_summary(tally, errors)
        if results.plain:
            errors.print(
                "Some results carry no features, so sources were ranked by scores and findings alone. "
                "'detect score --features' gives a sharper ranking."
            )
    return EXIT_USAGE if tally.errors else 0


def _results(items: "Iterator[Record | Result]", scorer: "Scorer", scoring: ScoringOptions) -> "Iterator[Result]":
    """Results as they are read, and the scored articles; a file usually holds either."""
    from detect.article import Article, BadRecord
    from detect.engines import run

    for unscored, group in groupby(items, key=lambda item: isinstance(item, (Article, BadRecord))):
        if unscored:
            yield from run(scorer, group, scoring.processes(), scoring.batch())  # type: ignore[arg-type]
        else:
            yield from group  # type: ignore[misc]


class _Counted:
    """Passes results on, counts them, and notes whether one came without features."""

    def __init__(self, results: "Iterator[Result]", tally: "Tally", progress: "ProgressLine") -> None:
        self._results, self._tally, self._progress = results, tally, progress
        self.plain = False

    def __iter__(self) -> "Iterator[Result]":
        from detect.result import Scored

        for result in self._results:
            self._tally.add(result)
            self._progress.advance()
            self.plain = self.plain or (isinstance(result, Scored) and result.features is None)
            yield result

"""``detect score``: findings, scores and a label for every article."""

import sys
from contextlib import ExitStack, closing
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import click

from detect.cli import EXIT_USAGE, debug_option
from detect.cli._config import config_options
from detect.cli._options import (
    InputOptions,
    ScoringOptions,
    check_rules,
    chosen_style,
    input_options,
    output_options,
    quiet_options,
    rule_options,
    scoring_options,
)
from detect.cli._resume import check_resume, fingerprint, interruptible, plain, resume_option

if TYPE_CHECKING:
    from detect.reports.progress import ProgressLine
    from detect.result import Result
    from detect.writers import FileWriter


class Sink(Protocol):
    """Something results are written to."""

    def write(self, result: "Result") -> None:
        """Take one result."""

    def close(self) -> None:
        """Bring out what is still held back."""


@click.command("score", short_help="Score articles: label, scores and findings of each.")
@input_options
@scoring_options
@rule_options("Show findings of", "Show no findings of", "Neither option changes a score.")
@click.option("--features", is_flag=True, help="Give the features of every article too.")
@output_options
@click.option(
    "--profile-rules",
    is_flag=True,
    help="Show what each rule cost, on standard error; everything then runs in one process.",
)
@resume_option
@config_options
@quiet_options
@debug_option
def command(
    given: InputOptions,
    scoring: ScoringOptions,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    features: bool,
    output: str | None,
    style: str | None,
    profile_rules: bool,
    resume: bool,
    quiet: bool,
    no_progress: bool,
) -> int:
    """Score articles: what looks machine-translated, rewritten, or like boilerplate, and where.

    PATHS are files (.jsonl .ndjson .csv .parquet .txt .md .html .warc .wet, each also .gz .xz .zst), directories,
    globs, or '-' for standard input. One result an article comes out, in input order.
    """
    given.check()
    check_resume(resume, output)

    from dataclasses import replace

    from detect.engines import run
    from detect.readers import read_records
    from detect.reports.progress import ProgressLine
    from detect.reports.summary import Tally, print_errors, print_summary
    from detect.reports.terminal import console
    from detect.scorer import Scorer
    from detect.writers import open_writer

    options = given.reading()
    settings = scoring.settings(select, ignore, features)
    scoring.check()
    check_rules(select, ignore, scoring.profile)  # before anything is read
    scorer = Scorer(settings)
    names = scorer.feature_names if features else ()
    jobs = scoring.processes()
    if profile_rules:
        from detect.rules.timing import RuleTimes

        scorer.times = RuleTimes()
        jobs = 1
    style = chosen_style(style, output)
    errors = console(stderr=True)
    # A progress line under results that scroll by on the same terminal would be written over.
    progress = ProgressLine(errors, shown=not (quiet or no_progress) and (style == "table" or not sys.stdout.isatty()))
    tally = Tally()

    with ExitStack() as stack:
        sinks: list[Sink] = []
        if style is not None:
            sinks.append(_standard_output(style, names, progress))
        records = read_records(given.paths, options, tally.skipped)
        writer: FileWriter | None = None
        if output is not None:
            known = fingerprint(
                given,
                scoring.templates,
                model=scorer.model.name,
                settings=plain(replace(settings, grammar_url=None)),  # which server answers changes nothing
            )
            writer = stack.enter_context(open_writer(output, fingerprint=known, resume=resume, feature_names=names))
            if writer.done:
                records = islice(records, writer.done, None)
                for result in writer.results():
                    tally.add(result)
                    for sink in sinks:
                        sink.write(result)
                tally.resumed = writer.done
        results = stack.enter_context(closing(run(scorer, records, jobs, scoring.batch())))
        with interruptible(writer, errors), progress:
            for result in results:
                tally.add(result)
                if writer is not None:
                    writer.write(result)
                for sink in sinks:
                    sink.write(result)
                progress.advance()
        for sink in sinks:
            sink.close()

    if quiet:
        print_errors(tally, errors)
    else:
        print_summary(tally, errors)
    if scorer.times is not None:
        from detect.reports.rule_rates import wide_console
        from detect.reports.rule_times import print_times

        print_times(scorer.times, wide_console(stderr=True))
    return EXIT_USAGE if tally.errors else 0


def _standard_output(style: str, feature_names: "tuple[str, ...]", progress: "ProgressLine") -> Sink:
    from detect.reports.score_table import ScoreTable
    from detect.reports.terminal import console
    from detect.writers import StreamWriter

    if style == "table":
        return ScoreTable(console(), progress)
    return StreamWriter(sys.stdout.buffer, "csv" if style == "csv" else "jsonl", feature_names)

"""``detect check``: the gate for newly ingested articles."""

import sys
from collections import deque
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import click

from detect.cli import EXIT_FAILED, EXIT_USAGE, debug_option
from detect.cli._config import config_options, current_config
from detect.cli._options import (
    InputOptions,
    ScoringOptions,
    check_rules,
    input_options,
    quiet_options,
    rule_options,
    scoring_options,
)

if TYPE_CHECKING:
    from detect.check.limits import Limits


@click.command("check", short_help="Check new articles: exit status 1 if any fails, and why.")
@input_options
@scoring_options
@rule_options("Count findings of", "Count no findings of", "Neither option changes a score.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="An article fails on a finding of this severity or above.",
)
@click.option(
    "--max",
    "maxima",
    multiple=True,
    metavar="SCORE=VALUE",
    help="An article fails whose machine_translated, rewritten, boilerplate or quality is above VALUE.",
)
@click.option(
    "--min", "minima", multiple=True, metavar="SCORE=VALUE", help="An article fails whose SCORE is below VALUE."
)
@click.option(
    "--output-format",
    multiple=True,
    metavar="FORMAT[=FILE]",
    show_default="text",
    help="text, json, jsonl, sarif, github, gitlab or junit, on standard output or into FILE; may be repeated.",
)
@click.option("--statistics", is_flag=True, help="Count the problems of each rule, and do not show each in the text.")
@click.option("--baseline", metavar="FILE", help="Let pass what FILE says was accepted before.")
@click.option(
    "--write-baseline", metavar="FILE", help="Accept every problem there is: write FILE for --baseline, and pass."
)
@click.option("--baseline-prune", is_flag=True, help="Remove from the baseline what is not there any more.")
@click.option("--strict-ignores", is_flag=True, help="Fail on stale and on expired ignore entries.")
@click.option(
    "--new-only",
    metavar="REV",
    help="Check only articles that were added or changed since this git revision.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 where articles fail; what is unreadable is still 2.")
@config_options
@quiet_options
@debug_option
def command(
    given: InputOptions,
    scoring: ScoringOptions,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    maxima: tuple[str, ...],
    minima: tuple[str, ...],
    output_format: tuple[str, ...],
    statistics: bool,
    baseline: str | None,
    write_baseline: str | None,
    baseline_prune: bool,
    strict_ignores: bool,
    new_only: str | None,
    exit_zero: bool,
    quiet: bool,
    no_progress: bool,
) -> int:
    """Check articles: exit status 0 if every one passes, 1 if one fails, 2 if one cannot be read.

    An article fails on a finding of --fail-on severity or above, or on a score past its limit. What was accepted before
    stands in a baseline, what is accepted on purpose in the configuration (docs/ci.md).
    """
    given.check()
    if baseline_prune and baseline is None:
        raise click.UsageError("--baseline-prune changes the file of --baseline; name it")
    if baseline_prune and new_only is not None:
        raise click.UsageError("--baseline-prune must see all articles, so it does not go with --new-only")
    if write_baseline is not None and new_only is not None:
        raise click.UsageError("--write-baseline must see all articles, so it does not go with --new-only")
    if baseline_prune and write_baseline is not None:
        raise click.UsageError("--write-baseline makes a new baseline; there is nothing to prune in it")

    from detect.check.baseline import Baseline, Entry, read_baseline
    from detect.check.baseline import write_baseline as write_entries
    from detect.check.ignores import Ignores
    from detect.check.limits import SourceLimits
    from detect.check.located import Located, read_located, records_of
    from detect.check.verdict import Gate, entries_of
    from detect.engines import run
    from detect.reports.check_outputs import Setup, open_reports, parse_outputs
    from detect.reports.check_summary import CheckTally, print_check_summary, print_gone, print_ignores
    from detect.reports.progress import ProgressLine
    from detect.reports.terminal import console
    from detect.rules import select_rules
    from detect.scorer import Scorer

    config = current_config()
    outputs = parse_outputs(output_format)
    limits = SourceLimits(_limits(fail_on, maxima, minima), config.sources)
    check_rules(select, ignore, scoring.profile)
    rules = frozenset(rule.code for rule in select_rules(select, ignore))
    ignores = Ignores(config.entries, date.today(), str(config.root))
    # What is written anew is all there is now, whatever was accepted before.
    known = read_baseline(baseline) if baseline is not None and write_baseline is None else Baseline()
    options = given.reading()
    keep = None
    if new_only is not None:
        from detect.check.new_only import NewOnly

        keep = NewOnly(new_only, options)
    scoring.check()
    scorer = Scorer(scoring.settings(select, ignore))
    errors = console(stderr=True)
    shown = None in [file for _, file in outputs]
    progress = ProgressLine(errors, shown=not (quiet or no_progress) and not (shown and sys.stdout.isatty()))
    gate = Gate(limits, ignores, known)
    tally = CheckTally()
    accepted: list[Entry] = []
    waiting: deque[Located] = deque()

    with open_reports(outputs, Setup(given.text_field, statistics)) as reports:
        records = records_of(read_located(given.paths, options, keep, tally.skipped), waiting)
        with closing(run(scorer, records, scoring.processes(), scoring.batch())) as results, progress:
            for result in results:
                outcome = gate.judge(waiting.popleft(), result)
                if write_baseline is not None:
                    accepted.extend(entries_of(outcome))
                    outcome = outcome.all_accepted()
                tally.add(outcome)
                for report in reports:
                    report.write(outcome)
                progress.advance()

    sound = True
    if write_baseline is not None:
        number = write_entries(write_baseline, accepted)
        if not quiet:
            errors.print(f"{write_baseline} accepts {number:,} problem{'' if number == 1 else 's'}", soft_wrap=True)
    if baseline is not None and write_baseline is None and new_only is None and not tally.errors:
        gone = known.gone(rules)
        if baseline_prune and gone:
            write_entries(baseline, known.pruned(rules))
        if not quiet:
            print_gone(gone, baseline, baseline_prune, errors)
    elif baseline_prune:
        errors.print("the baseline was not pruned: not every record could be read", soft_wrap=True)
    # An article that was not looked at, or could not be read, may be the one an entry is for.
    faulty = print_ignores(ignores, errors, judged=new_only is None and not tally.errors)
    if strict_ignores and faulty:
        sound = False
    if statistics and "text" not in [name for name, _ in outputs]:
        from detect.reports.check_text import print_statistics

        print_statistics(tally.rules, errors)
    if not quiet:
        print_check_summary(tally, errors, skipped=new_only is not None)
    tally.print_errors(errors)
    if tally.errors:
        return EXIT_USAGE
    return EXIT_FAILED if (tally.failed or not sound) and not exit_zero else 0


def _limits(fail_on: str, maxima: tuple[str, ...], minima: tuple[str, ...]) -> "Limits":
    """The limits of every source: those of the configuration, with the flags over them."""
    from detect.check.limits import Limits, parse_fail_on, parse_limit

    values = current_config().values
    return Limits(
        parse_fail_on(fail_on),
        {**values.get("max", {}), **dict(parse_limit(pair, "--max") for pair in maxima)},
        {**values.get("min", {}), **dict(parse_limit(pair, "--min") for pair in minima)},
    )

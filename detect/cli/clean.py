"""``detect clean``: articles without their boilerplate."""

import sys
from collections import Counter, deque
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detect.cli import EXIT_USAGE, debug_option
from detect.cli._config import config_options
from detect.cli._options import InputOptions, input_options, quiet_options, rule_options
from detect.cli._resume import check_resume, fingerprint, interruptible, resume_option

if TYPE_CHECKING:
    from detect.article import BadRecord, Record
    from detect.cleaning import Cleaned, Cleaner
    from detect.finding import Finding
    from detect.readers import ReadOptions, Row
    from detect.result import Failed
    from detect.writers.cleaned import CleaningJournal, RowSink


@click.command("clean", short_help="Write articles without their menus, notices and credits.")
@input_options
@click.option(
    "--templates",
    metavar="FILE",
    help="Remove too what 'detect templates learn' found to be the template of an article's source.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N", show_default="all cores", help="Processes to use."
)
@rule_options("Remove what is found by", "Leave in what is found by", "Only boilerplate rules (BPL) remove anything.")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Write to OUT, in the format of its ending, or one text file an article into the folder OUT/.",
)
@click.option("--removed", metavar="FILE", help="Write what was removed to FILE (.jsonl, .csv or .parquet).")
@resume_option
@config_options
@quiet_options
@debug_option
def command(
    given: InputOptions,
    templates: str | None,
    jobs: int | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output: str | None,
    removed: str | None,
    resume: bool,
    quiet: bool,
    no_progress: bool,
) -> int:
    """Write articles without their boilerplate, in input order, JSON Lines unless OUT says otherwise.

    PATHS are as for 'detect score'. Records of JSON Lines, CSV and Parquet keep all their other fields. Lines that are
    boilerplate go whole; of other lines, the part that is. --removed says what went, with its place in the input.
    """
    given.check()
    check_resume(resume, output)

    from detect import __version__
    from detect.cleaning import Cleaner
    from detect.engines import available_cores
    from detect.lines.model import line_model
    from detect.readers import read_rows
    from detect.reports.progress import ProgressLine
    from detect.reports.summary import print_skipped
    from detect.reports.terminal import console
    from detect.result import Failed
    from detect.writers.cleaned import JsonRows, open_cleaning_journal, open_rows
    from detect.writers.endings import output_format

    options = given.reading()
    cleaner = Cleaner(select, ignore, templates)
    folder = Path(output) if output is not None and (output.endswith("/") or Path(output).is_dir()) else None
    for file in (output if folder is None else None, removed):
        if file is not None:
            output_format(file)  # a wrong ending is told before anything is read
    errors = console(stderr=True)
    progress = ProgressLine(errors, shown=not (quiet or no_progress) and not (output is None and sys.stdout.isatty()))
    counts = {"articles": 0, "cleaned": 0, "empty": 0, "spans": 0, "chars": 0, "errors": 0, "resumed": 0}
    skipped: Counter[str] = Counter()

    with ExitStack() as stack:
        journal: CleaningJournal | None = None
        if output is not None:
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
            known = fingerprint(
                given,
                templates,
                version=__version__,
                lines=line_model().version,
                select=list(select),
                ignore=list(ignore),
            )
            journal = stack.enter_context(open_cleaning_journal(Path(output), known, resume))
            counts["resumed"] = journal.done
        sink: RowSink | None = None
        if folder is None:
            sink = JsonRows(sys.stdout.buffer) if output is None else stack.enter_context(open_rows(output))
        gone = stack.enter_context(open_rows(removed)) if removed is not None else None
        rows = read_rows(given.paths, options, skipped)
        outcomes = _outcomes(rows, options, cleaner, jobs or available_cores(), journal)
        stack.enter_context(closing(outcomes))
        stack.enter_context(interruptible(journal, errors))
        stack.enter_context(progress)
        for row, outcome in outcomes:
            progress.advance()
            if isinstance(outcome, Failed):
                counts["errors"] += 1
                bad = outcome.record
                errors.print(f"{bad.where}: {bad.message} ({bad.code})", soft_wrap=True, markup=False, highlight=False)
                if sink is not None:
                    sink.write(outcome.to_dict())
                continue
            counts["articles"] += 1
            counts["cleaned"] += bool(outcome.removed)
            counts["empty"] += not outcome.text
            counts["spans"] += len(outcome.removed)
            counts["chars"] += outcome.chars
            if sink is not None:
                sink.write(_fields(row, options, outcome))
            elif folder is not None:
                _write_text(folder, row.where, outcome)
            if gone is not None:
                for finding in outcome.removed:
                    gone.write(_removed(outcome, finding))
    if output is None:
        sys.stdout.buffer.flush()
    if not quiet:
        errors.print(_summary(counts), soft_wrap=True, highlight=False)
        print_skipped(skipped, errors)
    return EXIT_USAGE if counts["errors"] else 0


def _outcomes(
    rows: "Iterator[Row | BadRecord]",
    options: "ReadOptions",
    cleaner: "Cleaner",
    jobs: int,
    journal: "CleaningJournal | None",
) -> "Generator[tuple[Any, Cleaned | Failed], None, None]":
    """Every row with its outcome, in input order: first what `journal` holds, then what is cleaned now and added."""
    from detect.engines import run

    if journal is not None:
        yield from journal.again(rows, options)
    waiting: deque[Row | BadRecord] = deque()
    with closing(run(cleaner, _records(rows, options, waiting), jobs)) as results:
        outcome: Any
        for outcome in results:
            if journal is not None:
                journal.append(outcome)
            yield waiting.popleft(), outcome


def _records(
    rows: "Iterator[Row | BadRecord]", options: "ReadOptions", waiting: "deque[Row | BadRecord]"
) -> "Iterator[Record]":
    """The records alone, for an engine; each row is appended to `waiting` as its record is taken."""
    from detect.readers import Row, to_record

    for row in rows:
        waiting.append(row)
        yield to_record(row, options) if isinstance(row, Row) else row


def _fields(row: "Row", options: "ReadOptions", outcome: Any) -> dict[str, Any]:
    """The fields of a row with the cleaned text; what is no record of fields gets an id and a source."""
    fields = dict(row.fields)
    if not row.extracted and len(fields) > 1:
        return {**fields, options.text_field: outcome.text}
    known = {name: value for name, value in fields.items() if value is not None and name != options.text_field}
    own = {options.id_field: outcome.id} | ({options.source_field: outcome.source} if outcome.source else {})
    return {**own, **known, options.text_field: outcome.text}


def _removed(outcome: "Cleaned", finding: "Finding") -> dict[str, Any]:
    """The row of ``--removed`` for one piece."""
    return {
        "id": outcome.id,
        "source": outcome.source,
        "start": finding.start,
        "end": finding.end,
        "rule": finding.rule,
        "name": finding.name,
        "text": finding.text,
    }


def _write_text(folder: Path, where: str, outcome: "Cleaned") -> None:
    """Write a cleaned article as a text file of its own."""
    from detect.writers.cleaned import whole_file

    target = _target(folder, outcome.id, where)
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(target) as file:
        file.write(outcome.text.encode("utf-8"))


def _target(folder: Path, own_id: str, where: str) -> Path:
    """The file of an article in a folder: the place of its file, or its id; never outside the folder."""
    parts = [part for part in where.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    name = "/".join(parts) if ":" not in where else "".join(char if char.isalnum() else "-" for char in own_id)
    path = folder / name
    return path if path.suffix in (".txt", ".md") else path.with_name(path.name + ".txt")


def _summary(counts: dict[str, int]) -> str:
    articles = counts["articles"]
    text = (
        f"{articles:,} article{'' if articles == 1 else 's'}, {counts['cleaned']:,} with boilerplate: "
        f"{counts['spans']:,} pieces, {counts['chars']:,} characters removed"
    )
    if counts["empty"]:
        text += f"; {counts['empty']:,} left empty"
    if counts["errors"]:
        text += f"; {counts['errors']:,} could not be read"
    if counts["resumed"]:
        text += f"; {counts['resumed']:,} records came from the run before"
    return text

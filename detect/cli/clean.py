"""``detect clean``: articles without their boilerplate."""

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detect.cli import EXIT_USAGE, debug_option
from detect.cli._config import config_options
from detect.cli._options import InputOptions, comma_lists, input_options, quiet_options

if TYPE_CHECKING:
    from detect.article import BadRecord, Record
    from detect.readers import ReadOptions, Row


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
@click.option(
    "--select",
    multiple=True,
    callback=comma_lists,
    metavar="CODES",
    help="Remove what these boilerplate rules find only: codes, prefixes of codes or names, separated by commas.",
)
@click.option(
    "--ignore", multiple=True, callback=comma_lists, metavar="CODES", help="Leave in what these boilerplate rules find."
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Write to OUT, in the format of its ending, or one text file an article into the folder OUT/.",
)
@click.option("--removed", metavar="FILE", help="Write what was removed to FILE (.jsonl, .csv or .parquet).")
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
    quiet: bool,
    no_progress: bool,
) -> int:
    """Write articles without their boilerplate, in input order, JSON Lines unless OUT says otherwise.

    PATHS are as for 'detect score'. Records of JSON Lines, CSV and Parquet keep all their other fields. Lines that are
    boilerplate go whole; of other lines, the part that is. --removed says what went, with its place in the input.
    """
    given.check()

    from detect.cleaning import Cleaner
    from detect.engines import available_cores, run
    from detect.readers import read_rows
    from detect.reports.progress import ProgressLine
    from detect.reports.terminal import console
    from detect.result import Failed
    from detect.writers.cleaned import JsonRows, open_rows, whole_file

    options = given.reading()
    cleaner = Cleaner(select, ignore, templates)
    folder = Path(output) if output is not None and (output.endswith("/") or Path(output).is_dir()) else None
    errors = console(stderr=True)
    progress = ProgressLine(errors, shown=not (quiet or no_progress) and not (output is None and sys.stdout.isatty()))
    waiting: deque[Row | BadRecord] = deque()
    counts = {"articles": 0, "cleaned": 0, "empty": 0, "spans": 0, "chars": 0, "errors": 0}

    with ExitStack() as stack:
        sink: Any = None
        if folder is None:
            sink = JsonRows(sys.stdout.buffer) if output is None else stack.enter_context(open_rows(output))
        gone = stack.enter_context(open_rows(removed)) if removed is not None else None
        records = _records(read_rows(given.paths, options), options, waiting)
        results = stack.enter_context(closing(run(cleaner, records, jobs or available_cores())))
        stack.enter_context(progress)
        for result in results:
            row: Any = waiting.popleft()
            outcome: Any = result
            if isinstance(outcome, Failed):
                counts["errors"] += 1
                bad = outcome.record
                errors.print(f"{bad.where}: {bad.message} ({bad.code})", soft_wrap=True, markup=False, highlight=False)
                if sink is not None:
                    sink.write(outcome.to_dict())
                progress.advance()
                continue
            counts["articles"] += 1
            counts["cleaned"] += bool(outcome.removed)
            counts["empty"] += not outcome.text
            counts["spans"] += len(outcome.removed)
            counts["chars"] += outcome.chars
            if sink is not None:
                sink.write(_fields(row, options, outcome))
            elif folder is not None:
                target = _target(folder, outcome.id, row.where)
                target.parent.mkdir(parents=True, exist_ok=True)
                with whole_file(target) as file:
                    file.write(outcome.text.encode("utf-8"))
            if gone is not None:
                for finding in outcome.removed:
                    gone.write(
                        {
                            "id": outcome.id,
                            "source": outcome.source,
                            "start": finding.start,
                            "end": finding.end,
                            "rule": finding.rule,
                            "name": finding.name,
                            "text": finding.text,
                        }
                    )
            progress.advance()
    if output is None:
        sys.stdout.buffer.flush()
    if not quiet:
        errors.print(_summary(counts), soft_wrap=True, highlight=False)
    return EXIT_USAGE if counts["errors"] else 0


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
    return text

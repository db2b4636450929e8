"""Parquet, read batch by batch (extra ``parquet``)."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Any

from detect.article import BadRecord
from detect.errors import MissingExtraError
from detect.readers.compression import split_compression
from detect.readers.formats import register
from detect.readers.paths import InputFile
from detect.readers.record import ReadOptions, Row

_BATCH = 64  # rows; long texts must not add up


@register(".parquet")
def read(file: InputFile, stream: IO[bytes], options: ReadOptions, articles: bool) -> Iterator[Row | BadRecord]:
    """The rows of a file, numbered from 1. Only the columns of articles are read if only articles are wanted.

    Codes: ``no-text-column``, ``damaged``.

    Raises
    ------
    MissingExtraError
        Without pyarrow.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError("pyarrow", "parquet", "Reading Parquet files") from error
    with ExitStack() as stack:
        if split_compression(file.path)[1]:  # the index stands at the file's end, so it must be seekable
            spool = stack.enter_context(tempfile.TemporaryFile())
            shutil.copyfileobj(stream, spool)
            stream = spool
        try:
            # Without these two a whole column of a row group, often of the whole file, is held in memory.
            table = pyarrow.parquet.ParquetFile(stream, buffer_size=1 << 16, pre_buffer=False)
            names = table.schema_arrow.names
            if articles and options.text_field not in names:
                message = f"The file has no column {options.text_field!r}, only {', '.join(names)[:200]}."
                yield BadRecord(file.name, options.source, "no-text-column", message, file.name)
                return
            columns = [name for name in names if name in options.article_fields] if articles else None
            number = 0
            for batch in table.iter_batches(batch_size=_BATCH, columns=columns, use_threads=False):
                for fields in _rows(batch):
                    number += 1
                    yield Row(fields, f"{file.name}:{number}", f"{file.name}:row {number}", options.source)
        except (pyarrow.ArrowException, OSError) as error:
            if getattr(error, "errno", None):
                raise  # the disk, not the format
            message = f"The Parquet file is damaged: {str(error).splitlines()[0].rstrip('.')[:200]}."
            yield BadRecord(file.name, options.source, "damaged", message, file.name)


def _rows(batch: Any) -> list[dict[str, Any]]:
    columns = [_values(column) for column in batch.columns]
    names = batch.schema.names
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _values(column: Any) -> list[Any]:
    """The values of a column; a string that is not UTF-8 is given as bytes, so that only its own row is lost."""
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        values: list[Any] = []
        for scalar in column:
            try:
                values.append(scalar.as_py())
            except UnicodeDecodeError:
                values.append(scalar.as_buffer().to_pybytes())
        return values

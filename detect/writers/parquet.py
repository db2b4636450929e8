"""Results as a Parquet file (extra ``parquet``)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Any

from detect.errors import MissingExtraError

ROW_GROUP = 5_000
"""Results a row group; as many are held in memory, in the compact form of Arrow."""

_CHUNK = 250  # results held as Python objects


def load_pyarrow() -> Any:
    """The pyarrow module with its ``parquet`` part. Raises MissingExtraError without it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError("pyarrow", "parquet", "Writing Parquet files") from error
    return pyarrow


def schema(feature_names: Sequence[str] = ()) -> Any:
    """The columns, the same for every file: null where a result has nothing, ``features`` only if there are names."""
    arrow = load_pyarrow()
    string, number, offset = arrow.string(), arrow.float64(), arrow.int64()
    finding = arrow.struct(
        [
            ("rule", string),
            ("name", string),
            ("start", offset),
            ("end", offset),
            ("text", string),
            ("severity", string),
            ("message", string),
            ("suggestion", string),
            ("origin", string),
            ("languagetool", arrow.struct([("rule", string), ("category", string)])),
        ]
    )
    scores = arrow.struct([(name, number) for name in ("machine_translated", "rewritten", "boilerplate", "quality")])
    columns = [
        ("id", string),
        ("source", string),
        ("model", string),
        ("label", string),
        ("scores", scores),
        ("findings", arrow.list_(finding)),
        ("origin", arrow.struct([("lang", string), ("support", number)])),
        ("error", arrow.struct([("code", string), ("message", string), ("where", string)])),
        ("text", string),
    ]
    if feature_names:
        columns.append(("features", arrow.struct([(name, number) for name in feature_names])))
    return arrow.schema(columns)


def write_parquet(rows: Iterable[Mapping[str, Any]], file: IO[bytes], feature_names: Sequence[str] = ()) -> None:
    """Write results in their output form, row group by row group."""
    arrow = load_pyarrow()
    columns = schema(feature_names)
    rows = iter(rows)
    with arrow.parquet.ParquetWriter(file, columns, compression="zstd") as writer:
        while chunks := list(_chunks(arrow, islice(rows, ROW_GROUP), columns)):
            writer.write_table(arrow.concat_tables(chunks), row_group_size=ROW_GROUP)


def _chunks(arrow: Any, rows: Iterator[Mapping[str, Any]], columns: Any) -> Iterator[Any]:
    while chunk := list(islice(rows, _CHUNK)):
        yield arrow.Table.from_pylist(chunk, schema=columns)

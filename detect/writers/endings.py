"""The formats of output files, by their ending."""

from pathlib import Path

from detect.errors import UsageError
from detect.readers.compression import split_compression


def output_format(path: str | Path) -> tuple[str, str]:
    """The format and the compression the ending of `path` stands for: ``(".jsonl", ".gz")``; the second may be empty.

    Raises
    ------
    UsageError
        For any other ending.
    """
    base, compression = split_compression(Path(path).name)
    form = Path(base).suffix.lower()
    if form in (".jsonl", ".ndjson", ".csv") or (form == ".parquet" and not compression):
        return form, compression
    raise UsageError(
        f"{path} is of no output format: it must end in .jsonl, .ndjson or .csv, each also with .gz, .xz or .zst, "
        "or in .parquet"
    )

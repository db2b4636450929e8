"""Peak memory of ``detect score --jobs 2`` over few and over many articles.

``python benchmarks/memory.py`` writes 2,000 and 40,000 articles (whole, with variations) into temporary JSON Lines and
Parquet files, scores each file in a process of its own, and samples the resident memory of the process and all it
started, added up. Pages that processes share count once for each, so the sums are upper bounds. Memory is flat if
the larger input takes at most a quarter more than the smaller one.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from articles import add_data_option, origin, texts

SAMPLE = 0.05
"""Seconds between two looks."""
_ROWS = 1_000
"""Articles in a row group of a Parquet file."""


def write_jsonl(path: Path, number: int, data: str | None) -> None:
    """`number` articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for index, text in enumerate(islice(texts(data), number)):
            file.write(json.dumps({"id": f"a{index}", "source": f"s{index % 50}", "text": text}) + "\n")


def write_parquet(path: Path, number: int, data: str | None) -> None:
    """`number` articles as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("id", pa.string()), ("source", pa.string()), ("text", pa.string())])
    articles = enumerate(islice(texts(data), number))
    with pq.ParquetWriter(path, schema) as writer:
        while rows := [
            {"id": f"a{index}", "source": f"s{index % 50}", "text": text} for index, text in islice(articles, _ROWS)
        ]:
            writer.write_table(pa.Table.from_pylist(rows, schema))


WRITERS = {"jsonl": write_jsonl, "parquet": write_parquet}


def peak_of(command: list[str]) -> tuple[float, float]:
    """Peak resident memory of a command's processes in MB (10**6 bytes), and the seconds it took.

    Raises CalledProcessError if it fails.
    """
    import psutil

    begun = time.monotonic()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        total = 0
        try:
            family = [process, *process.children(recursive=True)]
        except psutil.NoSuchProcess:
            break
        for member in family:
            try:
                total += member.memory_info().rss
            except psutil.NoSuchProcess:
                continue  # it ended meanwhile
        peak = max(peak, total)
        time.sleep(SAMPLE)
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak / 1e6, time.monotonic() - begun


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_option(parser)
    parser.add_argument("--articles", type=int, nargs="+", default=[2_000, 40_000], metavar="N", help="few, and many")
    parser.add_argument("--formats", nargs="+", default=list(WRITERS), choices=list(WRITERS))
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    print(f"detect score --jobs {options.jobs} IN -o OUT.jsonl; {origin(options.data)}")
    print("input        articles    input MB    peak MB    seconds    ratio to the first")
    for kind in options.formats:
        first_peak = 0.0
        for number in options.articles:
            with tempfile.TemporaryDirectory() as scratch:
                path = Path(scratch) / f"in.{kind}"
                WRITERS[kind](path, number, options.data)
                command = [sys.executable, "-m", "detect", "score", str(path), "--jobs", str(options.jobs)]
                peak, seconds = peak_of([*command, "-o", str(Path(scratch) / "out.jsonl")])
                size = path.stat().st_size / 1e6
            first_peak = first_peak or peak
            print(f"{kind:10}{number:11,}{size:12.1f}{peak:11.0f}{seconds:11.1f}{peak / first_peak:22.2f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

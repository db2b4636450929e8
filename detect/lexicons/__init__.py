"""Word and phrase lists, one file each, read at first use.

``*.tsv`` has a header line; ``*.txt`` has one entry a line. In both, empty lines and lines that start with ``#`` are
comments: the first comment block says where the entries come from.
"""

from functools import cache
from importlib.resources import files


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """The entries of ``<name>.txt``. Raises FileNotFoundError for a name that does not exist."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.split("\n") if line and not line.startswith("#"))


def read_columns(name: str) -> dict[str, list[str]]:
    """The columns of ``<name>.tsv`` by their name: for long tables, at half the time of `read_tsv`.

    Raises FileNotFoundError for a name that does not exist, ValueError where a row has more or fewer cells than the
    header.
    """
    text = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    width = len(header)
    cells = "\t".join(lines).split("\t")
    if any(line.count("\t") != width - 1 for line in lines):
        raise ValueError(f"lexicon {name}: not every row has {width} cells")
    return {column: cells[width + place :: width] for place, column in enumerate(header)}


@cache
def read_tsv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``<name>.tsv`` as dictionaries; missing trailing cells are empty strings.

    Raises FileNotFoundError for a name that does not exist, ValueError for a row with more cells than the header.
    """
    text = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(header):
            raise ValueError(f"lexicon {name}: too many cells in {line!r}")
        rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    return tuple(rows)

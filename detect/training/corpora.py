"""The development data (see ``docs/data.md``), read record by record.

The data stands in a folder that is found by, in this order: the ``data`` argument, the environment variable
``ARTIFACT_DETECT_DATA``, ``../shared/data`` beside the checkout.
"""

import json
import lzma
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from detect.errors import UsageError


def data_folder(data: str | Path | None = None) -> Path:
    """The data folder. Raises UsageError where there is none."""
    named = data or os.environ.get("ARTIFACT_DETECT_DATA")
    folder = Path(named) if named else Path(__file__).parents[2].parent / "shared" / "data"
    if not (folder / "news").is_dir():
        raise UsageError(
            f"no development data in {folder}: name its folder with --data or in the environment variable "
            "ARTIFACT_DETECT_DATA"
        )
    return folder


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The records of an ``.jsonl.xz`` file of the data folder."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_json(path: Path) -> Any:
    """The content of a ``.json`` file of the data folder."""
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def source_ratings(split: str, folder: Path) -> dict[str, dict[str, Any]]:
    """``sources.<split>.json``: what is known of each source; ``pc1`` is the expert rating, 0 worst to 1 best."""
    ratings: dict[str, dict[str, Any]] = json.loads((folder / "news" / f"sources.{split}.json").read_text("utf-8"))
    return ratings


def pc1_of(record: dict[str, Any], split: str, folder: Path) -> float | None:
    """The expert rating of the source of a ``news`` record, or None for an unrated one."""
    rating = source_ratings(split, folder).get(record["source"], {}).get("pc1")
    return None if rating is None else float(rating)

"""Results as lines of JSON and as rows of CSV."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from detect.result import Result

CSV_COLUMNS = (
    "id", "source", "model", "label", "machine_translated", "rewritten", "boilerplate", "quality", "findings",
    "origin", "origin_support", "error_code", "error_message", "error_where", "text",
)  # fmt: skip
"""The columns of CSV output; with features, one ``feature.<name>`` each follows."""


def to_line(result: Result) -> bytes:
    """A result as one line of JSON in UTF-8, line end included."""
    row = result.to_dict()
    try:
        return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        # Texts that do not come through the readers may hold lone surrogates, which UTF-8 cannot carry.
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace") + b"\n"


class CsvRows:
    """Makes the lines of a CSV file out of results.

    Parameters
    ----------
    feature_names : sequence of str
        The features that get a column; empty for none.
    """

    def __init__(self, feature_names: Sequence[str] = ()) -> None:
        self._features = tuple(feature_names)
        self._buffer = io.StringIO()
        # With "\r\n" as its line end the writer quotes fields that hold either of the two.
        self._writer = csv.writer(self._buffer, lineterminator="\r\n")

    def header(self) -> bytes:
        """The first line."""
        return self._line([*CSV_COLUMNS, *(f"feature.{name}" for name in self._features)])

    def line(self, row: Mapping[str, Any]) -> bytes:
        """The line for a result in its output form, findings as JSON; what a row has not is left empty."""
        scores = row.get("scores") or {}
        error = row.get("error") or {}
        features = row.get("features") or {}
        origin = row.get("origin") or {}
        findings = row.get("findings")
        return self._line(
            [
                row["id"],
                row["source"],
                row.get("model"),
                row.get("label"),
                scores.get("machine_translated"),
                scores.get("rewritten"),
                scores.get("boilerplate"),
                scores.get("quality"),
                None if findings is None else orjson.dumps(findings).decode(),
                origin.get("lang"),
                origin.get("support"),
                error.get("code"),
                error.get("message"),
                error.get("where"),
                row.get("text"),
                *(features.get(name) for name in self._features),
            ]
        )

    def _line(self, cells: Sequence[Any]) -> bytes:
        self._writer.writerow(cells)
        line = self._buffer.getvalue()[:-2] + "\n"
        self._buffer.seek(0)
        self._buffer.truncate()
        return line.encode("utf-8")

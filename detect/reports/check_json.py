"""The result of a check as JSON: an array, or a line an object. Articles that pass are not among them."""

from typing import IO

import orjson

from detect.check.verdict import Outcome
from detect.reports.check_outputs import Setup


class JsonLinesReport:
    """One line for every record that fails or cannot be read, as it comes."""

    def __init__(self, stream: IO[bytes], setup: Setup) -> None:
        self._stream = stream

    def write(self, outcome: Outcome) -> None:
        """See `Report`."""
        if outcome.status != "passed":
            self._stream.write(orjson.dumps(outcome.to_dict(), option=orjson.OPT_APPEND_NEWLINE))

    def close(self) -> None:
        """See `Report`."""


class JsonReport:
    """An array with the same objects, one a line."""

    def __init__(self, stream: IO[bytes], setup: Setup) -> None:
        self._stream = stream
        self._started = False

    def write(self, outcome: Outcome) -> None:
        """See `Report`."""
        if outcome.status != "passed":
            self._stream.write(b",\n" if self._started else b"[\n")
            self._stream.write(orjson.dumps(outcome.to_dict()))
            self._started = True

    def close(self) -> None:
        """See `Report`."""
        self._stream.write(b"\n]\n" if self._started else b"[]\n")

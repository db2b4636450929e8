"""What long training runs say while they work."""

import sys
import time
from collections.abc import Callable


def progress_log() -> Callable[[str], None]:
    """A function that prints a message on standard error, after the seconds that passed since this call."""
    started = time.monotonic()

    def say(message: str) -> None:
        print(f"[{time.monotonic() - started:6.0f} s] {message}", file=sys.stderr, flush=True)

    return say

"""Runs a program and ends it when whoever started us is gone, however that happened.

``python keeper.py PROGRAM ARGUMENTS...``, with a pipe as standard input that the starter keeps open and never writes
to: the system closes it when the starter ends, a kill included. Standard library only, so that it starts in 20 ms.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading


def main() -> int:
    """Run the program named on the command line; its exit status is ours."""
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)

    def end_with_starter() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        child.kill()

    threading.Thread(target=end_with_starter, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: child.kill())
    return child.wait()


if __name__ == "__main__":
    sys.exit(main())

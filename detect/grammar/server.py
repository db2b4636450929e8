"""A LanguageTool server of our own: on a free loopback port, with a bounded heap, started again when it dies.

One server serves a whole run. It belongs to the process that started it and ends with it; worker processes only get its
address. When it dies in the middle, a thread starts it again on the same port, and clients wait for that.
"""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from detect.grammar import GrammarError

HEAP_MB = 900
"""Java's heap. What the virtual machine needs beside it stays below 300 MB."""
START_TIME = 180.0
"""Seconds a server may take to answer for the first time."""
RESTARTS = 5
"""Times a server that answered before is started again within one run."""
_KEEPER = Path(__file__).with_name("keeper.py")


class Server:
    """A running LanguageTool.

    Parameters
    ----------
    java : str
        The Java program.
    class_path : sequence of str
        Its archives and folders.
    threads : int
        Requests that are worked on at a time; the cores this process may use if 0.
    heap_mb : int

    Raises
    ------
    GrammarError
        If it does not start.
    """

    def __init__(self, java: str, class_path: Sequence[str], threads: int = 0, heap_mb: int = HEAP_MB) -> None:
        self.port = _free_port()
        self.restarts = 0
        self._folder = Path(tempfile.mkdtemp(prefix="artifact-detect-"))
        self._log = self._folder / "log"
        settings = self._folder / "server.properties"
        workers = threads or max(2, _cores())
        # Rules are loaded once for each pipeline; as many as may be busy are kept. Sentences are remembered by us.
        settings.write_text(
            f"pipelineCaching=true\nmaxPipelinePoolSize={workers}\npipelineExpireTimeInSeconds=86400\n"
            f"maxCheckThreads={workers}\nmaxWorkQueueSize=0\ncacheSize=0\n",
            encoding="ascii",
        )
        self._command = [
            sys.executable, "-I", "-S", str(_KEEPER),
            java, f"-Xmx{heap_mb}m", "-XX:+UseParallelGC", "-Xshare:auto", "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true", "-cp", os.pathsep.join(class_path),
            "org.languagetool.server.HTTPServer", "--port", str(self.port), "--config", str(settings),
        ]  # fmt: skip
        self._closing = threading.Event()
        self._keeper = self._start()
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.close()
            raise
        threading.Thread(target=self._watch, name="languagetool-watch", daemon=True).start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def keeper_pid(self) -> int:
        """The process whose only child is the server."""
        return self._keeper.pid

    def log_tail(self, lines: int = 3) -> str:
        """The last lines of what the server said."""
        with suppress(OSError):
            told = self._log.read_text(encoding="utf-8", errors="replace").split("\n")
            wanted = [line.strip() for line in told if line.strip() and not line.startswith("\tat ")]
            return " / ".join(wanted[-lines:])
        return ""

    def _start(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as log:
            # A group of its own: Ctrl-C in the terminal is for us, and we end the server when we are done.
            return subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
            )

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_TIME
        while not answers(self.port):
            if self._keeper.poll() is not None:
                raise GrammarError(
                    f"LanguageTool did not start ({self.log_tail() or 'it said nothing'}); 'detect grammar setup'"
                    " installs it anew"
                )
            if time.monotonic() > deadline:
                raise GrammarError(f"LanguageTool did not answer within {START_TIME:.0f} seconds")
            time.sleep(0.1)

    def _watch(self) -> None:
        """Start the server again whenever it ends without being asked to."""
        while True:
            self._keeper.wait()
            if self._closing.is_set() or self.restarts >= RESTARTS:
                return
            self.restarts += 1
            with suppress(OSError):
                self._keeper.stdin.close()  # type: ignore[union-attr]
                self._keeper = self._start()

    def close(self) -> None:
        """End the server."""
        self._closing.set()
        with suppress(OSError):
            self._keeper.stdin.close()  # type: ignore[union-attr]
        try:
            self._keeper.wait(10)
        except subprocess.TimeoutExpired:
            self._keeper.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


def answers(port: int) -> bool:
    """Whether a LanguageTool server on this loopback port says it is well."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5.0)
    try:
        connection.request("GET", "/v2/healthcheck")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def shared_server() -> Server:
    """The server of this process, started at the first call and ended with the process.

    Raises
    ------
    GrammarError
        Where LanguageTool is not set up, or does not start.
    """
    from detect.grammar.install import find_install
    from detect.grammar.java import find_java

    server = Server(find_java().program, find_install().class_path)
    atexit.register(server.close)
    return server

"""The progress line of a long run. It is drawn on standard error, and only where that is a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

_STEP = 32  # an update takes a lock and a clock reading; one in 32 is still several a second


class _Speed(ProgressColumn):
    """Articles a second over the last half minute."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f} a second", style="dim")


class ProgressLine:
    """Counts articles of a run whose length is not known beforehand.

    Parameters
    ----------
    console : Console
        Of standard error.
    shown : bool
        Whether to draw at all.
    """

    def __init__(self, console: Console, shown: bool) -> None:
        self._progress: Progress | None = None
        if shown and console.is_terminal:
            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.completed:,.0f} articles"),
                _Speed(),
                TimeElapsedColumn(),
                console=console,
                transient=True,
                refresh_per_second=5,
                # Results go to standard output as bytes; nothing may be redirected under them.
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._task = self._progress.add_task("", total=None)
            self._count = 0

    def __enter__(self) -> "ProgressLine":
        if self._progress is not None:
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def advance(self) -> None:
        """Count one more record."""
        if self._progress is not None:
            self._count += 1
            if self._count % _STEP == 0:
                self._progress.update(self._task, completed=self._count)

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Take the line away while something else is printed to the same terminal."""
        if self._progress is None or not self._progress.live.is_started:
            yield
            return
        self._progress.stop()
        yield
        self._progress.start()

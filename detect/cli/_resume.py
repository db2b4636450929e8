"""``--resume``: what an interrupted run must agree in with the one that goes on, and how it is told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import click

from detect.cli._options import InputOptions

if TYPE_CHECKING:
    from rich.console import Console

resume_option = click.option("--resume", is_flag=True, help="Go on with an interrupted run into the same -o OUT.")


class Resumable(Protocol):
    """An output of which an interrupted run keeps what is done."""

    @property
    def done(self) -> int:
        """How many records are done."""


def check_resume(resume: bool, output: str | None) -> None:
    """Raise UsageError where there is no output to go on with."""
    if resume and output is None:
        raise click.UsageError("--resume goes on with an interrupted -o OUT; name it")


def fingerprint(given: InputOptions, templates: str | None, **settings: Any) -> dict[str, Any]:
    """What decides the results of a run, as JSON values: `settings`, templates, and what is read and how."""
    from detect.readers import describe_inputs

    options = given.reading()
    return {
        **settings,
        "templates": None if templates is None else _digest(templates),
        "reading": plain(options),
        "input": None if options.files_from == "-" else describe_inputs(given.paths, options),
    }


def plain(settings: Any) -> dict[str, Any]:
    """A settings object as JSON values."""
    from dataclasses import asdict

    values: Mapping[str, Any] = asdict(settings)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


@contextmanager
def interruptible(output: Resumable | None, errors: "Console") -> Iterator[None]:
    """Where Ctrl-C breaks in with something done, say how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        if output is not None and output.done:
            errors.print(f"interrupted after {output.done:,} results; --resume goes on from there", soft_wrap=True)
        raise


def _digest(file: str) -> str:
    """What tells one content of a file from another."""
    from hashlib import sha256
    from pathlib import Path

    return sha256(Path(file).read_bytes()).hexdigest()

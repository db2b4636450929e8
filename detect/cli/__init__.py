"""The command line. One module a command; a command is imported when it is called, its work when it does some."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

import click

from detect import __version__
from detect.errors import DetectError

COMMANDS = ("score", "rank", "check", "clean", "rule", "grammar", "config", "templates", "train", "evaluate")

EXIT_FAILED = 1
"""At least one article fails ``detect check``."""
EXIT_USAGE = 2
"""Usage errors, missing paths, records that could not be read."""
EXIT_BUG = 70
"""An exception nobody foresaw (EX_SOFTWARE of sysexits.h)."""
EXIT_INTERRUPTED = 130
"""Ctrl-C, as a shell reports it: 128 + SIGINT."""
EXIT_PIPE = 141
"""Whoever read standard output went away: 128 + SIGPIPE, as any filter ends."""


def _set_debug(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        os.environ["DETECT_DEBUG"] = "1"  # worker processes see it too


debug_option = click.option(
    "--debug",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_set_debug,
    help="Show the traceback of an unexpected error (DETECT_DEBUG=1 does the same).",
)


class _Commands(click.Group):
    """The commands of `COMMANDS`, each in ``detect.cli.<name>`` as ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"detect.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, COMMANDS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"the commands are {', '.join(COMMANDS)}"
        raise click.UsageError(f"no command is called {name!r}; {hint}", ctx)

    def invoke(self, ctx: click.Context) -> int:
        status = super().invoke(ctx)
        return status if isinstance(status, int) else 0


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="detect", message="%(prog)s %(version)s")
@debug_option
def cli() -> None:
    """Find translation artifacts and boilerplate in news text, score articles, rank their sources.

    Exit status: 0 when all went well; 1 when 'detect check' finds an article that fails; 2 for a usage error, a path
    that does not exist or a record that could not be read (the results of all others still come out); 130 after Ctrl-C.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit status. No traceback reaches the user.

    Parameters
    ----------
    arguments : list of str, optional
        Without the program's name; those of the process if left out.
    """
    if sys.stdout is None:  # closed by whoever started us: results go nowhere, as was asked
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 -- for as long as the process lives
    # Names and texts may hold what the terminal's encoding cannot say; results in JSON and CSV are written as bytes.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    try:
        status = _run(arguments)
    except KeyboardInterrupt:
        status = EXIT_INTERRUPTED
    try:
        with _without_waiting(status == EXIT_INTERRUPTED):
            sys.stdout.flush()
    except OSError as error:
        if status == 0:
            status = EXIT_PIPE if error.errno == errno.EPIPE else _complain(f"standard output: {error.strerror}", None)
        # The interpreter flushes once more on its way out; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(status)


@contextmanager
def _without_waiting(wanted: bool) -> Iterator[None]:
    """With `wanted`, let writing to standard output fail where it would wait for somebody to read."""
    if not wanted:
        yield
        return
    with suppress(OSError, ValueError, AttributeError):  # a closed stream; systems that cannot
        os.set_blocking(1, False)
    try:
        yield
    finally:
        with suppress(OSError, ValueError, AttributeError):
            os.set_blocking(1, True)  # other processes write to the same pipe or terminal


def _interrupt(number: int, frame: object) -> None:
    """Answer the first Ctrl-C; more of them must not break into the tidying up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _run(arguments: list[str] | None) -> int:
    try:
        status = cli.main(arguments, prog_name="detect", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.exceptions.Abort:
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        return _complain(error.format_message(), getattr(error, "ctx", None))
    except DetectError as error:
        return _complain(str(error), None)
    except SystemExit as leaving:  # click leaves by itself when a pipe closes under it
        return EXIT_PIPE if leaving.code == 1 else int(leaving.code or 0)
    except MemoryError:
        return _complain("out of memory: try fewer --jobs or a smaller --max-chars", None)
    except OSError as error:
        if error.errno == errno.EPIPE:
            return EXIT_PIPE
        if os.environ.get("DETECT_DEBUG"):
            _traceback()
        place = f"{error.filename}: " if error.filename is not None else ""
        return _complain(f"{place}{error.strerror or error}", None)
    except Exception as error:
        if os.environ.get("DETECT_DEBUG"):
            _traceback()
        kind = type(error).__name__
        click.echo(
            f"detect: error: unexpected {kind}: {_one_line(str(error))} "
            "(this is a bug: please report it; --debug shows the traceback)",
            err=True,
        )
        return EXIT_BUG


def _complain(message: str, context: click.Context | None) -> int:
    hint = f" (try '{context.command_path} --help')" if context is not None else ""
    click.echo(f"detect: error: {_one_line(message)}{hint}", err=True)
    return EXIT_USAGE


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _traceback() -> None:
    import traceback

    traceback.print_exc()

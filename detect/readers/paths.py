"""From what the user names to files: directories, globs, standard input and lists of paths."""

import glob
import io
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from detect.article import BadRecord
from detect.errors import UsageError
from detect.readers.compression import open_for_reading, split_compression
from detect.readers.record import ReadOptions


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read.

    Attributes
    ----------
    path : str
        For opening it; ``-`` is standard input.
    name : str
        For people and ids: the path as it was given, with ``/`` between folders, relative where it lies under the
        working directory; ``stdin`` for standard input.
    explicit : bool
        Whether the user named this very file, so that it must not be passed over in silence.
    """

    path: str
    name: str
    explicit: bool

    @property
    def ending(self) -> str:
        """What tells the format, in lower case: ``.jsonl`` for ``a.JSONL.gz``; empty if there is none."""
        return os.path.splitext(split_compression(os.path.basename(self.path))[0])[1].lower()

    @property
    def folder(self) -> str | None:
        """The name of the folder the file is in; None for standard input and files of the root folder."""
        if self.path == "-":
            return None
        return _printable(os.path.basename(os.path.dirname(os.path.abspath(self.path)))) or None

    def open(self) -> IO[bytes]:
        """The file's bytes, uncompressed. Standard input is given as it is and must not be closed."""
        if self.path == "-":
            return sys.stdin.buffer
        return open_for_reading(self.path, split_compression(self.path)[1])


def expand(paths: Sequence[str], options: ReadOptions, known: frozenset[str]) -> Iterator[InputFile | BadRecord]:
    """Every file the paths stand for, in the order of the paths; a directory is walked in sorted order.

    Parameters
    ----------
    paths : sequence of str
        Files, directories, globs (``**`` crosses folders; a file whose name looks like a glob is taken as that file)
        and ``-``. ``options.files_from`` adds to them.
    known : frozenset of str
        The endings that count inside directories, where hidden files and all others are passed over. A symbolic link
        to a directory is followed only if it is named itself.

    Yields
    ------
    InputFile or BadRecord
        Codes ``no-such-path``, ``no-articles`` (a directory without a file of a known ending), ``unreadable``.

    Raises
    ------
    UsageError
        If ``options.files_from`` cannot be read.
    """
    for path in (*paths, *_listed(options.files_from)):
        if path == "-":
            yield InputFile("-", "stdin", explicit=True)
        elif os.path.isdir(path):
            yield from _walked(path, options, known)
        elif not os.path.lexists(path) and glob.has_magic(path):
            yield from _matched(path, options, known)
        else:
            yield InputFile(path, display(path), explicit=True)


def display(path: str) -> str:
    """`path` as people and ids see it; see `InputFile.name`."""
    shown = os.path.normpath(path)
    here = os.getcwd()
    if shown.startswith(here + os.sep):
        shown = shown[len(here) + 1 :]
    return _printable(shown.replace(os.sep, "/"))


def _printable(path: str) -> str:
    """`path` with bytes that are not UTF-8 replaced, so that it can stand in the output."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "replace")


def _listed(files_from: str | None) -> Iterator[str]:
    if files_from is None:
        return
    try:
        if files_from == "-":
            content = sys.stdin.buffer.read()
        else:
            with open(files_from, "rb") as file:
                content = file.read()
    except OSError as error:
        raise UsageError(f"cannot read the list of files {files_from}: {error.strerror}") from error
    for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        if path := os.fsdecode(line.strip(b"\r")):
            yield path


def _walked(folder: str, options: ReadOptions, known: frozenset[str]) -> Iterator[InputFile | BadRecord]:
    empty = True
    for item in _files_in(folder, options):
        if isinstance(item, BadRecord) or item.ending in known:
            empty = False
            yield item
    if empty:
        name = display(folder)
        yield BadRecord(name, options.source, "no-articles", "The directory holds no file of a known format.", name)


def _files_in(folder: str, options: ReadOptions) -> Iterator[InputFile | BadRecord]:
    """All files below `folder` that are not hidden, by path component."""
    waiting = [(folder, True)]  # what is still to be visited, next one last, and whether it is a directory
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield InputFile(path, display(path), explicit=False)
            continue
        try:
            with os.scandir(path) as entries:
                inside = sorted((item for item in entries if not item.name.startswith(".")), key=lambda item: item.name)
        except OSError as error:
            name, message = display(path), f"The directory cannot be read: {error.strerror}."
            yield BadRecord(name, options.source, "unreadable", message, name)
            continue
        for item in reversed(inside):
            if item.is_dir(follow_symlinks=False):
                waiting.append((item.path, True))
            elif os.path.isfile(item.path) or not os.path.exists(item.path):
                waiting.append((item.path, False))  # a dangling link is kept: it must not vanish


def _matched(pattern: str, options: ReadOptions, known: frozenset[str]) -> Iterator[InputFile | BadRecord]:
    empty = True
    for path in sorted(glob.iglob(pattern, recursive=True)):
        if not os.path.isdir(path):
            empty = False
            yield InputFile(path, display(path), explicit=True)
        elif "**" not in pattern:  # which gives the files of a folder beside the folder itself
            empty = False
            yield from _walked(path, options, known)
    if empty:
        name = _printable(pattern)
        yield BadRecord(name, options.source, "no-such-path", "No file matches the pattern.", name)


class Prefixed(io.RawIOBase):
    """Bytes that were already taken from a stream, and then the rest of the stream."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        """Fill `buffer` with what comes next; the number of bytes, 0 at the end."""
        size = len(buffer)
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
        else:
            piece = self._stream.read1(size) if hasattr(self._stream, "read1") else self._stream.read(size)
        buffer[: len(piece)] = piece
        return len(piece)

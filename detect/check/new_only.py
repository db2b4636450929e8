"""Which articles were added or changed since a revision, as git sees it.

An article that is a file is new if the file is not in the revision, or differs from it. The records of a file of
records are compared one by one with those of the file at the revision: by id and content, or by content alone where a
record has no id of its own, because the one it gets depends on its position.
"""

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from detect.article import Article, BadRecord, Record
from detect.errors import DetectError, UsageError
from detect.readers import InputFile, ReadOptions, Row, read_by_file, to_record

_RECORDS = frozenset({".jsonl", ".ndjson", ".csv", ".parquet", ".warc", ".wet"})
"""Endings of files that hold many articles."""


@dataclass(frozen=True, slots=True)
class _Repository:
    root: str
    known: frozenset[str]  # paths of the revision
    changed: dict[str, str | None]  # path now: path then, None if there was none
    moved: frozenset[str]  # paths of files that have a new name and nothing else


class NewOnly:
    """Says which records of a file are new. Repositories are looked at when a file of theirs comes up.

    Parameters
    ----------
    revision : str
        A commit, branch or tag.
    options : ReadOptions
        How the files of the revision are read.

    Raises
    ------
    UsageError
        When asked about a file outside of every git repository, or one whose repository lacks the revision.
    """

    def __init__(self, revision: str, options: ReadOptions) -> None:
        self._revision = revision
        self._options = replace(options, files_from=None)
        self._repositories: dict[str, _Repository] = {}

    def __call__(self, file: InputFile) -> bool | Callable[[Record, Row], bool]:
        """As `detect.check.located.Keep`."""
        if file.path == "-":
            raise UsageError("--new-only compares files with a revision; standard input has none")
        path = Path(file.path)
        if not path.exists():
            return True  # whoever reads it tells what is wrong
        real = Path(os.path.realpath(path.parent)) / path.name
        repository = self._repository(real.parent)
        name = real.relative_to(repository.root).as_posix()
        if name in repository.moved:
            return False
        if name in repository.known and name not in repository.changed:
            return False
        before = repository.changed.get(name)
        if file.ending not in _RECORDS or before is None:
            return True
        marks = self._marks(repository.root, before, file)
        return lambda record, row: _mark(record, row) not in marks

    def _repository(self, folder: Path) -> _Repository:
        home = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)
        if home is not None and str(home) in self._repositories:
            return self._repositories[str(home)]
        try:
            root = os.path.realpath(_git(folder, "rev-parse", "--show-toplevel").rstrip("\n"))
        except _GitError as error:
            raise UsageError(f"--new-only: {folder} is in no git repository ({error})") from error
        try:
            wanted = self._revision + "^{commit}"
            commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).strip()
        except _GitError as error:
            hint = "a shallow clone may lack it"
            raise UsageError(f"--new-only: there is no revision {self._revision!r} in {root} ({hint})") from error
        try:
            known = _git(root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).split("\0")
            status = _git(root, "diff", "--no-ext-diff", "--name-status", "-z", "-M", commit, "--")
        except _GitError as error:
            raise DetectError(f"--new-only: git failed in {root}: {error}") from error
        changed, moved = _parsed(status.split("\0"))
        found = _Repository(root, frozenset(known), changed, moved)
        self._repositories[root] = found
        return found

    def _marks(self, root: str, before: str, file: InputFile) -> frozenset[bytes]:
        """Marks of the records the file had at the revision."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / Path(file.path).name  # the ending says how it is read
            with copy.open("wb") as stream:
                done = subprocess.run(
                    ["git", "-C", root, "cat-file", "blob", f"{self._revision}:{before}"],
                    stdout=stream, stderr=subprocess.PIPE, check=False, env=_environment(),
                )  # fmt: skip
            if done.returncode:
                return frozenset()
            # Sources come from the folder's name where nothing else gives one; the copy lies in another folder.
            options = replace(self._options, source=self._options.source or file.folder)
            found: set[bytes] = set()
            for item in read_by_file([str(copy)], options):
                if isinstance(item, BadRecord):
                    continue
                for row in item[1]:
                    if isinstance(row, Row):
                        record = to_record(row, options)
                        if isinstance(record, Article):
                            found.add(_mark(record, row))
            return frozenset(found)


def _mark(record: Record, row: Row) -> bytes:
    """16 bytes that change with the article: its own id and all it holds."""
    if not isinstance(record, Article):
        return b""
    own_id = None if record.id == row.id else record.id
    fields = (own_id, record.text, record.source, record.url, record.title, record.published, record.lang)
    return hashlib.sha256(repr(fields).encode("utf-8", "surrogatepass")).digest()[:16]


def _parsed(fields: list[str]) -> tuple[dict[str, str | None], frozenset[str]]:
    """Paths of ``git diff --name-status -z`` that differ, with their former path, and those that were only moved."""
    changed: dict[str, str | None] = {}
    moved: set[str] = set()
    position = 0
    while position < len(fields) and fields[position]:
        kind, first = fields[position], fields[position + 1]
        if kind[0] in "RC":
            second = fields[position + 2]
            position += 3
            if kind == "R100":
                moved.add(second)
            else:
                changed[second] = first
            continue
        position += 2
        changed[first] = None if kind[0] == "A" else first
    return changed, frozenset(moved)


def _environment() -> dict[str, str]:
    """Without what git sets for its hooks, which would point away from the folder that is asked about."""
    hooks = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
    return {name: value for name, value in os.environ.items() if name not in hooks}


class _GitError(Exception):
    """What git said."""


def _git(folder: str | Path, *arguments: str) -> str:
    """Standard output of git in `folder`. Raises _GitError if it fails, DetectError if there is no git."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True, stdin=subprocess.DEVNULL, check=False, env=_environment(),
        )  # fmt: skip
    except FileNotFoundError as error:
        raise DetectError("--new-only needs git, which is not installed or not on PATH") from error
    if done.returncode:
        raise _GitError(" ".join(done.stderr.decode("utf-8", "replace").split()) or f"exit status {done.returncode}")
    return os.fsdecode(done.stdout)

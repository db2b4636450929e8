"""Gets LanguageTool once, into the user's cache folder, and tells whether it is whole.

Three ways lead there: the upstream archive (through language-tool-python, which knows its address and checksum),
Maven (from ``pom.xml`` beside this file), and a copy at hand. Each is put together in a folder of its own, started,
asked about a sentence whose error is known, listed with the checksum of every file in ``manifest.json``, and only
then renamed into place: what stands there is whole, or it is not found.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from detect.errors import MissingExtraError
from detect.grammar import GrammarError
from detect.grammar.client import LANGUAGE, LanguageTool
from detect.grammar.folders import install_folder
from detect.grammar.java import Java, find_java

VERSION = "6.8"
"""The version that is got, and that every rate and model was measured with."""
MANIFEST = "manifest.json"
KNOWN_SENTENCE = "He go to school every day."
KNOWN_RULE = "HE_VERB_AGR"
_POM = Path(__file__).with_name("pom.xml")
_SETUP = "run 'detect grammar setup'"


@dataclass(frozen=True)
class Install:
    """LanguageTool on disk.

    Attributes
    ----------
    folder : Path
    about : dict
        The manifest: ``version``, ``build``, ``from``, ``rules`` (their number, for English), ``files`` (size and
        SHA-256 by path).
    """

    folder: Path
    about: dict[str, Any]

    @property
    def class_path(self) -> tuple[str, ...]:
        """What Java is given to find it."""
        return class_path(self.folder)

    def damage(self) -> str | None:
        """What is wrong with a file, reading every one of them; None if nothing is."""
        for name, (size, digest) in self.about["files"].items():
            path = self.folder / name
            if not path.is_file():
                return f"{name} is missing"
            if path.stat().st_size != size or _sha256(path) != digest:
                return f"{name} was changed"
        return None


def class_path(folder: Path) -> tuple[str, ...]:
    """Archives in `folder` and in ``libs`` under it, and `folder` itself: the upstream archive has rule files there."""
    return (str(folder / "*"), str(folder / "libs" / "*"), str(folder))


def find_install(folder: Path | None = None) -> Install:
    """The installed LanguageTool.

    Raises
    ------
    GrammarError
        Where there is none, or a file is missing or has another size than when it was set up.
    """
    place = folder or install_folder()
    try:
        about = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        sizes = {str(name): int(size) for name, (size, _) in about["files"].items()}
        about["version"], about["from"]
    except FileNotFoundError as error:
        raise GrammarError(
            f"--profile full needs LanguageTool, which is not set up: {_SETUP}, or name a running server with"
            " --grammar-url"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GrammarError(f"LanguageTool in {place} is damaged ({MANIFEST} cannot be read): {_SETUP}") from error
    for name, size in sizes.items():
        try:
            sound = (place / name).stat().st_size == size
        except OSError:
            sound = False
        if not sound:
            raise GrammarError(f"LanguageTool in {place} is damaged ({name} is missing or was changed): {_SETUP}")
    return Install(place, about)


def setup(origin: str = "upstream", folder: Path | None = None) -> Install:
    """Get LanguageTool, try it, and put it in place of what was there.

    Parameters
    ----------
    origin : str
        ``"upstream"``, ``"maven"``, or the path of a LanguageTool folder or of its ``.zip``.
    folder : Path or None
        Where to put it; the user's cache folder if None.

    Raises
    ------
    GrammarError
        Where Java is missing, LanguageTool cannot be got, or what was got does not work. What was there stays.
    MissingExtraError
        Where ``upstream`` is wanted and language-tool-python is not installed.
    """
    java = find_java()
    place = folder or install_folder()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with _staging(place.parent) as staging:
            new = staging / "new"
            new.mkdir()
            if origin == "upstream":
                _from_upstream(new, staging)
            elif origin == "maven":
                _from_maven(new)
            else:
                _from_path(new, Path(origin), staging)
            about = _tried(new, java) | {"from": origin if origin in ("upstream", "maven") else "path"}
            files = {
                path.relative_to(new).as_posix(): [path.stat().st_size, _sha256(path)]
                for path in sorted(new.rglob("*"))
                if path.is_file()
            }
            (new / MANIFEST).write_text(json.dumps(about | {"files": files}, indent=1) + "\n", encoding="utf-8")
            if place.exists():
                place.rename(staging / "old")
            new.rename(place)
    except OSError as error:
        raise GrammarError(f"cannot set LanguageTool up in {place}: {error.strerror or error}") from error
    return find_install(place)


@contextmanager
def _staging(parent: Path) -> Iterator[Path]:
    """A folder on the same disk as the place, gone afterwards."""
    staging = Path(tempfile.mkdtemp(prefix=".languagetool-", dir=parent))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _from_upstream(new: Path, staging: Path) -> None:
    try:
        from language_tool_python.download_lt import LocalLanguageTool
    except ImportError as error:
        raise MissingExtraError("language_tool_python", "grammar", "Getting LanguageTool from upstream") from error
    before = os.environ.get("LTP_PATH")
    os.environ["LTP_PATH"] = str(staging)
    try:
        release = LocalLanguageTool.from_version_name(VERSION)
        release.download()
        found = release.get_directory_path()
    except Exception as error:  # whatever requests, zipfile or the package itself raise
        raise GrammarError(
            f"LanguageTool {VERSION} cannot be got from upstream ({' '.join(str(error).split())[:200]}): try"
            " 'detect grammar setup --from maven', or --from PATH with a copy"
        ) from error
    finally:
        if before is None:
            del os.environ["LTP_PATH"]
        else:
            os.environ["LTP_PATH"] = before
    _copy(found, new)


def _from_maven(new: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise GrammarError(
            "'--from maven' needs Maven, and there is no 'mvn': install it (for example 'apt-get install maven') and"
            " try again"
        )
    command = [
        maven, "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies", "-DincludeScope=runtime",
        f"-DoutputDirectory={new / 'libs'}", f"-Dlanguagetool.version={VERSION}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        told = [line for line in (done.stdout + done.stderr).split("\n") if "ERROR" in line]
        reason = told[0][:300] if told else "it says nothing"
        raise GrammarError(f"Maven could not get LanguageTool {VERSION}: {reason}")


def _from_path(new: Path, origin: Path, staging: Path) -> None:
    if origin.is_file() and zipfile.is_zipfile(origin):
        unpacked = staging / "unpacked"
        with zipfile.ZipFile(origin) as archive:
            archive.extractall(unpacked)  # which keeps every member inside
        origin = unpacked
    if not origin.is_dir():
        raise GrammarError(f"{origin} is neither a LanguageTool folder nor its .zip archive")
    servers = sorted(origin.rglob("languagetool-server*.jar"), key=lambda path: len(path.parts))
    if not servers:
        raise GrammarError(f"{origin} holds no LanguageTool server (languagetool-server.jar)")
    found = servers[0].parent
    _copy(found.parent if found.name == "libs" else found, new)


def _copy(found: Path, new: Path) -> None:
    """The archives and rule files of a LanguageTool folder."""
    for path in sorted(found.iterdir()):
        if path.name in ("libs", "org", "META-INF"):
            shutil.copytree(path, new / path.name)
        elif path.suffix == ".jar":
            shutil.copy2(path, new / path.name)


def _tried(new: Path, java: Java) -> dict[str, Any]:
    """Start what was got, ask it, and say what it is. Raises GrammarError if it does not find a known error."""
    from detect.grammar.server import Server

    server = Server(java.program, class_path(new), threads=2)
    try:
        tool = LanguageTool(server.url, patience=10.0)
        try:
            [found] = tool.check([KNOWN_SENTENCE])
            if KNOWN_RULE not in [match.rule for match in found or ()]:
                raise GrammarError(f"LanguageTool {tool.version} does not find the error in {KNOWN_SENTENCE!r}")
            return {"version": tool.version, "build": tool.build, "rules": _rule_count(server.port)}
        finally:
            tool.close()
    finally:
        server.close()


def _rule_count(port: int) -> int:
    """The rules a server has for English."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60.0)
    try:
        connection.request("GET", f"/v2/configinfo?language={LANGUAGE}")
        return len(json.loads(connection.getresponse().read())["rules"])
    finally:
        connection.close()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

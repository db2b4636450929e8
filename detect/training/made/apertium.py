"""Real machine translations of any text, offline: Apertium, a rule-based translator that Debian and Ubuntu package.

M. Forcada et al., "Apertium: a free/open-source platform for rule-based machine translation", 2011. Its output is far
from that of neural systems, and every one of its language pairs errs in its own way, which makes it a test of systems
nobody trained on.

What Apertium makes of a line can depend on the lines before it (its tagger and its pronoun resolution look back).
Texts are therefore translated `CHUNK` at a time in one process, and what is remembered belongs to the whole chunk: the
same list of texts always gives the same translations, remembered or not.
"""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

from detect.errors import DetectError, UsageError
from detect.grammar.cache import SentenceCache, sentence_key
from detect.grammar.folders import cache_folder

CHUNK = 20
"""Texts that go through one process."""

PACKAGES = {
    "spa": "apertium-eng-spa",
    "cat": "apertium-eng-cat",
    "hbs": "apertium-hbs-eng",
    "isl": "apertium-isl-eng",
    "mkd": "apertium-mkd-eng",
}
"""The Debian package of each language (ISO 639-3) that is translated into English."""

ROUND_TRIPS = ("spa", "cat", "hbs")
"""Languages that English is translated into as well."""

NAMES = {"spa": "Spanish", "cat": "Catalan", "hbs": "Serbo-Croatian", "isl": "Icelandic", "mkd": "Macedonian"}

_SPACE = re.compile(r"\s+")
_SPECIAL = re.compile(r"[\[\]{}^$@/\\<>]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_END = "[][\n]"
"""Ends a segment. Apertium's stream format: what stands in brackets is not translated. (Its own format for lines takes
away a segment's last full stop.)"""
_ENDED = re.compile(r"(?<!\\)\[\n\]")
_EMPTY = re.compile(r"(?<!\\)\[\]")
_PATH = re.compile(r"'(/[^']+)'")


class Apertium:
    """An Apertium installation and what it said before.

    Parameters
    ----------
    languages : sequence of str
        Keys of `PACKAGES`: what is going to be asked for.
    cache : Path or None
        The file where translations are remembered; the user's cache folder if None.

    Raises
    ------
    UsageError
        Where Apertium or one of the language pairs is not installed; names the packages.
    """

    def __init__(self, languages: Sequence[str], cache: Path | None = None) -> None:
        unknown = [language for language in languages if language not in PACKAGES]
        if unknown:
            raise UsageError(f"Apertium is not used for {unknown[0]!r} here; there are {', '.join(PACKAGES)}")
        program = shutil.which("apertium")
        packages = " ".join(PACKAGES[language] for language in languages)
        if program is None:
            raise UsageError(
                "Apertium is not installed; on Debian and Ubuntu: apt-get install --no-install-recommends apertium "
                f"{packages}"
            )
        self.program = program
        self.directions = frozenset(self._run("-l").split())
        missing = [
            PACKAGES[language]
            for language in languages
            if not {f"{language}-eng", f"eng-{language}" if language in ROUND_TRIPS else f"{language}-eng"}
            <= self.directions
        ]
        if missing:
            raise UsageError(
                "Apertium lacks a language pair; on Debian and Ubuntu: apt-get install --no-install-recommends "
                + " ".join(missing)
            )
        self._cache = SentenceCache(cache or cache_folder() / "apertium.sqlite")
        self._marks: dict[str, str] = {}

    def _run(self, *arguments: str, stdin: str = "") -> str:
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [self.program, *arguments], input=stdin.encode("utf-8"), capture_output=True, env=environment, check=False
        )
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise DetectError(f"apertium {' '.join(arguments)} failed: {said[-1] if said else 'it does not say why'}")
        return done.stdout.decode("utf-8", "replace")

    @cached_property
    def version(self) -> str:
        """What the program says its version is."""
        return self._run("-V").strip()

    def fingerprint(self, direction: str) -> str:
        """16 hexadecimal digits that change with the program and with the linguistic data of a direction."""
        if direction not in self._marks:
            mode = Path(os.environ.get("APERTIUM_DATADIR", "/usr/share/apertium")) / "modes" / f"{direction}.mode"
            digest = hashlib.sha256(self.version.encode())
            if mode.is_file():
                steps = mode.read_text("utf-8")
                digest.update(steps.encode())
                for name in _PATH.findall(steps):
                    digest.update(f"{Path(name).stat().st_size if Path(name).is_file() else 0}".encode())
            self._marks[direction] = digest.hexdigest()[:16]
        return self._marks[direction]

    def translate(self, texts: Sequence[Sequence[str]], direction: str) -> list[list[str]]:
        """Translate texts, each a list of segments (sentences or paragraphs), segment by segment.

        Parameters
        ----------
        texts : sequence of sequences of str
        direction : str
            "spa-eng", "eng-cat", ...

        Returns
        -------
        list of lists of str
            As many texts with as many segments. White space is single blanks; a segment Apertium makes nothing of stays
            as it was. Words it does not know stand as they were, without its mark ``*``.
        """
        iterator = iter(texts)
        translated: list[list[str]] = []
        while chunk := list(islice(iterator, CHUNK)):
            clean = [[_SPACE.sub(" ", part.replace("\0", "")).strip() for part in text] for text in chunk]
            lines = self._lines([part for text in clean for part in text if part], direction)
            translated.extend([[next(lines).strip() or part if part else part for part in text] for text in clean])
        return translated

    def _lines(self, lines: list[str], direction: str) -> Iterator[str]:
        """Translations of non-empty lines. Where a program of the chain breaks off at one of them, that one stays."""
        if not lines:
            return iter(())
        joined = "".join(_SPECIAL.sub(r"\\\g<0>", line) + _END for line in lines)
        key = sentence_key(f"apertium {self.fingerprint(direction)} {direction}", joined)
        said = self._cache.get_many([key]).get(key)
        if said is None:
            said = self._run("-u", "-f", "none", direction, stdin=joined)
            self._cache.put_many([(key, said)])
        translated = _ENDED.split(said)[:-1]
        if len(translated) == len(lines):
            return (_plain(line, before) for line, before in zip(translated, lines, strict=True))
        if len(lines) == 1:
            return iter(lines)
        middle = len(lines) // 2
        return chain(self._lines(lines[:middle], direction), self._lines(lines[middle:], direction))

    def round_trip(self, texts: Sequence[Sequence[str]], language: str) -> list[list[str]]:
        """English into `language` (of `ROUND_TRIPS`) and back; see `translate`.

        Back into American spelling where Apertium has it, as most of the articles are spelled: what a round trip does
        to a text should not be told by its "centre".
        """
        american = f"{language}-eng_US"
        back = american if american in self.directions else f"{language}-eng"
        return self.translate(self.translate(texts, f"eng-{language}"), back)


def _plain(said: str, before: str) -> str:
    """A segment without the stream's escapes, nor the marks of words that could not be inflected."""
    text = _ESCAPED.sub(r"\1", _EMPTY.sub("", said))
    for mark in "#*@":
        if mark not in before:
            text = text.replace(mark, "")
    return text

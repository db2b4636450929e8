"""Asks a LanguageTool server about sentences: many in one request, over connections that stay open.

Each sentence is a paragraph of its own, and the rules that look at a whole text are off, so what is said of a sentence
does not depend on its neighbours. That makes results the same for any batch and any number of processes, and lets them
be remembered.
"""

import json
import queue
import threading
import time
from bisect import bisect_right
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from itertools import accumulate
from typing import Any
from urllib.parse import urlencode, urlsplit

from detect.grammar import GrammarError
from detect.grammar.cache import SentenceCache, sentence_key

LANGUAGE = "en-US"
OFF = (
    "STYLE", "TYPOGRAPHY", "PUNCTUATION", "COMPOUNDING", "CASING", "REDUNDANCY", "PLAIN_ENGLISH", "WIKIPEDIA", "APRIL",
    "GENDER_NEUTRALITY", "REPETITIONS_STYLE", "CREATIVE_WRITING", "TEXT_ANALYSIS", "AMERICAN_ENGLISH_STYLE",
    "BRITISH_ENGLISH", "ACADEMIC_WRITING", "MULTITOKEN_SPELLING", "PROPER_NOUNS",
)  # fmt: skip
"""Categories that only enforce style or typography (commas, hyphens, capitals), or the spelling of names."""
PARAMETERS = {"language": LANGUAGE, "mode": "allButTextLevelOnly", "disabledCategories": ",".join(OFF)}
"""What every request says beside the text."""

REQUEST_CHARS = 6_000
"""Size of a request: large enough that its overhead vanishes, small enough that two connections share a batch."""
TIMEOUT = 120.0
"""Seconds one request may take."""
PATIENCE = 180.0
"""Seconds to wait for a server that does not accept connections: one that died is being started again."""
TRIES = 3
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Match:
    """What LanguageTool found in a sentence; ``start`` and ``end`` are code points of the sentence as it was sent."""

    rule: str
    category: str
    kind: str
    start: int
    end: int
    message: str
    suggestions: tuple[str, ...]


class _TooMuchError(Exception):
    """A request that could not be answered whole: to be tried in halves."""


class LanguageTool:
    """A client of one server.

    Parameters
    ----------
    url : str
        The server's address, with or without ``/v2``.
    cache : SentenceCache or None
    connections : int
        Requests that are under way at a time.
    patience : float
        Seconds to wait for a server that does not accept connections.
    """

    def __init__(
        self, url: str, cache: SentenceCache | None = None, connections: int = 2, patience: float = PATIENCE
    ) -> None:
        parts = urlsplit(url if "//" in url else f"http://{url}")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise GrammarError(f"'{url}' is not the address of a LanguageTool server, like http://localhost:8081")
        self.url = url
        self._secure = parts.scheme == "https"
        self._host, self._port = parts.hostname, parts.port
        self._path = parts.path.rstrip("/").removesuffix("/check").removesuffix("/v2") + "/v2/check"
        self.cache = cache
        self.patience = patience
        self._idle: queue.SimpleQueue[HTTPConnection] = queue.SimpleQueue()
        self._pool = ThreadPoolExecutor(connections, thread_name_prefix="languagetool")
        self._lock = threading.Lock()
        self._kind: str | None = None
        self._software = ("", "")

    @property
    def kind(self) -> str:
        """LanguageTool's version and the settings: what has to be the same for a remembered answer to hold."""
        with self._lock:
            if self._kind is None:
                software = self._ask("This is a sentence.")["software"]
                self._software = (str(software["version"]), str(software.get("buildDate") or ""))
                self._kind = f"{' '.join(self._software)} {sorted(PARAMETERS.items())}"
            return self._kind

    @property
    def version(self) -> str:
        """LanguageTool's version."""
        return self.kind and self._software[0]

    @property
    def build(self) -> str:
        """When LanguageTool was built."""
        return self.kind and self._software[1]

    def check(self, sentences: Sequence[str]) -> list[tuple[Match, ...] | None]:
        """What LanguageTool finds in each sentence; None for one it cannot finish even alone.

        Raises
        ------
        GrammarError
            If the server is not there, or refuses.
        """
        keys = [sentence_key(self.kind, sentence) for sentence in sentences]
        known: dict[bytes, str] = {}
        if self.cache is not None:
            known = self.cache.get_many(list(dict.fromkeys(keys)))
        new = {key: sentence for key, sentence in zip(keys, sentences, strict=True) if key not in known}
        if new:
            parts = _requests(list(new.values()))
            answers = [answer for part in self._pool.map(self._answers, parts) for answer in part]
            said = {key: answer for key, answer in zip(new, answers, strict=True) if answer is not None}
            if self.cache is not None:
                self.cache.put_many(said.items())
            known |= said
        return [_unpacked(known[key]) if key in known else None for key in keys]

    def _answers(self, sentences: list[str]) -> list[str | None]:
        """What is found in each of these sentences, packed, from one request; in halves where that fails."""
        text = "".join(f"{sentence}\n\n" for sentence in sentences)
        try:
            reply = self._ask(text)
            if reply.get("warnings", {}).get("incompleteResults"):
                raise _TooMuchError
        except _TooMuchError:
            if len(sentences) == 1:
                return [None]
            middle = len(sentences) // 2
            return self._answers(sentences[:middle]) + self._answers(sentences[middle:])
        return _packed(sentences, reply["matches"])

    def _ask(self, text: str) -> dict[str, Any]:
        body = urlencode({**PARAMETERS, "text": text}).encode()
        deadline = time.monotonic() + self.patience
        broken = 0
        while True:
            connection = self._connection()
            try:
                connection.request("POST", self._path, body, {"Content-Type": "application/x-www-form-urlencoded"})
                response = connection.getresponse()
                content = response.read()
            except TimeoutError as error:
                connection.close()
                raise _TooMuchError from error
            except ConnectionRefusedError as error:
                connection.close()
                if time.monotonic() > deadline:
                    raise GrammarError(f"no LanguageTool server answers at {self.url}") from error
                time.sleep(0.1)
                continue
            except (OSError, HTTPException) as error:
                connection.close()
                broken += 1
                # One broken connection may be an old one that was closed; this text may also be what breaks the server.
                if broken > TRIES:
                    if time.monotonic() > deadline or not isinstance(error, (ConnectionError, HTTPException)):
                        raise GrammarError(f"cannot reach LanguageTool at {self.url}: {error}") from error
                    raise _TooMuchError from error
                time.sleep(0.1 * broken)
                continue
            self._idle.put(connection)
            if response.status == 200:
                try:
                    reply: dict[str, Any] = json.loads(content)
                    reply["matches"], reply["software"]["version"]
                except (ValueError, KeyError, TypeError) as error:
                    raise GrammarError(f"what answers at {self.url} is not a LanguageTool server") from error
                return reply
            if response.status in (429, 503):
                if time.monotonic() > deadline:
                    raise GrammarError(f"LanguageTool at {self.url} takes no more requests (HTTP {response.status})")
                time.sleep(0.5)
                continue
            if response.status in (413, 500, 504):
                raise _TooMuchError
            told = content[:200].decode("utf-8", "replace")
            raise GrammarError(f"LanguageTool at {self.url} refuses (HTTP {response.status}): {told}")

    def _connection(self) -> HTTPConnection:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            make = HTTPSConnection if self._secure else HTTPConnection
            return make(self._host, self._port, timeout=TIMEOUT)

    def close(self) -> None:
        """End the connections."""
        self._pool.shutdown(cancel_futures=True)
        while not self._idle.empty():
            self._idle.get().close()


def _requests(sentences: list[str]) -> list[list[str]]:
    """Sentences in parts of about `REQUEST_CHARS` characters."""
    parts: list[list[str]] = [[]]
    size = 0
    for sentence in sentences:
        if parts[-1] and size + len(sentence) > REQUEST_CHARS:
            parts.append([])
            size = 0
        parts[-1].append(sentence)
        size += len(sentence) + 2
    return parts


def utf16_length(text: str) -> int:
    """The length LanguageTool counts: characters beyond the basic plane, most emoji among them, are two units."""
    return len(text) + sum(char > "\uffff" for char in text) if not text.isascii() else len(text)


def code_points(text: str, units: int) -> int:
    """The code-point offset of an offset in UTF-16 units."""
    if text.isascii():
        return units
    seen = 0
    for offset, char in enumerate(text):
        if seen >= units:
            return offset
        seen += 2 if char > "\uffff" else 1
    return len(text)


def _packed(sentences: list[str], matches: list[dict[str, Any]]) -> list[str | None]:
    """The matches of each sentence as JSON, offsets in its code points."""
    lengths = [utf16_length(sentence) + 2 for sentence in sentences]
    starts = [0, *accumulate(lengths)][:-1]
    rows: list[list[list[Any]]] = [[] for _ in sentences]
    for match in matches:
        number = bisect_right(starts, match["offset"]) - 1
        sentence = sentences[number]
        offset = match["offset"] - starts[number]
        start = code_points(sentence, offset)
        end = code_points(sentence, offset + match["length"])
        if start >= end:
            continue  # between two sentences: not about either
        rule = match["rule"]
        rows[number].append(
            [
                rule["id"],
                rule["category"]["id"],
                rule.get("issueType", ""),
                start,
                end,
                match["message"],
                [item["value"] for item in match["replacements"][:_SUGGESTIONS]],
            ]
        )
    return [json.dumps(row, ensure_ascii=False, separators=(",", ":")) if row else "" for row in rows]


def _unpacked(packed: str) -> tuple[Match, ...]:
    if not packed:
        return ()
    return tuple(
        Match(rule, category, kind, start, end, message, tuple(suggestions))
        for rule, category, kind, start, end, message, suggestions in json.loads(packed)
    )

"""What was accepted before: fingerprints of artifacts in a file that is kept with the articles.

A fingerprint is made of the rule, the matched text, and the few words around it on the same line. No line number and
no name of a file is in it, so an article may be edited elsewhere, or be moved, and what was accepted stays accepted. An
entry says how many such artifacts were accepted; one more of them fails.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detect.errors import DetectError

FORMAT = 1
_WORDS = 4
"""Words of context on each side."""
_REACH = 120
"""Code points at most in which they are looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of artifact that was accepted. ``id`` and ``context`` are for people; neither is compared."""

    fingerprint: str
    rule: str
    text: str
    context: str
    id: str
    count: int = 1


def fingerprint(rule: str, text: str, before: str, after: str) -> str:
    """20 hexadecimal digits of SHA-256 over rule, matched text and context, white space made one."""
    parts = (rule, *(" ".join(part.split()) for part in (text, before, after)))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after ``text[start:end]`` on the same line, four at most on each side."""
    low = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    high = text.find("\n", end)
    high = min(len(text) if high < 0 else high, end + _REACH)
    return _last_words(text[low:start]), _first_words(text[end:high])


def _last_words(text: str) -> str:
    return " ".join(text.split()[-_WORDS:])


def _first_words(text: str) -> str:
    return " ".join(text.split()[:_WORDS])


class Baseline:
    """Accepted artifacts, and which of them were met in this run.

    Parameters
    ----------
    entries : iterable of Entry
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            known = self._entries.get(entry.fingerprint)
            self._entries[entry.fingerprint] = entry if known is None else _added(known, entry.count)
        self._met: Counter[str] = Counter()
        self._texts = {(entry.rule, entry.text) for entry in self._entries.values()}

    def __len__(self) -> int:
        return sum(entry.count for entry in self._entries.values())

    def may_hold(self, rule: str, text: str) -> bool:
        """Whether any entry has this rule and this text; quicker to say than a fingerprint is made."""
        return (rule, text) in self._texts

    def meet(self, mark: str) -> bool:
        """Count an artifact with the fingerprint `mark`; whether it was accepted before."""
        entry = self._entries.get(mark)
        if entry is None:
            return False
        self._met[mark] += 1
        return self._met[mark] <= entry.count

    def gone(self, rules: frozenset[str]) -> list[Entry]:
        """What was accepted of these rules and was not met, with the number that is gone."""
        return [
            _counted(entry, entry.count - self._met[mark])
            for mark, entry in self._entries.items()
            if entry.rule in rules and self._met[mark] < entry.count
        ]

    def pruned(self, rules: frozenset[str]) -> list[Entry]:
        """The entries without what `gone` gives."""
        gone = {entry.fingerprint: entry.count for entry in self.gone(rules)}
        kept = [_added(entry, -gone.get(mark, 0)) for mark, entry in self._entries.items()]
        return [entry for entry in kept if entry.count > 0]


def _added(entry: Entry, number: int) -> Entry:
    return _counted(entry, entry.count + number)


def _counted(entry: Entry, number: int) -> Entry:
    return Entry(entry.fingerprint, entry.rule, entry.text, entry.context, entry.id, number)


def read_baseline(path: str | Path) -> Baseline:
    """The baseline in a file. Raises DetectError if there is none, or it is damaged or of another version."""
    try:
        content: Any = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DetectError(f"there is no baseline {path}; --write-baseline {path} makes one") from error
    except OSError as error:
        raise DetectError(f"cannot read the baseline {path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DetectError(f"the baseline {path} is damaged: it is not JSON") from error
    if not isinstance(content, dict) or "entries" not in content:
        raise DetectError(f"{path} is no baseline of detect check")
    if content.get("version") != FORMAT:
        raise DetectError(f"the baseline {path} has version {content.get('version')}; this program reads {FORMAT}")
    try:
        entries = [_entry(item) for item in content["entries"]]
    except (TypeError, KeyError, ValueError) as error:
        raise DetectError(f"the baseline {path} is damaged: an entry lacks a field or has a wrong one") from error
    return Baseline(entries)


def _entry(item: Any) -> Entry:
    entry = Entry(
        item["fingerprint"], item["rule"], item["text"], item.get("context", ""), item.get("id", ""), item["count"]
    )
    words = (entry.fingerprint, entry.rule, entry.text, entry.context, entry.id)
    if not all(isinstance(word, str) for word in words) or type(entry.count) is not int or entry.count < 1:
        raise ValueError(item)
    return entry


def write_baseline(path: str | Path, entries: Iterable[Entry]) -> int:
    """Write entries, those of one fingerprint as one, in an order that makes small differences. How many were written.

    The file appears only when it is whole. Raises DetectError if it cannot be written.
    """
    merged: dict[str, Entry] = {}
    for entry in entries:
        known = merged.get(entry.fingerprint)
        merged[entry.fingerprint] = entry if known is None else _added(known, entry.count)
    ordered = sorted(merged.values(), key=lambda entry: (entry.id, entry.rule, entry.text, entry.fingerprint))
    rows = [
        {
            "fingerprint": entry.fingerprint,
            "rule": entry.rule,
            "text": entry.text,
            "context": entry.context,
            "id": entry.id,
            "count": entry.count,
        }
        for entry in ordered
    ]
    content = json.dumps({"version": FORMAT, "entries": rows}, indent=1, ensure_ascii=False) + "\n"
    write_whole(path, content.encode("utf-8"))
    return sum(entry.count for entry in ordered)


def write_whole(path: str | Path, content: bytes) -> None:
    """Write a file under a temporary name and rename it. Raises DetectError if it cannot be written."""
    target = Path(os.path.realpath(path))
    temporary = target.with_name(target.name + ".writing")
    try:
        temporary.write_bytes(content)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise DetectError(f"cannot write {path}: {error.strerror or error}") from error

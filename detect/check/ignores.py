"""Entries that let artifacts pass on purpose. Articles cannot carry comments, so they stand in the configuration."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase

from detect.check.limits import LIMIT_NAMES
from detect.check.located import Located


@dataclass(frozen=True, slots=True)
class IgnoreEntry:
    """What one entry covers: everything that agrees with all it names.

    Attributes
    ----------
    rule : tuple of str
        Codes, prefixes of codes, names, or names of limits (``min-quality``); empty for all.
    source, id, path : str or None
        Globs over the article's source, its id, and its file; ``*`` crosses folders.
    text : str or None
        The matched text, exactly.
    reason : str or None
        Why; for people.
    expires : date or None
        The last day on which it counts.
    where : str
        The entry's place, for reports: ``pyproject.toml: ignore entry 2``.
    """

    rule: tuple[str, ...] = ()
    source: str | None = None
    id: str | None = None
    path: str | None = None
    text: str | None = None
    reason: str | None = None
    expires: date | None = None
    where: str = "ignore entry"

    def describe(self) -> str:
        """What it names, on one line."""
        parts = [f"rule {','.join(self.rule)}"] if self.rule else []
        named = (("source", self.source), ("id", self.id), ("path", self.path), ("text", self.text))
        parts += [f"{name} {value!r}" for name, value in named if value is not None]
        return f"{self.where} ({', '.join(parts)})"


@dataclass(slots=True)
class _Active:
    entry: IgnoreEntry
    codes: frozenset[str] | None  # None: every rule and every limit
    expired: bool
    used: int = 0


@dataclass(slots=True)
class Ignores:
    """The entries of a run, and how often each was used.

    Parameters
    ----------
    entries : sequence of IgnoreEntry
    today : date
        Entries that expire before this day count no more.
    root : str
        The folder that path globs are relative to; they are tried on the path from the working directory too.

    Raises
    ------
    UsageError
        For a rule that does not exist.
    """

    entries: Sequence[IgnoreEntry]
    today: date
    root: str = "."
    _active: list[_Active] = field(init=False)

    def __post_init__(self) -> None:
        self._active = [
            _Active(
                entry,
                frozenset().union(*(_codes(word) for word in entry.rule)) if entry.rule else None,
                entry.expires is not None and entry.expires < self.today,
            )
            for entry in self.entries
        ]

    def of(self, located: Located, source: str | None) -> list[_Active]:
        """The entries that may cover something in an article."""
        return [item for item in self._active if self._fits(item.entry, located, source)] if self._active else []

    def covers(self, candidates: list[_Active], code: str, text: str | None) -> bool:
        """Whether a finding of the rule `code` on `text` is ignored; None stands for the text of a score.

        An expired entry covers nothing, but what it would have covered is counted.
        """
        ignored = False
        for item in candidates:
            if item.codes is not None and code not in item.codes:
                continue
            if item.entry.text is not None and item.entry.text != text:
                continue
            item.used += 1
            ignored = ignored or not item.expired
        return ignored

    @property
    def stale(self) -> list[IgnoreEntry]:
        """Entries in force that matched nothing."""
        return [item.entry for item in self._active if not item.used and not item.expired]

    @property
    def expired(self) -> list[tuple[IgnoreEntry, int]]:
        """Entries that are past their day, with how much they would still match."""
        return [(item.entry, item.used) for item in self._active if item.expired]

    def _fits(self, entry: IgnoreEntry, located: Located, source: str | None) -> bool:
        if entry.source is not None and (source is None or not fnmatchcase(source, entry.source)):
            return False
        if entry.id is not None and not fnmatchcase(located.record.id, entry.id):
            return False
        if entry.path is None or fnmatchcase(located.path, entry.path):
            return True
        from_root = os.path.relpath(located.path, self.root).replace(os.sep, "/")
        return fnmatchcase(from_root, entry.path)


def _codes(word: str) -> frozenset[str]:
    """What the rule of an entry stands for: codes of rules, or the name of a limit."""
    from detect.rules import FAMILIES, all_rules, get_rule

    if word in LIMIT_NAMES:
        return frozenset({word})
    upper = word.upper()
    if upper == "ALL":
        return frozenset(rule.code for rule in all_rules())
    codes = frozenset(rule.code for rule in all_rules() if upper and rule.code.startswith(upper))
    return codes if codes or upper in FAMILIES else frozenset({get_rule(word).code})

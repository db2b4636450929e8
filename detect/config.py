"""Settings from a file: ``[tool.detect]`` of a ``pyproject.toml``, or a ``detect.toml``.

The nearest file at or above the working directory counts, and no other; a ``pyproject.toml`` without the table is
passed over, and in one folder ``detect.toml`` comes first. Everything is checked when it is read: a key that does not
exist, or a value of the wrong kind, is an error.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detect.errors import DetectError, UsageError

if TYPE_CHECKING:
    from detect.check.ignores import IgnoreEntry
    from detect.check.limits import Overrides

OWN_FILE = "detect.toml"
PROJECT_FILE = "pyproject.toml"


class ConfigError(DetectError):
    """A configuration file that cannot be read, or says something it cannot say."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a file says.

    Attributes
    ----------
    path : Path or None
        The file; None if there is none.
    values : mapping
        The keys it sets, in their spelling with hyphens, checked; ``ignore`` holds the words for rules only.
    entries : tuple of IgnoreEntry
        The tables among ``ignore``.
    sources : mapping of str to Overrides
        The tables of ``sources``.
    """

    path: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    entries: "tuple[IgnoreEntry, ...]" = ()
    sources: "Mapping[str, Overrides]" = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The file and table, for messages."""
        if self.path is None:
            return "no configuration file"
        return f"{self.path} [tool.detect]" if self.path.name == PROJECT_FILE else str(self.path)

    @property
    def root(self) -> Path:
        """The folder that paths in the file are relative to."""
        return self.path.parent if self.path else Path()

    def defaults(self) -> dict[str, Any]:
        """The values by the names of the command line's parameters, to stand in for options that were not given."""
        found = {name.replace("-", "_"): value for name, value in self.values.items() if name not in ("max", "min")}
        for name in ("baseline", "templates"):
            if name in found:
                found[name] = str(self.root / found[name])
        return found


def load_config(file: str | Path | None = None, folder: Path | None = None) -> Config:
    """The configuration in `file`, else in the nearest file at or above `folder` (default: the working directory).

    Raises
    ------
    ConfigError
        If the file cannot be read, is not TOML, or does not pass the checks.
    """
    if file is not None:
        path = Path(file)
        table = _table(path)
        return _checked(path, {} if table is None else table)
    start = (folder or Path.cwd()).absolute()
    for place in (start, *start.parents):
        for name in (OWN_FILE, PROJECT_FILE):
            path = place / name
            if path.is_file() and (table := _table(path)) is not None:
                return _checked(path, table)
    return Config()


def _table(path: Path) -> dict[str, Any] | None:
    """The settings in a file, as they stand; None for a ``pyproject.toml`` without any."""
    import tomllib

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error
    if path.name != PROJECT_FILE:
        return content
    tool = content.get("tool")
    table = tool.get("detect") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.detect is {_kind(table)}, not a table")
    return table


def _checked(path: Path, table: Mapping[str, Any]) -> Config:
    place = f"{path} [tool.detect]" if path.name == PROJECT_FILE else str(path)
    if path.name != PROJECT_FILE and "tool" in table:
        raise ConfigError(f"{place}: this file has no 'tool'; leave the prefix tool.detect out of its tables")
    values: dict[str, Any] = {}
    entries: tuple[IgnoreEntry, ...] = ()
    sources: dict[str, Overrides] = {}
    for name, value in _known(table, (*SETTINGS, "sources"), place).items():
        where = f"{place}: {name}"
        if name == "sources":
            sources = _sources(value, where)
        elif name == "ignore":
            words, entries = _ignore(value, where, path.name)
            if words:
                values[name] = words
        else:
            values[name] = SETTINGS[name].check(value, where)
    return Config(path, values, entries, sources)


def _known(table: Any, names: Iterable[str], place: str) -> dict[str, Any]:
    """The table with its keys in their spelling with hyphens. Raises ConfigError for a key that does not exist."""
    if not isinstance(table, Mapping):
        raise ConfigError(f"{place} is {_kind(table)}, not a table")
    names = tuple(names)
    found: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("_", "-")
        if name not in names:
            from difflib import get_close_matches

            near = get_close_matches(name.lower(), names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(names)}"
            raise ConfigError(f"{place}: there is no key {key!r}; {hint}")
        if name in found:
            raise ConfigError(f"{place}: {name!r} is there twice, with a hyphen and with an underscore")
        found[name] = value
    return found


def _kind(value: Any) -> str:
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "an array", dict: "a table"}
    return names.get(type(value), "a date or time")


def _string(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{where} is {_kind(value) if value != '' else 'empty'}, not a string that says something")
    return value


def _boolean(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"{where} is {_kind(value)}, not true or false")
    return value


def _number(lowest: int) -> Callable[[Any, str], int]:
    def check(value: Any, where: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < lowest:
            raise ConfigError(f"{where} is {value!r}, not a whole number from {lowest} up")
        return value

    return check


def _words(value: Any, where: str) -> list[str]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list):
        raise ConfigError(f"{where} is {_kind(value)}, not an array of strings")
    return [_string(item, where) for item in items]


def _one_of(*choices: str) -> Callable[[Any, str], str]:
    def check(value: Any, where: str) -> str:
        if value not in choices or not isinstance(value, str):
            raise ConfigError(f"{where} is {value!r}, not one of {', '.join(choices)}")
        return value

    return check


def _limits(value: Any, where: str) -> dict[str, float]:
    from detect.check.limits import check_limit

    if not isinstance(value, Mapping):
        raise ConfigError(f"{where} is {_kind(value)}, not a table of scores and their limits")
    try:
        return dict(check_limit(name, limit, where) for name, limit in value.items())
    except UsageError as error:
        raise ConfigError(str(error)) from error


def _outputs(value: Any, where: str) -> list[str]:
    from detect.reports.check_outputs import parse_outputs

    words = _words(value, where)
    try:
        parse_outputs(words)
    except UsageError as error:
        raise ConfigError(f"{where}: {error}") from error
    return words


_SEVERITIES = _one_of("error", "warning", "info", "never")


@dataclass(frozen=True, slots=True)
class Setting:
    """One key: how its value is checked, what holds where it is not set, and what it is, in a line."""

    check: Callable[[Any, str], Any]
    default: Any
    help: str


SETTINGS: dict[str, Setting] = {
    "select": Setting(_words, [], "rules whose findings count; empty for all that are not in preview"),
    "ignore": Setting(_words, [], "rules whose findings do not count, and tables of what is accepted on purpose"),
    "fail-on": Setting(_SEVERITIES, "error", "severity from which a finding fails an article"),
    "max": Setting(_limits, {}, "highest value a score may have"),
    "min": Setting(_limits, {}, "lowest value a score may have"),
    "baseline": Setting(_string, None, "file with what was accepted before, relative to the configuration"),
    "output-format": Setting(_outputs, ["text"], "formats of the result, FORMAT or FORMAT=FILE"),
    "strict-ignores": Setting(_boolean, False, "whether stale and expired entries of ignore fail"),
    "min-words": Setting(_number(0), 50, "a shorter article is labelled too_short"),
    "max-chars": Setting(_number(1), 1_000_000, "a longer text is reported as an error"),
    "profile": Setting(_one_of("fast", "full"), "fast", "evidence that is used"),
    "templates": Setting(_string, None, "file of source templates, relative to the configuration"),
    "grammar-url": Setting(_string, None, "a LanguageTool server that runs already, for the full profile"),
    "jobs": Setting(_number(1), None, "processes; all cores if not set"),
    "text-field": Setting(_string, "text", "field or column of the text"),
    "id-field": Setting(_string, "id", "field or column of the id"),
    "source-field": Setting(_string, "source", "field or column of the source"),
    "source": Setting(_string, None, "source of articles that name none"),
}
"""Every key but ``sources``, in the order `detect config` prints them."""

_ENTRY = ("rule", "source", "id", "path", "text", "reason", "expires")
_OVERRIDES = ("fail-on", "max", "min")


def _ignore(value: Any, where: str, file: str) -> "tuple[list[str], tuple[IgnoreEntry, ...]]":
    """The words for rules and the entries of ``ignore``, which may hold both."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list):
        raise ConfigError(f"{where} is {_kind(value)}, not an array of rules or of tables")
    words: list[str] = []
    entries: list[IgnoreEntry] = []
    for item in items:
        if isinstance(item, Mapping):
            entries.append(_entry(item, f"{where} entry {len(entries) + 1}", f"{file} ignore entry {len(entries) + 1}"))
        else:
            words.append(_string(item, where))
    return words, tuple(entries)


def _entry(table: Mapping[str, Any], where: str, name: str) -> "IgnoreEntry":
    from detect.check.ignores import IgnoreEntry

    known = _known(table, _ENTRY, where)
    if not known.keys() - {"reason", "expires"}:
        raise ConfigError(f"{where} names nothing it covers: rule, source, id, path or text")
    expires = known.pop("expires", None)
    rule = tuple(_words(known.pop("rule", []), f"{where}: rule"))
    texts = {key: _string(value, f"{where}: {key}") for key, value in known.items()}
    return IgnoreEntry(rule=rule, expires=_day(expires, f"{where}: expires"), where=name, **texts)


def _day(value: Any, where: str) -> date | None:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise ConfigError(f"{where} is {value!r}, not a date like 2030-12-31") from None
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, date):
        raise ConfigError(f"{where} is {_kind(value)}, not a date like 2030-12-31")
    return value


def _sources(value: Any, where: str) -> "dict[str, Overrides]":
    from detect.check.limits import Overrides

    if not isinstance(value, Mapping):
        raise ConfigError(f"{where} is {_kind(value)}, not a table of sources")
    found: dict[str, Overrides] = {}
    for name, table in value.items():
        place = f"{where}.{name!r}"
        own = _known(table, _OVERRIDES, place)
        found[name] = Overrides(
            _SEVERITIES(own["fail-on"], f"{place}: fail-on") if "fail-on" in own else None,
            _limits(own.get("max", {}), f"{place}: max"),
            _limits(own.get("min", {}), f"{place}: min"),
        )
    return found

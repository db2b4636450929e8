"""``detect config``: the settings in force, and where each comes from."""

from typing import Any

import click

from detect.cli import debug_option
from detect.cli._config import config_options, current_config


@click.command("config", short_help="Print the settings in force and where they come from.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="TOML with comments to read, or one JSON object.",
)
@config_options
@debug_option
def command(style: str) -> None:
    """Print every setting with its value and where that comes from: the configuration file, or the built-in default.

    The nearest detect.toml, or pyproject.toml with a table [tool.detect], at or above the working directory counts.
    Flags of a command win over it.
    """
    from detect.config import SETTINGS

    config = current_config()
    origin = config.place if config.path else None
    rows = []
    for name, setting in SETTINGS.items():
        own = name in config.values
        rows.append((name, config.values[name] if own else setting.default, origin if own else "default", setting.help))
    entries = [_entry_row(entry) for entry in config.entries]
    sources = {name: _overrides_row(own) for name, own in config.sources.items()}
    if style == "json":
        import json

        settings = {name: {"value": value, "from": place} for name, value, place, _ in rows}
        shown = {"file": None if config.path is None else str(config.path), "settings": settings}
        click.echo(json.dumps(shown | {"ignore": entries, "sources": sources}, indent=2, ensure_ascii=False))
        return
    click.echo(f"# {config.place}")
    mixed = bool(entries and config.values.get("ignore"))  # TOML cannot add [[ignore]] to an array of strings
    for name, value, place, text in rows:
        if name == "ignore" and entries:
            if not mixed:
                continue
            value = [*value, *entries]
        line = f"{name} = {_toml(value)}" if value is not None else f"# {name} is not set"
        click.echo(f"{line:<40}  # {'default' if place == 'default' else 'set in this file'}: {text}")
    for entry in () if mixed else entries:
        click.echo("\n[[ignore]]")
        for name, value in entry.items():
            click.echo(f"{name} = {value if name == 'expires' else _toml(value)}")
    for name, limits in sources.items():
        click.echo(f"\n[sources.{_toml(name)}]")
        for key, value in limits.items():
            click.echo(f"{key} = {_toml(value)}")


def _entry_row(entry: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"rule": list(entry.rule)} if entry.rule else {}
    for name in ("source", "id", "path", "text", "reason"):
        if getattr(entry, name) is not None:
            row[name] = getattr(entry, name)
    return row | ({"expires": entry.expires.isoformat()} if entry.expires else {})


def _overrides_row(own: Any) -> dict[str, Any]:
    row: dict[str, Any] = {} if own.fail_on is None else {"fail-on": own.fail_on}
    return row | ({"max": dict(own.max)} if own.max else {}) | ({"min": dict(own.min)} if own.min else {})


def _toml(value: Any) -> str:
    """A value as TOML writes it; its strings are JSON's, apart from DEL."""
    import json

    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

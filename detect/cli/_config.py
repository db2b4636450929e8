"""The options that say which configuration counts, for every command that has settings."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from detect.config import Config

Function = TypeVar("Function", bound=Callable[..., Any])

_KEY = "detect.config"


def _load(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Load the configuration once both options are known, and let it stand in for options that are not given.

    Both are eager, so this happens before any other option is looked at.
    """
    chosen = context.meta.setdefault("detect.config.options", {})
    chosen[parameter.name] = value
    if len(chosen) < 2:
        return
    if chosen["isolated"] and chosen["config_file"]:
        raise click.UsageError("--isolated reads no configuration, so --config FILE cannot be given beside it")
    from detect.config import Config, load_config

    config = Config() if chosen["isolated"] else load_config(chosen["config_file"])
    context.meta[_KEY] = config
    context.default_map = {**(context.default_map or {}), **config.defaults()}


def config_options(function: Function) -> Function:
    """``--config`` and ``--isolated``."""
    for option in (
        click.option(
            "--isolated", is_flag=True, is_eager=True, expose_value=False, callback=_load, help="Read no configuration."
        ),
        click.option(
            "--config",
            "config_file",
            is_eager=True,
            expose_value=False,
            callback=_load,
            metavar="FILE",
            help="Read this configuration, not the nearest detect.toml or pyproject.toml with [tool.detect].",
        ),
    ):
        function = option(function)
    return function


def current_config() -> "Config":
    """The configuration of the command that is running."""
    found: Config = click.get_current_context().meta[_KEY]
    return found

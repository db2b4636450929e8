"""What an article may not do: findings of a severity, scores past a limit; for all sources, and for some their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Literal

from detect.errors import UsageError
from detect.finding import Severity
from detect.result import Scores

SCORES: dict[str, float] = {"machine_translated": 1.0, "rewritten": 1.0, "boilerplate": 1.0, "quality": 100.0}
"""The scores an article has, with the highest value each can take; the lowest is 0."""

Side = Literal["max", "min"]


@dataclass(frozen=True, slots=True)
class Breach:
    """A score past its limit."""

    score: str
    side: Side
    limit: float
    value: float

    @property
    def rule(self) -> str:
        """The name it goes by where findings have a rule: ``max-machine-translated``, ``min-quality``."""
        return limit_name(self.side, self.score)

    @property
    def message(self) -> str:
        """One sentence for an editor."""
        past = "above the allowed" if self.side == "max" else "below the required"
        return f"The score {self.score} is {self.value:g}, {past} {self.limit:g}."


@dataclass(frozen=True, slots=True)
class Limits:
    """When an article fails.

    Attributes
    ----------
    fail_on : Severity or None
        A finding of this severity or above fails the article; None: no finding does.
    max, min : mapping of str to float
        Scores that must not be above, or below, a value. A score that is null is past no limit.
    """

    fail_on: Severity | None = Severity.ERROR
    max: Mapping[str, float] = field(default_factory=dict)
    min: Mapping[str, float] = field(default_factory=dict)

    def breaches(self, scores: Scores) -> Iterator[Breach]:
        """Every score past its limit."""
        for name in SCORES:
            value = getattr(scores, name)
            if value is None:
                continue
            if name in self.max and value > self.max[name]:
                yield Breach(name, "max", self.max[name], value)
            if name in self.min and value < self.min[name]:
                yield Breach(name, "min", self.min[name], value)

    def changed(self, own: "Overrides") -> "Limits":
        """These limits with those of `own` in the place of the same ones."""
        return Limits(
            self.fail_on if own.fail_on is None else parse_fail_on(own.fail_on),
            {**self.max, **own.max},
            {**self.min, **own.min},
        )


@dataclass(frozen=True, slots=True)
class Overrides:
    """Limits of their own for some articles; what is not named stays as it is for all."""

    fail_on: str | None = None
    max: Mapping[str, float] = field(default_factory=dict)
    min: Mapping[str, float] = field(default_factory=dict)


class SourceLimits:
    """The limits in force for each source.

    Parameters
    ----------
    general : Limits
        For every source without its own.
    own : mapping of str to Overrides
        By name of the source, or by a glob of names. The exact name wins over globs, an earlier glob over a later one.
    """

    def __init__(self, general: Limits, own: Mapping[str, Overrides]) -> None:
        self._general = general
        self._own = {name: general.changed(overrides) for name, overrides in own.items()}

    def of(self, source: str | None) -> Limits:
        """The limits for the articles of a source."""
        if source is None or not self._own:
            return self._general
        if source in self._own:
            return self._own[source]
        return next((own for name, own in self._own.items() if fnmatchcase(source, name)), self._general)


def limit_name(side: str, score: str) -> str:
    """``max-machine-translated`` for the upper limit of ``machine_translated``."""
    return f"{side}-{score.replace('_', '-')}"


LIMIT_NAMES = tuple(limit_name(side, score) for side in ("max", "min") for score in SCORES)


def parse_fail_on(word: str) -> Severity | None:
    """The severity called `word`; None for ``never``. Raises UsageError for any other word."""
    if word == "never":
        return None
    try:
        return Severity.parse(word)
    except KeyError:
        raise UsageError(f"{word!r} is no severity: error, warning, info or never") from None


def parse_limit(pair: str, option: str) -> tuple[str, float]:
    """The score and the value of ``SCORE=VALUE``. Raises UsageError where they are not."""
    name, equals, value = pair.partition("=")
    if not equals:
        raise UsageError(f"{option} takes SCORE=VALUE, not {pair!r}")
    try:
        number: Any = float(value)
    except ValueError:
        number = value
    return check_limit(name.strip(), number, option)


def check_limit(name: str, value: Any, where: str) -> tuple[str, float]:
    """A score's proper name and its limit. Raises UsageError for an unknown score or a value it can never reach."""
    known = name.replace("-", "_")
    if known not in SCORES:
        from difflib import get_close_matches

        near = get_close_matches(known, SCORES, n=1)
        hint = f"did you mean {near[0]}?" if near else f"the scores are {', '.join(SCORES)}"
        raise UsageError(f"{where}: no score is called {name!r}; {hint}")
    top = SCORES[known]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= top:
        raise UsageError(f"{where}: the limit of {known} is a number from 0 to {top:g}, not {value!r}")
    return known, float(value)

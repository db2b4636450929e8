"""Results as plain tuples, for the way from a worker to its parent.

Pickling frozen dataclasses calls Python code for every object. For an article with ten findings the tuples take 3 us to
pickle and 21 us to make results of again, the dataclasses 33 us and 42 us (CPython 3.11); and the parent, which does
the latter for all workers, is what limits how many of them can be kept busy.
"""

from typing import Any

from detect.finding import Finding, Severity
from detect.origin import Origin
from detect.result import Result, Scored, Scores

_SEVERITIES = {int(severity): severity for severity in Severity}


def pack(results: list[Result]) -> list[Any]:
    """What `unpack` makes the same results of."""
    return [_packed(result) if isinstance(result, Scored) else result for result in results]


def unpack(packed: list[Any]) -> list[Result]:
    """The results that were packed."""
    return [_unpacked(*item) if isinstance(item, tuple) else item for item in packed]


def _packed(result: Scored) -> tuple[Any, ...]:
    scores = result.scores
    return (
        result.id,
        result.source,
        result.model,
        result.label,
        (scores.machine_translated, scores.rewritten, scores.boilerplate, scores.quality),
        [
            (
                item.start,
                item.end,
                item.rule,
                item.name,
                item.text,
                int(item.severity),
                item.message,
                item.suggestion,
                item.origin,
                item.languagetool,
            )
            for item in result.findings
        ],
        result.features,
        None if result.origin is None else (result.origin.lang, result.origin.support),
        result.text,
    )


def _unpacked(
    own_id: str,
    source: str | None,
    model: str,
    label: Any,
    scores: tuple[Any, ...],
    findings: list[tuple[Any, ...]],
    features: dict[str, float] | None,
    origin: tuple[str, float] | None,
    text: str | None,
) -> Scored:
    return Scored(
        own_id,
        source,
        model,
        label,
        Scores(*scores),
        tuple(
            [
                Finding(
                    start, end, rule, name, text, _SEVERITIES[severity], message, suggestion, language, languagetool
                )
                for start, end, rule, name, text, severity, message, suggestion, language, languagetool in findings
            ]
        ),
        features,
        None if origin is None else Origin(*origin),
        text,
    )

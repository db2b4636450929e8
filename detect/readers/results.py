"""The output of ``detect score`` as input again."""

import json
from collections.abc import Mapping
from typing import Any, get_args

from detect.article import BadRecord
from detect.finding import Finding, Severity
from detect.origin import Origin
from detect.result import Failed, Label, Result, Scored, Scores

SCORE_NAMES = ("machine_translated", "rewritten", "boilerplate", "quality")


def is_result(fields: Mapping[str, Any]) -> bool:
    """Whether a row is one of ``detect score``'s output, in any of its formats, rather than an article."""
    error = fields.get("error")
    if isinstance(error, dict) and "code" in error and "text" not in fields:
        return True
    return "label" in fields and "findings" in fields and ("scores" in fields or "quality" in fields)


def to_result(fields: Mapping[str, Any]) -> Result:
    """The result a row of ``detect score``'s output stands for, whichever format it was written in.

    Raises
    ------
    ValueError
        If the row only looks like one.
    """
    try:
        return _flat(fields) if "error_code" in fields else _nested(fields)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a result of detect score: {error!r}") from error


def _nested(fields: Mapping[str, Any]) -> Result:
    """JSONL and Parquet."""
    source = _optional(fields["source"])
    error = fields.get("error")
    if error:
        code, message, where = str(error["code"]), str(error["message"]), str(error["where"])
        return Failed(BadRecord(_given(fields["id"]), source, code, message, where))
    scores = fields["scores"]
    named = fields.get("features")
    return Scored(
        id=_given(fields["id"]),
        source=source,
        model=_given(fields["model"]),
        label=_label(fields["label"]),
        scores=_scores(scores),
        findings=to_findings(fields["findings"]),
        features=None if named is None else {name: _feature(value) for name, value in named.items()},
        origin=_origin(fields.get("origin")),
        text=_optional(fields.get("text")),
    )


def _flat(fields: Mapping[str, Any]) -> Result:
    """CSV, where everything is a string."""
    source = fields["source"] or None
    if fields["error_code"]:
        bad = BadRecord(fields["id"], source, fields["error_code"], fields["error_message"], fields["error_where"])
        return Failed(bad)
    origin = {"lang": fields["origin"], "support": fields["origin_support"]} if fields.get("origin") else None
    named = {name.removeprefix("feature."): value for name, value in fields.items() if name.startswith("feature.")}
    return Scored(
        id=fields["id"],
        source=source,
        model=fields["model"],
        label=_label(fields["label"]),
        scores=_scores({name: fields[name] or None for name in SCORE_NAMES}),
        findings=to_findings(json.loads(fields["findings"])),
        features={name: _feature(value or None) for name, value in named.items()} or None,
        origin=_origin(origin),
        text=fields.get("text") or None,
    )


def _scores(values: Mapping[str, Any]) -> Scores:
    machine_translated, rewritten, boilerplate, quality = (
        None if values[name] is None else float(values[name]) for name in SCORE_NAMES
    )
    if boilerplate is None or quality is None:
        raise TypeError("boilerplate and quality are never null")
    return Scores(machine_translated, rewritten, boilerplate, quality)


def _label(value: Any) -> Label:
    if value not in get_args(Label):
        raise ValueError(f"{value!r} is no label")
    return value  # type: ignore[no-any-return]


def to_findings(rows: list[dict[str, Any]]) -> tuple[Finding, ...]:
    """The findings that were written as these rows. Raises TypeError, KeyError or ValueError where one is not."""
    return tuple(
        Finding(
            start=int(row["start"]),
            end=int(row["end"]),
            rule=_given(row["rule"]),
            name=_given(row["name"]),
            text=_given(row["text"]),
            severity=Severity.parse(row["severity"]),
            message=_given(row["message"]),
            suggestion=_optional(row["suggestion"]),
            origin=_optional(row.get("origin")),
            languagetool=_languagetool(row.get("languagetool")),
        )
        for row in rows
    )


def _origin(value: Any) -> Origin | None:
    """Results of versions before 0.2 have none."""
    return None if value is None else Origin(_given(value["lang"]), float(value["support"]))


def _languagetool(value: Mapping[str, Any] | None) -> tuple[str, str] | None:
    return None if value is None else (_given(value["rule"]), _given(value["category"]))


def _given(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r} is not a string")
    return value


def _optional(value: Any) -> str | None:
    return None if value is None else str(value)


def _feature(value: Any) -> float:
    return float("nan") if value is None else float(value)

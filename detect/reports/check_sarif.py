"""SARIF 2.1.0 (OASIS, errata 01), as code scanning of GitHub and others reads it."""

from collections import Counter
from typing import IO, Any
from urllib.parse import quote

import orjson

from detect import __version__
from detect.check.verdict import Outcome, Problem
from detect.finding import Severity
from detect.reports.check_outputs import Setup, Spool, full_message, quoted
from detect.result import Failed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "artifactFingerprint/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


class SarifReport:
    """One run with a result for every problem; an unreadable record is a notification of a run that did not succeed.

    The tool stands behind the results, because it names only the rules that fired.
    """

    def __init__(self, stream: IO[bytes], setup: Setup) -> None:
        self._stream = stream
        self._field = setup.text_field
        self._rules: dict[str, Problem] = {}  # in the order they fired, which makes their index
        self._notifications = Spool()
        self._started = False
        stream.write(
            b'{"$schema":' + orjson.dumps(SCHEMA) + b',"version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints",'
            b'"results":['
        )

    def write(self, outcome: Outcome) -> None:
        """See `Report`."""
        if isinstance(outcome.result, Failed):
            bad = outcome.result.record
            notification = {
                "level": "error",
                "descriptor": {"id": bad.code},
                "message": {"text": f"{bad.where}: {bad.message}"},
                "locations": [{"physicalLocation": _physical(outcome.located.path, {"startLine": outcome.line})}],
            }
            self._notifications.write((b"" if self._notifications.empty else b",") + orjson.dumps(notification))
            return
        seen: Counter[str] = Counter()
        for problem in outcome.problems:
            seen[problem.fingerprint] += 1
            self._rules.setdefault(problem.rule, problem)
            self._stream.write(b",\n" if self._started else b"\n")
            self._stream.write(orjson.dumps(self._result(outcome, problem, seen[problem.fingerprint])))
            self._started = True

    def close(self) -> None:
        """See `Report`."""
        tool = {
            "driver": {
                "name": "artifact-detect",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_descriptor(problem) for problem in self._rules.values()],
            }
        }
        read = b"true" if self._notifications.empty else b"false"
        self._stream.write(b'\n],"invocations":[{"executionSuccessful":' + read + b',"toolExecutionNotifications":[')
        self._notifications.pour(self._stream)
        self._stream.write(b']}],"tool":' + orjson.dumps(tool) + b"}]}\n")

    def _result(self, outcome: Outcome, problem: Problem, occurrence: int) -> dict[str, Any]:
        place, finding = problem.place, problem.finding
        region: dict[str, Any] = {"startLine": outcome.line}
        if place:
            region = {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            }
        properties: dict[str, Any] = {"id": outcome.id, "source": outcome.located.record.source}
        message = full_message(problem)
        if finding:
            if place:
                region["snippet"] = {"text": finding.text}
            properties |= {"field": self._field, "start": finding.start, "end": finding.end, "text": finding.text}
            if finding.origin is not None:
                properties["origin"] = finding.origin
            message = f"{quoted(problem)}: {message}"
        if not outcome.located.whole:
            message = f"[{outcome.id}] {message}"
        return {
            "ruleId": problem.rule,
            "ruleIndex": list(self._rules).index(problem.rule),
            "level": _LEVELS[problem.severity],
            "message": {"text": message},
            "locations": [
                {
                    "physicalLocation": _physical(outcome.located.path, region),
                    "logicalLocations": [{"name": outcome.id, "kind": "object"}],
                }
            ],
            "partialFingerprints": {FINGERPRINT: f"{problem.fingerprint}:{occurrence}"},
            "properties": properties,
        }


def _physical(path: str, region: dict[str, Any]) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(path, safe="/"), "uriBaseId": "%SRCROOT%"}, "region": region}


def _descriptor(problem: Problem) -> dict[str, Any]:
    """What SARIF says of a rule: its name, summary, and its page as help."""
    if problem.breach is not None:
        bound = "above its --max" if problem.breach.side == "max" else "below its --min"
        text = f"The score {problem.breach.score} is {bound} limit."
        return {
            "id": problem.rule,
            "shortDescription": {"text": text},
            "fullDescription": {"text": text},
            "help": {"text": f"{text} The limits stand in the configuration of detect check or on its command line."},
            "defaultConfiguration": {"level": "error"},
            "properties": {"tags": ["score"]},
        }
    from detect.reports.rule_page import explanation, summary
    from detect.rules import FAMILIES, get_rule

    rule = get_rule(problem.rule)
    page = explanation(rule)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "fullDescription": {"text": summary(rule)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family, FAMILIES[rule.family]]},
    }

"""Findings judged by hand: their file, and the precision by severity that follows.

``tests/rules/verdicts.jsonl`` holds one verdict a line::

    {"rule": "NUM001", "severity": "error", "group": "news, reliable", "corpus": "fakenewsnet", "id": "news-0123",
     "start": 10, "end": 16, "text": "300.00", "before": "... ", "after": " ...", "verdict": "right", "reason": "..."}

A verdict belongs to (record, rule, start, end), so it stays good when rules change: it counts as long as the rule still
finds that place, and with the severity the rule gives it now.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from detect.document import Document
from detect.errors import UsageError
from detect.finding import Severity
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.rule_rates import wilson

WORDS = ("right", "wrong", "unsure")
"""``right``: an artifact, as the rule says. ``wrong``: ordinary English, or something else than the rule says.
``unsure``: cannot be told from the text; counts as half right."""
CONTEXT = 30
"""Characters on either side that a stored verdict keeps at most: texts belong to their publishers."""
_KEYS = ("rule", "severity", "group", "corpus", "id", "start", "end", "text", "before", "after", "verdict", "reason")


def read_verdicts(path: Path) -> list[dict[str, Any]]:
    """The verdicts of a file, checked.

    Raises
    ------
    UsageError
        For a line that is no verdict, or a second verdict on the same finding; it names the line.
    """
    rows = []
    seen: dict[tuple[Any, ...], int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}: line {number} is not JSON ({error})") from error
        missing = [key for key in _KEYS if key not in row] if isinstance(row, dict) else list(_KEYS)
        if missing:
            raise UsageError(f"{path}: line {number} lacks {', '.join(missing)}")
        if row["verdict"] not in WORDS:
            raise UsageError(f"{path}: line {number}: the verdict is {row['verdict']!r}, not {', '.join(WORDS)}")
        if key(row) in seen:
            raise UsageError(f"{path}: line {number} judges the finding of line {seen[key(row)]} again")
        seen[key(row)] = number
        rows.append(row)
    return rows


def key(row: dict[str, Any]) -> tuple[str, str, int, int]:
    """What a verdict belongs to."""
    return row["id"], row["rule"], row["start"], row["end"]


def stored(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Drawn and judged findings as lines to keep: in their order, with `CONTEXT` characters of context."""
    for row in rows:
        kept = {**{name: row[name] for name in _KEYS}}
        kept["before"], kept["after"] = row["before"][-CONTEXT:], row["after"][:CONTEXT]
        yield json.dumps(kept, ensure_ascii=False) + "\n"


def precision(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Share of right findings by severity.

    Returns
    -------
    dict
        By severity (``error``, ``warning``): ``judged``, each of `WORDS` as a count, ``precision`` (an unsure one is
        half right) and the Wilson 90 % interval ``low``, ``high``, all 0 to 1.
    """
    result = {}
    for severity in (Severity.ERROR, Severity.WARNING):
        counts = Counter(row["verdict"] for row in rows if row["severity"] == str(severity))
        judged = counts.total()
        if not judged:
            continue
        share = (counts["right"] + counts["unsure"] / 2) / judged
        low, high = wilson(share, judged)
        result[str(severity)] = {
            "judged": judged,
            **{word: counts[word] for word in WORDS},
            "precision": round(share, 4),
            "low": round(low, 4),
            "high": round(high, 4),
        }
    return result


def still_found(rows: Sequence[dict[str, Any]], texts: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """The verdicts whose finding the present rules still give, each with its present severity.

    Parameters
    ----------
    rows : sequence of dict
        Verdicts.
    texts : iterable of (id, text)
        The records, at least those that were judged. A verdict on a record that is not among them is left out.
    """
    wanted: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        wanted.setdefault(row["id"], []).append(row)
    engine = RuleEngine(select_rules())
    kept = []
    for name, text in texts:
        if name not in wanted:
            continue
        present = {(item.rule, item.start, item.end): item.severity for item in engine.run(Document(text)).findings}
        for row in wanted.pop(name):
            severity = present.get((row["rule"], row["start"], row["end"]))
            if severity is not None:
                kept.append({**row, "severity": str(severity)})
    return kept

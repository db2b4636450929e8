"""What LanguageTool found (``--profile full``): rates by rule of ours and by severity.

Not one of `detect.features.GROUPS`: only a model of the full profile reads it.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature
from detect.features.batch import Batch
from detect.finding import Severity
from detect.rules import select_rules

_SEVERITIES = (Severity.INFO, Severity.WARNING)


@cache
def _columns() -> dict[str, int]:
    """Column by rule code, then by ``GRM/severity``."""
    codes = [rule.code for rule in select_rules() if rule.family == "GRM"]
    return {key: column for column, key in enumerate([*codes, *(f"GRM/{severity}" for severity in _SEVERITIES)])}


@cache
def features() -> tuple[Feature, ...]:
    """The features of this group."""
    return tuple(
        Feature(f"family.GRM.{key[4:]}", "per 1,000 words", f"Findings of {key[4:]} severity, GRM.")
        if "/" in key
        else Feature(f"rule.{key}", "per 1,000 words", f"Findings of rule {key}.")
        for key in _columns()
    )


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, len(features()))``."""
    columns = _columns()
    counts = np.zeros((batch.size, len(columns)))
    for row, evidence in enumerate(batch.evidence):
        for finding in evidence.findings:
            column = columns.get(finding.rule)
            if column is not None:
                counts[row, column] += 1
                counts[row, columns[f"GRM/{finding.severity}"]] += 1
    return counts * batch.per_1000(np.ones(batch.size))[:, None]

"""What the rules found: rates by rule, and by family and severity.

Boilerplate rules count by rule only: how much of a text is boilerplate says the ``boilerplate`` group.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from detect.features.base import Feature
from detect.features.batch import Batch
from detect.finding import Severity
from detect.rules import select_rules

_SEVERITIES = (Severity.INFO, Severity.WARNING, Severity.ERROR)


@cache
def _columns() -> dict[str, int]:
    """Column by rule code, then by ``FAM/severity``."""
    codes = [rule.code for rule in select_rules() if rule.profile == "fast" and not rule.decisive]
    families = sorted({code[:3] for code in codes} - {"BPL"})
    keys = codes + [f"{family}/{severity}" for family in families for severity in _SEVERITIES]
    return {key: column for column, key in enumerate(keys)}


@cache
def features() -> tuple[Feature, ...]:
    """The features of this group, one for every rule and three for every family.

    Not for rules of the full profile, in preview, or decisive.
    """
    named = []
    for key in _columns():
        if "/" in key:
            family, severity = key.split("/")
            named.append(
                Feature(f"family.{family}.{severity}", "per 1,000 words", f"Findings of {severity} severity, {family}.")
            )
        else:
            named.append(Feature(f"rule.{key}", "per 1,000 words", f"Findings of rule {key}."))
    return tuple(named)


def compute(batch: Batch) -> NDArray[np.float64]:
    """Values of the group, shape ``(n, rules + 3 * families)``."""
    columns = _columns()
    counts = np.zeros((batch.size, len(columns)))
    for row, evidence in enumerate(batch.evidence):
        for finding in evidence.findings:
            column = columns.get(finding.rule)
            if column is None:
                continue  # a preview rule, on which no model may depend, or a decisive one
            counts[row, column] += 1
            family = columns.get(f"{finding.rule[:3]}/{finding.severity}")
            if family is not None:
                counts[row, family] += 1
    return counts * batch.per_1000(np.ones(batch.size))[:, None]

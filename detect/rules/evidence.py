"""What the rules say of one document."""

from dataclasses import dataclass

from detect.document import Span
from detect.finding import Finding


@dataclass(frozen=True, slots=True)
class Evidence:
    """``findings`` are sorted by place; ``boilerplate`` are the merged spans of the ``BPL`` findings."""

    findings: tuple[Finding, ...]
    boilerplate: tuple[Span, ...]

"""One boilerplate finding a line: where two rules report the same lines, the more specific keeps them.

A menu takes in the share buttons between its items, a thread of comments its dates: rules that know runs of lines also
report lines that another rule knows by what they say. A reader wants each line once, under the name that says most.
"""

from collections.abc import Sequence
from dataclasses import replace

from detect.document import Document, Span
from detect.finding import Finding
from detect.rules.boilerplate._lines import line_index

_ORDER = (
    "BPL002", "BPL018", "BPL011", "BPL008", "BPL006", "BPL001", "BPL010", "BPL005", "BPL004", "BPL003", "BPL014",
    "BPL007", "BPL012", "BPL013", "BPL009", "BPL016", "BPL015", "BPL017",
)  # fmt: skip
"""Rules, the more specific first, in the order that agrees best with the types of the training pages' lines.

Three have no such type: what a translator damaged is evidence and comes first, the template of the source says least. A
rule that is not named comes before that.
"""
_RANK = {code: rank for rank, code in enumerate(_ORDER)}


def one_a_line(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """`found`, with boilerplate findings that share lines cut back so that no line is reported twice.

    Together they cover what they covered before. Each loses the lines that a more specific one covers whole, and comes
    apart where these lay inside it. What then lies inside another finding (a credit in a paragraph) goes.

    Parameters
    ----------
    document : Document
    found : sequence of Finding
        Of any families; others than ``BPL`` are left as they are.
    """
    items = sorted(
        (item for item in found if item.rule.startswith("BPL")),
        key=lambda item: (_RANK.get(item.rule, len(_RANK) - 1.5), item.start - item.end, item.start),
    )
    if not _overlap(items):
        return list(found)
    lines = document.lines
    taken: set[int] = set()
    pieces: list[Finding] = []
    for item in items:
        run: Span | None = None
        own = range(line_index(document, item.start), line_index(document, item.end - 1) + 1)
        for index in own:
            start, end = max(item.start, lines[index][0]), min(item.end, lines[index][1])
            if index in taken:
                pieces.extend(_cut(document, item, run))
                run = None
            elif start < end:
                run = (start if run is None else run[0], end)
        pieces.extend(_cut(document, item, run))
        taken.update(index for index in own if item.start <= lines[index][0] and lines[index][1] <= item.end)
    kept = [item for item in found if not item.rule.startswith("BPL")]
    end = -1
    for item in sorted(pieces, key=lambda item: (item.start, -item.end)):  # a stable sort: the more specific first
        if item.end > end:
            kept.append(item)
            end = item.end
    return kept


def _overlap(items: Sequence[Finding]) -> bool:
    end = -1
    for start, stop in sorted((item.start, item.end) for item in items):
        if start < end:
            return True
        end = stop
    return False


def _cut(document: Document, item: Finding, span: Span | None) -> list[Finding]:
    """`item`, reduced to `span`, if that is any."""
    if span is None or span == (item.start, item.end):
        return [] if span is None else [item]
    return [replace(item, start=span[0], end=span[1], text=document.text[slice(*span)])]

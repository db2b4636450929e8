"""BPL007."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from detect.document import Document
from detect.rules.base import Hit
from detect.rules.boilerplate._lines import LineRule, known_lines, label_runs, short_lines

_SEPARATORS = re.compile(r"\s[|·∙•/»›>]\s|\s-\s")


class NavigationMenu(LineRule):
    """Menu, page control or list of sections.

    ## What it does
    Finds menu words that stand alone on a line ("Skip to content", "Close"), runs of very short lines without any
    punctuation of a sentence among which menu words stand, and lines that are lists of links ("Home | News | Sport").

    ## Why it is an artifact
    The menus of the page were extracted with the article. In a language pipeline they are the first and the last thing
    a reader sees, and they are not language.

    ## Known false alarms
    A section heading that is one common word; a list of very short items in which such words stand.

    ## Example
    Bad: Skip to content
    Good: The menu of the summit was kept secret until Monday, the chancellery said.
    """

    code = "BPL007"
    name = "navigation-menu"
    message = "Part of a menu, not of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {"nav": "Reads like part of a menu, not of the article"}
    needs = staticmethod(short_lines)
    wording_only = False

    def marked(self, document: Document, hits: Sequence[Hit]) -> tuple[set[int], set[int]]:
        """Known menu lines, and the runs of labels they stand in."""
        sure, weak = super().marked(document, hits)
        folded = document.folded
        for index, *_ in short_lines(document):
            start, end = document.lines[index]
            if folded.count(" ", start, end) >= 4 and _is_link_list(folded[start:end]):
                sure.add(index)
        wordings = known_lines()
        own = sure | weak
        menu = set(sure)
        for run in label_runs(document):
            if own.isdisjoint(index for index, *_ in run):
                continue
            known = [key in wordings for _, key, _ in run]
            share = sum(known) / len(run)
            if (len(run) >= 2 and share > 0.6) or (len(run) >= 3 and share >= 0.4) or (len(run) >= 6 and share >= 0.2):
                last = len(run)
                if run[-1][0] + 1 < len(document.lines) and not known[-1]:
                    last -= 1  # the line above a paragraph may be its heading
                sure.update(index for index, *_ in run[:last])
            else:  # "|   Politics" beside a menu word
                for index, *_ in run:
                    beside = {index - 1, index + 1} & menu
                    if beside and folded[document.lines[index][0]] in "|•·»›":
                        sure.add(index)
        return sure, weak & sure


def _is_link_list(line: str) -> bool:
    """Whether a line of five words and more is three or more short items between separators, not a row of a table."""
    if line[-1] in ".!?;,|" or line[0] == "|":
        return False
    items = _SEPARATORS.split(line)
    if len(items) < 3 or any(item.count(" ") > 2 for item in items):
        return False
    return sum(any(map(str.isdigit, item)) for item in items) * 3 < len(items)

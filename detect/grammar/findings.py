"""What LanguageTool says, as findings of the ``GRM`` rules."""

import re
from collections.abc import Callable, Iterator

from detect.document import Document
from detect.finding import Finding, Severity
from detect.grammar.check import Checked
from detect.grammar.client import Match
from detect.grammar.kinds import SPELLING, code_of, severity_of
from detect.grammar.sentences import Prepared, is_known
from detect.rules import get_rule

# British forms become American ones; both sides of a comparison go through it.
_BRITISH = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("yse", "yze"), ("our", "or"), ("ogue", "og"),
            ("ae", "e"), ("oe", "e"), ("tre", "ter"), ("ll", "l"), ("ence", "ense"), ("mme", "m"))  # fmt: skip


def findings(
    document: Document, checked: Checked, severity_of: Callable[[str, str], Severity | None] = severity_of
) -> list[Finding]:
    """The findings of one document, sorted by place; of one rule at one place the most severe only.

    Left out: what stands in a quotation (apart from spelling), what is about a stand-in for a name alone, rules that
    are off, and unknown words that may be names, foreign or British.

    Parameters
    ----------
    document : Document
    checked : Checked
    severity_of : callable
        LanguageTool's rule and our code to a severity, or None for a rule that is off.
    """
    found: list[Finding] = []
    for sentence, match in checked.matches:
        code = code_of(match.rule, match.category)
        severity = None if code is None else severity_of(match.rule, code)
        if code is None or severity is None:
            continue
        found.extend(_finding(document, sentence, match, code, severity))
    found.sort(key=lambda item: (item.start, item.end, item.rule, -item.severity, item.languagetool or ("", "")))
    kept: list[Finding] = []
    for item in found:
        same = next((other for other in reversed(kept) if other.rule == item.rule), None)
        if same is not None and item.start < same.end:
            if item.severity > same.severity:
                kept[kept.index(same)] = item
            continue
        kept.append(item)
    return kept


def _finding(document: Document, sentence: Prepared, match: Match, code: str, severity: Severity) -> Iterator[Finding]:
    start, end = sentence.place(match.start), sentence.place(match.end, end=True)
    if code == SPELLING:  # which is the writer's in a quotation too
        wanted = _is_misspelled(document, start, end, match)
    else:
        wanted = not (document.in_quotation(start) or document.in_quotation(end - 1)) and (
            not sentence.touches_name(match.start, match.end) or _is_about_words(sentence, match)
        )
    if not wanted:
        return
    rule = get_rule(code)
    yield Finding(
        start=start,
        end=end,
        rule=code,
        name=rule.name,
        text=document.text[start:end],
        severity=severity,
        message=sentence.restored(match.message),
        suggestion=sentence.restored(match.suggestions[0]) if match.suggestions else None,
        languagetool=(match.rule, match.category),
    )


def _is_about_words(sentence: Prepared, match: Match) -> bool:
    """Whether a match that touches a name goes on into other words ("Sheinbaum have")."""
    inside = [at for at, length, _ in sentence.edges if at < match.end and match.start < at + length]
    length = sum(size for at, size, _ in sentence.edges if at in inside)
    return match.end - match.start > length + 2


def _is_misspelled(document: Document, start: int, end: int, match: Match) -> bool:
    """Whether an unknown word is a mistake: in lower case, once in the article, no other spelling of a known one."""
    word = document.text[start:end]
    if not (word.isascii() and word.isalpha() and word.islower()) or len(word) < 4 or not match.suggestions:
        return False
    if is_known(word) or len(re.findall(rf"(?<!\w){word}(?!\w)", document.folded)) != 1:
        return False
    around = document.text[max(0, start - 1) : start] + document.text[end : end + 1]
    if any(char in "-–'’@#/._" for char in around.rstrip(".")):
        return False
    plainer = _american(word)
    return all(_american(suggestion) != plainer for suggestion in match.suggestions)


def _american(word: str) -> str:
    """A word with British spellings made American, spaces and hyphens gone."""
    word = re.sub("[ -]", "", word.lower())
    for british, american in _BRITISH:
        word = word.replace(british, american)
    return word

"""Which ``GRM`` rule reports what LanguageTool's own rule found, and how severe that is.

LanguageTool has some 3,000 rules for English in two dozen categories. `code_of` sorts them by category and by the words
their ids are made of. How severe a finding is says ``languagetool.tsv``, which ``python -m
detect.training.grammar_rates --write`` makes from measured rates: rule by rule where one fired often enough, by kind
elsewhere.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detect.finding import Severity

AGREEMENT, VERB, ARTICLE, PREPOSITION, CONFUSED, MISSING, REPEATED, SPELLING, NUMBER, OTHER = (
    f"GRM{number:03}" for number in range(1, 11)
)
ANY = "*"
"""Stands in the table for all rules of a kind that have no row of their own."""

# Typography, spelling of names and of fixed compounds, that LanguageTool keeps among its typos and grammar rules.
_OFF = re.compile(
    r"EN_DIACRITICS|EN_MULTITOKEN|EN_COMPOUNDS|EN_SPLIT_WORDS_HYPHEN|.*HYPHEN|.*COMPOUNDS?$|CA_|COVID_19|YOUTUBE|JAY_Z"
    r"|.*APOSTROPHE_UPPERCASE|EN_CONSISTENT_APOS|EN_WORD_COHERENCY|REP_|PER_CENT$|THE_US$|PH_D$|WIEN$|BAYERN$|LED$"
    r"|EN_DATE_WEEKDAY_CURRENTYEAR|DATE_FUTURE|DATE_NEW_YEAR|I_LOWERCASE|LOWERCASE|NEE$|AMERICANO|NNP_BASED"
)
# The first that fits, in the categories that hold every kind of mistake.
_KINDS = (
    (REPEATED, r"REPEAT|REPETITION|REPITION|HAVE_HAVE"),
    (VERB, r"PART_AGREEMENT|BARE_INFINITIVE"),
    (MISSING, r"MISSING_(?:TO|NOUN|VERB)"),
    (AGREEMENT, r"AGR|SVA|SV_|NON3PRS|THERE_(?:S|RE|WAS|IS|ARE)_|WHAT_IS_YOU|US_ONE_ENTITY|WHEN_IS_NNP|NNS_.*_VBZ"
                r"|HE_NEED|HE_LIKE|SHE_LIVE|IT_VBZ|DO_ANYONE|DOES_YOU|SINGULAR.*VERB|PLURAL.*VERB"),
    (ARTICLE, r"^(?:A|AN|THE|DT|DET)_|_(?:A|AN|THE|DT|DET)$|ARTICLE|A_VS_AN|NODT|DETERMINER|^IN_THE_|NO_DET"),
    (VERB, r"VB|VERB|INFINITI|BASEFORM|NON_BASE|GERUND|PAST|TENSE|PROGRESSIVE|DIDN?|DOESN?|"
           r"(?:^|_)(?:AUX|MD|DO|DON|GOING|BE|BEEN|HAS|HAVE|HAD|WAS|IS|ARE|WERE|MODAL)(?:_|$)"),
    (NUMBER, r"NNS|PLURAL|SINGULAR|COUNTABLE|CD_|_NN|NUMBER|MANY|MUCH|HUNDRED|THOUSAND|DOZEN|MEN$|FEET|DICE"
             r"|INFORMATION"),
    (MISSING, r"MISSING|WITHOUT|FRAGMENT|ORDER|LOOK_FORWARD|_TO$|^TO_|SENT_END|PUNCT"),
)  # fmt: skip
_COMPILED = tuple((code, re.compile(pattern)) for code, pattern in _KINDS)


def code_of(rule: str, category: str) -> str | None:
    """The code of the rule that reports findings of LanguageTool's `rule`; None for one that is off.

    Examples
    --------
    >>> code_of("HE_VERB_AGR", "GRAMMAR"), code_of("EN_A_VS_AN", "MISC"), code_of("COVID_19", "TYPOS")
    ('GRM001', 'GRM003', None)
    """
    if _OFF.match(rule):
        return None
    if rule.startswith(("MORFOLOGIK", "HUNSPELL")):
        return SPELLING
    if category == "COLLOCATIONS":
        return ARTICLE if rule.startswith("IN_THE_") else PREPOSITION
    if category in ("CONFUSED_WORDS", "TYPOS"):
        return CONFUSED
    for code, pattern in _COMPILED:
        if pattern.search(rule):
            return code
    return OTHER


class Entry(NamedTuple):
    """A row of the table: what is known of one of LanguageTool's rules, or (rule `ANY`) of the rest of a kind."""

    rule: str
    code: str
    severity: Severity | None


@cache
def _table() -> dict[str, Entry]:
    text = files("detect.grammar").joinpath("languagetool.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0]
    rows = [dict(zip(header, cells, strict=True)) for cells in lines[1:]]
    return {
        (f"{ANY} {row['code']}" if row["rule"] == ANY else row["rule"]): Entry(
            row["rule"], row["code"], None if row["severity"] == "off" else Severity.parse(row["severity"])
        )
        for row in rows
    }


def severity_of(rule: str, code: str) -> Severity | None:
    """The severity of findings of LanguageTool's `rule`, reported under `code`; None where it is off."""
    table = _table()
    entry = table.get(rule) or table.get(f"{ANY} {code}")
    return entry.severity if entry else Severity.INFO

"""The rules: one file each, in the folder of its family. `all_rules` finds them; nothing needs to be listed by hand."""

import difflib
import pkgutil
import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from detect.errors import UsageError
from detect.rules.base import Rule

FAMILIES = {
    "NUM": "numbers, dates, units, money",
    "PUN": "punctuation and spacing",
    "QUO": "quotation marks and attribution",
    "ENC": "encoding damage and markup residue",
    "UNT": "untranslated or wrong-script text",
    "CAS": "casing",
    "REF": "pronoun, gender and person",
    "PHR": "wrong-sense, calqued and tortured phrases",
    "ORD": "word order and missing words",
    "REP": "repetition and hallucination",
    "LLM": "assistant residue and stock phrasing",
    "GRM": "grammar",
    "BPL": "boilerplate",
    "STO": "disagreement with other reports of the same story",
}

_CODE = re.compile(r"[A-Z]{3}\d{3}")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by code. Raises ValueError where two rules share a code or a name."""
    found: dict[str, Rule] = {}
    names: set[str] = set()
    for package in pkgutil.iter_modules(__path__):
        if not package.ispkg:
            continue
        folder = import_module(f"{__name__}.{package.name}")
        for module in pkgutil.iter_modules(folder.__path__):
            if module.name.startswith("_"):
                continue
            loaded = import_module(f"{folder.__name__}.{module.name}")
            for value in vars(loaded).values():
                if not (isinstance(value, type) and issubclass(value, Rule) and value.__module__ == loaded.__name__):
                    continue
                if "code" not in vars(value):
                    continue  # a shared base inside a family
                if value.code in found or value.name in names:
                    raise ValueError(f"rule {value.code} {value.name} is defined twice")
                found[value.code] = value()
                names.add(value.name)
    return tuple(found[code] for code in sorted(found))


def get_rule(word: str) -> Rule:
    """The rule with this code or name (any case). Raises UsageError that names the nearest for one that is unknown."""
    for rule in all_rules():
        if word.upper() == rule.code or word.lower() == rule.name:
            return rule
    near = difflib.get_close_matches(word.lower(), [rule.name for rule in all_rules()], n=1)
    near = near or difflib.get_close_matches(word.upper(), [rule.code for rule in all_rules()], n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise UsageError(f"no rule is called {word!r}{hint} (detect rule --all lists them)")


def select_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules in force.

    Parameters
    ----------
    select, ignore : iterable of str
        Codes, names, or prefixes of codes (``NUM``, ``PUN0``), in any case; ``ALL`` means every rule. Nothing
        selected means all but preview rules. The more exact of two settings wins, as in ruff: ``--select NUM001
        --ignore NUM`` leaves NUM001 on.

    Raises
    ------
    UsageError
        For a word that fits no rule.
    """
    chosen = list(select)
    on = [_matches(word) for word in chosen]
    off = [_matches(word) for word in ignore]
    rules = []
    for rule in all_rules():
        strength = max((weight for codes, weight in on if rule.code in codes), default=-1 if chosen else 0)
        against = max((weight for codes, weight in off if rule.code in codes), default=-1)
        if rule.preview and strength < 6:
            continue
        if strength >= 0 and strength > against:
            rules.append(rule)
    return tuple(rules)


def _matches(word: str) -> tuple[frozenset[str], int]:
    """The codes a word stands for, and how exact the word is (the length of the code part it fixes)."""
    upper = word.strip().upper()
    if upper == "ALL":
        return frozenset(rule.code for rule in all_rules()), 0
    codes = frozenset(rule.code for rule in all_rules() if upper and rule.code.startswith(upper))
    if codes:
        return codes, len(upper)
    if upper in FAMILIES:
        return frozenset(), len(upper)  # a family that has no rule yet is not a typing error
    return frozenset({get_rule(word.strip()).code}), 6

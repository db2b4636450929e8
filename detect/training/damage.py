"""Damage that translation pipelines leave and the corpora do not hold.

The translations of the WMT campaigns come out of clean pipelines: no thousands separator is cut, no quotation mark
turned round. On real pages each of these stands on about one machine-translated page in ten (see ``docs/data.md``). The
functions here put them into translations that train the model, so that it learns what the rules' findings are worth.
Each takes a text and a random generator and returns the text, damaged where it offers a place.
"""

import random
import re
from collections.abc import Callable

Damage = Callable[[str, random.Random], str]

_GROUPED = re.compile(r"\b(\d{1,3}),(\d{3})\b(?!,)")
_DECIMAL = re.compile(r"\b(\d{1,2})\.(\d)(?= (?:percent|per cent|million|billion)|%)")
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{8,200}?)([,.]?)[\"”]")
_COMPOUND = re.compile(r"(?<=[a-z])-(?=[a-z]{3})")
_SHE = re.compile(r"(?<=[.!?] )(?:She|Her) (?=[a-z]+)")
_MARK = re.compile(r"(?<=\w)([:;!?])(?= |$)", re.MULTILINE)
_CAPITAL = re.compile(r"\b(the|a|of|with|for) ([a-z]{5,})\b")
_WORDS = re.compile(r"\b[a-z]{5,}(?: [a-z]{2,}){1,2}\b")

_NOTICES = (
    "To see this video, please activate JavaScript and consider a browser that supports HTML5 video",
    "Please activate JavaScript to look at this video",
    "Share on general",
    "To read also",
    "Look also",
    "Reading time: 3 minutes",
    "Read too: all the news of the day",
    "Your browser supports not this video",
)
_FOREIGN = (
    "und der die das", "nach Angaben der Polizei", "le président de la République", "selon les autorités",
    "según fuentes de la policía", "en el marco de la", "secondo quanto riferito", "de acordo com a",
    "volgens de politie", "как сообщает", "по данным", "据报道", "보도했다", "според полицията", "в том числе",
)  # fmt: skip


def _some(pattern: "re.Pattern[str]", replace: Callable[["re.Match[str]"], str], share: float) -> Damage:
    """Replace a share of the matches, at least one."""

    def damage(text: str, generator: random.Random) -> str:
        matches = list(pattern.finditer(text))
        if not matches:
            return text
        count = max(1, round(share * len(matches)))
        chosen = set(generator.sample(range(len(matches)), count))
        parts, done = [], 0
        for number, match in enumerate(matches):
            parts.append(text[done : match.start()])
            parts.append(replace(match) if number in chosen else match.group())
            done = match.end()
        return "".join(parts) + text[done:]

    return damage


def insert_line(text: str, generator: random.Random) -> str:
    """A translated notice on a line of its own."""
    lines = text.split("\n")
    lines.insert(generator.randint(1, max(1, len(lines))), generator.choice(_NOTICES))
    return "\n".join(lines)


def leave_foreign(text: str, generator: random.Random) -> str:
    """A few words left in another language."""
    spaces = [match.start() for match in re.finditer(" ", text)]
    if not spaces:
        return text
    place = generator.choice(spaces)
    return f"{text[:place]} {generator.choice(_FOREIGN)}{text[place:]}"


DAMAGES: dict[str, Damage] = {
    "thousands point": _some(_GROUPED, lambda m: f"{m[1]}.{m[2]}", 1.0),
    "thousands cut": _some(_GROUPED, lambda m: f"{m[1]}.{m[2][:2]}", 0.5),
    "thousands space": _some(_GROUPED, lambda m: f"{m[1]} {m[2]}", 1.0),
    "decimal comma": _some(_DECIMAL, lambda m: f"{m[1]},{m[2]}", 1.0),
    "quotation turned": _some(_QUOTED, lambda m: f"”{m[1]} “{m[2]}", 0.5),
    "quotation spaced": _some(_QUOTED, lambda m: f"“ {m[1]} ”{m[2]}", 0.7),
    "quotation opened late": _some(_QUOTED, lambda m: f"“: {m[1]}{m[2]} “", 0.5),
    "quotation closed late": _some(_QUOTED, lambda m: f"“{m[1]}{m[2]} ”", 0.7),
    "guillemets": _some(_QUOTED, lambda m: f"«{m[1]}»{m[2]}", 0.7),
    "low quotation marks": _some(_QUOTED, lambda m: f"„{m[1]}”{m[2]}", 0.6),
    "spaced hyphen": _some(_COMPOUND, lambda m: " -", 0.6),
    "spaced mark": _some(_MARK, lambda m: f" {m[1]}", 0.7),
    "wrong pronoun": _some(_SHE, lambda m: "He " if m[0].startswith("She") else "His ", 0.4),
    "noun capital": _some(_CAPITAL, lambda m: f"{m[1]} {m[2].capitalize()}", 0.02),
    "loop": _some(_WORDS, lambda m: f"{m[0]} {m[0]}", 0.01),
    "notice": insert_line,
    "foreign": leave_foreign,
}
"""Every kind of damage by name."""

_MONTHS = {
    name: number
    for number, name in enumerate(
        "January February March April May June July August September October November December".split(), start=1
    )
}
_DATE = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?\b(?![.,]?\d)")
_CLOCK = re.compile(r"\b(1[0-2]|[1-9])(?::([0-5]\d))? ?([ap])\.?m\b\.?")
_DOLLARS = re.compile(r"\$(\d[\d,]*(?:\.\d+)?(?: (?:million|billion|trillion))?)")
_PERCENT = re.compile(r"(?<=\d)(?:%| percent\b| per cent\b)")
_BILLION = re.compile(r"\b(\d{1,2})\.(\d) billion\b")
_PAUSE = re.compile(r"(?<=[a-z])([,;]) (?=[a-z])")
_HER = re.compile(r"\b([Hh])er\b(?= [a-z]{3})")
_IT = re.compile(r"(?<=[.!?] )It (?=[a-z]+)")
_ARTICLE = re.compile(r"(?<= )(?:the|an?) (?=[a-z])")
_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]+ [A-Z][a-z]+ (?=[a-z])")
_NEW_SENTENCE = re.compile(r"(?<=[a-z][.!?]) (?=[A-Z])")
_BEFORE_STOP = re.compile(r"(?<=[a-z])([,.])(?=\s|$)")
_LONG_WORD = re.compile(r"\b([a-z]{4,6})([a-z]{4,})\b")


def _day_first(match: "re.Match[str]") -> str:
    return f"{match[2]} of {match[1]}" + (f" of {match[3]}" if match[3] else "")


def _day_pointed(match: "re.Match[str]") -> str:
    return f"{match[2]}.{_MONTHS[match[1]]}.{match[3] or ''}"


def _clock_with_h(match: "re.Match[str]") -> str:
    return f"{int(match[1]) % 12 + (12 if match[3] == 'p' else 0)}h{match[2] or ''}"


HELD_ASIDE: dict[str, Damage] = {
    "day before month": _some(_DATE, _day_first, 1.0),
    "date with points": _some(_DATE, _day_pointed, 1.0),
    "hours with h": _some(_CLOCK, _clock_with_h, 1.0),
    "currency behind": _some(_DOLLARS, lambda m: f"{m[1]} $", 1.0),
    "percent spaced": _some(_PERCENT, lambda m: " %", 1.0),
    "thousand millions": _some(_BILLION, lambda m: f"{m[1]},{m[2]}00 million", 1.0),
    "pauses glued": _some(_PAUSE, lambda m: m[1], 0.3),
    "her to his": _some(_HER, lambda m: "His" if m[1] == "H" else "his", 0.5),
    "it to he": _some(_IT, lambda m: "He ", 0.5),
    "articles dropped": _some(_ARTICLE, lambda m: "", 0.25),
}
"""Damage of translation pipelines that no model trains on: what was learned from `DAMAGES` has to carry over."""

COPYING: dict[str, Damage] = {
    "spaces lost after stops": _some(_NEW_SENTENCE, lambda m: "", 0.3),
    "spaces before stops": _some(_BEFORE_STOP, lambda m: f" {m[1]}", 0.15),
    "line breaks lost": lambda text, generator: " ".join(text.split()),
    "print hyphens": _some(_LONG_WORD, lambda m: f"{m[1]}- {m[2]}", 0.03),
    "linked names lost": _some(_NAME, lambda m: "", 0.4),
    "German quotation marks": _some(_QUOTED, lambda m: f"„{m[1]}{m[2]}“", 1.0),
    "mixed quotation marks": _some(_QUOTED, lambda m: f'“{m[1]}{m[2]}"', 0.7),
}
"""What people and programs do to a text without translating it; no reason to doubt its author."""


def damaged(text: str, generator: random.Random, rate: float = 0.1) -> str:
    """`text` with each kind of damage of `DAMAGES` put in with probability `rate`."""
    for damage in DAMAGES.values():
        if generator.random() < rate:
            text = damage(text, generator)
    return text


def copied(text: str, generator: random.Random) -> str:
    """`text` with one kind of damage of `COPYING`: the first, in an order drawn at random, it offers a place for."""
    for damage in generator.sample(list(COPYING.values()), len(COPYING)):
        result = damage(text, generator)
        if result != text:
            return result
    return text

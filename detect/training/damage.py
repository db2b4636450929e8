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


def damaged(text: str, generator: random.Random, rate: float = 0.1) -> str:
    """`text` with each kind of damage put in with probability `rate`."""
    for damage in DAMAGES.values():
        if generator.random() < rate:
            text = damage(text, generator)
    return text

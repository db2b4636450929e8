"""Articles as article spinners leave them: words replaced by synonyms, sentences moved.

Corpora of what commercial spinners make could not be had, so their way of working is followed: every so many words one
is looked up in a thesaurus and replaced, inflected alike, by a synonym of its commonest sense (the careful ones) or of
any sense (the cheap ones). Names, numbers and grammatical words stay; quotations are sometimes spared. The choices
differ from text to text (`Manner`), as spinners and their settings do.
"""

import random
import re
from dataclasses import dataclass
from functools import cache

from detect.document import Document
from detect.features.vocabulary import function_words
from detect.lexicons import read_columns
from detect.training.thesaurus import Form, Thesaurus

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_AUXILIARIES = frozenset(
    """be am is are was were been being have has had having do does did doing done can could may might must shall should
    will would not no yes one two three four five six seven eight nine ten more most very just also so too than then
    there here now mr mrs ms dr us percent hundred thousand million billion trillion""".split()
)
_BEFORE_NOUN = frozenset("a an the this that these those his her its their our my your no some any every each".split())
_BEFORE_VERB = frozenset("to will would can could may might must shall should not they we i you he she who".split())
_SAID = {
    "said": "stated claimed mentioned noted added explained announced declared remarked commented asserted".split(),
    "says": "states claims mentions notes adds explains announces declares remarks comments asserts".split(),
}
"""Every spinner has a list of its own for the commonest verb of news."""

RATES = (0.12, 0.2, 0.3, 0.45, 0.65)
"""Shares of the replaceable words that spinners replace, from a light hand to a heavy one."""


@dataclass(frozen=True)
class Manner:
    """How one text is spun.

    Attributes
    ----------
    rate : float
        Share of the words with synonyms that are replaced, 0 to 1.
    senses : int
        From how many of a word's senses, the commonest first, synonyms are taken.
    common : bool
        Whether only synonyms are taken that are words of English news (``detect/lexicons/words.tsv``).
    said : float
        Share of "said" that is replaced from a list.
    spare_quotations : bool
    mend_articles : bool
        Whether "a" and "an" are made to agree with the word put in.
    moved : float
        Share of the sentences that change places with the next.
    """

    rate: float
    senses: int
    common: bool
    said: float
    spare_quotations: bool
    mend_articles: bool
    moved: float


def any_manner(generator: random.Random) -> Manner:
    """Settings drawn at random."""
    return Manner(
        rate=generator.choice(RATES),
        senses=generator.choice((1, 1, 2, 20)),
        common=generator.random() < 0.6,
        said=generator.choice((0.0, 0.3, 0.8)),
        spare_quotations=generator.random() < 0.5,
        mend_articles=generator.random() < 0.7,
        moved=generator.choice((0.0, 0.0, 0.0, 0.15)),
    )


@cache
def _known() -> frozenset[str]:
    return frozenset(read_columns("words")["word"])


@cache
def _kept() -> frozenset[str]:
    return frozenset(function_words()) | _AUXILIARIES


def _reading(readings: list[tuple[str, str, Form]], before: str, generator: random.Random) -> tuple[str, str, Form]:
    """What a form is taken for, by the word before it, as simple spinners do; else any of its readings."""
    wanted = "na" if before in _BEFORE_NOUN else "v" if before in _BEFORE_VERB else ""
    fitting = [reading for reading in readings if reading[1] in wanted]
    return generator.choice(fitting or readings)


def _like(word: str, model: str) -> str:
    return word[0].upper() + word[1:] if model[0].isupper() else word


def _moved(text: str, share: float, generator: random.Random) -> str:
    """`text` with some neighbouring sentences of a paragraph exchanged."""
    spans = Document(text).sentences
    parts: list[str] = []
    at = number = 0
    while number < len(spans) - 1:
        (first, first_end), (second, second_end) = spans[number : number + 2]
        if "\n" not in text[first_end:second] and generator.random() < share:
            parts += [text[at:first], text[second:second_end], text[first_end:second], text[first:first_end]]
            at = second_end
            number += 1
        number += 1
    return "".join(parts) + text[at:]


def spun(text: str, thesaurus: Thesaurus, manner: Manner, generator: random.Random) -> str:
    """`text` spun. The same for the same arguments and state of `generator`."""
    document = Document(text)
    starts = {start for start, _ in document.sentences}
    quoted = [(mark.start, mark.end) for mark in document.quotations] if manner.spare_quotations else []
    parts: list[str] = []
    at = 0
    before = ""
    for match in _WORD.finditer(text):
        word = match[0]
        start, end = match.span()
        folded = word.lower().replace("’", "'")
        previous, before = before, folded
        opens = any(start - back in starts for back in range(3))
        if (word[0].isupper() and not opens) or any(low <= start < high for low, high in quoted):
            continue
        if folded in _SAID:
            if generator.random() < manner.said:
                parts += [text[at:start], _like(generator.choice(_SAID[folded]), word)]
                at = end
            continue
        readings = thesaurus.readings.get(folded)
        if readings is None or len(folded) < 3 or folded in _kept() or generator.random() >= manner.rate:
            continue
        lemma, part, form = _reading(readings, previous, generator)
        groups = thesaurus.substitutes(lemma, part, form)[: manner.senses]
        if manner.common:
            groups = [
                known for group in groups if (known := [word for word in group if _known().issuperset(word.split())])
            ]
        if not groups:
            continue
        chosen = generator.choice(generator.choice(groups))
        gap = text[at:start]
        if manner.mend_articles and gap.endswith((" a ", " an ")):
            gap = gap[: gap.rindex("a")] + ("an " if chosen[0] in "aeiou" else "a ")
        parts += [gap, _like(chosen, word)]
        at = end
    result = "".join(parts) + text[at:]
    return _moved(result, manner.moved, generator) if manner.moved else result

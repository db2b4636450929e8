"""Synonyms by sense, with inflection: what article spinners work with.

``python -m detect.training.thesaurus FOLDER`` makes ``detect/training/wordnet.tsv.xz`` out of the files of WordNet 3.0
in FOLDER (Debian: package ``wordnet-base``, ``/usr/share/wordnet``), so that training needs no such package. Licence
and notice of WordNet stand at the head of the table.

C. Fellbaum (ed.), "WordNet: An Electronic Lexical Database", MIT Press, 1998.
"""

import argparse
import lzma
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args

from detect.lexicons import read_columns

Form = Literal["base", "s", "ed", "en", "ing"]
"""How a word is inflected: not at all; plural or third person; past; past participle; present participle."""
FORMS: tuple[Form, ...] = get_args(Form)
FORMS_OF: dict[str, tuple[Form, ...]] = {"n": ("base", "s"), "v": FORMS, "a": ("base",), "r": ("base",)}
"""The forms of words by part of speech: noun, verb, adjective, adverb."""
_PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_TABLE = "wordnet.tsv.xz"
_SUNG = frozenset("begun drunk rung run shrunk sung sunk sprung stunk swum".split())
"""Participles in "u" whose past tense has "a"."""
_LONGEST = 3
"""Words of the longest substitute."""

_HEADER = """\
# Synonyms of WordNet 3.0 for words of English news (detect/lexicons/words.tsv), by part of speech (n, v, a, r), one
# group a sense, commonest sense first. Then irregular forms: lemma, part of speech with the kind of form, the form.
# Made by: python -m detect.training.thesaurus FOLDER
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Permission to use, copy, modify and
# distribute this software and database and its documentation for any purpose and without fee or royalty is hereby
# granted, provided that you agree to comply with the following copyright notice and statements, including the
# disclaimer, and that the same appear on ALL copies of the software, database and documentation, including
# modifications that you make for internal use or for distribution. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND
# PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT
# LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY
# PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD
# PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton University or Princeton may not be used
# in advertising or publicity pertaining to distribution of the software and/or database. Title to copyright in this
# software, database and any associated documentation shall at all times remain with Princeton University and LICENSEE
# agrees to preserve same.
"""


def _ends_short(word: str) -> bool:
    """Whether a final consonant doubles before -ed and -ing: one syllable that ends consonant, vowel, consonant."""
    return (
        2 < len(word) < 6
        and word[-1] not in "aeiouwxy"
        and word[-2] in "aeiou"
        and word[-3] not in "aeiou"
        and sum(char in "aeiou" for char in word) == 1
    )


def inflected(lemma: str, form: Form) -> str:
    """The regular form of `lemma` (quality of a spinner: stress is not known)."""
    if form == "base":
        return lemma
    consonant_y = lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
    if form == "s":
        if consonant_y:
            return lemma[:-1] + "ies"
        return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    if form == "ing":
        if lemma.endswith("ie"):
            return lemma[:-2] + "ying"
        if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
            return lemma[:-1] + "ing"
        return lemma + (lemma[-1] if _ends_short(lemma) else "") + "ing"
    if consonant_y:
        return lemma[:-1] + "ied"
    return lemma + ("d" if lemma.endswith("e") else (lemma[-1] if _ends_short(lemma) else "") + "ed")


@dataclass
class Thesaurus:
    """Groups of synonyms by lemma and part of speech.

    Attributes
    ----------
    name : str
    senses : dict
        For (lemma, part of speech) the synonyms of each sense, commonest sense first. Words of a group of words are
        parted by spaces.
    irregular : dict
        For (lemma, part of speech) the forms that `inflected` does not give.
    """

    name: str
    senses: Mapping[tuple[str, str], Sequence[Sequence[str]]]
    irregular: Mapping[tuple[str, str], Mapping[Form, str]] = field(default_factory=dict)

    def form(self, lemma: str, part: str, form: Form) -> str:
        """`lemma` inflected; of several words the verb's first or the noun's last."""
        words = lemma.split(" ")
        at = 0 if part == "v" else -1
        known = self.irregular.get((words[at], part), {})
        words[at] = known.get(form) or (known.get("ed") if form == "en" else None) or inflected(words[at], form)
        return " ".join(words)

    @cached_property
    def readings(self) -> dict[str, list[tuple[str, str, Form]]]:
        """For every form of every word with synonyms: the (lemma, part of speech, form) it may be."""
        found: dict[str, list[tuple[str, str, Form]]] = defaultdict(list)
        for lemma, part in self.senses:
            for form in FORMS_OF[part]:
                reading = (lemma, part, form)
                found[self.form(*reading)].append(reading)
        return dict(found)

    def substitutes(self, lemma: str, part: str, form: Form) -> list[list[str]]:
        """The synonyms of each sense, inflected like the word."""
        return [[self.form(word, part, form) for word in group] for group in self.senses[lemma, part]]


@cache
def wordnet() -> Thesaurus:
    """The committed table of WordNet's synonyms."""
    data = files("detect.training").joinpath(_TABLE).read_bytes()
    senses: dict[tuple[str, str], list[list[str]]] = {}
    irregular: dict[tuple[str, str], dict[Form, str]] = defaultdict(dict)
    for line in lzma.decompress(data).decode().splitlines():
        if line.startswith("#"):
            continue
        lemma, part, rest = line.split("\t")
        if part in FORMS_OF:
            senses[lemma, part] = [group.split(",") for group in rest.split("|")]
        else:
            form = next(form for form in FORMS if form == part[1:])
            irregular[lemma, part[0]][form] = rest
    return Thesaurus("WordNet", senses, dict(irregular))


def without_parts(name: str, synonyms: Mapping[str, Sequence[str]]) -> Thesaurus:
    """A thesaurus out of one that does not tell parts of speech and senses apart.

    A word is inflected as what WordNet knows it for; one that WordNet does not know is not inflected.
    """
    known = wordnet()
    senses: dict[tuple[str, str], list[list[str]]] = {}
    for word, others in synonyms.items():
        parts = {part for lemma, part, form in known.readings.get(word, []) if lemma == word and form == "base"}
        for part in sorted(parts) or ["r"]:
            senses[word, part] = [list(others)]
    return Thesaurus(name, senses, known.irregular)


def _synsets(folder: Path, name: str) -> dict[str, list[str]]:
    """Words of every set of synonyms of ``data.<name>`` by its offset; plain lower-case words of any number alone."""
    groups = {}
    for line in (folder / f"data.{name}").read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            continue
        cells = line.split(" ")
        words = [cells[4 + 2 * number].partition("(")[0] for number in range(int(cells[3], 16))]
        groups[cells[0]] = [
            plain
            for word in words
            if (plain := word.replace("_", " ")).replace(" ", "").isalpha()
            and plain.islower()
            and plain.count(" ") < _LONGEST
        ]
    return groups


def _exceptions(folder: Path, name: str) -> Iterator[tuple[str, str, Form]]:
    """The irregular forms of ``<name>.exc``: form, lemma and which form it is."""
    for line in (folder / f"{name}.exc").read_text(encoding="ascii").splitlines():
        form, lemma = line.split(" ")[:2]
        if not (form.isalpha() and lemma.isalpha()) or name not in ("noun", "verb"):
            continue
        if name == "noun":
            yield form, lemma, "s"
        elif form.endswith("ing"):
            yield form, lemma, "ing"
        elif form.endswith("s") and not lemma.endswith("s"):
            yield form, lemma, "s"
        else:
            # "taken", "known", "gone", "torn"; "begun", "sung" (of "begin", "sing"), but "spun" is both.
            changed = form.endswith(("en", "wn", "ne", "rn")) or (form.replace("u", "i") == lemma and form in _SUNG)
            yield form, lemma, "en" if changed else "ed"


def build(folder: Path) -> str:
    """The content of the table, out of WordNet's files in `folder`."""
    columns = read_columns("words")
    known = {word for word, lower in zip(columns["word"], columns["lower"], strict=True) if float(lower) >= 0.5}
    irregular: dict[tuple[str, str], dict[Form, str]] = defaultdict(dict)
    for name, part in _PARTS.items():
        for word, lemma, which in _exceptions(folder, name):
            # Of two past forms ("dreamt", "dreamed") the one that news uses.
            if word in known or which not in irregular[lemma, part]:
                irregular[lemma, part][which] = word
    maker = Thesaurus("", {}, irregular)
    rows = []
    used: set[str] = set()
    for name, part in _PARTS.items():
        groups = _synsets(folder, name)
        for line in (folder / f"index.{name}").read_text(encoding="ascii").splitlines():
            cells = line.split()
            lemma = cells[0]
            if line.startswith(" ") or not lemma.isalpha():
                continue
            if not any(maker.form(lemma, part, form) in known for form in FORMS_OF[part]):
                continue
            senses = [[word for word in groups[at] if word != lemma] for at in cells[-int(cells[2]) :]]
            if any(senses):
                rows.append(f"{lemma}\t{part}\t" + "|".join(",".join(group) for group in senses if group))
                used.update([lemma], *senses)
    single = {word for phrase in used for word in phrase.split(" ")}
    rows += [
        f"{lemma}\t{part}{which}\t{word}"
        for (lemma, part), forms in sorted(irregular.items())
        if lemma in single
        for which, word in sorted(forms.items())
    ]
    return _HEADER + "\n".join(rows) + "\n"


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where WordNet's index.*, data.* and *.exc files are")
    path = Path(str(files("detect.training").joinpath(_TABLE)))
    path.write_bytes(lzma.compress(build(parser.parse_args().folder).encode(), preset=9))
    print(path)


if __name__ == "__main__":
    main()

"""REF007."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_VERBS = ("said", "says", "added", "stated", "explained", "stressed", "emphasized", "warned", "recalled", "noted")
# One word that may follow: people without an article, and words that go on with the sentence.
_BEARERS = frozenset(
    """police officials officers authorities sources prosecutors residents witnesses neighbors neighbours analysts
    experts scientists researchers doctors investigators lawyers relatives parents protesters activists organizers
    organisers critics supporters another others one some many most both someone somebody everyone nobody none him her
    them himself herself they she again later afterwards afterward today yesterday tomorrow monday tuesday wednesday
    thursday friday saturday sunday here there simply quietly softly bluntly flatly that this will would earlier finally
    proudly firmly once twice instead otherwise online recently outright aloud repeatedly too meanwhile tearfully
    sources president chairman economist sociologist sheriff coroner mayor governor journalists reporters users fans
    players workers employees students teachers nurses farmers firefighters rescuers deputies lawmakers ministers
    soldiers commanders unions""".split()
)


class NounForName(PatternRule):
    """Common noun in the place of the speaker's name ("said hamster").

    ## What it does
    Finds a verb of saying behind a quotation with one bare common noun and a full stop or comma behind it.

    ## Why it is an artifact
    A surname that is also a word (Erben, Hamster, Wolf, Kufen) was translated. A noun in the singular cannot stand
    there without an article, and one for people would be in the plural.

    ## Known false alarms
    Adverbs and groups of people (police, officials, residents) are known and left alone; an unusual one may be missing.

    ## Example
    Bad: “The rooms are full again,” said hamster. The season lasts until May.
    Good: “The rooms are full again,” said Hamster. The season lasts until May.
    """

    code = "REF007"
    name = "noun-for-name"
    severity = Severity.WARNING
    triggers = tuple(f'"{comma} {verb} ' for comma in ("", ",") for verb in _VERBS)
    subject = "text"
    pattern = (
        rf"[\"”],? (?:{'|'.join(_VERBS)}) (?P<at>[a-z]{{3,20}})"
        r"(?=[.,](?: (?![a-z])| (?:who|adding|the|a|an|head|chief)\b|\n|\Z))"
    )
    anchored = True
    reach = 40
    message = "A common noun stands where the speaker's name belongs: a surname was translated as a word."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not a group of people, an adverb or a pronoun."""
        word = match["at"]
        return word not in _BEARERS and not word.endswith(("ly", "ing", "ed"))

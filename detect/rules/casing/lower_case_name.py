"""CAS004."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.casing._cased import LowerCaseRule

_PLACES = """afghanistan argentina australia austria bangladesh belarus belgium brazil britain bulgaria canada chile
colombia croatia cuba denmark egypt estonia ethiopia europe finland france germany greece hungary iceland indonesia iran
iraq ireland israel italy japan kazakhstan kenya latvia lebanon libya lithuania malaysia mexico moldova morocco
netherlands nigeria norway pakistan palestine peru poland portugal romania russia scotland serbia singapore slovakia
slovenia somalia spain sudan sweden switzerland syria taiwan thailand tunisia ukraine venezuela vietnam yemen
zimbabwe amsterdam ankara athens baghdad bangkok barcelona beijing beirut belgrade berlin brussels bucharest budapest
cairo copenhagen damascus dublin frankfurt geneva helsinki istanbul jakarta jerusalem kabul kyiv kiev lisbon london
madrid milan moscow munich paris prague rome seoul shanghai stockholm tehran tokyo vienna warsaw zurich washington
donald trump putin zelensky zelenskyy macron merkel scholz netanyahu erdogan bolsonaro biden obama
lukashenko orban sunak meloni maduro assad khamenei kremlin bundestag facebook twitter instagram""".split()


class LowerCaseName(LowerCaseRule):
    """Name of a country, capital or head of government in lower case ("in germany").

    ## What it does
    Finds frequent proper names in lower case behind a preposition or a title ("in germany", "president putin"), in
    texts that use capitals otherwise.

    ## Why it is an artifact
    Names that were links, tags or entities in the source are translated apart from their sentence, in lower case,
    and put back.

    ## Known false alarms
    Handles, tags and addresses are left alone; so are plaster and goose names ("plaster of paris").

    ## Example
    Bad: The talks in germany began when president putin arrived in Berlin.
    Good: The talks in Germany began when President Putin arrived in Berlin.
    """

    code = "CAS004"
    name = "lower-case-name"
    severity = Severity.WARNING
    quoted = "info"
    triggers = (
        *(
            f" {link} {name}"
            for link in ("in", "from", "to", "of", "with", "president", "by", "and")
            for name in _PLACES
        ),
        "donald trump",
    )
    subject = "text"
    pattern = (
        rf" (?:in|from|to|of|with|[Pp]resident|by|and) (?P<at>{'|'.join(_PLACES)})(?![\w@./-]|['’]s\w)"
        r"|donald trump(?![\w@./-])"
    )
    anchored = True
    reach = 20
    message = "A proper name in lower case: it was translated apart from its sentence."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Paris also belongs to plaster, chile to peppers, and trump is a verb."""
        if match["at"] == "chile":
            return match.group().startswith((" in", " from"))
        return not (match["at"] in ("paris", "trump") and match.group().startswith((" of", " to", " and")))

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        group = "at" if match["at"] else 0
        return self.finding(document, *match.span(group), self.message, match[group].title())

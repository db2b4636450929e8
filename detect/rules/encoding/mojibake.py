"""ENC001."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

# The characters that the bytes 0x80 to 0xBF become when they are read as Windows-1252 or as Latin-1.
_CONT = "".join(
    sorted({bytes([byte]).decode(coding, "ignore") for byte in range(0x80, 0xC0) for coding in ("cp1252", "latin-1")})
)
_C = f"[{re.escape(_CONT)}]"
_RUN = re.compile(
    rf"(?:[ÂÃ]{_C}|(?:[ÄÅÎÏÐÑØÙ]{_C}){{2}}|[ÄÅ]{_C}(?=[a-z])|[âï]{_C}{{2}}|[ãåäæçèé]{_C}{{2}}(?=[ãåäæçèé]{_C}{{2}})|"
    rf"ð{_C}{{3}}){{1,40}}"
)
_HALF = re.compile(r"(?<=[a-z])â(?=(?:s|t|re|ve|ll|d|m)\b)|(?<!\w)Â(?=\s)")


def _bytes(run: str) -> bytes:
    """The bytes that were read as `run`: Windows-1252, or Latin-1 where that has no character."""
    out = bytearray()
    for char in run:
        try:
            out += char.encode("cp1252")
        except UnicodeEncodeError:
            out += char.encode("latin-1")
    return bytes(out)


class Mojibake(Rule):
    """UTF-8 that was read as Windows-1252 or Latin-1 ("donâ€™t", "cafÃ©").

    ## What it does
    Finds sequences of characters that are the bytes of one UTF-8 character, names what they were and suggests it.

    ## Why it is an artifact
    A pipeline decoded UTF-8 bytes with the wrong table. Every quotation mark, dash and accented letter of the text
    turns into two or three characters; nothing that a person types looks like it.

    ## Known false alarms
    Articles about the effect itself.

    ## Example
    Bad: The mayor didnâ€™t visit the cafÃ©.
    Good: The mayor didn’t visit the café.

    ## Source
    The test, that the characters encode to valid UTF-8, is that of R. Speer, ftfy (2019), doi:10.5281/zenodo.2591652.
    """

    code = "ENC001"
    name = "mojibake-text"
    severity = Severity.WARNING
    in_boilerplate = True
    triggers = (*tuple("âãåäîïðñøù"), "æ", "ç€", "è", "é€")

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every run that is valid UTF-8 in disguise."""
        text = document.text
        done = -1
        for _, start, _ in hits:
            if start < done:
                continue
            match = _RUN.match(text, start)
            if match:
                run = match.group()
                try:
                    repaired = _bytes(run).decode("utf-8")
                except (UnicodeDecodeError, UnicodeEncodeError):
                    repaired = ""
                if repaired and not (len(repaired) == 1 and repaired.isalpha() and ord(repaired) > 0x24F):
                    done = match.end()
                    lost = "\ufffd" in repaired
                    message = (
                        "A character was lost and its replacement mark was then decoded with the wrong table."
                        if lost
                        else f"UTF-8 read with the wrong table; the text had {repaired!r} here."
                    )
                    yield self.finding(document, start, done, message, None if lost else repaired)
                    continue
            match = _HALF.match(text, start)
            if match:
                done = match.end()
                mark = "’" if match.group() == "â" else " "
                message = "What is left of a character whose UTF-8 bytes were read with the wrong table."
                yield self.finding(document, start, done, message, mark)

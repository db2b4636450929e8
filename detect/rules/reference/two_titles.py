"""REF003."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_SURNAME = re.compile(r"(?:Mrs|Ms|Miss)\.? (?P<name>[A-Z][\w'’-]++)(?! [A-Z])")
_MISTER = re.compile(r"\bMr\.? ([A-Z][\w'’-]++)(?! [A-Z])")
_RELATED = re.compile(
    r"\b(?:husband|wife|wives|spouses?|married|marriage|couple|widow|widower|first lady|daughter|son|sons|daughters|"
    r"brother|sister|siblings?|mother|father|parents|cousin|family|families|divorced?|no relation|mr\.? and)\b"
)


class TwoTitles(Rule):
    """One surname with both Mr. and Mrs. or Ms.

    ## What it does
    Finds "Ms. Kim" in a text that also says "Mr. Kim", where nothing speaks of a couple or a family.

    ## Why it is an artifact
    Korean, Japanese, Turkish and Chinese have titles without sex (ssi, san, bey and hanım for first names); the engine
    guesses anew in every sentence.

    ## Known false alarms
    Two people with the same surname in one story; with Mrs. they may be a couple that needs no introduction, which is
    an `info`.

    ## Example
    Bad: Mr. Okabe left the company in May. Ms. Okabe told the police nothing.
    Good: Ms. Okabe left the company in May. Ms. Okabe told the police nothing.
    """

    code = "REF003"
    name = "one-surname-two-titles"
    severity = Severity.WARNING
    triggers = tuple(f"{before}{title} " for before in ' \n"(' for title in ("ms.", "ms", "mrs.", "mrs", "miss"))

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield one finding for each surname that carries titles of both sexes."""
        text = document.text
        if "Mr" not in text:
            return
        misters: set[str] | None = None
        done: set[str] = set()
        for _, start, _ in hits:
            match = _SURNAME.match(text, start + 1)
            if match is None:
                continue
            name = match["name"].removesuffix("'s").removesuffix("’s")
            if name in done:
                continue
            done.add(name)
            if misters is None:
                misters = {word.removesuffix("'s").removesuffix("’s") for word in _MISTER.findall(text)}
            if name not in misters:
                continue
            if _RELATED.search(document.folded):
                return
            wife = match.group().startswith("Mrs")  # a couple, as often as not
            yield self.finding(
                document,
                match.start(),
                match.end(),
                f"The same text also says Mr. {name}: the source language has one title for both sexes and the engine "
                "guessed.",
                severity=Severity.INFO if wife else None,
            )

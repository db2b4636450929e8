"""REF004."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.reference._people import given_names

_TITLED = re.compile(r"(?P<title>Mr|Ms|Miss)\.? (?P<given>[^\W\d_][\w'’-]+) (?=[^\W\d_a-z])")
# A husband is called by his wife's name: "he hates being seen as Mr. Julia ...".
_MOCKED = re.compile(r"\b(?:as|called|calling|being|becom(?:e|ing)|just|mere|dubbed|nicknamed) (?:just )?[\"']*\Z")


class TitleAgainstName(Rule):
    """Title of one sex before a given name of the other.

    ## What it does
    Finds "Mr. Claudia ..." and "Ms. Dmitry ...", where a surname follows the given name.

    ## Why it is an artifact
    Titles such as Korean ssi, Japanese san or Chinese xiansheng in compounds, and abbreviations such as French M. or
    Russian г-н, are translated without a look at the name.

    ## Known false alarms
    A double surname that begins with a given name (Ms. Scott Thomas). A husband called by his famous wife's name
    ("being seen as Mr. ...") is left alone, and so is Mrs.: it used to stand before a husband's full name.

    ## Example
    Bad: The committee heard Mr. Angelina Hofer on Monday.
    Good: The committee heard Ms. Angelina Hofer on Monday.
    """

    code = "REF004"
    name = "title-against-name"
    severity = Severity.ERROR
    triggers = ("mr. ", "mr ", *(f"{before}{title} " for before in ' \n"(' for title in ("ms.", "ms", "miss")))

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every title that contradicts the given name."""
        text = document.text
        for index, start, _ in hits:
            if index < 2:
                start -= 1  # the triggers for Mr. begin with the title itself
                if start >= 0 and text[start].isalnum():
                    continue
            match = _TITLED.match(text, start + 1)
            if match is None:
                continue
            sex = given_names().get(match["given"].lower())
            if sex is None or (sex == "m") == (match["title"] == "Mr"):
                continue
            if _MOCKED.search(document.folded, max(0, start - 30), max(0, start + 1)):
                continue
            yield self.finding(
                document,
                match.start(),
                match.end("given"),
                f"{match['title']}. contradicts the given name {match['given']}: the title was translated without a "
                "look at the name.",
                f"{'Ms.' if sex == 'f' else 'Mr.'} {match['given']}",
            )

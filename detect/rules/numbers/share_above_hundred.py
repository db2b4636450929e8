"""NUM023."""

from detect.finding import Severity
from detect.rules.base import PatternRule

_WHOLE = (
    "voters|votes|residents|inhabitants|respondents|population|citizens|women|men|people|patients|employees|pupils|"
    "students|households|companies|families|children|deputies|members|participants|seats|territory|electorate"
)


class ShareAboveHundred(PatternRule):
    """Share of a group above a hundred percent ("150% of voters").

    ## What it does
    Finds a share above 100 percent of voters, residents, patients and other groups that cannot be exceeded.

    ## Why it is an artifact
    A decimal mark is lost on the way ("15,0 %" becomes 150%), or a text generator or spinner invents the number. The
    reader is misinformed.

    ## Known false alarms
    Comparisons with an earlier or a planned number ("120% of the members needed") and articles about rigged elections;
    in a quotation it is lowered.

    ## Example
    Bad: The mayor was re-elected by 550 percent of the voters.
    Good: The mayor was re-elected by 55.0 percent of the voters.
    """

    code = "NUM023"
    name = "share-above-hundred"
    severity = Severity.WARNING
    quoted = "info"
    triggers = tuple(
        f"{link} {article}{word}"
        for link in ("% of", "percent of", "per cent of")
        for article in ("", "the ", "all ", "all the ")
        for word in _WHOLE.split("|")
    )
    pattern = (
        r"(?<![\w.,$€£-])(?:10[1-9]|1[1-9]\d|[2-9]\d\d)(?:\.\d+)? ?(?:%|percent|per cent) of "
        rf"(?:the |all |all the )?(?:{_WHOLE})\b(?! (?:needed|required|expected|planned|in (?:19|20)\d|a year ago))"
    )
    reach = 50
    message = "A share of a group cannot be above 100 percent: a decimal mark was lost, or the number was made up."

"""PHR017."""

from detect.finding import Severity
from detect.rules.base import PatternRule

_PEOPLE = (
    "man|woman|boy|girl|youth|youngster|teenager|minor|citizen|driver|person|male|female|pensioner|motorcyclist|cyclist|"
    "pedestrian|resident|student|lady|mother|father|subject|inhabitant|suspect|victim|baby|child"
)


class LiteralAge(PatternRule):
    """Age in the form of another language.

    ## What it does
    Finds "a man of 43 years", "a 43 years old man" and "a man 43 years".

    ## Why it is an artifact
    un hombre de 43 años, un homme de 43 ans, un uomo di 43 anni, ein 43 Jahre alter Mann: the phrase is translated
    word for word. English news writes "a 43-year-old man" or "a man, 43".

    ## Known false alarms
    Non-native writers use the second form; "a man of 80 years" can be solemn English.

    ## Example
    Bad: The victim is a woman of 43 years from the village.
    Good: The victim is a 43-year-old woman from the village.
    """

    code = "PHR017"
    name = "literal-age"
    severity = Severity.WARNING
    triggers = (
        *(f"{person} of " for person in _PEOPLE.split("|")),
        *(f"years old {person}" for person in _PEOPLE.split("|")),
    )
    pattern = (
        rf"\b(?:{_PEOPLE}) of \d{{1,2}} years(?: of age)?(?![\w']|[ -](?:experience|service|marriage|standing|old|in))"
        rf"|\b(?:a|an|the|another) \d{{1,2}} years old (?:{_PEOPLE})\b"
    )
    message = "An age in the form of another language; English news writes “43-year-old”."
    quoted = "info"
    reach = 40

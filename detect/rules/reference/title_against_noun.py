"""REF005."""

from detect.finding import Severity
from detect.rules.base import PatternRule

_WOMAN = "woman|girl|mother|wife|widow|daughter|sister|grandmother|housewife|actress|spokeswoman|businesswoman|waitress"
_MAN = "man|boy|father|husband|widower|son|brother|grandfather|actor|spokesman|businessman|gentleman|priest"


class TitleAgainstNoun(PatternRule):
    """Title of one sex with a noun of the other ("Mr. A, a woman in her 40s").

    ## What it does
    Finds "Mr. Sato, a 45-year-old woman" and "Ms. Berg, a man", and a title before "his wife" or "her husband" that
    does not fit ("her husband Ms. Berg").

    ## Why it is an artifact
    Japanese, Korean, Chinese and Turkish titles do not tell men from women; the engine guesses Mr. and the noun behind
    it shows the guess to be wrong.

    ## Known false alarms
    None known; nouns behind a second name or a verb are not looked at.

    ## Example
    Bad: The driver, Mr. Sato, a 45-year-old woman, was not hurt.
    Good: The driver, Ms. Sato, a 45-year-old woman, was not hurt.
    """

    code = "REF005"
    name = "title-against-noun"
    severity = Severity.ERROR
    triggers = ("mr. ", "mr ", *(f"{before}{title} " for before in ' \n"(' for title in ("ms", "ms.", "mrs", "mrs.")))
    pattern = (
        r"\b(?:(?P<man>mr\.?) [^\W\d_][\w'-]*(?: [^\W\d_][\w'-]+)?,? "
        rf"(?:\((?:a )?|(?<=, )an? )(?:\d\d?[ -]year[ -]old )?(?:\w+ )?(?P<she>{_WOMAN})\b(?!'s)"
        r"|(?P<lady>mr?s\.?) [^\W\d_][\w'-]*(?: [^\W\d_][\w'-]+)?,? "
        rf"(?:\((?:a )?|(?<=, )an? )(?:\d\d?[ -]year[ -]old )?(?:\w+ )?(?P<he>{_MAN})\b(?!'s)"
        r"|her husband,? (?P<wife>mr?s\.?) [^\W\d_]|his wife,? (?P<husband>mr\.?) [^\W\d_])"
    )
    reach = 70
    message = "The title and the noun contradict each other: the source's title does not tell men from women."

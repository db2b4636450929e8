"""PHR010."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class JapaneseKoreanFormula(CalqueRule):
    """News formula of Japanese or Korean, translated word for word.

    ## What it does
    Finds formulas such as "this is reporter", "on the last 9th", "netizens who encountered the news", "CEO" for a party
    leader, "new corona".

    ## Why it is an artifact
    Titles, dates without a month and the sign-offs of reporters have no counterpart in English, so each is translated
    by its parts.

    ## Known false alarms
    Fan sites that write about Korean stars in this style.

    ## Example
    Bad: The singer was questioned on the last 9th.
    Good: The singer was questioned last week, on the 9th.
    """

    code = "PHR010"
    name = "japanese-korean-formula"
    severity = Severity.WARNING
    lexicon = "japanese_korean_formulas"
    message = "A news formula of Japanese or Korean, translated word for word ({note})."
    quoted = "info"

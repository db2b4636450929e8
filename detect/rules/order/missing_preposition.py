"""ORD003."""

from detect.finding import Severity
from detect.rules.base import PatternRule

_NOT_BETWEEN = (
    "of|with|for|in|by|who|whom|that|which|and|or|but|as|on|at|from|because|after|before|when|have|has|had|is|was|are|"
    "were|been|be|trying|allowed|seeking|failed|opted|decided|want|wants|wanted"
)


class MissingPreposition(PatternRule):
    """Verb with the complement of another language: "accuses the government not to act", "said him that".

    ## What it does
    Finds "accuse X to do" (English: of doing), "prevent him to do" (from doing), and "said him that", "explained us
    how", "suggested me to" (to him, to us).

    ## Why it is an artifact
    German "wirft der Regierung vor, nicht zu ...", French "accuse X de faire", "empêcher de", Spanish "le dijo que"
    keep their frame: the engine translates the infinitive or the bare dative word for word.

    ## Known false alarms
    Second-language writers. An infinitive of purpose behind the object ("stopped the car to look") is only looked for
    behind pronouns.

    ## Example
    Bad: The union accuses the government not to act.
    Good: The union accuses the government of not acting.
    """

    code = "ORD003"
    name = "foreign-verb-frame"
    severity = Severity.WARNING
    quoted = "info"
    triggers = (
        "accuse ", "accuses ", "accused ", "accusing ", "prevent ", "prevents ", "prevented ", "preventing ",
        "said him ", "said me ", "said us ", "said them ", "explained me ", "explained him ", "explained us ",
        "explained them ", "explain me ", "explain us ", "suggested me ", "suggested him ", "suggested them ",
        "suggested us ", "announced him ", "announced us ", "mentioned me ", "mentioned us ",
    )  # fmt: skip
    pattern = (
        rf"\b(?:accus(?:e|es|ed|ing) (?!to\b)(?:(?!(?:{_NOT_BETWEEN})\b)[a-z'-]+ ){{1,4}}(?:not )?to "
        r"(?!the\b|an?\b|his\b|her\b|their\b|its\b|court\b|jail\b|prison\b|police\b|death\b|date\b|answer\b|face\b|justice\b)"
        r"[a-z]+"
        r"|prevent(?:s|ed|ing)? (?:him|her|them|us|me|people|everyone) to [a-z]+"
        r"|(?:said|explain(?:ed)?|announced|mentioned) (?:him|me|us|them) (?:that|how|why|what|to)\b"
        r"|suggested (?:him|me|us|them) (?:that\b|to\b"
        r"(?! (?:him|her|them|us|me|you|the|an?|his|their|my|our|your|its|be)\b)))"
    )
    message = "The verb has the complement of another language: an infinitive or object was translated word for word."
    reach = 60

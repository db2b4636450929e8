"""PHR004."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class SpanishCalque(CalqueRule):
    """Spanish idiom or false cognate, translated word for word.

    ## What it does
    Finds Spanish set phrases in English words: "in declarations to", "on his social networks", "the consistory",
    "of diverse consideration", verbs of saying such as "he sentenced".

    ## Why it is an artifact
    Spanish news has a fixed stock of such phrases; translated word for word they exist nowhere in English.

    ## Known false alarms
    A speech or report from Latin America in the English of its author.

    ## Example
    Bad: The singer announced it on her social networks.
    Good: The singer announced it on social media, where she has a network of fans.
    """

    code = "PHR004"
    name = "spanish-calque"
    severity = Severity.WARNING
    lexicon = "spanish_calques"
    message = "A Spanish phrase, translated word for word ({note})."
    quoted = "info"

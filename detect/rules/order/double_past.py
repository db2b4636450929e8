"""ORD002."""

from detect.finding import Severity
from detect.rules.base import PatternRule

# Past forms that are not also the base form, and that do not stand behind "did" as an adjective ("get paid").
_PAST = "|".join(
    """went came took gave became knew thought told saw wrote spoke began wanted said meant found understood felt made
    brought bought kept held stood ran drove ate fell grew broke chose drank flew forgot rose sang wore won tried
    decided happened managed received agreed answered responded expected asked called started stopped worked helped
    allowed believed considered confirmed denied explained mentioned announced lived moved played talked opened looked
    died killed offered returned reached appeared described claimed demanded""".split()
)


class DoublePast(PatternRule):
    """Past tense marked twice: "did not went", "What did she said?".

    ## What it does
    Finds "did not" with a past form behind it, and questions with "did", a short subject and a past form.

    ## Why it is an artifact
    Source languages ask and negate without an auxiliary; an engine that adds "did" and translates the verb on its own
    keeps the verb's tense.

    ## Known false alarms
    Relative clauses that end before the verb (those who did not, said ...), if their comma is missing.

    ## Example
    Bad: What did the mayor said to the protesters?
    Good: What did the mayor say to the protesters?
    """

    code = "ORD002"
    name = "double-past"
    severity = Severity.ERROR
    quoted = "info"
    triggers = ("did not ", "didn't ", "what did ", "when did ", "where did ", "why did ", "how did ", "who did ",
                "which did ", "does not ", "doesn't ")  # fmt: skip
    pattern = (
        rf"(?:(?<!what )(?<!who )(?<!that )\b(?P<aux>d(?:id|oes)(?: not|n't)) (?:{_PAST})(?! to\b)\b"
        rf"|\b(?:what|when|where|why|how|who|which) did (?!you\b|they\b|think|say)(?:the )?"
        rf"(?:(?!who\b|that\b|which\b)[a-z][a-z.'-]* ){{1,3}}"
        rf"(?:{_PAST})\b(?=[^.!?\n]{{0,60}}\?))"
    )
    message = "“Did” already carries the past tense: the source has no such auxiliary and its verb was put in the past."
    reach = 120

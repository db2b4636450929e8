"""ENC006."""

from detect.finding import Severity
from detect.rules.base import PatternRule


class TemplateResidue(PatternRule):
    """Placeholder of a template that was not filled in ("{{title}}", "%s").

    ## What it does
    Finds template variables ("{{item.date}}", "{% if %}", "${name}", "<%= title %>"), format codes ("%1$s") and values
    such as "[object Object]" and "lorem ipsum".

    ## Why it is an artifact
    The page builds this part in the browser or from a template; the crawler took the template instead of its result.

    ## Known false alarms
    Articles that explain templates.

    ## Example
    Bad: Published {{item.group_date}} by %1$s
    Good: Published on Monday by the city
    """

    code = "ENC006"
    name = "template-residue"
    severity = Severity.WARNING
    in_boilerplate = True
    triggers = (
        "{{",
        "{%",
        "${",
        "<%",
        "%1$s",
        "%2$s",
        " %s ",
        "[object object]",
        "lorem ipsum dolor",
        "#{",
        "@@",
        "{0}",
    )
    pattern = (
        r"\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}|[$#]\{[^{}\n]{1,80}\}|<%[^<>\n]{1,80}%>|%\d\$s| (?P<at>%s) "
        r"|\[object object\]|lorem ipsum dolor|@@[a-z_]{2,40}@@|\{0\}"
    )
    anchored = True
    reach = 90
    message = "A placeholder of the page's template was not filled in."

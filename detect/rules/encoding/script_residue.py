"""ENC007."""

from detect.finding import Severity
from detect.rules.base import PatternRule


class ScriptResidue(PatternRule):
    """JavaScript or CSS left in the text.

    ## What it does
    Finds statements of scripts ("function() {", "document.write(", "googletag.cmd.push") and of style sheets
    ("font-family:", "{margin:0;", "!important").

    ## Why it is an artifact
    Extraction took the content of script and style elements, or of attributes, for text.

    ## Known false alarms
    Articles about programming.

    ## Example
    Bad: The council met. (adsbygoogle = window.adsbygoogle || []).push({});
    Good: The council met. The document was pushed through the window.
    """

    code = "ENC007"
    name = "script-residue"
    severity = Severity.WARNING
    in_boilerplate = True
    triggers = (
        "function(",
        "function (",
        "document.",
        "window.",
        "googletag",
        "adsbygoogle",
        ".push(",
        "font-family:",
        "font-size:",
        "!important",
        "display:",
        "margin:",
        "padding:",
        "px;",
        "var ",
        "@media ",
    )
    pattern = (
        r"\bfunction ?\([\w, ]{0,60}\) ?\{|\bdocument\.(?:write|getelement\w*|queryselector\w*|createelement|"
        r"location|cookie)\b"
        r"|\bwindow\.(?:location|onload|addeventlistener|_?\w{2,30} ?(?:=|\(|\|\|))|\bgoogletag\.|\badsbygoogle\b"
        r"|\.push\([\[{(]|\bfont-(?:family|size): ?[\w'\"]|(?:(?<=[\w%])|(?<=[\w%] ))!important\b"
        r"|(?:(?<=[{;\"])|(?<=[{;\"] ))(?:display|margin|padding): ?[\w-]+|(?<=\d)px;"
        r"|\bvar [a-z_$][\w$]{0,30} ?= ?[\w'\"\[{(]|@media (?:screen|only|all|print|\()"
    )
    anchored = True
    reach = 70
    message = "Program code or style rules of the page stand in the text."

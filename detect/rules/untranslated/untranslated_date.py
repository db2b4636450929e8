"""UNT005."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules._verbatim import in_post
from detect.rules.base import PatternRule

_ENGLISH = "January February March April May June July August September October November December".split()
_MONTHS = {
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "German": "januar februar märz april mai juni juli august september oktober november dezember",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    "Polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "Czech": "ledna února března dubna května června července srpna září října listopadu prosince",
    "Turkish": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "Swedish": "januari februari mars april maj juni juli augusti september oktober november december",
    "Danish": "januar februar marts april maj juni juli august september oktober november december",
    "Romanian": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "Croatian": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "Indonesian": "januari februari maret april mei juni juli agustus september oktober november desember",
    "Finnish": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta "
    "lokakuuta marraskuuta joulukuuta",
    "Hungarian": "január február március április május június július augusztus szeptember október november december",
}
_CODES = dict(zip(_MONTHS, "fr es de it pt nl pl cs tr sv da ro hr id fi hu".split(), strict=True))
# The first language that has a form gives it its name; forms that are English words or months are left out.
_NAMES: dict[str, tuple[str, str]] = {}
for _language, _words in _MONTHS.items():
    for _number, _word in enumerate(_words.split()):
        if _word not in ("mars", "mart", "april", "august", "september", "november", "december"):
            _NAMES.setdefault(_word, (_language, _ENGLISH[_number]))

_LINKS = (" ", ". ", " de ")  # before short names, which begin English words ("mai", "main")


class UntranslatedDate(PatternRule):
    """Date with the month in another language ("12 janvier 2024").

    ## What it does
    Finds a day before, or a year behind, the name of a month in one of sixteen languages.

    ## Why it is an artifact
    Datelines and time stamps come from the template of the source page and are often not sent to translation.

    ## Known false alarms
    A post that is embedded in its own language is an `info`. Streets and movements named for a date
    ("Avenida 9 de Julio") are left alone, as are names such as Mayo or Julio without a number beside
    them.

    ## Example
    Bad: Published 12 janvier 2024 by the editors.
    Good: Published 12 January 2024 by the editors.
    """

    code = "UNT005"
    name = "untranslated-date"
    severity = Severity.WARNING
    quoted = "info"
    in_boilerplate = True
    triggers = (
        *(f" {month}" for month in sorted(_NAMES) if len(month) > 4),
        *(
            f"{digit}{link}{month}"
            for month in sorted(_NAMES)
            if len(month) < 5
            for digit in range(10)
            for link in _LINKS
        ),
    )
    pattern = (
        r"(?<![\d.,:/-])(?P<day>[0-3]?\d)(?:er|\.|º)? (?P<of>de )?"
        rf"(?P<month>{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?![\w'-])(?:,? (?:de |"
        rf"del )?(?P<year>(?:19|20)\d\d)\b)?"
    )
    reach = 16
    message = "The month was left in another language."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not for a street or movement: "9 de Julio" without a year, or a number before the surname Mayo."""
        if not 1 <= int(match["day"]) <= 31:
            return False
        capital = document.text[match.start("month")].isupper()
        german = _NAMES[match["month"]][0] in ("German", "Turkish", "Danish", "Indonesian")
        return bool(match["year"]) or not capital or (german and not match["of"])

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        language, month = _NAMES[match["month"]]
        day = int(match["day"])
        suggestion = f"{month} {day}" + (f", {match['year']}" if match["year"] else "")
        message = f"The month was left in {language}."
        severity = Severity.INFO if in_post(document, *match.span()) else None  # posts stay in their own language
        return self.finding(document, *match.span(), message, suggestion, severity, _CODES[language])

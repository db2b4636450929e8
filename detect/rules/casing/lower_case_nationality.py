"""CAS003."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.casing._cased import LowerCaseRule

_WORDS = """
african american arab argentine asian australian austrian belarusian belgian brazilian british bulgarian canadian
catalan chilean chinese colombian croatian cuban czech danish dutch egyptian english estonian ethiopian european
filipino finnish french georgian german greek hungarian icelandic indian indonesian iranian iraqi irish israeli italian
japanese jewish korean kurdish latvian lebanese libyan lithuanian malaysian mexican moroccan muslim nigerian norwegian
pakistani palestinian parisian persian peruvian portuguese romanian russian saudi scottish serbian slovak slovenian
somali soviet spanish sudanese swedish swiss syrian taiwanese thai tunisian turkish ukrainian venezuelan vietnamese
welsh yemeni""".split()
_COMMON = """
fries toast doors door windows kiss kisses press presses bulldog bulldogs manicure cuff cuffs dressing braid
braids horn shepherd shepherds measles oven ovens roulette delight bath baths coffee pastry muffin muffins setter wax
blowout style letter letters numerals salad yogurt yoghurt pepper onion onions omelette cheese sprouts lentils summer
ink giant""".split()


class LowerCaseNationality(LowerCaseRule):
    """Nationality, language or faith in lower case ("the french president").

    ## What it does
    Finds adjectives of nationality, language and religion in lower case before another word, in texts that use capitals
    otherwise.

    ## Why it is an artifact
    Nearly all languages of Europe write such adjectives small; the case of the source word was kept.

    ## Known false alarms
    Dishes, dogs and furniture that lost their capital ("french fries", "german shepherd") are left alone.

    ## Example
    Bad: The french president met the german delegation.
    Good: The French president met the German delegation.
    """

    code = "CAS003"
    name = "lower-case-nationality"
    severity = Severity.WARNING
    quoted = "info"
    triggers = tuple(f" {word} " for word in _WORDS)
    subject = "text"
    pattern = rf" (?P<at>{'|'.join(_WORDS)}) (?!(?:{'|'.join(_COMMON)})\b)(?=[a-z]{{3,}})"
    anchored = True
    reach = 16
    message = "Nationalities have a capital in English; the case of the source word was kept."

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        return self.finding(document, *match.span("at"), self.message, match["at"].capitalize())

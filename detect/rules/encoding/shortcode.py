"""ENC004."""

from detect.finding import Severity
from detect.rules.base import PatternRule

_CODES = (
    r"ad_\d|ads?|adinserter|caption|gallery|embed|see_also|youtube|audio|playlist|contact-form\w*|wp\w+|vc_\w+|"
    r"et_pb_\w+|"
    r"su_\w+|fusion_\w+|tribe_\w+|mc4wp_\w+|amp-\w+|rev_slider|shortcode\w*|read_more|readmore|related_\w+|posts?_\w+|"
    r"widget\w*|newsletter\w*|button|column|row|tabs?|toggle|spoiler|dropcap|pullquote|blockquote|infobox|"
    r"advertisement|sg_popup|elementor-\w+|show_\w+|get_\w+"
)
_BARE = ("ad_1", "ad_2", "ad_3", "adinserter", "gallery", "caption", "youtube", "read_more", "playlist", "rev_slider")


class Shortcode(PatternRule):
    """Shortcode of a publishing system left in the text ("[ad_1]", "[caption id=...]").

    ## What it does
    Finds shortcodes of WordPress and its page builders in square brackets.

    ## Why it is an artifact
    Scrapers copy a post before the publishing system has replaced its codes, or plug-ins that translate and republish
    posts add their own: [ad_1] and [ad_2] stand around the body of a republished feed item.

    ## Known false alarms
    None known: words that an editor puts in brackets ("[sic]", "[image via ...]") are no codes.

    ## Example
    Bad: [ad_1] The council met on Monday. [ad_2]
    Good: The council [of ministers] met on Monday.
    """

    code = "ENC004"
    name = "shortcode-residue"
    severity = Severity.WARNING
    in_boilerplate = True
    triggers = (
        *(f"[{code}]" for code in _BARE),
        *(
            f"[{code}"
            for code in ("ad_", "caption ", "gallery ", "embed", "see_also", "youtube ", "audio ", "contact-form")
        ),
        *(f"[{code}" for code in ("wp", "vc_", "et_pb_", "su_", "fusion_", "mc4wp_", "amp-", "rev_slider", "sg_popup")),
        *(
            f"[{code}"
            for code in ("elementor-", "show_", "get_", "related_", "post_", "posts_", "tribe_", "ads ", "button ")
        ),
        *(f"[/{letter}" for letter in "acegvwsfbrtdpi"),
    )
    pattern = (
        rf"\[(?:{'|'.join(_BARE)})\]|\[/(?:{_CODES})\]|\[(?:{_CODES})(?:=[^\]\n]{{1,80}}| [\w-]+ ?=[^\]\n]{{1,200}})\]"
        r"|\[see_also\b[^\]\n]{0,100}\]|\[embed(?: [\w-]+=[^\]\n]{1,100})?\]"
        r"|\[(?:vc|et_pb|su|fusion|mc4wp|tribe)_\w+(?: [^\]\n]{0,200})?\]"
    )
    anchored = True
    reach = 220
    message = "A shortcode of the publishing system was left in the text."

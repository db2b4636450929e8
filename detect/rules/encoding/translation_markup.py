"""ENC050."""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule


class TranslationMarkup(Rule):
    """Mark of a translation tool in the page.

    ## What it does
    Looks at the HTML of a page, where there is one, for what tools write into pages they translate: Google's
    `machine-translated-from` link, `x-mtfrom` language tag and `X-Translated-By`, the counts of the Transposh
    plug-in, the
    class Chrome sets, the attributes of Microsoft Translator, the proxy addresses of Google, Microsoft and Yandex,
    GTranslate
    serving another language than the site's own, Weglot's mark, and the `font` elements Google Translate wraps
    sentences in.
    The finding stands at the start of the text, with the tag in its message. It settles the label: the article is
    `machine_translated`, with a probability of at least 0.999, whatever the model says.

    ## Why it is an artifact
    The tools add these marks only to what they translated. That a site offers its pages in other languages (a widget,
    `hreflang` links, a language switcher, WPML, TranslatePress) says nothing of the page at hand and is not flagged.

    ## Known false alarms
    A human may have corrected the translation afterwards; Transposh and Weglot let their users do that.

    ## Example
    Bad: <html lang="en-x-mtfrom-de"><p>The council decides tomorrow over the new bridge, so the mayor.</p></html>
    Good: <html lang="en"><p>The council will decide on the new bridge tomorrow, the mayor said.</p></html>

    ## Source
    Google, "Translation API Markup"; the tag filters of warc2text (bitextor); the source of Transposh.
    """

    code = "ENC050"
    name = "translation-markup"
    severity = Severity.WARNING
    needs = staticmethod(attrgetter("traces"))
    in_boilerplate = True
    decisive = True

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """One finding for every trace of the page."""
        for trace in document.traces:
            yield self.finding(document, 0, 0, f"The page {trace.meaning}: {trace.tag}")

"""What translation tools leave in a page.

Only what says that *this* page is a machine translation counts. That a site offers its pages in other languages says
nothing of the page at hand, so these are no traces: a widget of Google Translate or GTranslate, ``hreflang`` links, a
language switcher, class names of WPML, Polylang or TranslatePress (all of which stand on the original page too, and
often carry human translations), a ``notranslate`` mark.

Sources: Google's markup for machine-translated pages (``x-mtfrom``, ``machine-translated-from``; Cloud Translation API,
"Translation API Markup"), the filter list of bitextor's warc2text, the source of the Transposh plug-in, and what
Chrome, Edge, translate.goog and Weglot write into pages they translate.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from detect.article import Trace

_LONGEST_TAG = 200
_GOOGLE_FONT = '<font style="vertical-align: inherit;"><font style="vertical-align: inherit;">'
_LEAST_SHARE = 0.3
"""Share of the text that must bear a translator's marks: one translated quotation or comment does not count."""
_MACHINES = re.compile(
    r"google|deepl|bing|microsoft|yandex|baidu|chatgpt|openai|\bgpt|\bai\b|machine|automatic|papago|reverso|systran",
    re.IGNORECASE,
)
_SERVICES = {
    "translate.googleusercontent.com": "Google Translate",
    "translate.google.com": "Google Translate",
    "www.microsofttranslator.com": "Microsoft Translator",
    "www.translatoruser-int.com": "Microsoft Translator",
    "translated.turbopages.org": "Yandex Translate",
}
_GTRANSLATE = re.compile(r"gtranslatesettings\s*=\s*(?:window\.gtranslatesettings\s*\|\|\s*)?(\{[^{}]{0,4000}\})")
_HINTS = ("transl", "-x-mtfrom-", "_msttexthash", "vertical-align: inherit", "turbopages")
"""At least one of these stands in every page that has a trace; most pages have none and are done."""


def find_traces(tree: Any, html: str, text: str, url: str | None) -> tuple[Trace, ...]:
    """Every trace of machine translation in a page, in a fixed order, no two of the same tag.

    Parameters
    ----------
    tree : resiliparse.parse.html.HTMLTree
    html : str
        The page, in lower case.
    text : str
        Its main text.
    url : str or None
        Its address.
    """
    if not any(hint in html for hint in _HINTS) and not (url and _service(url)):
        return ()
    found: dict[str, Trace] = {}
    for trace in (
        *_in_head(tree),
        *_in_root(tree),
        *_in_address(tree, url),
        *_in_script(tree, html),
        *_in_text(tree, html, text),
    ):
        found.setdefault(trace.tag, trace)
    return tuple(found.values())


def _in_head(tree: Any) -> Iterator[Trace]:
    document = tree.document
    for element in document.query_selector_all('meta[name="translation-stats" i]'):
        if _translated_by_machine(element.getattr("content") or ""):
            yield Trace(_tag(element), "was translated by the Transposh plug-in, at least in part by machine")
    for element in document.query_selector_all('link[rel~="machine-translated-from" i]'):
        origin = element.getattr("hreflang")
        yield Trace(_tag(element), "names the page it was machine-translated from" + (f" ({origin})" if origin else ""))
    for element in document.query_selector_all('meta[http-equiv="X-Translated-By" i]'):
        yield Trace(_tag(element), f"was translated by {element.getattr('content') or 'a translation service'}")
    for element in document.query_selector_all('meta[name="translator" i]'):
        if _MACHINES.search(element.getattr("content") or ""):
            yield Trace(_tag(element), "names a machine as its translator")


def _translated_by_machine(stats: str) -> bool:
    """Whether Transposh counted phrases it translated itself; on the original page all its counts are null."""
    try:
        counts = json.loads(stats)
        return int(counts.get("translated_phrases") or 0) > int(counts.get("human_translated_phrases") or 0)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False


def _in_root(tree: Any) -> Iterator[Trace]:
    for element in tree.document.query_selector_all("html, body, main, article"):
        if "-x-mtfrom-" in (element.getattr("lang") or "").lower():
            yield Trace(_tag(element), "declares itself machine-translated in its language tag")
        if element.tag == "html" and {"translated-ltr", "translated-rtl"} & set((element.class_name or "").split()):
            yield Trace(_tag(element), "was saved after Google Translate had translated it")
        if element.tag == "html" and element.getattr("data-wg-translated"):
            yield Trace(_tag(element), "was translated by Weglot, which translates by machine unless someone edits it")


def _in_address(tree: Any, url: str | None) -> Iterator[Trace]:
    if url and (service := _service(url)):
        yield Trace(url[:_LONGEST_TAG], f"has an address of {service}")
        return
    for element in tree.document.query_selector_all('link[rel="canonical" i], meta[property="og:url" i], base[href]'):
        if service := _service(element.getattr("href") or element.getattr("content") or ""):
            yield Trace(_tag(element), f"was written out by {service}")


def _service(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if host.endswith(".translate.goog"):
        return "Google Translate"
    if host == "translate.google.com" and not parts.query:
        return None  # the service's own front page
    return _SERVICES.get(host)


def _in_script(tree: Any, html: str) -> Iterator[Trace]:
    for element in tree.document.query_selector_all('script[src*="translate_http"], link[href*="translate_http"]'):
        yield Trace(_tag(element), "was sent through the Google Translate proxy, which adds this")
        break
    if "gtranslatesettings" not in html:
        return
    root = tree.document.query_selector("html")
    shown = ((root and root.getattr("lang")) or "").split("-")[0].lower()
    for found in _GTRANSLATE.finditer(html):
        try:
            settings = json.loads(found[1])
        except (ValueError, RecursionError):
            continue
        original = str(settings.get("default_language", "")).split("-")[0].lower()
        # With other structures the browser translates, and the page as it was sent is the original.
        by_server = settings.get("url_structure") in ("sub_directory", "sub_domain")
        if by_server and shown and original and shown != original:
            tag = f'gtranslateSettings = {{"default_language": "{original}"}} under <html lang="{shown}">'
            yield Trace(tag, "was translated by GTranslate")
            break


def _in_text(tree: Any, html: str, text: str) -> Iterator[Trace]:
    marks = (
        ("_msttexthash", "[_msttexthash]", "was translated by Microsoft Translator, which marks what it translates"),
        (
            "vertical-align:",
            'font[style*="vertical-align: inherit"] > font[style*="vertical-align: inherit"]',
            "was translated by Google Translate, which wraps every sentence like this",
        ),
    )
    for hint, selector, meaning in marks:
        if hint not in html:
            continue
        elements = tree.document.query_selector_all(selector)
        pieces = {piece for element in elements if (piece := " ".join(element.text.split()))}
        flat = " ".join(text.split())
        if flat and sum(len(piece) for piece in pieces if piece in flat) >= _LEAST_SHARE * len(flat):
            first = next(element for element in elements if " ".join(element.text.split()) in pieces)
            yield Trace(_GOOGLE_FONT if hint == "vertical-align:" else _tag(first), meaning)


def _tag(element: Any) -> str:
    """The opening tag of an element, shortened."""
    opening = str(element.clone_node(False).html).split("</")[0].strip()
    return opening if len(opening) <= _LONGEST_TAG else opening[: _LONGEST_TAG - 1] + "…"

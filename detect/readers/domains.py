"""The registered domain of a web address, from the Public Suffix List that ships with ``publicsuffixlist``."""

import re
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

_IP = re.compile(r"[\d.]+|\[?[\da-f:.]*:[\da-f:.]*\]?")
_HOST = re.compile(r"[^\s/?#@:\\]+")


@cache
def _suffixes() -> Any:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()  # 50 ms, so only once a web address is met; reads the list in the package


def registered_domain(url: str) -> str | None:
    """The domain registered for the host of `url`, in lower case: ``https://www.bbc.co.uk/x`` -> ``bbc.co.uk``.

    The Public Suffix List (https://publicsuffix.org) is used with its private part, so every blog under
    ``blogspot.com`` is a source of its own. The scheme may be missing. A host that is an IP address, a bare name or a
    public suffix itself is given as it is; None if there is no host at all.
    """
    address = url.strip()
    if "://" not in address and not address.startswith("//"):
        address = "//" + address
    try:
        host = urlsplit(address).hostname
    except ValueError:  # a bracket out of place
        return None
    return _domain(host.rstrip(".")) if host else None


@lru_cache(maxsize=65_536)
def _domain(host: str) -> str | None:
    if _IP.fullmatch(host):
        return host
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii").lower()  # one spelling for bücher.de and xn--bcher-kva.de
    if not _HOST.fullmatch(host):
        return None
    return _suffixes().privatesuffix(host) or host

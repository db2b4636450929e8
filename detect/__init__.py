"""artifact-detect: finds, places and scores translation artifacts and boilerplate in news text."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Article", "Document", "Finding", "Scorer", "Severity", "__version__"]

if TYPE_CHECKING:
    from detect.article import Article
    from detect.document import Document
    from detect.finding import Finding, Severity
    from detect.scorer import Scorer

_HOMES = {
    "Article": "detect.article",
    "Document": "detect.document",
    "Finding": "detect.finding",
    "Severity": "detect.finding",
    "Scorer": "detect.scorer",
}


def __getattr__(name: str) -> Any:
    """Import the public names at first use, so that ``detect --help`` never pays for numpy."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'detect' has no attribute {name!r}")

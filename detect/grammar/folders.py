"""Where LanguageTool and what it said are kept: the user's cache folder."""

import os
import sys
from pathlib import Path

VARIABLE = "ARTIFACT_DETECT_CACHE"
"""Environment variable that names another folder."""


def cache_folder() -> Path:
    """The cache folder of this program: ``~/.cache/artifact-detect`` or what the system has for that."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "artifact-detect"


def install_folder() -> Path:
    """Where ``detect grammar setup`` puts LanguageTool."""
    return cache_folder() / "languagetool"


def sentence_cache_file() -> Path:
    """The file of `detect.grammar.cache.SentenceCache`."""
    return cache_folder() / "sentences.sqlite"

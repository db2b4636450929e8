"""Grammar by a real LanguageTool: installed once, run as a server of its own, asked sentence by sentence.

`install` puts LanguageTool into the user's cache folder, `server` starts one there and keeps it alive, `client` asks it
about many sentences at once, `cache` remembers what it said, and `check` turns that into findings of the ``GRM`` rules.
Nothing here is imported by ``--profile fast``.
"""

from detect.errors import DetectError


class GrammarError(DetectError):
    """LanguageTool is missing, does not start or does not answer."""

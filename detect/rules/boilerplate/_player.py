"""What a player notice looks like after it went through a translator; read by the BPL and the PHR rule."""

import re

DAMAGED = re.compile(
    r"\b(?:activate|activating|authori[sz]e|unlock|admit|permit)\s+(?:the\s+)?(?:javascript|java script)\b"
    r"|\bconsider(?:ing)?\s+(?:(?:go|pass|mov|transition|navigat|mak|turn|tak|chang|improv|access|enter|pay)ing|"
    r"the\s+(?:update|passage|transition|upgrade))\s+(?:[a-z]+\s+){1,4}?(?:web\s+)?browser\b"
    r"|\bgoing\s+to\s+(?:a|the)\s+(?:web\s+)?browser\b"
    r"|\bbrowser\s+(?:which|that|who)\s+(?:bears|carries|backs|sustains|stands|endures)\b[^\n]{0,30}"
    r"|\bvideo\s+(?:html5|html\s5)\b|\bjavascript\s+(?:to\s+)?(?:activate|enable|switch)\s+and\s+consider\b"
)
"""Over folded text. The original: "enable JavaScript, and consider upgrading to a web browser that supports HTML5"."""

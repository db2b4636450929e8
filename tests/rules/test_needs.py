"""Rules that run only where a text has what they work on."""

from hypothesis import given
from hypothesis import strategies as st

from detect.document import Document
from detect.rules import select_rules

NEEDING = [rule for rule in select_rules() if rule.profile == "fast" and type(rule).needs is not None]
PIECES = (
    "“", "”", "«", "»", "„", "‟", '"', "'", " ", "\n", "Share", "Subscribe", "Home", "the day", "The",
    "The mayor said.",
    "sріnner",
    "Привет, как дела", "μm", "K", "é", "…", ".", "going through going through it",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_a_rule_finds_nothing_where_what_it_needs_is_missing(text: str) -> None:
    for rule in NEEDING:
        needs = type(rule).needs
        assert needs is not None
        if not needs(Document(text)):
            assert list(rule.check(Document(text), ())) == [], rule.code

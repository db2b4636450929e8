"""The sentence with the artifact marked, whatever is in it and however narrow the terminal is."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from detect.check.verdict import Problem
from detect.finding import Severity
from detect.reports.check_text import preview

parts = st.text(st.characters(codec="utf-8"), max_size=80)


def _shown(before: str, matched: str, after: str, width: int, suggestion: str | None = None) -> tuple[str, str]:
    from detect.finding import Finding

    sentence = before + matched + after
    mark = (len(before), len(before) + len(matched))
    finding = Finding(*mark, "NUM001", "name", matched, Severity.ERROR, "message", suggestion)
    problem = Problem("NUM001", "name", Severity.ERROR, "message", "0", finding, sentence=sentence, mark=mark)
    line, carets = preview(problem, width, "red")
    return line.plain, carets.plain


@given(before=parts, matched=parts.filter(bool), after=parts, width=st.integers(20, 130))
def test_it_fits_and_the_marks_are_under_the_artifact(before: str, matched: str, after: str, width: int) -> None:
    line, carets = _shown(before, matched, after, width)
    assert cell_len(line) <= width
    assert cell_len(carets) <= width
    assert "\n" not in line
    assert "\x1b" not in line
    assert set(carets.strip()) == {"^"}


def test_what_is_cut_says_so() -> None:
    line, carets = _shown("word " * 40, "300.00", " word" * 40, 60)
    assert (line[0], line[-1]) == ("…", "…")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "300.00"
    assert 50 <= len(line) <= 60


def test_the_suggestion_stands_beside_the_marks() -> None:
    assert _shown("a ", "300.00", " b", 60, "300,000")[1] == "  ^^^^^^ 300,000"
    assert _shown("a ", "[ad_1]", " b", 60, "")[1] == "  ^^^^^^ (leave out)"

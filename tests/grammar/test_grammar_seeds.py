"""Grammar in the articles the project started from, where they are at hand (``../shared/seeds``)."""

from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the five seed articles are not beside this checkout")


def text_of(name: str) -> str:
    [path] = SEEDS.glob(f"{name}_*.txt")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "rule", "part"), [("000", "GRM008", "fentany"), ("003", "GRM002", "said")])
def test_machine_translations_have_findings(grammar_findings, name: str, rule: str, part: str) -> None:
    assert (rule, part) in {(item.rule, item.text) for item in grammar_findings(text_of(name))}


def test_the_clean_article_has_none_above_info(grammar_findings) -> None:
    assert {str(item.severity) for item in grammar_findings(text_of("004"))} <= {"info"}

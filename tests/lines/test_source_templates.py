"""Templates of sources: exact, whatever the order and whatever else is read."""

import random
from pathlib import Path

import pytest

from detect import Article, Scorer
from detect.article import BadRecord
from detect.errors import UsageError
from detect.lines.templates import learn, line_key, read_templates, write_templates
from detect.scorer import Settings

FOOT = "The Valley Tribune is printed by its readers’ cooperative."


def _articles(number: int = 12, source: str = "valley") -> list[Article]:
    return [
        Article(
            f"{source}-{index}",
            f"Story {'abcdefghijklmnopqrstuvwxyz'[index]} is about a thing of its own kind and nothing else at all.\n"
            f"A second line of story {index * index} says more.\n• {index + 3} of our readers like this\n{FOOT}",
            source=source,
        )
        for index in range(number)
    ]


def test_what_many_articles_share_is_the_template() -> None:
    found = learn(_articles)
    assert [(line.text, line.articles) for line in found.lines["valley"]] == [
        ("A second line of story 0 says more.", 12),
        (FOOT, 12),
        ("• 3 of our readers like this", 12),
    ]


def test_numbers_and_typography_make_no_difference() -> None:
    assert line_key("• 12 of our readers like this") == line_key("3,400 of  our readers like this")
    assert line_key("12") == line_key("---") == ""


def test_too_few_articles_make_no_template() -> None:
    assert learn(lambda: _articles(4)).lines == {}
    assert learn(lambda: _articles(4), least_articles=3).lines.keys() == {"valley"}


def test_a_share_is_needed_too() -> None:
    rare = [
        Article(f"r{n}", f"Quite another story called {'abcdefghij'[n % 10] * (n + 2)} stands here alone.", "valley")
        for n in range(200)
    ]
    assert learn(lambda: [*_articles(), *rare]).lines == {}


def test_an_article_that_comes_again_counts_once() -> None:
    assert learn(lambda: _articles(2) * 20).lines == {}


def test_the_order_and_other_sources_do_not_matter() -> None:
    bad = BadRecord("x", None, "bad-json", "No.", "x:1")
    mixed = [*_articles(), *_articles(9, "harbour"), bad, Article("y", "A\nB")]
    shuffled = random.Random(1).sample(mixed, len(mixed))
    one, other = learn(lambda: mixed), learn(lambda: shuffled)
    assert one.keys() == other.keys()
    assert one.keys()["valley"] == learn(_articles).keys()["valley"]
    assert one.articles == {"harbour": 9, "valley": 12}


def test_it_comes_back_from_a_file(tmp_path: Path) -> None:
    found = learn(_articles)
    write_templates(found, tmp_path / "t.json")
    assert read_templates(tmp_path / "t.json") == found
    assert [path.name for path in tmp_path.iterdir()] == ["t.json"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 9}', '{"format": 1, "sources": 3}'])
def test_another_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "t.json").write_text(content)
    with pytest.raises(UsageError, match=r"t\.json"):
        read_templates(tmp_path / "t.json")


def test_the_scorer_marks_them_in_their_source_alone(tmp_path: Path) -> None:
    write_templates(learn(_articles), tmp_path / "t.json")
    scorer = Scorer(Settings(templates=str(tmp_path / "t.json")))
    text = f"The council voted on Tuesday to repair the bridge over the river before the winter.\n{FOOT}"
    own, foreign, nameless = scorer.score_batch(
        [Article("a", text, "valley"), Article("b", text, "x"), Article("c", text)]
    )
    assert [item.text for item in own.findings if item.rule == "BPL017"] == [FOOT]
    assert not [item for item in (*foreign.findings, *nameless.findings) if item.rule == "BPL017"]
    assert own.scores.boilerplate > foreign.scores.boilerplate

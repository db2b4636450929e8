"""The output of detect score as input."""

import json
from pathlib import Path

import pytest

from detect.article import Article, BadRecord
from detect.readers import read_records_or_results
from detect.result import Failed, Scored, Scores

RESULT = Scored("a", "s", "m 1", "clean", Scores(0.1, 0.2, 0.0, 90.0), ())


def test_articles_and_results_may_stand_in_one_file(tmp_path: Path) -> None:
    bad = Failed(BadRecord("b", None, "bad-json", "A message.", "x:1"))
    rows = [RESULT.to_dict(), {"id": "c", "text": "words"}, bad.to_dict(), {"id": "d"}]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    first, second, third, fourth = read_records_or_results([str(path)])
    assert (first, second, third) == (RESULT, Article("c", "words", tmp_path.name), bad)
    assert isinstance(fourth, BadRecord)
    assert fourth.code == "no-text"


@pytest.mark.parametrize(
    "change",
    [
        {"label": "nonsense"},
        {"label": None},
        {"scores": 5},
        {"scores": {}},
        {"scores": {"machine_translated": 0.1, "rewritten": 0.1, "boilerplate": None, "quality": 1}},
        {"findings": [5]},
        {"findings": [{"rule": "NUM001"}]},
        {"findings": None},
        {"model": 5},
        {"id": None},
        {"features": [1]},
        {"error": {"code": "x"}},
    ],
)
def test_a_damaged_result_is_a_bad_record(change: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(RESULT.to_dict() | change))
    [bad] = read_records_or_results([str(path)])
    assert isinstance(bad, BadRecord)
    assert (bad.code, bad.where) == ("bad-result", f"{path}:1")


def test_a_damaged_csv_row_is_a_bad_record(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    head = "id,source,model,label,machine_translated,rewritten,boilerplate,quality,findings,error_code"
    path.write_text(f"{head},error_message,error_where\na,s,m,clean,0.1,0.2,0,90,[,,,\na,s,m,clean,x,0.2,0,90,[],,,\n")
    codes = [record.code for record in read_records_or_results([str(path)])]  # type: ignore[union-attr]
    assert codes == ["bad-result", "bad-result"]


def test_an_article_with_a_label_of_its_own_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "words", "label": "fake", "error": {"code": 5}, "quality": 3}')
    assert list(read_records_or_results([str(path)])) == [Article("a", "words", tmp_path.name)]

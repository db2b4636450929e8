"""``detect evaluate rules``: rates, figures, draws and verdicts, on a small data folder of our own."""

import csv
import io
import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect.errors import UsageError
from detect.finding import Severity
from detect.rules import get_rule, select_rules
from detect.training import rule_account, rule_rates, verdicts

CLEAN = "The council met on Monday evening to talk about the price of bus tickets. A vote is planned for June. " * 4
DAMAGED = "About 300.00 people marched in the rain, and the family father left in the night to Monday. " * 2 + CLEAN


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve articles of news, six documents by two translators and two systems, and some marked sentences."""
    place = tmp_path_factory.mktemp("data")
    news = [
        {"id": f"n{number}", "text": f"Story {number}. {CLEAN}", "source": ["a.com", "b.com"][number % 2],
         "corpus": ["one", "two"][number % 3 == 0]}
        for number in range(12)
    ]  # fmt: skip
    news[1]["text"] += " About 500.00 people came."
    for split in ("train", "dev"):
        _write(place / "news" / f"{split}.jsonl.xz", news)
        (place / "news" / f"sources.{split}.json").write_text('{"a.com": {"pc1": 0.9}, "b.com": {"pc1": 0.2}}')
        rows = []
        for language in rule_account.LANGUAGES:
            for document in range(6):
                for producer, label, text in (
                    ("refA", "human_translation", CLEAN), ("good", "mt", CLEAN), ("bad", "mt", DAMAGED)
                ):  # fmt: skip
                    name = f"{language}-{document}"
                    rows.append(
                        {"id": f"{name}/{producer}", "text": f"{name}. {text}", "label": label, "producer": producer,
                         "src_lang": language, "year": "2022", "doc_id": name, "corpus": "w", "n_words": 90}
                    )  # fmt: skip
        _write(place / "mt" / f"{split}.jsonl.xz", rows)
        _write(
            place / "rewrite" / f"{split}.jsonl.xz",
            [{"id": "r", "text": CLEAN, "label": "llm", "transform": "generated", "producer": "m", "domain": "news",
              "corpus": "c", "group": "g"}],
        )  # fmt: skip
    text = "About 300.00 people marched on Monday."
    _write(
        place / "mqm" / "dev.jsonl.xz",
        [{"id": "q", "system": system, "doc": "t", "seg": "1", "text": text, "spans": [{"start": 6, "end": 12}]}
         for system in ("one", "refB")],
    )  # fmt: skip
    _write(
        place / "mt_errors" / "dev.jsonl.xz",
        [{"id": "e1", "text": text, "corpus": "mlqe-pe", "lang": "Estonian", "spans": [[31, 37]]},
         {"id": "e2", "text": text, "corpus": "demetr", "lang": "german", "spans": [[31, 37]]},
         {"id": "e3", "text": text, "corpus": "mlqe-pe", "lang": "Estonian", "spans": []}],
    )  # fmt: skip
    return place


@pytest.fixture(scope="module")
def counted(folder: Path) -> list[rule_rates.Counted]:
    return rule_rates.count(rule_rates.samples(folder, "dev"))


def test_rates_by_group_and_part(counted: list[rule_rates.Counted]) -> None:
    table = rule_rates.table(counted, "dev", select_rules())
    assert table["texts"] == {
        "news, reliable": 6, "news, other": 6, "human translation": 36, "machine translation": 72, "language model": 1
    }  # fmt: skip
    words = table["words"]
    own = table["rules"]["NUM001"]
    assert own["news, reliable"] == 0
    assert own["news, other"] == round(1000 / words["news, other"], 5)
    assert own["machine translation"] == round(1000 * 72 / words["machine translation"], 5)
    assert set(table["by_part"]["NUM001"]) == {"news, other", "machine translation"}
    assert set(table["by_part"]["NUM001"]["machine translation"]) == {f"{x} 2022" for x in rule_account.LANGUAGES}
    assert sum(table["parts"]["news, reliable"].values()) == words["news, reliable"]
    precision, low, high = table["precision"]["NUM001"]
    assert precision == 1.0
    assert 0.8 < low < high == 1.0
    assert table["precision"]["NUM002"] is None


def test_precision_falls_with_findings_on_news(folder: Path) -> None:
    texts = list(rule_rates.samples(folder, "dev", only=(rule_rates.MACHINE, rule_rates.OTHER_NEWS)))
    swapped = [
        rule_rates.Sample(s.id, s.text, rule_rates.NEWS, *(s.part, s.unit, s.producer, s.language))
        if s.group == rule_rates.OTHER_NEWS else s
        for s in texts
    ]  # fmt: skip
    value, low, high = rule_rates.precisions(rule_rates.count(swapped), ["NUM001"])["NUM001"] or []
    assert low < value < high
    assert 0.5 < value < 1


def test_every_nth_document_comes_with_all_its_translations(folder: Path) -> None:
    texts = list(rule_rates.samples(folder, "dev", 4, (rule_rates.MACHINE, rule_rates.HUMAN)))
    units = {sample.unit for sample in texts}
    assert len(units) == 9
    assert len(texts) == 27


def test_groups_by_name_and_beginning() -> None:
    assert rule_rates.groups_named("news") == ("news, reliable", "news, other")
    assert rule_rates.groups_named("mt") == ("machine translation",)
    assert rule_rates.groups_named("News, Reliable") == ("news, reliable",)
    with pytest.raises(UsageError, match="no group of texts"):
        rule_rates.groups_named("poems")


def test_the_account(folder: Path, counted: list[rule_rates.Counted]) -> None:
    metrics = rule_account.account(folder, counted)
    assert metrics["budgets"]["errors"] == 0
    row = metrics["translations"]["cs"]
    assert row["systems_above"]["value"] == 0.5
    assert row["systems"]["bad"]["rate"] > row["systems"]["bad"]["human"] == 0
    assert row["over_news"]["value"] > 5
    marked = metrics["marked_spans"]
    assert marked["all"]["sentences"] == 2, "no reference, no planted error, no sentence without a mark"
    assert marked["mqm"]["touching"] == 1
    assert marked["mlqe-pe Estonian"]["touching"] == 0
    assert marked["all"]["findings"] == 2
    by_name = {figure.name: figure for figure in rule_account.figures(metrics)}
    assert by_name["errors per 1,000 words, all rules"].passed
    assert by_name["cs: rate over that on reliable news"].passed
    assert not by_name["cs: systems above human translation"].passed
    assert not by_name["error findings judged right by hand"].passed, "nothing measured is no pass"
    assert json.loads(json.dumps(metrics)) == metrics


@given(st.integers(1, 40), st.integers(1, 45), st.lists(st.tuples(st.integers(0, 39), st.integers(0, 6)), max_size=5))
def test_touching_share_is_what_counting_gives(size: int, length: int, marks: list[tuple[int, int]]) -> None:
    spans = [(start, min(start + width, size)) for start, width in marks if start + 1 <= size and width]
    if length > size or not spans:
        return
    places = range(size - length + 1)
    touching = sum(any(place < end and start < place + length for start, end in spans) for place in places)
    assert rule_account.touching_share(size, length, spans) == pytest.approx(touching / len(places))


def test_the_draw_is_random_and_repeatable(folder: Path) -> None:
    def drawn(seed: int, number: int = 20) -> list[dict[str, Any]]:
        texts = rule_rates.samples(folder, "dev", only=[rule_rates.MACHINE])
        return rule_rates.draw(texts, number, seed, lambda item: item.rule in ("NUM001", "PHR002"))

    first = drawn(1)
    assert first == drawn(1)
    assert first != drawn(2)
    assert len(first) == 20
    everything = drawn(1, 10_000)
    assert len(everything) == 216  # two of NUM001 and four of PHR002 in each of 36 damaged translations
    for row in first:
        assert row["severity"] in ("warning", "error")
        assert row["verdict"] == row["reason"] == ""
        assert len(row["before"]) <= 150
    keys = [verdicts.key(row) for row in first]
    assert len(set(keys)) == 20
    assert keys == [key for key in map(verdicts.key, everything) if key in set(keys)], "in text order"


def test_verdicts_follow_the_present_rules(folder: Path, tmp_path: Path) -> None:
    rows = rule_rates.draw(rule_rates.samples(folder, "dev", only=[rule_rates.MACHINE]), 40, 3)
    for number, row in enumerate(rows):
        row["verdict"] = verdicts.WORDS[number % 3]
    rows[0]["start"] += 1  # a place where nothing is found
    errors = [row for row in rows[1:] if row["severity"] == "error"]
    errors[0]["severity"] = "warning"  # as it was when it was judged
    path = tmp_path / "verdicts.jsonl"
    path.write_text("".join(verdicts.stored(rows)), encoding="utf-8")
    read = verdicts.read_verdicts(path)
    assert all(len(row["before"]) <= verdicts.CONTEXT and len(row["after"]) <= verdicts.CONTEXT for row in read)
    texts = [(sample.id, sample.text) for sample in rule_rates.samples(folder, "dev")]
    present = verdicts.still_found(read, texts)
    assert len(present) == len(rows) - 1
    assert sum(row["severity"] == "error" for row in present) == len(errors)
    figures = verdicts.precision(present)
    right = sum(row["verdict"] == "right" for row in errors) + sum(row["verdict"] == "unsure" for row in errors) / 2
    assert figures["error"]["precision"] == pytest.approx(right / len(errors), abs=1e-4)
    assert figures["error"]["low"] < figures["error"]["precision"] < figures["error"]["high"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2 is not JSON"),
        ("{}", "line 2 lacks rule"),
        (json.dumps(dict.fromkeys(verdicts._KEYS, "")), "line 2: the verdict is ''"),
        ("again", "line 2 judges the finding of line 1 again"),
    ],
)
def test_bad_verdicts_are_told_by_line(line: str, told: str, tmp_path: Path) -> None:
    good = json.dumps({**dict.fromkeys(verdicts._KEYS, "x"), "start": 1, "end": 2, "verdict": "right"})
    path = tmp_path / "v.jsonl"
    path.write_text(f"{good}\n{good if line == 'again' else line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        verdicts.read_verdicts(path)


def test_the_command_line(detect, folder: Path, tmp_path: Path) -> None:
    done = detect("evaluate", "rules", "--data", folder)
    assert done.returncode == 0, done.stderr
    assert "NUM001 error" in done.stdout
    assert "cs: systems above human translation" in done.stdout
    assert "MISS" in done.stdout
    assert "cs: not above human translation: good" in done.stdout
    done = detect("evaluate", "rules", "--data", folder, "--figures")
    assert done.returncode == 1
    assert "NUM001" not in done.stdout
    rows = list(csv.DictReader(io.StringIO(
        detect("evaluate", "rules", "--data", folder, "--rule", "NUM", "--format", "csv", "--sort", "mt").stdout
    )))  # fmt: skip
    assert rows[0]["rule"] == "NUM001"
    assert {row["rule"][:3] for row in rows} == {"NUM"}
    one = detect("evaluate", "rules", "--data", folder, "--rule", "truncated-thousands").stdout
    assert "cs 2022" in one
    shown = detect("evaluate", "rules", "--data", folder, "--rule", "NUM001", "--show", "--group", "news").stdout
    assert shown.splitlines()[0] == "1 hits"
    assert "⟦500.00⟧ people came." in shown
    out = tmp_path / "drawn.jsonl"
    done = detect("evaluate", "rules", "--data", folder, "--draw", "5", "--group", "mt", "-o", out)
    assert done.returncode == 0, done.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 5
    done = detect("evaluate", "rules", "--data", folder, "--verdicts", out)
    assert done.returncode == 2
    assert "line 1: the verdict is ''" in done.stderr
    filled = [{**json.loads(line), "verdict": "right"} for line in out.read_text(encoding="utf-8").splitlines()]
    out.write_text("".join(json.dumps(row) + "\n" for row in filled), encoding="utf-8")
    assert '"precision": 1.0' in detect("evaluate", "rules", "--data", folder, "--verdicts", out).stdout
    timed = detect("evaluate", "rules", "--data", folder, "--time").stdout
    assert "REP001 decoder-loop" in timed
    origin = json.loads(detect("evaluate", "rules", "--data", folder, "--origin").stdout)
    assert origin["matrix"]["de"] == {"-": 6, "de": 6}
    assert origin["coverage"] == 0.5


@pytest.mark.parametrize(
    "arguments",
    [
        ("--show",), ("--draw", "5"), ("-o", "x"), ("--write", "--every", "2"), ("--group", "mt"),
        ("--rule", "NUM001", "--show", "--group", "poems"), ("--verdicts", "missing.jsonl"), ("--rule", "NOPE"),
    ],
)  # fmt: skip
def test_wrong_options_are_told_in_one_line(arguments: tuple[str, ...], detect, folder: Path, tmp_path: Path) -> None:
    done = detect("evaluate", "rules", "--data", folder, *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("detect: error: ")
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_times_are_kept_and_findings_are_the_same(detect, articles: Path) -> None:
    plain = detect("score", articles, "--jobs", "1")
    timed = detect("score", articles, "--profile-rules", "--jobs", "2")
    assert timed.stdout == plain.stdout
    assert "ms per 1,000 articles" in timed.stderr
    assert "ms per 1,000 articles" not in plain.stderr
    assert "over 40 articles in one process" in timed.stderr


def test_rule_severity_counts() -> None:
    rule = get_rule("NUM001")
    sample = rule_rates.Sample("", "", rule_rates.NEWS, "", "u", "", "en")
    [item] = rule_rates.count([rule_rates.Sample("a", DAMAGED, rule_rates.NEWS, "", "u", "", "en")], [rule])
    assert item.sample == sample
    assert item.of(Severity.WARNING) == item.of(Severity.ERROR) == 2

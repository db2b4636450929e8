"""A data folder of our own: the examples of the repository as news, and two documents in three versions."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[3] / "examples"

MACHINE = (
    "The council has on Tuesday evening decided that the old bathing house of the town is to be torn down in spring.",
    "A majority of the members spoke out for the demolition, after the costs of a renovation had become always higher.",
    "The opponents want now to collect signatures and to force a vote of the citizens still before the summer break.",
)
PERSON = (
    "On Tuesday evening the council voted to demolish the town's old swimming baths in the coming spring months.",
    "Most members were in favour, since the price of doing the building up had risen with every estimate they saw.",
    "Opponents now hope to gather enough signatures to put the matter to a public vote before the summer recess.",
)


def _write(path: Path, records: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in records)


@pytest.fixture(scope="session")
def machine_lines() -> tuple[str, ...]:
    return MACHINE


@pytest.fixture(scope="session")
def person_lines() -> tuple[str, ...]:
    """What a person made of each of the machine's lines."""
    return PERSON


@pytest.fixture(scope="session")
def little_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``news/dev`` with an article of three examples of each source, ``mt/dev`` with the lines above, thrice."""
    folder = tmp_path_factory.mktemp("data")
    news = []
    for place in sorted(path for path in EXAMPLES.iterdir() if path.is_dir()):
        texts = [path.read_text(encoding="utf-8").strip() for path in sorted(place.glob("*.txt"))]
        if texts:
            text = "\n\n".join(texts[:3])
            news.append({"id": place.name, "text": text, "source": place.name, "corpus": "examples"})
    _write(folder / "news" / "dev.jsonl.xz", news)
    ratings = {record["source"]: {"pc1": 0.9} for record in news}
    (folder / "news" / "sources.dev.json").write_text(json.dumps(ratings), encoding="utf-8")
    translations = []
    for document in ("a", "b"):
        for label, producer, lines in (("mt", "Engine", MACHINE), ("human_translation", "refA", PERSON)):
            translations.append(
                {
                    "id": f"{document}/{producer}",
                    "text": "\n".join(lines * 4),
                    "label": label,
                    "producer": producer,
                    "src_lang": "de",
                    "domain": "news",
                    "doc_id": document,
                    "corpus": "wmt00",
                    "n_words": 240,
                }
            )
    _write(folder / "mt" / "dev.jsonl.xz", translations)
    return folder

"""Tables on disk are the tables in memory: rows, order, checks, and what is said where there is no room."""

import errno
import json
import random

import pandas as pd
import pytest

from analysis import stored
from analysis.errors import ContractError, InputError
from analysis.frames import csv_text
from analysis.render import render
from analysis.shelf import Folder, Shelf
from analysis.spill import Spill
from tests.rendering import copy_shell

TEXTS = {"a.txt": "one two", "é.txt": "“three” =four", "B'.txt": "zwölf"}


def rows(count=60):
    """Rows of the table ``topics`` in no order, several of them alike in the columns sorted by."""
    chance = random.Random(5)
    found = {}
    for number in range(count):
        topic, source = chance.choice(["arms", "Water", "é-topic", "10", "9"]), f"{number % 7:02}.txt"
        found[topic, source] = {
            "topic": topic, "source": source, "mentions": number, "sentences": 1, "words": 7,
            "per_1000_words": chance.choice([1.5, 0.1, 333.333]), "evidence": [],
        }  # fmt: skip
    return list(found.values())


def quotation(source="a.txt", start=0, end=3, text=None):
    quote = TEXTS[source][start:end] if text is None else text
    words = {"source": source, "start": start, "end": end, "text": quote}
    return {"speaker": "", "source": source, "quote": quote, "evidence": [words]}


@pytest.fixture(params=[False, True], ids=["in memory", "on disk"])
def shelf(request, monkeypatch):
    monkeypatch.setattr(stored, "AT_ONCE", 4)
    return Shelf({}, TEXTS, Folder() if request.param else None)


def test_rows_come_back_sorted_by_code_points(shelf):
    shelf.put("topics", rows(), ["topic", "source"])
    expected = sorted(rows(), key=lambda row: (row["topic"], row["source"]))
    assert shelf["topics"].to_dict("records") == expected
    assert sum(map(len, shelf.parts("topics"))) == len(expected)
    assert csv_text(shelf["topics"]) == csv_text(pd.DataFrame(expected))


def test_rows_alike_stay_in_their_order(shelf):
    shelf.put("topics", rows(), ["words"])
    assert list(shelf["topics"]["mentions"]) == [row["mentions"] for row in rows()]


def test_lists_and_evidence_come_back(shelf):
    given = [quotation(source, end=len(text)) for source, text in TEXTS.items()]
    shelf.put("quotations", given)
    assert shelf["quotations"].to_dict("records") == given
    assert list(shelf.columns("quotations", ["quote"])["quote"]) == list(TEXTS.values())


def test_as_parquet_the_lists_are_json(shelf, tmp_path):
    shelf.put("quotations", [quotation(source, end=len(text)) for source, text in TEXTS.items()])
    shelf.write_parquet("quotations", tmp_path / "quotations.parquet")
    back = pd.read_parquet(tmp_path / "quotations.parquet")
    assert list(back["quote"]) == list(TEXTS.values())
    assert [json.loads(cell) for cell in back["evidence"]] == list(shelf["quotations"]["evidence"])


def test_a_table_may_be_empty(shelf):
    shelf.put("quotations", [])
    assert shelf["quotations"].empty
    assert [len(part) for part in shelf.parts("quotations")] == [0]
    assert list(shelf["quotations"].columns) == ["speaker", "source", "quote", "evidence"]


def test_what_is_put_in_the_place_of_a_table_is_taken(shelf):
    shelf.put("quotations", [quotation()])
    other = shelf["quotations"].iloc[:0]
    assert shelf.replaced({"quotations": other})["quotations"].empty
    assert len(shelf["quotations"]) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([quotation(text="two")], "quote its sources exactly"),
        ([{**quotation(), "quote": 3}], "must hold what contract.yml promises"),
    ],
)
def test_tables_on_disk_are_checked_as_they_come(given, said):
    with pytest.raises(ContractError, match=said):
        Shelf({}, TEXTS, Folder()).put("quotations", given)


def test_keys_are_checked_over_all_parts(monkeypatch):
    monkeypatch.setattr(stored, "AT_ONCE", 4)
    with pytest.raises(ContractError, match="one row for each topic and source"):
        Shelf({}, TEXTS, Folder()).put("topics", [*rows(), rows()[0]])


def test_a_full_disk_is_one_sentence(monkeypatch):
    def full(*given, **named):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.ParquetWriter.write_table", full)
    with pytest.raises(InputError, match=r"No space left on device.*TMPDIR"):
        Shelf({}, TEXTS, Folder()).put("quotations", [quotation()])


def test_no_folder_for_temporary_files_is_one_sentence(monkeypatch):
    def full(**given):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.TemporaryDirectory", full)
    with pytest.raises(InputError, match=r"Read-only file system.*TMPDIR"):
        Folder()


def test_what_is_put_aside_is_found_again():
    spill, chance = Spill(), random.Random(3)
    kept = {}
    for _ in range(60):
        data = chance.randbytes(chance.choice([0, 1, 30, 900_000]))
        kept[spill.add(data), len(data)] = data
        place, size = chance.choice(list(kept))
        assert spill.read(place, size) == kept[place, size]


def test_no_room_to_put_aside_is_one_sentence(monkeypatch):
    def full(**given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryDirectory", full)
    spill = Spill()
    place = spill.add(b"words")
    with pytest.raises(InputError, match=r"No space left on device.*TMPDIR"):
        spill.read(place, 5)


def test_a_table_on_disk_is_searched_in_a_kernel_without_widgets(shelf, tmp_path):
    shelf.put("quotations", [quotation(source, end=len(text)) for source, text in TEXTS.items()])
    shelf.write_parquet("quotations", tmp_path / "quotations.parquet")
    cell = (
        "from pathlib import Path\nfrom analysis.shelf import Shelf\n"
        f"held = Shelf({{'quotations': Path({str(tmp_path / 'quotations.parquet')!r})}})\n"
        f"print(len(held.where('quotations', {{'source': [{next(iter(TEXTS))!r}]}})), 'found')"
    )
    document = tmp_path / "report" / "briefing.qmd"
    copy_shell(document.parent, "countries: [AA]\n")
    document.write_text(f"---\ntitle: A\n---\n\n```{{python}}\n{cell}\n```\n", encoding="utf-8")
    (page,) = render(document, formats=["html"], output=tmp_path / "out", engine="embedded")
    assert "1 found" in page.read_text(encoding="utf-8")


def test_what_is_found_in_a_long_table_comes_in_its_order(tmp_path):
    given = [
        {
            "topic": f"t{number % 7}", "source": f"{number:06}", "mentions": 1, "sentences": 1, "words": 7,
            "per_1000_words": 1.5, "evidence": [],
        }
        for number in range(100_000)
    ]  # fmt: skip
    held, stored_ = Shelf({}), Shelf({}, None, Folder(tmp_path))
    wanted = {"topic": ["t1", "t5"], "source": [row["source"] for row in given[::3]]}
    for one in (held, stored_):
        one.put("topics", given)
    for first in (None, 3, 1_000):
        expected = held.where("topics", wanted, first).reset_index(drop=True)
        for _ in range(3):
            assert stored_.where("topics", wanted, first).equals(expected)
    assert list(stored_.columns("topics", ["source"])["source"]) == [row["source"] for row in given]


def test_a_damaged_file_is_one_sentence(tmp_path):
    shelf = Shelf({}, TEXTS, Folder(tmp_path))
    shelf.put("quotations", [quotation(source, end=len(text)) for source, text in TEXTS.items()])
    path = tmp_path / "quotations.parquet"
    content = path.read_bytes()
    path.write_bytes(content[:4] + b"\xff" * 200 + content[204:])
    for search in (
        lambda: shelf["quotations"],
        lambda: shelf.columns("quotations", ["quote"]),
        lambda: shelf.where("quotations", {"source": list(TEXTS)}),
    ):
        with pytest.raises(InputError, match=r"quotations\.parquet cannot be searched .* make the tables again"):
            search()

"""Work done by another process gives what it gives in this one."""

import os
import tracemalloc
from pathlib import Path

import pandas as pd
import pytest

from analysis import beside as beside_module
from analysis import serial, stored
from analysis.beside import Beside, beside
from analysis.errors import InputError
from analysis.files import files_of
from analysis.frames import csv_of_json, csv_text, json_text
from analysis.run import make_edition, write_edition
from analysis.settings import Settings
from analysis.timelines.selection import Selection
from tests.made_frames import ODD

STORY = Path(__file__).parent / "gold" / "story"


def fail(reason: str) -> None:
    raise InputError(reason)


@pytest.fixture
def apart(monkeypatch):
    monkeypatch.setattr(beside_module, "FEWEST", 0)
    monkeypatch.setenv("BRIEFING_PROCESSES", "2")


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def written(folder: Path, formats: list[str]) -> dict[str, bytes]:
    settings = folder.parent / "settings.yml"
    settings.write_text("title: A test\n")
    made = write_edition(
        seeds=STORY, settings=settings, output=folder, formats=formats, selection=Selection(), warn=lambda line: None
    )
    return files_in(made)


@pytest.mark.parametrize("formats", [["csv", "json"], ["csv"]])
def test_an_edition_is_the_same_with_and_without_another_process(tmp_path, monkeypatch, formats):
    alone = written(tmp_path / "alone", formats)
    monkeypatch.setattr(beside_module, "FEWEST", 0)
    monkeypatch.setattr(stored, "AT_ONCE", 5)
    monkeypatch.setenv("BRIEFING_PROCESSES", "2")
    assert written(tmp_path / "apart", formats) == alone


@pytest.mark.parametrize("formats", [["csv", "json"], ["csv"], ["json"]])
@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_edition_is_the_same_with_its_tables_on_disk(tmp_path, monkeypatch, formats, processes):
    alone = written(tmp_path / "alone", formats)
    monkeypatch.setattr(serial, "HELD_WHOLE", 0)
    monkeypatch.setattr(stored, "AT_ONCE", 7)
    monkeypatch.setattr(beside_module, "FEWEST", 0)
    monkeypatch.setenv("BRIEFING_PROCESSES", processes)
    assert written(tmp_path / "apart", formats) == alone


def test_work_is_done_by_another_process(apart):
    with beside(1) as other:
        assert other.apart
        assert other.start(os.getpid).result() != os.getpid()


def test_another_process_takes_over_when_the_first_has_done_its_work(apart):
    with beside(1) as other:
        first = [other.start(os.getpid) for _ in range(3)]
        other.renew()
        later = other.start(os.getpid).result()
        assert len({made.result() for made in first}) == 1
        assert later not in {os.getpid(), first[0].result()}


def test_without_another_process_none_takes_over():
    other = Beside()
    other.renew()
    assert not other.apart


def test_what_the_other_process_raises_is_raised_here(apart):
    with beside(1) as other:
        coming = other.start(fail, "no room")
        with pytest.raises(InputError, match="no room"):
            coming.result()


def test_a_process_that_is_ended_is_one_sentence(apart):
    with beside(1) as other:
        coming = other.start(os._exit, 9)
        with pytest.raises(InputError, match="BRIEFING_PROCESSES=1"):
            coming.result()
        with pytest.raises(InputError, match="BRIEFING_PROCESSES=1"):
            other.start(os.getpid).result()


def test_where_the_other_has_enough_to_do_this_process_works(apart, monkeypatch):
    monkeypatch.setattr(beside_module, "MOST_WAITING", 0)
    with beside(1) as other:
        assert other.start(os.getpid).result() == os.getpid()


@pytest.mark.parametrize(("articles", "processes"), [(10, "2"), (100_000, "1")])
def test_small_collections_and_one_processor_need_no_other_process(monkeypatch, articles, processes):
    monkeypatch.setenv("BRIEFING_PROCESSES", processes)
    with beside(articles) as other:
        assert not other.apart
        assert other.start(os.getpid).result() == os.getpid()


def test_csv_made_from_json_is_csv_made_from_the_table():
    for frame in ODD:
        assert csv_of_json(list(frame.columns), json_text(frame)) == csv_text(frame)


def test_files_come_in_the_order_of_the_tables(tmp_path):
    edition = make_edition(STORY, Settings(), lambda line: None)
    names = [name for name, _ in files_of(edition, ["json", "csv"], Beside())]
    assert names[:4] == ["sources.json", "sources.csv", "topics.json", "topics.csv"]


def test_rows_that_were_written_are_held_no_longer():
    frame = pd.DataFrame({"topic": ["arms"] * 1_000, "mentions": range(1_000)})
    json_text(frame)
    tracemalloc.start()
    try:
        for _ in range(5):
            json_text(frame)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 50_000

"""A briefing of long tables, which stay in their files, is the one made of tables held whole."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.briefing.edition import Briefing
from analysis.contract import columns, names
from analysis.errors import InputError
from analysis.files import files_of
from analysis.run import make_edition
from analysis.settings import Settings
from analysis.store import read_tables, write_files
from tests.generated import articles

SECTIONS = [
    "scope", "bottom_line", "changed", "timeline", "chronology", "participants", "who_met", "names", "delegations",
    "topic_figures", "topics", "agreed", "planned", "quotations", "disagreements", "sources", "method", "reproduce",
    "data", "appendix",
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    seeds = tmp_path_factory.mktemp("seeds")
    for place, text in enumerate(articles(60)):
        (seeds / f"{place:02}.txt").write_text(text, encoding="utf-8")
    return make_edition(seeds, Settings(), lambda sentence: None, fresh=True)


@pytest.fixture
def searched(made, tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr("analysis.stored.AT_ONCE", 5)
    return write_files(files_of(made, ("csv", "json"), to_search=True), tmp_path / "data")


def shown(edition: Briefing) -> dict[str, str]:
    return {name: getattr(edition, name)().data for name in SECTIONS}


@pytest.mark.parametrize("most", [200, 10])
def test_every_section_is_the_same(made, searched, most, monkeypatch, tmp_path):
    monkeypatch.setattr("analysis.briefing.references.MOST_TEXTS", most)
    monkeypatch.chdir(tmp_path)
    frames, texts, manifest = read_tables(searched)
    on_disk = {name for name in names() if frames.on_disk(name)}
    assert {"events", "topics", "appearances", "quotations", "frequencies"} <= on_disk
    settings = Settings(rows_shown=7)
    held = Briefing(made.frames, made.texts, made.manifest, settings)
    whole = shown(held)
    assert whole["appendix"].count(".source}") > 5
    assert shown(Briefing(frames, texts, manifest, settings, searched)) == whole
    assert bool(re.search(r" \+\d+ sources?\b", whole["topics"])) == (most == 10)


def test_the_tables_in_parquet_are_those_held(made, searched):
    frames, _, _ = read_tables(searched)
    for name in names():
        assert frames.size(name) == len(made[name])
        assert frames[name].to_json() == made[name].to_json(), name


def test_rows_are_found_by_their_values(made, searched):
    frames, _, _ = read_tables(searched)
    source = made["topics"]["source"].iloc[3]
    found = frames.where("topics", {"source": [source]})
    assert found.to_json() == made.frames.where("topics", {"source": [source]}).reset_index(drop=True).to_json()
    assert set(found["source"]) == {source} and len(found) > 1
    assert len(frames.where("topics", {"source": [source]}, first=1)) == 1
    assert frames.where("topics", {"source": ["'; DROP TABLE x; --"]}).empty
    assert frames.where("topics", {"source": []}).empty


def test_a_parquet_file_of_another_shape_is_not_relied_on(made, searched):
    (searched / "topics.parquet").write_bytes(b"PAR1 nothing")
    frames, _, _ = read_tables(searched)
    assert not frames.on_disk("topics")
    assert len(frames["topics"]) == len(made["topics"])


def test_a_text_that_is_gone_is_one_sentence(searched):
    _, texts, _ = read_tables(searched)
    (searched / "texts" / "03.txt").unlink()
    with pytest.raises(InputError, match=r"03\.txt holds no text of a briefing"):
        texts["03.txt"]


def test_of_very_many_statements_some_are_shown(made):
    words = made["events"]["evidence"].iloc[0][0]
    statements = [{"value": f"{number} killed", "evidence": [words]} for number in range(11)]
    row = {
        "disagreement": "d1", "kind": "count", "certainty": "sure", "events": [], "participants": [],
        "statements": statements, "note": "They differ.",
    }  # fmt: skip
    frames = made.frames.replaced({"disagreements": pd.DataFrame([row], columns=columns("disagreements"))})
    text = Briefing(frames, made.texts, made.manifest, Settings()).disagreements().data
    assert "7 killed" in text and "8 killed" not in text
    assert "; and three statements more" in text

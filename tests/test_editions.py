import json
from dataclasses import replace

import pytest

from analysis.briefing import Briefing
from analysis.changes import Edition, changes, open_edition
from analysis.editions import keep_former, with_changes
from analysis.errors import InputError
from analysis.files import files_of
from analysis.run import make_edition, render_briefing
from analysis.settings import Settings
from analysis.store import staged, write_into
from tests.rendering import REPORT
from tests.test_adding import OTHER
from tests.test_cli import call
from tests.test_corrections import ONE, TWO

SETTINGS = Settings()
THIRD = "BERGEN – Trade Minister Kari Lund of Norway met Prime Minister Juhani Laine of Finland in Bergen on 5 April 2025.\n"


@pytest.fixture
def seeds(folder):
    return folder({"one.txt": ONE})


@pytest.fixture
def publish(seeds, tmp_path):
    """Make an edition of the sources as a render does, without the documents' making; returns its tables."""

    def run(since=None, settings=SETTINGS):
        output = tmp_path / "out"
        with staged(output) as stage:
            tables = with_changes(make_edition(seeds, settings, print), output, since)
            keep_former(tables, output, stage)
            write_into(files_of(tables, ["json"]), stage / "data")
            (stage / "briefing.html").write_text(tables.manifest["edition"])
        return tables

    return run


def said(tables):
    return {(change["group"], change["kind"]) for change in tables.manifest.get("changes", [])}


def kept(tmp_path):
    return sorted(path.name for path in (tmp_path / "out").iterdir())


def test_an_unchanged_corpus_makes_no_new_edition_and_changes_nothing(publish, tmp_path):
    publish()
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    publish()
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before
    assert kept(tmp_path) == ["briefing.html", "data"]


def test_a_new_source_is_a_new_edition_that_keeps_the_former_and_says_what_changed(publish, seeds, tmp_path):
    first = publish()
    (seeds / "two.txt").write_text(TWO)
    second = publish()
    name = f"edition-{first.manifest['as_of']}-{first.manifest['edition']}".replace("--", "-")
    assert kept(tmp_path) == ["briefing.html", "data", name]
    assert json.loads((tmp_path / "out" / name / "manifest.json").read_text()) == first.manifest
    assert (tmp_path / "out" / name / "briefing.html").read_text() == first.manifest["edition"]
    assert {("sources", "new"), ("events", "newly corroborated")} <= said(second)
    assert ("events", "withdrawn") not in said(second)
    again = publish()
    assert again.manifest == second.manifest
    assert kept(tmp_path) == ["briefing.html", "data", name]


def test_changed_and_withdrawn_sources_dates_and_people_are_told(publish, seeds):
    publish()
    (seeds / "one.txt").write_text(ONE.replace("4 March 2025", "6 March 2025"))
    (seeds / "three.txt").write_text(THIRD)
    found = publish()
    assert {("sources", "changed"), ("sources", "new"), ("people", "new"), ("people", "other office")} <= said(found)
    (seeds / "three.txt").unlink()
    assert {("sources", "withdrawn"), ("people", "no longer named")} <= said(publish())


def test_corrections_and_settings_make_new_editions_too(publish, seeds):
    first = publish()
    other = publish(settings=replace(SETTINGS, title="Another"))
    assert other.manifest["edition"] != first.manifest["edition"]
    (seeds / "corrections.yml").write_text(
        "dates:\n  - {source: one.txt, text: 4 March 2025, date: 2025-03-05, reason: misprint}\n"
    )
    corrected = publish()
    assert corrected.manifest["edition"] not in (first.manifest["edition"], other.manifest["edition"])
    change = next(entry for entry in corrected.manifest["changes"] if entry["kind"] == "re-dated")
    assert "5 March 2025" in change["what"]
    assert "formerly 4 March 2025" in change["what"]


def test_an_edition_named_is_the_one_compared_with(publish, seeds, tmp_path):
    publish()
    (seeds / "two.txt").write_text(TWO)
    publish()
    first = next((tmp_path / "out").glob("edition-*"))
    (seeds / "other.txt").write_text(OTHER)
    found = publish(since=first / "manifest.json")
    new = [
        entry["what"] for entry in found.manifest["changes"] if (entry["group"], entry["kind"]) == ("sources", "new")
    ]
    assert new == ["other.txt", "two.txt"]


def test_names_merged_and_parted_are_told(folder):
    texts = {
        "a.txt": "Foreign Minister Jon Doe of Norway met Ana Ferreira in Oslo on 3 March 2025.\n",
        "b.txt": "Peter Smith, a farmer, spoke in Bergen on 5 March 2025 about apples and the weather.\n",
    }
    plain = make_edition(folder(texts), SETTINGS, print)
    same = "people:\n  same:\n    - names: [Jon Doe, Peter Smith]\n      reason: a pen name\n"
    merged = make_edition(folder({**texts, "corrections.yml": same}, "merged"), SETTINGS, print)
    one, other = (Edition(tables.frames, tables.manifest) for tables in (plain, merged))
    assert ("people", "merged") in {(change.group, change.kind) for change in changes(one, other)}
    assert ("people", "parted") in {(change.group, change.kind) for change in changes(other, one)}
    assert changes(one, one) == []


def test_the_report_lists_the_changes_escaped_and_nothing_without_a_former_edition(publish, seeds):
    first = publish()

    def show(tables):
        return Briefing(tables.frames, tables.texts, tables.manifest, SETTINGS).changed().data

    assert show(first) == ""
    (seeds / "a*b*.txt").write_text(THIRD)
    text = show(publish())
    assert "What changed since the last edition" in text
    assert r"a\*b\*\.txt" in text
    assert "](#" in text


def test_diff_says_the_same_on_the_command_line(publish, seeds, tmp_path, monkeypatch, capsys):
    publish()
    (seeds / "two.txt").write_text(TWO)
    publish()
    old = next((tmp_path / "out").glob("edition-*"))
    status, out, _ = call(monkeypatch, capsys, "diff", old, tmp_path / "out")
    assert status == 0
    assert "sources, new: two.txt" in out
    assert "events, newly corroborated: 3 March 2025" in out
    assert call(monkeypatch, capsys, "diff", old / "manifest.json", old)[1] == "Nothing changed.\n"
    status, _, err = call(monkeypatch, capsys, "diff", tmp_path / "nowhere", old)
    assert status == 1
    assert "is no edition of a briefing" in err


def test_what_is_no_edition_is_refused(tmp_path):
    with pytest.raises(InputError, match="no edition"):
        open_edition(tmp_path)
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(InputError):
        open_edition(tmp_path)


def test_a_render_of_the_same_leaves_everything_as_it_is(seeds, tmp_path):
    output, told = tmp_path / "out", []

    def run(**options):
        told.clear()
        given = {"settings": REPORT / "settings.yml", "formats": ["html"], "engine": "embedded", **options}
        render_briefing(seeds=seeds, report=REPORT, output=output, warn=told.append, **given)
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in output.rglob("*") if path.is_file()}

    first = run()
    assert told == []
    assert run() == first
    assert told == ["Nothing has changed since the last render: everything is left as it is."]
    (output / "briefing.html").write_text("overwritten")
    again = run()
    assert told == []
    assert {path: words for path, (_, words) in again.items()} == {path: words for path, (_, words) in first.items()}
    assert run(fresh=True) != again
    titled = tmp_path / "settings.yml"
    titled.write_text("title: Another title\n")
    assert "Another title" in run(settings=titled)[output / "briefing.html"][1].decode()
    (seeds / "two.txt").write_text(TWO)
    assert any("two.txt" in path.name for path in run(settings=titled))
    assert told == []

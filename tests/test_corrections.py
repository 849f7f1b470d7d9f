import pytest

from analysis.briefing import Briefing
from analysis.corrections import read_corrections
from analysis.errors import InputError
from analysis.run import make_edition
from analysis.settings import Settings

ONE = (
    "OSLO – Foreign Minister Kari Lund of Norway met Foreign Minister Ana Ferreira of Portugal in Oslo on 3 March 2025. "
    "They signed a treaty on fisheries on 4 March 2025.\n"
)
TWO = (
    "LISBON – Portugal's Foreign Minister Ana Ferreira met Norway's Foreign Minister Kari Lund in Oslo on 3 March 2025 "
    "to speak about trade, energy and the sea.\n"
)


@pytest.fixture
def edition(folder):
    """The tables of both articles with corrections, and the warnings."""

    def make(corrections=""):
        said = []
        files = {"one.txt": ONE, "two.txt": TWO, **({"corrections.yml": corrections} if corrections else {})}
        return make_edition(folder(files, f"s{hash(corrections)}"), Settings(), said.append), said

    return make


def meetings(tables):
    frame = tables["events"]
    return frame[frame["kind"] == "meeting"]


def test_without_corrections_both_tell_of_one_meeting_and_one_of_a_signing(edition):
    tables, _ = edition()
    assert list(meetings(tables)["sources"]) == [["one.txt", "two.txt"]]
    assert "2025-03-04" in set(tables["events"]["date"])
    assert tables.manifest["corrections"] == []


def test_a_date_is_put_right_in_dates_and_events(edition):
    text = "4 March 2025"
    tables, said = edition(f"dates:\n  - {{source: one.txt, text: {text}, date: 2025-03-05, reason: misprint}}\n")
    row = tables["dates"].set_index("text").loc[text]
    assert (row["date"], row["basis"], row["reason"]) == (
        "2025-03-05",
        "metadata",
        "put right in corrections.yml: misprint",
    )
    signing = tables["events"][tables["events"]["kind"] == "signing"].iloc[0]
    assert (signing["date"], signing["basis"]) == ("2025-03-05", "metadata")
    assert "misprint" in signing["reason"]
    assert said == []


def test_an_office_is_put_right_everywhere_or_in_one_source(edition):
    entry = "offices:\n  - {{name: Kari Lund, {}role: Trade Minister, countries: [SE], reason: reshuffle}}\n"
    tables, _ = edition(entry.format(""))
    assert set(tables["appearances"].query("name == 'Kari Lund'")["role"]) == {"Trade Minister"}
    person = tables["participants"].set_index("name").loc["Kari Lund"]
    assert (person["role"], person["countries"]) == ("Trade Minister", ["SE"])
    tables, _ = edition(entry.format("source: one.txt, "))
    roles = tables["appearances"].query("name == 'Kari Lund'").set_index("source")["role"]
    assert roles["one.txt"] == "Trade Minister"
    assert "Foreign Minister" in roles["two.txt"]


def test_events_are_withdrawn_split_and_merged(edition):
    tables, _ = edition("events:\n  withdraw:\n    - {source: one.txt, text: signed a treaty, reason: retracted}\n")
    assert "signing" not in set(tables["events"]["kind"])
    meeting = meetings(edition()[0])["event"].iloc[0]
    split = f"events:\n  split:\n    - {{event: {meeting}, sources: [two.txt], reason: two meetings}}\n"
    tables, said = edition(split)
    assert sorted(meetings(tables)["sources"]) == [["one.txt"], ["two.txt"]]
    assert said == []
    merge = (
        "events:\n  merge:\n    - events:\n        - {source: one.txt, text: signed a treaty}\n"
        "        - {source: two.txt, text: to speak about trade}\n      reason: one visit\n"
    )
    tables, said = edition(merge)
    assert said == []
    assert len(tables["events"]) == len(edition()[0]["events"]) - 1
    assert tables["events"]["reason"].str.contains("one visit").any()


@pytest.mark.parametrize(
    ("correction", "what"),
    [
        ("dates: [{source: one.txt, text: in May, date: 2025-05, reason: x}]", "no date is told by “in May” in one.txt"),
        ("offices: [{name: Jane Roe, role: X, reason: x}]", "nobody is named so"),
        ("events: {withdraw: [{event: e0000000000, reason: x}]}", "no event is told by e0000000000"),
        ("events: {withdraw: [{source: gone.txt, text: met, reason: x}]}", "no event is told by “met” in gone.txt"),
        ("events: {split: [{source: one.txt, text: signed, sources: [gone.txt], reason: x}]}", "none of its accounts are of gone.txt"),
    ],
)  # fmt: skip
def test_what_no_longer_fits_is_reported_and_changes_nothing(edition, correction, what):
    tables, said = edition(correction)
    assert len(said) == 1
    assert what in said[0]
    assert what in tables.manifest["corrections"][0]["fault"]
    plain, _ = edition()
    for name in plain.frames:
        assert plain[name].equals(tables[name])


def test_corrections_are_listed_in_the_report_with_their_reasons(edition):
    tables, _ = edition(
        "events:\n  withdraw:\n    - {source: one.txt, text: signed a treaty, reason: '*retracted*'}\n"
    )
    made = Briefing(tables.frames, tables.texts, tables.manifest, Settings())
    assert "Put right by hand" in made.sources().data
    assert r"\*retracted\*" in made.sources().data
    tables, _ = edition()
    assert "Put right" not in Briefing(tables.frames, tables.texts, tables.manifest, Settings()).sources().data


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("events: {burn: []}", "may hold only withdraw, merge, split"),
        ("places: []", "unknown part 'places'"),
        ("dates: {a: b}", "'dates' must be a list"),
        ("dates: [{source: a.txt, text: x, date: yesterday, reason: r}]", "'yesterday' is not a date"),
        ("dates: [{source: a.txt, text: x, date: 2025}]", "has no 'reason'"),
        ("dates: [{source: a.txt, text: x, day: 1, reason: r}]", "remove 'day'"),
        ("offices: [{name: A B, reason: r}]", "has no 'role'"),
        ("offices: [{name: A B, role: X, countries: Norway, reason: r}]", "ISO codes"),
        ("events: {merge: [{events: [e1], reason: r}]}", "two events or more"),
        ("events: {split: [{event: e1, reason: r}]}", "has no 'sources'"),
        ("events: {withdraw: [{text: x, reason: r}]}", "must name an event"),
        ("- a\n- b", "must hold named parts"),
        ("dates: [", "not valid YAML"),
    ],
)
def test_faulty_corrections_get_one_sentence(tmp_path, text, message):
    path = tmp_path / "corrections.yml"
    path.write_text(text)
    with pytest.raises(InputError, match=message) as caught:
        read_corrections(path)
    assert "corrections.yml" in str(caught.value)
    assert "\n" not in str(caught.value)

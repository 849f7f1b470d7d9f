"""Events merged over invented articles."""

import pytest

from analysis.chronology import covering
from tests.test_tables import article, tables_of

MEETING = "Norway’s Justice Minister Kari Lund met Portugal’s Foreign Minister Ana Ferreira in Oslo on 5 March 2024."
AGAIN = "OSLO – Portugal’s top diplomat, Foreign Minister Ana Ferreira, held talks with Justice Minister Kari Lund on 5 March 2024."
OTHER_DAY = MEETING.replace("5 March", "9 March")
OTHER_PEOPLE = "Norway’s Justice Minister Kari Lund met Peru’s Defence Minister Pedro Salas in Oslo on 5 March 2024."
SUMMIT = "The 4th summit of NATO was held in Oslo on 5 March 2024."
SUMMIT_TOO = (
    "Leaders spoke at length. Speaking at the fourth NATO summit on 5 March 2024, Kari Lund called for unity."
)


def meetings(*texts):
    made = tables_of(*(article(text, f"{n}.txt") for n, text in enumerate(texts)))
    frame = made["events"]
    return frame[(frame["kind"] == "meeting")]


def test_two_accounts_of_one_meeting_are_one_row_with_both_sources():
    frame = meetings(MEETING, AGAIN)
    assert len(frame) == 1
    row = frame.iloc[0]
    assert row["sources"] == ["0.txt", "1.txt"]
    assert row["independent_sources"] == 2
    assert {entry["source"] for entry in row["evidence"]} == {"0.txt", "1.txt"}
    assert "same" in row["reason"]


@pytest.mark.parametrize("other", [OTHER_DAY, OTHER_PEOPLE])
def test_another_day_or_other_people_make_another_meeting(other):
    assert len(meetings(MEETING, other)) == 2


def test_a_numbered_meeting_is_the_same_wherever_it_is_told():
    frame = meetings(SUMMIT, SUMMIT_TOO)
    assert len(frame) == 1
    assert len(frame.iloc[0]["sources"]) == 2


def test_two_papers_that_relay_one_agency_count_once():
    frame = meetings(MEETING[:-1] + ", according to Lusa.", AGAIN[:-1] + ", according to Lusa.")
    assert frame.iloc[0]["independent_sources"] == 1


def test_ids_come_from_the_words_and_not_from_order_or_company():
    alone = meetings(MEETING).iloc[0]["event"]
    assert alone in set(meetings(MEETING, OTHER_DAY, OTHER_PEOPLE)["event"])


def test_events_stand_in_time_and_open_ones_last():
    made = tables_of(article(MEETING, "b.txt"), article(OTHER_DAY.replace("9 March 2024", "1 May 2023"), "a.txt"))
    dates = [date for date in made["events"]["date"] if date]
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], ""),
        (["2024-03-05"], "2024-03-05"),
        (["2024-03", "2024-03-05"], "2024-03-05"),
        (["2024-03-05", "2024-03-09"], "2024-03-05/2024-03-09"),
        (["2024-03-05", "2024-03-05"], "2024-03-05"),
    ],
)
def test_differing_dates_are_covered_and_never_moved(dates, expected):
    assert covering(dates) == expected


def test_the_subject_s_countries_are_marked(edition):
    events = edition["events"]
    row = events[events["what"].str.startswith("On Tuesday April 22")].iloc[0]
    assert row["on_subject"]
    assert not events[events["what"].str.contains("Naqvi praised")].iloc[0]["on_subject"]


def test_parts_hang_under_the_numbered_meeting(edition):
    events = edition["events"].set_index("event")
    main = events[(events["kind"] == "meeting") & events["sources"].map(len).eq(2)]
    assert len(main) == 1
    declaration = events[events["what"].str.contains("Tehran Declaration")].iloc[0]
    assert declaration["part_of"] == main.index[0]

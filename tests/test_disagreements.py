"""Contradictions between and within invented articles."""

import pytest

from analysis.disagreements.circumstances import ABSENT, SIGNS_OF_ABSENCE
from tests.test_tables import article, tables_of

SUMMIT = "The 4th summit of NATO was held in Oslo on {}. The summit concluded with the adoption of the {}.\n"
SIGNED = "Norway’s Justice Minister Kari Lund and Portugal’s Foreign Minister Ana Ferreira signed {} in Oslo on {}.\n"


def found(*texts, **fields):
    made = tables_of(*(article(text, f"{n}.txt", **fields) for n, text in enumerate(texts)))
    return made["disagreements"].to_dict("records"), made


def test_agreeing_sources_give_none():
    rows, _ = found(
        SIGNED.format("nine agreements", "5 March 2024"), SIGNED.format("nine agreements", "5 March 2024")
    )
    assert rows == []


def test_two_numbers_of_documents_for_one_signing():
    rows, made = found(
        SIGNED.format("nine agreements", "5 March 2024"), SIGNED.format("12 agreements", "5 March 2024")
    )
    assert [(row["kind"], row["certainty"]) for row in rows] == [("count", "sure")]
    assert [s["value"] for s in rows[0]["statements"]] == ["nine agreements", "12 agreements"]
    assert made["events"].set_index("event").loc[rows[0]["events"][0], "disputed"]


def test_two_names_for_the_document_of_one_occasion():
    rows, _ = found(
        SUMMIT.format("5 March 2024", "Oslo Declaration"), SUMMIT.format("5 March 2024", "final communiqué")
    )
    assert [(row["kind"], row["certainty"]) for row in rows] == [("term", "possible")]
    assert {s["value"] for s in rows[0]["statements"]} == {"Oslo Declaration", "final communiqué"}


def test_two_signings_near_each_other_may_be_one_and_stay_two():
    one = SIGNED.format("a security pact", "5 March 2024")
    rows, made = found(one, SIGNED.format("a memorandum", "9 April 2024"))
    assert [(row["kind"], row["certainty"]) for row in rows] == [("date", "possible")]
    assert len(rows[0]["events"]) == 2
    assert len(made["events"][made["events"]["kind"] == "signing"]) == 2


def test_a_weekday_that_is_not_that_day():
    text = "OSLO – Justice Minister Kari Lund met Ana Ferreira on Monday, 5 March 2024.\n"
    rows, made = found(text)
    assert [(row["kind"], row["certainty"]) for row in rows] == [("weekday", "sure")]
    assert "Tuesday" in rows[0]["note"]
    assert made["events"].iloc[0]["disputed"]


def test_a_date_line_against_the_list_of_sources():
    text = "Talks in Oslo\n\nMarch 5, 2024 - 10:00\n\nOSLO – Justice Minister Kari Lund met Ana Ferreira.\n"
    rows, _ = found(text, published="2024-04-01")
    assert [row["kind"] for row in rows] == ["date"]
    assert [bool(s["evidence"]) for s in rows[0]["statements"]] == [True, False]


def test_the_seeds_disagree_on_the_pact_and_on_the_final_document(edition):
    rows = edition["disagreements"].to_dict("records")
    kinds = {(row["kind"], row["certainty"]) for row in rows}
    assert kinds == {("date", "possible"), ("term", "possible")}
    term = next(row for row in rows if row["kind"] == "term")
    assert {s["value"] for s in term["statements"]} == {"Tehran Declaration", "final communiqué"}
    pact = next(row for row in rows if row["kind"] == "date")
    words = " ".join(s["evidence"][0]["text"] for s in pact["statements"])
    assert "Less than two months later" in words and "memorandum of understanding" in words


def test_dates_alike_but_for_the_year_may_be_a_slip():
    told = "Norway and Portugal signed a fisheries treaty in Bergen in November {}.\n"
    rows, made = found(told.format(2019), told.format(2018))
    assert [(row["kind"], row["certainty"]) for row in rows] == [("date", "possible")]
    assert {s["value"] for s in rows[0]["statements"]} == {"November 2019", "November 2018"}
    assert len(made["events"]) == 2


def test_a_loosely_dated_older_event_joins_the_one_told_to_the_day():
    day = "February 12, 2024 - 10:00\nGunmen wounded three Norwegian guards near Kirkenes on Sunday, February 11, 2024.\n"
    later = "May 3, 2024 - 10:00\nMinisters met on Friday. In February gunmen injured three Norwegian guards near Kirkenes.\n"
    _, made = found(day, later)
    (row,) = (row for row in made["events"].to_dict("records") if row["kind"] == "other")
    assert (row["date"], row["sources"]) == ("2024-02-11", ["0.txt", "1.txt"])


def test_the_reason_of_a_merge_says_only_what_holds():
    one = SIGNED.format("a treaty", "5 March 2024")
    _, made = found(one, SIGNED.format("a treaty", "6 March 2024"))
    (reason,) = made["events"]["reason"]
    assert "the same signing of the same people, on days next to each other" in reason
    told = "Gunmen wounded three Norwegian guards on a patrol near Kirkenes on 11 February 2024.\n"
    other = "On 11 February 2024 three Norwegian guards of a patrol were injured near Kirkenes when gunmen fired.\n"
    _, made = found(told, other)
    (reason,) = made["events"]["reason"]
    assert "same people" not in reason and "told in like words" in reason and "with the same date" in reason


@pytest.mark.parametrize(
    "words",
    [
        "did not attend", "did not take part", "Did not come", "was not present", "was n’t there", "was absent", "were absent",
        "stayed away", "skipped", "Boycotted", "did not turn up", "didn’t show up", "failed to turn up", "in the absence of",
        "failed to appear", "without the participation of", "without the presence of",
    ],
)  # fmt: skip
def test_every_word_of_absence_has_a_sign_by_which_its_text_is_searched(words):
    assert ABSENT.search(f"He {words} them.")
    assert any(sign in words.lower() for sign in SIGNS_OF_ABSENCE)


HANDOVER = (
    "Norway’s Justice Minister Kari Lund and Portugal’s Foreign Minister Ana Ferreira signed an agreement in Oslo on "
    "5 March 2024 on the transfer of {}.\n"
)


def test_two_numbers_of_the_same_things():
    rows, _ = found(
        HANDOVER.format("three used Hansa-class destroyer escorts"), HANDOVER.format("five used coast guard escorts")
    )
    assert [(row["kind"], row["certainty"]) for row in rows] == [("count", "possible")]
    assert [s["value"] for s in rows[0]["statements"]] == [
        "three used Hansa-class destroyer escorts",
        "five used coast guard escorts",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("three escorts", "three escorts"),
        ("three escorts and then five escorts", "five escorts"),  # which of them is meant is not told
        ("dozens of drones", "30 drones"),
        ("three escorts", "five drones"),
        ("F-16 jets", "MiG-29 jets"),
        ("T-72 tanks", "Leopard 2 tanks"),
        ("20 percent fewer ships", "10 ships"),
        ("5 tons of gold", "20 tons of wheat"),
        ("ships of 15 countries", "ships"),
    ],
)
def test_numbers_that_need_not_differ(one, other):
    rows, _ = found(HANDOVER.format(one), HANDOVER.format(other))
    assert rows == []


def test_what_somebody_was_before_is_no_other_office():
    one = "OSLO, 5 March 2024 – Jan Kos, a former commander of the Norwegian Army, met Kari Lund.\n"
    other = "OSLO, 5 March 2024 – Norway’s Deputy Defence Minister Jan Kos met Kari Lund.\n"
    assert found(one, other)[0] == []
    now = "OSLO, 5 March 2024 – Jan Kos, commander of the Norwegian Army, met Kari Lund.\n"
    assert [row["kind"] for row in found(now, other)[0]] == ["office"]


def test_a_counterpart_and_a_vice_minister_are_no_other_office():
    one = "OSLO, 5 March 2024 – His Norwegian counterpart, Jan Kos, met Kari Lund.\n"
    other = "OSLO, 5 March 2024 – Norway’s Vice Defence Minister for International Affairs Jan Kos met Kari Lund.\n"
    again = (
        "OSLO, 5 March 2024 – Norway’s Vice-Minister of Defence for International Affairs Jan Kos met Kari Lund.\n"
    )
    rows, made = found(one, other, again)
    assert rows == []
    kos = made["participants"].set_index("name").loc["Jan Kos"]
    assert "counterpart" not in kos["role"]


def test_numbers_of_troops_in_the_paragraph_of_an_exercise():
    drill = "The Sea Shield 2024 joint exercise of Norway and Portugal was held on 5 March 2024. {}\n\nNorway has 900 soldiers there.\n"
    rows, _ = found(
        drill.format("Some 600 servicemen with 40 units of military equipment took part."),
        drill.format("About 850 military personnel were involved."),
    )
    assert [(row["kind"], row["certainty"]) for row in rows] == [("count", "possible")]
    assert [s["value"] for s in rows[0]["statements"]] == ["600 servicemen", "850 military personnel"]
    assert found(drill.format("Some 600 servicemen took part."), drill.format("All went well."))[0] == []

"""Events of single invented articles."""

import pytest

from analysis.events.triggers import clause_of, direct_speech
from analysis.reading import read_article
from tests.test_tables import article

LINE = "March 3, 2024 - 18:00\nOSLO – "


def events(text, published=""):
    return read_article(article(text, published=published)).events


def brief(text, published=""):
    return [(e.kind, e.status, e.date) for e in events(text, published)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway’s Justice Minister Kari Lund met Ana Ferreira on Friday.", ("meeting", "reported", "2024-03-01")),
        ("Foreign Minister Ana Ferreira arrived in Oslo on Saturday.", ("visit", "reported", "2024-03-02")),
        ("Ferreira and Lund signed a treaty on Sunday.", ("signing", "reported", "2024-03-03")),
        ("The two sides will sign a treaty on 9 May 2024.", ("signing", "planned", "2024-05-09")),
        ("A summit is expected to be held in Oslo in April.", ("meeting", "planned", "2024-04")),
        ("The council was founded in 1952.", ("founding", "background", "1952")),
        ("Joint exercises were held near Narvik last month.", ("exercise", "background", "2024-02")),
        (
            "The ministers talked by phone on Saturday, after a phone call on Friday.",
            ("call", "reported", "2024-03-02"),
        ),
    ],
)
def test_kind_status_and_date_follow_the_words(sentence, expected):
    assert expected in brief(LINE + sentence + "\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers meet every year.",
        "Norway hopes to sign a treaty.",
        "The talks aim to strengthen trade.",
        "“We will meet again and sign a treaty,” she hopes.",
        "Both sides stressed the need to hold talks.",
        "The relevant signed documents were published.",
    ],
)
def test_habits_hopes_and_aims_are_no_events(sentence):
    found = [e for e in events(LINE + sentence + "\n") if e.status != "planned" and e.kind != "statement"]
    assert found == []


def test_what_one_speaker_says_on_one_occasion_is_one_event():
    text = (
        LINE
        + "Foreign Minister Ana Ferreira met Kari Lund on Sunday. Ferreira stressed trade. Ferreira also said that "
        "borders matter.\nLater, speaking at a press conference, Ferreira praised the talks.\n"
    )
    said = [e for e in events(text) if e.kind == "statement"]
    assert len(said) == 2
    assert len(said[0].evidence) == 2
    assert said[0].date == "2024-03-03"
    assert said[0].basis == "inferred"


def test_the_meeting_is_the_one_told_before():
    text = (
        LINE + "Foreign Minister Ana Ferreira held talks with Justice Minister Kari Lund in Oslo on Saturday.\n"
        "The meeting took place at the ministry.\n"
    )
    meetings = [e for e in events(text) if e.kind == "meeting"]
    assert len(meetings) == 1
    assert len(meetings[0].evidence) == 2


def test_later_carries_the_day_on_and_nothing_else_does():
    text = (
        "On Tuesday, 5 March 2024, Foreign Minister Ana Ferreira arrived in Oslo.\nLater, the ministers of both countries "
        "held talks.\nMeanwhile the agency reports that a memorandum was signed.\n"
    )
    found = {e.kind: e for e in events(text)}
    assert (found["meeting"].date, found["meeting"].basis) == ("2024-03-05", "inferred")
    assert "Later" in found["meeting"].reason
    assert (found["signing"].date, found["signing"].basis) == ("", "none")


def test_a_line_is_in_the_words_of_the_source_with_the_pronoun_in_brackets():
    text = (
        "Norway’s Justice Minister Kari Lund arrived in Lisbon on 5 March 2024. She signed a treaty on 6 March 2024, "
        "according to the ministry.\n"
    )
    signing = next(e for e in events(text) if e.kind == "signing")
    assert signing.what == "[Kari Lund] signed a treaty on 6 March 2024"
    assert signing.attributed_to == "the ministry"


def test_direct_speech_and_clauses():
    text = "He said: “We met. We left,” and went. “More"
    assert [text[a:b] for a, b in direct_speech(text)] == ["“We met. We left,", "“More"]
    sentence = "Lund met Silva, who had arrived on Monday, while others left"
    assert sentence[slice(*clause_of(sentence, (0, len(sentence)), 5))] == "Lund met Silva"


def test_quotations_have_their_speakers():
    text = (
        "Foreign Minister Ana Ferreira came. “We share this long border,” Ferreira said. “It must be safe for all,” she added.\n"
        "“Nobody knows who said this.”\n"
    )
    reading = read_article(article(text))
    names = [reading.people.persons[q.speaker].name if q.speaker is not None else "" for q in reading.quotations]
    assert names == ["Ana Ferreira", "Ana Ferreira", ""]


def test_an_article_without_any_date_has_open_events():
    text = "Foreign Minister Ana Ferreira met Justice Minister Kari Lund. They signed an agreement.\n"
    assert {e.date for e in events(text)} == {""}
    assert all(e.basis == "none" for e in events(text))


def test_a_day_that_nothing_fixes_stays_open_with_what_is_known():
    visit = next(
        e for e in events("Foreign Minister Ana Ferreira arrived in Oslo on Tuesday.\n") if e.kind == "visit"
    )
    assert (visit.date, visit.basis) == ("", "none")
    assert visit.reason == "the text says “Tuesday”; nothing fixes which"

"""The dates of whole articles: publication, inference by constraints, contradictions."""

import pytest

from analysis.dates import read_dates

BODY = "\n\nThe two ministers met in Tehran and spoke about borders. They agreed to meet again."
STATED = [
    ("December 23, 2025 - 20:12", "2025-12-23"),
    ("23 December 2025", "2025-12-23"),
    ("Tuesday, 23 December 2025 | 20:12", "2025-12-23"),
    ("Published: 2025-12-23 20:12", "2025-12-23"),
    ("Published on December 23, 2025 at 8:12 p.m.", "2025-12-23"),
    ("date 2025-12-23", "2025-12-23"),
    ("IRNA - Dec 23, 2025, 20:12 IRST", "2025-12-23"),
    ("By Jane Roe, December 23, 2025", "2025-12-23"),
    ("December 23, 2025 by Staff Writer", "2025-12-23"),
    ("1404/10/02 - 20:12", "2025-12-23"),
    ("First published on Tue 23 Dec 2025 09.00 GMT\nLast modified on Wed 24 Dec 2025 10.00 GMT", "2025-12-23"),
    ("2 Dey 1404", "2025-12-23"),
    ("Jane Roe  Dec 23, 2025", "2025-12-23"),
    ("Jane Roe, Jan Kos | Oslo, Bergen | FNA | December 23, 2025 16:08", "2025-12-23"),
    ("Last update: December 24, 2025\nDecember 23, 2025 - 20:12", "2025-12-23"),
    ("December 23, 2025 - 20:12\nLast updated on 25 December 2025", "2025-12-23"),
    ("Last update: December 24, 2025", "../2025-12-24"),
]


@pytest.mark.parametrize(("line", "expected"), STATED)
def test_publication_stated(line, expected):
    for text in (f"{line}{BODY}", f"Ministers meet in Tehran\n\n{line}{BODY}"):
        publication = read_dates(text).publication
        assert (publication.date, publication.basis) == (expected, "stated"), text
        assert text[publication.start : publication.end].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TEHRAN, Jan. 16 (MNA) – The minister arrived.", "XXXX-01-16"),
        ("TEHRAN, January 16, 2025 (MNA) -- The minister arrived.", "2025-01-16"),
        ("DUSHANBE, 16 January 2025 /Khovar/ – The minister arrived.", "2025-01-16"),
        ("DUSHANBE, 28.10.2025 12:30 /Khovar/. The minister arrived.", "2025-10-28"),
        ("Dushanbe, 31.05.2016 (NIAT “Khovar”). – The minister arrived.", "2016-05-31"),
        ("Tehran, Oct 28, IRNA - The minister arrived.", "XXXX-10-28"),
        ("TEHRAN, Thursday, Jan. 16 (MNA) – He recalled 2025.", "2025-01-16"),
        ("ISLAMABAD (APP) - Oct 28, 2025: The minister arrived.", "2025-10-28"),
        ("BRUSSELS, December 2 (Xinhua) -- The process ended.", "XXXX-12-02"),
        ("Nov 9 (Reuters) - The minister arrived.", "XXXX-11-09"),
        ("KATHMANDU, Oct 3: The minister arrived.", "XXXX-10-03"),
        ("Nov 9, 2025 (Reuters) - The minister arrived.", "2025-11-09"),
    ],
)
def test_dateline(text, expected):
    assert read_dates(text).publication.date == expected


def test_an_update_alone_dates_weekdays_nearly():
    read = read_dates("Updated 3:42 PM GMT+5, March 14, 2024\n\nPESHAWAR, Pakistan (AP) — It was hit early Thursday.")
    assert (read.publication.date, read.publication.basis) == ("../2024-03-14", "stated")
    assert [(e.text, e.date) for e in read.expressions][-1] == ("early Thursday", "2024-03-14~")
    assert "the only day that the article gives of itself" in read.expressions[-1].reason


def test_a_copyright_notice_gives_a_date_line_its_year():
    line = "Oil flows resume\n\ndpa/Interfax  -  18 September, 21:05\n\nPRAGUE (dpa) - Oil began flowing on Sunday."
    read = read_dates(f"{line}\n\n© 2022 dpa")
    assert (read.publication.date, read.publication.basis) == ("2022-09-18", "stated")
    assert [e.date for e in read.expressions if e.text == "Sunday"] == ["2022-09-18"]
    assert not read_dates(line).publication.date.startswith("2022")


def test_dateline_takes_its_year_from_what_is_given():
    publication = read_dates("TEHRAN, Jan. 16 (MNA) – The minister arrived.", given="2025-01-17").publication
    assert (publication.date, publication.basis) == ("2025-01-16", "stated")


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on 3 May 2025 in Tehran and agreed on everything there was to agree on.",
        "Tehran police chief visits Dushanbe\n\nThe pact of 12 March 2024 is to be extended, he said.",
        "An article without any date at all.",
        "",
    ],
)
def test_publication_not_stated(text):
    assert read_dates(text).publication.basis in ("unknown", "inferred")


def test_given_is_used_and_loses_against_the_text():
    assert read_dates(BODY, given="2025-05-20~").publication.basis == "metadata"
    read = read_dates(f"December 23, 2025{BODY}", given="2025-12-20")
    assert read.publication.date == "2025-12-23"
    assert [clash.kind for clash in read.clashes] == ["date"]
    assert not read_dates(f"December 23, 2025{BODY}", given="2025-12-23").clashes


def test_two_date_lines():
    read = read_dates(f"December 23, 2025\nDecember 20, 2025{BODY}")
    assert [clash.kind for clash in read.clashes] == ["date"]
    assert [statement[0] for statement in read.clashes[0].statements] == ["2025-12-23", "2025-12-20"]


def test_yesterday_beside_a_day():
    text = "The minister yesterday held talks in Tehran.\nThe session was held on October 28 in the capital."
    read = read_dates(text)
    assert (read.publication.date, read.publication.basis) == ("XXXX-10-29", "inferred")
    assert [e.date for e in read.expressions] == ["XXXX-10-28", "XXXX-10-28"]


def test_weekday_and_named_year():
    text = "On Tuesday April 22, he arrived. The visit in early 2025 was recalled. He left on Tuesday night."
    read = read_dates(text)
    assert read.publication.date == "2025-04-22/.."
    first, year, again = read.expressions
    assert (first.date, first.basis) == ("2025-04-22", "inferred")
    assert first.reason == "22 April was a Tuesday in 2025; the text names 2025"
    assert (year.date, again.date, again.anchor) == ("2025", "2025-04-22", first.start)


def test_weekday_with_several_years_stays_open():
    (expression,) = read_dates("On Tuesday April 22, he arrived.").expressions
    assert expression.date == "XXXX-04-22"
    assert {"2014-04-22", "2025-04-22"} <= set(expression.candidates)
    assert "2024-04-22" not in expression.candidates


def test_weekday_against_date():
    read = read_dates("They met on Monday, October 28, 2025, in Tehran.")
    (clash,) = read.clashes
    assert clash.kind == "weekday"
    assert clash.note == "28 October 2025 was a Tuesday, not a Monday"


def test_basis_tells_what_rests_on_metadata():
    text = "It was held on October 28. He came yesterday."
    first, second = read_dates(text, given="2025-10-29").expressions
    assert (first.date, first.basis) == ("2025-10-28", "metadata")
    assert (second.date, second.basis) == ("2025-10-28", "relative")


@pytest.mark.parametrize("nonsense", ["soon", "2025-02-30", "12025", "0000", "2025-13-01", "31 April", "\0", "XXXX"])
def test_nonsense_given(nonsense):
    read = read_dates("He came yesterday.", given=nonsense)
    assert read.expressions[0].date == ""


def test_a_year_at_the_head_of_a_sentence_holds_for_its_days():
    text = (
        "OSLO, Nov 6, 2025: Last year the two met twice, on March 3 and on September 9. They met again on October 2."
    )
    dates = {e.text: e.date for e in read_dates(text).expressions}
    assert (dates["March 3"], dates["September 9"], dates["October 2"]) == ("2024-03-03", "2024-09-09", "2025-10-02")


def test_beside_a_dateline_without_a_year_a_date_takes_none_told_from_afar():
    text = (
        "ASTANA, Sept 30 (MNA) – Ministers met. A pact signed in May 2022 had lapsed. They gave no comment on Oct. 1."
    )
    assert [e.date for e in read_dates(text).expressions][-1] == "XXXX-10-01"


def test_beside_a_dateline_without_a_year_a_date_takes_that_of_a_day_near_it():
    text = "ASTANA, Sept 30 (MNA) – Ministers met on 28 September 2025. They gave no comment on Oct. 1."
    assert [e.date for e in read_dates(text).expressions][-1] == "2025-10-01"


def test_a_quarter_of_next_year_is_none_of_a_year_told_before():
    text = "BISHKEK, Nov. 19 (Xinhua) -- Work started on Dec. 27, 2024. Talks come in the first quarter of next year."
    assert [e.date for e in read_dates(text).expressions][-1] == ""


def test_a_dateline_whose_agency_has_no_dash_states_the_publication():
    text = "New Delhi, Nov 20, 2025 (PTI) Defence Minister Rao Singh met his Armenian counterpart on Thursday."
    publication = read_dates(text).publication
    assert (publication.date, publication.basis) == ("2025-11-20", "stated")


def test_what_is_expected_lies_ahead_whatever_follows():
    text = "The president is expected in Oslo in the fall, and Minister Kari Lund was there in May."
    found = {e.text: e.date for e in read_dates(text, given="2024-05-14").expressions}
    assert found["the fall"] == "2024-23"


def test_a_line_with_bars_below_the_text_is_of_another_article():
    body = (
        "Foreign Minister Karl Moe left on Monday for talks with his counterparts of the neighbouring countries. " * 2
    )
    text = f"Talks in Oslo\n\n{body}\n\nRelated\n\nNew Tax Law | Business | May 3, 2019\n"
    assert read_dates(text).publication.basis != "stated"


def test_what_was_done_two_months_off_was_done_the_year_before():
    found = read_dates(
        "President Jan Kos visited Oslo on May 3. Will be noted that on May 5 he met Kos.", given="2024-03-03"
    )
    assert [e.date for e in found.expressions] == ["2023-05-03", "2024-05-05"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "(Bishkek, July 11, 2024) – The authorities should free the journalist, the group said today.",
            "2024-07-11",
        ),
        ("Kabul [Afghanistan], June 14, 2025 (ANI): The minister met envoys on Thursday.", "2025-06-14"),
        ("The group (Oslo, July 11, 2024) met in Bergen and said it would not leave.", ""),
    ],
)
def test_datelines_in_brackets_and_with_the_country_in_brackets(text, date):
    publication = read_dates("Headline of the day\n\n" + text).publication
    assert (publication.date if publication.basis == "stated" else "") == date


def test_a_quarter_of_a_fiscal_year_stays_open():
    found = read_dates("The round comes in the third quarter of the fiscal year 2025-26.", given="2025-08-22")
    assert next((e.date, e.reason) for e in found.expressions) == (
        "",
        "a quarter of a fiscal year; its first day is not told",
    )

"""What is denied, cancelled, supposed or told by somebody else is no event of the people named."""

import pytest

from tests.test_events import LINE, events


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway and Portugal signed nothing on Friday.",
        "Neither side signed a document on Friday.",
        "If Ferreira had met Lund last month, the treaty would be ready.",
        "Foreign Minister Ana Ferreira denied that Kari Lund had visited Lisbon on Friday.",
        "The visit of Kari Lund to Lisbon on 9 May 2024 was cancelled.",
        "The summit of 9 May 2024 was postponed, the ministry said.",
        "Did the ministers sign a treaty on Friday?",
    ],
)
def test_what_did_not_happen_is_not_reported(sentence):
    found = [e for e in events(LINE + sentence + "\n") if e.status != "planned" and e.kind != "statement"]
    assert found == [], [(e.kind, e.what) for e in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Minister Kari Lund was invited but did not come, sources said.",
        "Kari Lund and Ana Ferreira signed three agreements, the ministry of interior said.",
        "The deal with Kari Lund is good, observers said.",
    ],
)
def test_what_others_say_is_no_statement_of_the_person_named(sentence):
    assert [e for e in events(LINE + sentence + "\n") if e.kind == "statement"] == []


def test_what_is_to_come_is_planned():
    text = (
        LINE + "Kari Lund is to visit Lisbon in the first half of May. The two sides will hold talks on 9 May 2024.\n"
    )
    assert {e.status for e in events(text)} == {"planned"}


def test_who_only_invites_does_not_take_part():
    text = (
        LINE
        + "Norway’s Justice Minister Kari Lund was invited by Portugal’s Foreign Minister Ana Ferreira and arrived in "
        "Lisbon on Friday.\n"
    )
    visit = next(e for e in events(text) if e.kind == "visit")
    assert len(visit.people) == 1


def test_what_a_statement_is_about_is_not_where_it_was_made():
    text = LINE + "Foreign Minister Ana Ferreira stressed the friendship between Lisbon and Oslo on Friday.\n"
    statement = next(e for e in events(text) if e.kind == "statement")
    assert statement.place == ""

"""What to watch: plans that are still to come, plans without a day, plans whose day has passed."""

import re

import pytest

from analysis.briefing import Briefing
from analysis.run import make_edition
from analysis.settings import Settings

PLANS = {
    "1.txt": "Talks ahead\n\n3 March 2024\n\nForeign Minister Ana Ferreira of Portugal will visit Oslo on 9 March 2024.\n\n"
    "Norway and Portugal will sign a treaty on 12 March 2024. A summit will be held in Lisbon in 2026.\n\n"
    "The two sides will hold a joint exercise.\n",
    "2.txt": "The visit\n\n11 March 2024\n\nForeign Minister Ana Ferreira of Portugal visited Oslo on 9 March 2024.\n",
    "3.txt": "Later\n\n20 December 2024\n\nThe port of Bergen was closed on 19 December 2024.\n",
}


@pytest.fixture
def watched(folder):
    def made(texts):
        edition = make_edition(folder(texts), Settings(), warn=print)
        return Briefing(edition.frames, edition.texts, edition.manifest, Settings()).planned().data

    return made


def rows(markdown):
    found = [line.strip("| ").split(" | ") for line in markdown.splitlines() if line.startswith("| ")][1:]
    return [(re.sub(r"\\\\", "", row[1]), re.sub(r"\\\\", "", row[3])) for row in found]


def test_what_is_to_come_stands_first_and_what_has_passed_last(watched):
    text = watched(PLANS)
    shown = rows(text)
    assert [next(word for word in ("summit", "exercise", "visit", "treaty") if word in what) for what, _ in shown] == [
        "summit", "exercise", "visit", "treaty"
    ]  # fmt: skip
    assert shown[0][1] == "still to come"
    assert shown[1][1] == "no day stated; told about ten months before"
    assert "Four events are told as coming, one of them without a day" in text
    assert "two of them for a time that had passed by 20 December 2024, the date of the newest source" in text


def test_a_report_of_the_day_is_linked_and_a_missing_one_is_said(watched):
    passed = {what: stands for what, stands in rows(watched(PLANS)) if "has passed" in stands}
    visit, treaty = (next(stands for what, stands in passed.items() if word in what) for word in ("visit", "treaty"))
    assert re.search(r"for then one visit is reported: \[S2 ¶", visit)
    assert treaty.endswith("no report of it was found")


def test_other_people_and_other_kinds_are_no_report_of_a_plan(watched):
    other = "News\n\n11 March 2024\n\nTrade Minister Elif Demir of Turkey visited Lima on 9 March 2024.\n"
    stands = [stands for what, stands in rows(watched({**PLANS, "2.txt": other})) if "visit" in what]
    assert stands == ["[day has passed]{.badge} no report of it was found"]


def test_nothing_planned_is_one_sentence(watched):
    assert watched({"3.txt": PLANS["3.txt"]}) == "Nothing is told as planned.\n"

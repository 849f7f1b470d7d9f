"""Floors on one invented story told by four papers, and on single articles in other fields; and their annotation."""

import json
from dataclasses import replace

import pytest

from analysis.dates.edtf import is_valid
from tests import scoring_events
from tests.scoring_events import (
    STORY,
    VARIED,
    WITHIN,
    Tally,
    b_cubed,
    conflicts,
    is_accepted,
    score_articles,
    score_story,
    story_gold,
    story_mentions,
    varied_mentions,
    varied_publication,
)

ARTICLE_FLOORS = {
    "events found": 0.96,
    "dates right": 0.98,
    "dated found and right": 0.95,
    "kinds right": 0.99,
    "status right": 0.99,
    "in the gold": 0.96,
}
VARIED_FLOORS = {
    "events found": 0.79,
    "dates right": 0.91,
    "dated found and right": 0.8,
    "kinds right": 0.98,
    "status right": 0.92,
    "in the gold": 0.97,
    "left open": 0.9,
    "publication dates right": 0.85,
}
STORY_FLOORS = {
    "mentions found": 0.97,
    "main events found": 1.0,
    "merging precision": 0.98,
    "merging recall": 0.8,
    "merging F1": 0.88,
    "merged dates right": 0.94,
    "independent sources right": 0.75,
    "conflicts found": 0.93,
    "conflicts real": 0.95,
    "people joined": 1.0,
}
KINDS = {
    "meeting",
    "visit",
    "signing",
    "agreement",
    "call",
    "statement",
    "announcement",
    "founding",
    "exercise",
    "other",
}
STATUSES = {"reported", "planned", "background"}
CONFLICTS = {"date", "count", "term", "office", "place", "mode", "attendance", "weekday"}
WORDS_IN_A_TRIGGER = 8


def assert_above(tally, floors):
    shares = tally.shares
    for name, floor in floors.items():
        assert shares.get(name, 1.0) >= floor, f"{name}: {shares[name]:.3f}; {tally.misses}"


def test_events_of_single_articles_of_the_story():
    assert_above(score_articles(STORY), ARTICLE_FLOORS)


@pytest.mark.parametrize("metadata", [True, False])
def test_events_of_varied_articles(metadata):
    assert_above(score_articles(VARIED, metadata=metadata), VARIED_FLOORS)


def test_the_story_as_a_whole():
    assert_above(score_story(), STORY_FLOORS)


def all_mentions():
    varied = [mention for path in VARIED.glob("*.txt") for mention in varied_mentions(path.name, metadata=False)]
    return [(STORY, m) for m in story_mentions(story_gold())] + [(VARIED, m) for m in varied]


def triggers():
    yield from ((folder, mention.source, mention.trigger) for folder, mention in all_mentions())
    for known in conflicts(story_gold()):
        yield from ((STORY, source, phrase) for source, phrases in known["triggers"].items() for phrase in phrases)


def test_every_trigger_is_short_and_stands_once_in_its_article():
    texts = {
        (folder, path.name): path.read_text(encoding="utf-8")
        for folder in (STORY, VARIED)
        for path in folder.glob("*.txt")
    }
    wrong = [t for *at, t in triggers() if texts[tuple(at)].count(t) != 1 or len(t.split()) > WORDS_IN_A_TRIGGER]
    assert not wrong


def test_every_trigger_stands_within_one_sentence():
    told = {folder: scoring_events.tell(folder) for folder in (STORY, VARIED)}
    for folder, source, trigger in triggers():
        start, end = told[folder].sentence(source, trigger)
        assert trigger in told[folder].readings[source].article.text[start:end], (source, trigger)


def test_kinds_statuses_and_dates_are_those_of_the_tables():
    for _, mention in all_mentions():
        assert mention.kinds <= KINDS, mention
        assert mention.statuses <= STATUSES, mention
        assert mention.dates, mention
        assert all(is_date(date) for date in mention.dates), mention
    assert all(is_date(date) for event in story_gold()["events"] for date in event["dates"])


def is_date(date):
    return date == "" or is_valid(date.removeprefix(WITHIN))


def test_the_story_s_annotation_agrees_with_itself():
    gold = story_gold()
    ids = [event["id"] for event in gold["events"]]
    assert len(ids) == len(set(ids))
    assert set(gold["independent_sources"]) <= set(ids)
    assert {other for event in gold["events"] for other in event.get("may_join", [])} <= set(ids)
    for known in conflicts(gold):
        assert known["kind"] in CONFLICTS
        assert known["certainty"] in {"sure", "possible"}
        assert set(known["sources"]) == set(known["triggers"])
        assert sorted(s for side in known.get("sides", [known["sources"]]) for s in side) == sorted(known["sources"])


def test_every_spelling_of_a_person_stands_in_an_article():
    texts = "\n".join(path.read_text(encoding="utf-8") for path in STORY.glob("*.txt"))
    assert all(name in texts for spellings in story_gold()["people"].values() for name in spellings)


def test_every_varied_article_is_annotated():
    assert {p.stem for p in VARIED.glob("*.txt")} == {p.stem for p in VARIED.glob("*.json")}
    for path in VARIED.glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["events"]
        assert all(is_date(date) for date in varied_publication(f"{path.stem}.txt", metadata=False))


def test_b_cubed_is_what_one_counts_by_hand():
    assert b_cubed([("a", "1"), ("a", "1"), ("b", "2")]) == (1, 1, 1)
    precision, recall, f1 = b_cubed([("a", "1"), ("a", "2"), ("b", "2"), ("b", "2")])
    assert precision == pytest.approx((1 + 1 / 3 + 2 / 3 + 2 / 3) / 4)
    assert recall == pytest.approx((1 / 2 + 1 / 2 + 1 + 1) / 4)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert b_cubed([]) == (0, 0, 0)


def test_a_date_is_accepted_by_its_words_or_its_days():
    row = {"date": "2031-03", "earliest": "2031-03-01", "latest": "2031-03-31"}
    assert is_accepted(row, ("2031-03",))
    assert is_accepted(row, ("within:2031-03-01/2031-04-15",))
    assert not is_accepted(row, ("within:2031-03-04/2031-04-15", "2031-03-04"))
    assert not is_accepted({"date": "", "earliest": "", "latest": ""}, ("within:2031-03-01/2031-04-15",))


def made_up(told, **change):
    mention = replace(story_mentions(story_gold())[0], **change)
    return scoring_events.score_article(told, [mention])


def test_an_event_is_found_by_the_sentence_of_its_trigger():
    told = scoring_events.tell(STORY, only="01_kackar_telephone.txt")
    first = story_mentions(story_gold())[0]
    start, end = told.sentence(first.source, first.trigger)
    evidence = [{"source": first.source, "start": start, "end": end, "text": ""}]
    row = {
        "event": "e",
        "date": first.dates[0],
        "earliest": "",
        "latest": "",
        "kind": "call",
        "status": "reported",
        "evidence": evidence,
    }
    only = replace(told, events=[row])
    assert made_up(only).shares == {
        "events found": 1,
        "dated found and right": 1,
        "dates right": 1,
        "kinds right": 1,
        "status right": 1,
        "in the gold": 1,
    }
    assert made_up(only, kinds=frozenset({"meeting"})).shares["kinds right"] == 0
    assert made_up(only, dates=("2031-02-05",)).shares["dates right"] == 0
    assert made_up(replace(told, events=[])).shares["events found"] == 0
    assert Tally().shares == {}

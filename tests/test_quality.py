"""Floors on facts checked by hand. A floor may be raised, never lowered."""

from dataclasses import replace

import pytest

from analysis.reading import read_article
from tests.scoring import Score, gold_of, match_events, score_people, score_topics

FLOORS = {
    "people F1": 0.97,
    "topics F1": 0.95,
    "topics precision": 0.93,
    "dated events found and right": 0.95,
    "events found": 0.95,
    "event dates right": 0.95,
    "event kinds right": 0.95,
    "event status right": 0.95,
}


@pytest.fixture(scope="module")
def bare(corpus):
    """The articles as the texts alone tell them, without sources.csv."""
    return [read_article(replace(article, published="", note="")) for article in corpus.articles]


def total(scores) -> Score:
    return sum(scores, Score(0, 0, 0))


def test_people(readings):
    assert total(map(score_people, readings)).f1 >= FLOORS["people F1"]


def test_topics(readings):
    score = total(map(score_topics, readings))
    assert score.f1 >= FLOORS["topics F1"]
    assert score.precision >= FLOORS["topics precision"]


def test_publication_dates_with_metadata(readings):
    for reading in readings:
        assert reading.dates.publication.date == gold_of(reading.article.source)["published_with_sources_csv"]


def test_publication_dates_from_the_texts_alone(bare):
    for reading in bare:
        assert reading.dates.publication.date in gold_of(reading.article.source)["published_acceptable"]


def shares(readings, *, metadata):
    matches = [match for reading in readings for match in match_events(reading)]
    found = [match for match in matches if match.found is not None]
    dated = [match for match in matches if match.gold["date"]]
    return {
        "events found": len(found) / len(matches),
        "event dates right": sum(m.date_is_right(metadata=metadata) for m in found) / len(found),
        "event kinds right": sum(m.kind_is_right for m in found) / len(found),
        "event status right": sum(m.status_is_right for m in found) / len(found),
        "dated events found and right": sum(m.date_is_right(metadata=metadata) for m in dated) / len(dated),
    }


@pytest.mark.parametrize("metadata", [True, False])
def test_events(readings, bare, metadata):
    for name, share in shares(readings if metadata else bare, metadata=metadata).items():
        assert share >= FLOORS[name], f"{name}: {share:.2f}"


def test_nothing_is_dated_that_the_texts_leave_open(bare):
    for reading in bare:
        for match in match_events(reading):
            if match.found is not None and match.gold["acceptable_dates"] == [""]:
                assert not match.found.date, match.gold["trigger"]

"""The five seed articles: their publication and every date that the hand-checked facts carry."""

import csv
import json
from pathlib import Path

import pytest

from analysis.dates import read_dates

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
SEEDS = sorted((ROOT / "seeds").glob("00*.txt"))
GIVEN = {
    row["file"]: row["published"] for row in csv.DictReader((ROOT / "seeds" / "sources.csv").open(encoding="utf-8"))
}
NEAR = 90  # characters between the words of a fact and the expression that dates it


def facts(seed):
    return json.loads((GOLD / f"seed_{seed.name[:3]}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.name[:3])
def test_publication(seed):
    text, gold = seed.read_text(encoding="utf-8"), facts(seed)
    assert read_dates(text).publication.date in {gold["published"] or "", *gold["published_acceptable"]}
    given = read_dates(text, given=GIVEN[seed.name]).publication
    assert given.date == gold["published_with_sources_csv"]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.name[:3])
@pytest.mark.parametrize("key", ["acceptable_dates", "with_sources_csv"])
def test_dated_expressions(seed, key):
    text, gold = seed.read_text(encoding="utf-8"), facts(seed)
    read = read_dates(text, given=GIVEN[seed.name] if key == "with_sources_csv" else "")
    for event in gold["events"]:
        at = text.index(event["trigger"])
        inside = [e for e in read.expressions if at <= e.start < at + len(event["trigger"]) and e.type == "DATE"]
        for expression in inside:
            assert expression.date in event[key], (event["trigger"], expression)


def test_numbers_and_names_that_are_no_dates():
    text = SEEDS[4].read_text(encoding="utf-8")
    read = read_dates(text)
    assert not [e for e in read.expressions if "12-day" in e.text]
    assert [e.value for e in read.expressions if e.text.startswith("nearly eight")] == ["P8DE"]
    assert all(text[e.start : e.end] == e.text for e in read.expressions)
    assert not read.clashes

"""Scores against facts checked by hand (``tests/gold``): what is found, and what is right of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

GOLD = Path(__file__).parent / "gold"
KIND_OF = {"planned": {"meeting", "visit", "signing", "exercise", "other"}}


@dataclass(frozen=True)
class Score:
    """True positives, predictions and gold entries."""

    hits: int
    predicted: int
    gold: int

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, self.predicted + self.gold)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.predicted)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.gold)

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)


def gold_of(source: str) -> dict:
    """Return the facts about a seed: ``seed_000.json`` is about the article whose name begins with ``000_``."""
    return json.loads((GOLD / f"seed_{source[:3]}.json").read_text(encoding="utf-8"))


def score_topics(reading) -> Score:
    """Topics of an article; optional ones are right either way."""
    gold = gold_of(reading.article.source)
    wanted, optional = set(gold["topics"]), set(gold.get("optional_topics", []))
    found = {hit.topic for hit in reading.topics} - optional
    wanted -= optional
    return Score(len(found & wanted), len(found), len(wanted))


def score_people(reading) -> Score:
    """Persons by full name as written."""
    wanted = {person["name"] for person in gold_of(reading.article.source)["participants"]}
    found = {person.name for person in reading.people.persons}
    return Score(len(found & wanted), len(found), len(wanted))


@dataclass(frozen=True)
class EventMatch:
    """A gold event and the event found for it, or None."""

    gold: dict
    found: object | None

    def date_is_right(self, *, metadata: bool) -> bool:
        """Whether the date is among the accepted ones."""
        accepted = self.gold["with_sources_csv" if metadata else "acceptable_dates"]
        return self.found is not None and self.found.date in accepted

    @property
    def kind_is_right(self) -> bool:
        allowed = KIND_OF.get(self.gold["kind"], {self.gold["kind"]})
        return self.found is not None and self.found.kind in allowed

    @property
    def status_is_right(self) -> bool:
        return self.found is not None and self.found.status == self.gold["status"]


def match_events(reading) -> list[EventMatch]:
    """Pair gold events with found ones: the trigger lies in a sentence of the evidence, each event used once."""
    text = reading.article.text
    free = list(reading.events)
    matches = []
    for gold in gold_of(reading.article.source)["events"]:
        place = _place(text, gold["trigger"])
        sentence = reading.sentence_of(place)
        candidates = [e for e in free if any(a < sentence[1] and sentence[0] < b for a, b in e.evidence)]
        best = min(candidates, key=lambda e: _fit(e, gold, sentence), default=None)
        if best is not None:
            free.remove(best)
        matches.append(EventMatch(gold, best))
    return matches


def _fit(event, gold: dict, sentence) -> tuple:
    kind = event.kind not in KIND_OF.get(gold["kind"], {gold["kind"]})
    return kind, event.status != gold["status"], event.evidence[0] != sentence, abs(event.start - sentence[0])


def _place(text: str, trigger: str) -> int:
    plain = text.replace("’", "'")
    place = plain.find(trigger.replace("’", "'"))
    assert place >= 0, f"the gold's trigger {trigger!r} is not in the text"
    return place

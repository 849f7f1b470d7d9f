"""Which days of a collection matter: what is published on them, what other days' articles tell of them."""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from analysis.contract import columns
from analysis.evidence import Evidence
from analysis.frames import records
from analysis.lexicons import load
from analysis.reading import Reading
from analysis.rows import Leads, Texts
from analysis.shelf import Shelf
from analysis.timelines.lines import Candidates, Lines, event_lines, sentence_lines
from analysis.timelines.relevance import Weighed, weigh

DAY = re.compile(r"\d{4}-\d\d-\d\d")
OPENING = 3  # sentences of an article that may tell of the day it was published on


@dataclass(frozen=True)
class Weights:
    """How much each thing counts (``lexicons/timelines.yml``)."""

    publications: float = 1.0
    mentions: float = 1.0
    people: float = 0.0
    kinds: float = 0.0

    @classmethod
    def given(cls) -> Weights:
        """Return the weights of the lexicon."""
        return cls(**{name: float(weight) for name, weight in load("timelines")["weights"].items()})


class Happened(NamedTuple):
    """An event of a day as far as choosing days and their lines needs it."""

    event: str
    kind: str
    what: str
    part_of: str
    participants: tuple[str, ...]
    independent_sources: int
    evidence: Evidence

    @classmethod
    def of(cls, row: Any) -> Happened:
        """Return a row of the table ``events``."""
        return cls(
            row.event,
            row.kind,
            row.what,
            row.part_of,
            tuple(row.participants),
            row.independent_sources,
            row.evidence[0],
        )


@dataclass
class Day:
    """What is told of a day."""

    published: int = 0
    publications: float = 0.0
    mentioned: int = 0
    mentions: float = 0.0
    events: list[Happened] = field(default_factory=list)
    candidates: Candidates = field(default_factory=Candidates)


def timeline(
    readings: Sequence[Reading],
    frames: Shelf,
    copies: Collection[str],
    weighed: Weighed | None = None,
) -> pd.DataFrame:
    """Rank the days that the sources publish on or tell of, and give a line or two for each.

    The features are those by which days are chosen in the literature: articles published on the day and mentions of
    it in the articles of other days (Tran et al. 2015; Gholipour Ghalandari and Ifrim 2020), each weighted with
    how much it is about the subject of the collection. No training: see ``lexicons/timelines.yml``. The cost grows with the
    number of articles and of dates in them.

    Parameters
    ----------
    readings : sequence of Reading
    frames : Shelf
        The tables ``sources``, ``dates``, ``events`` and ``participants``.
    copies : collection of str
        Sources that reprint an earlier one: they count for nothing.
    weighed : Weighed, optional
        What :func:`analysis.timelines.relevance.weigh` says of the articles.

    Returns
    -------
    pandas.DataFrame
        The table ``timeline``, in time, without days later than the newest publication. Where no event is known of a
        day, its lines are the most central sentences that name it, else that open an article of the day and name no
        other date.
    """
    published = dict(zip(frames["sources"]["source"], frames["sources"]["published"], strict=True))
    weighed = weighed or weigh(Leads(readings))
    days: dict[str, Day] = defaultdict(Day)
    for part in frames.parts("events"):
        for row in _on_a_day(part):
            days[row.earliest].events.append(Happened.of(row))
    _tell(days, readings, _named(frames), published, weighed, copies)
    newest = max((date for date in published.values() if DAY.fullmatch(date)), default="")
    known = {day: days[day] for day in sorted(days) if not newest or day <= newest}
    people = frames["participants"]
    share = {row.participant: len(row.sources) / len(readings) for row in records(people)}
    rows = [_row(day, told, share) for day, told in known.items()]
    texts = Texts(readings)
    for row, told in zip(rows, known.values(), strict=True):
        lines = event_lines(told.events, weighed.relevance) if told.events else sentence_lines(told.candidates, texts)
        row.update(_shown(lines))
    return _ranked(pd.DataFrame(rows, columns=columns("timeline")))


def day_scores(table: pd.DataFrame, weights: Weights) -> pd.Series:
    """Return the score of each row of the table ``timeline``: the sum of weight × log(1 + value)."""
    values = {
        "publications": table["publications"],
        "mentions": table["mentions"],
        "people": table["people"],
        "kinds": table["kinds"].map(len),
    }
    parts = {name: getattr(weights, name) * column.astype(float).map(math.log1p) for name, column in values.items()}
    return pd.DataFrame(parts).sum(axis=1).round(4)


def closeness(day: str, published: str) -> float:
    """Return how much a mention counts: 1 on the day after, half as much long after; plans count half of that."""
    if not DAY.fullmatch(published):
        return 1.0
    given = load("timelines")["closeness"]
    gap = (datetime.date.fromisoformat(published) - datetime.date.fromisoformat(day)).days
    near = 0.5 ** ((abs(gap) - 1) / given["half_life"])
    return float(given["least"] + (1 - given["least"]) * near) * (1.0 if gap > 0 else float(given["ahead"]))


def _tell(
    days: dict[str, Day],
    readings: Sequence[Reading],
    named: Mapping[str, Sequence[tuple[str, int]]],
    published: Mapping[str, str],
    weighed: Weighed,
    copies: Collection[str],
) -> None:
    """Add what the articles tell of each day, reprints left out; sentences are kept for days without a known event."""
    opening = load("timelines")["opening"]
    relevance = weighed.relevance
    for reading, about in zip(readings, weighed.articles, strict=True):
        source, text = reading.source, reading.text
        if source in copies:
            continue
        own = published.get(source, "")
        if DAY.fullmatch(own):
            days[own].published += 1
            opened = _opened(reading, named.get(source, ()), own)
            for day, share in ((own, 1 - opening["share"]), (opened or own, opening["share"])):
                days[day].publications += share * about
            for start, end in () if days[own].events else _silent(reading, named.get(source, ()), own):
                days[own].candidates.offer(relevance.sentence(text[start:end]), source, (start, end))
        for day, spans in _sentences(reading, named.get(source, ())).items():
            best = 0.0
            for start, end in spans:
                told = relevance.sentence(text[start:end])
                best = max(best, told)
                days[day].candidates.offer(told, source, (start, end), named=True)
            if day != own:
                days[day].mentioned += 1
                days[day].mentions += best * closeness(day, own)


def _named(frames: Shelf) -> dict[str, list[tuple[str, int]]]:
    """Return for each source the dates that it names and where."""
    dates = frames.columns("dates", ["source", "date", "start"])
    whole = dates[dates["date"] != ""]
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for source, day, start in zip(whole["source"], whole["date"], whole["start"], strict=True):
        found[source].append((day, start))
    return found


def _sentences(reading: Reading, named: Collection[tuple[str, int]]) -> dict[str, list[tuple[int, int]]]:
    """Return the sentences in which an article names days, by day."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for day, start in named:
        if not DAY.fullmatch(day):
            continue
        span = reading.sentence_of(start)
        if span not in found[day]:
            found[day].append(span)
    return found


def _opened(reading: Reading, named: Collection[tuple[str, int]], own: str) -> str:
    """Return the first day, up to a week before its publication, that the opening of an article names, or ``""``."""
    end = reading.sentences[min(OPENING, len(reading.sentences)) - 1][1] if reading.sentences else 0
    published = datetime.date.fromisoformat(own)
    first = (published - datetime.timedelta(days=load("timelines")["opening"]["days"])).isoformat()
    return next((day for day, start in named if start < end and DAY.fullmatch(day) and first <= day <= own), "")


def _silent(reading: Reading, named: Collection[tuple[str, int]], own: str) -> list[tuple[int, int]]:
    """Return the sentences of the opening that name no other date: they may tell of the day of publication."""
    others = {reading.sentence_of(start) for date, start in named if date != own}
    return [span for span in reading.sentences[:OPENING] if span not in others]


def _on_a_day(events: pd.DataFrame) -> Iterator[Any]:
    """Yield the events that lie on one day and are no plans."""
    fixed = (events["precision"] == "day") & (events["earliest"] == events["latest"]) & (events["earliest"] != "")
    yield from records(events[fixed & (events["status"] != "planned")])


def _row(day: str, told: Day, share: Mapping[str, float]) -> dict[str, Any]:
    people = {person for event in told.events for person in event.participants}
    return {
        "day": day,
        "published": told.published,
        "publications": round(told.publications, 4),
        "mentioned": told.mentioned,
        "mentions": round(told.mentions, 4),
        "people": round(sum(share.get(person, 0.0) for person in sorted(people)), 4),
        "kinds": sorted({event.kind for event in told.events}),
        "told": len(told.events),
    }


def _shown(lines: Lines) -> dict[str, Any]:
    return {"lines": lines.lines, "basis": lines.basis, "events": lines.events, "evidence": lines.evidence}


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with score and rank; of days with one score the earlier comes first."""
    if table.empty:
        return table
    scores = day_scores(table, Weights.given())
    order = sorted(range(len(table)), key=lambda n: (-scores.iloc[n], table["day"].iloc[n]))
    ranks = {row: rank for rank, row in enumerate(order, start=1)}
    return table.assign(score=scores, rank=[ranks[n] for n in range(len(table))])

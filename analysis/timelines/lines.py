"""A line or two for a day: its events, or where none is known its most central sentences."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.evidence import Evidence, evidence
from analysis.text import Span
from analysis.timelines.relevance import Relevance, centroid, cosine, vector

MOST_LINES = 2  # a day
KEPT = 10  # sentences of a day among which the most central are chosen
FEWEST, MOST = 5, 60  # words of a sentence that can stand by itself
ALIKE = 0.5  # cosine from which a second line would say the same again
UNNAMED = 0.5  # of a sentence that opens an article of the day without naming the day
Candidate = tuple[float, str, Span, bool]  # weight, source, place, whether it names the day
STATEMENT = "statement"
SAID = 0.5  # of a statement, against what was done
SECOND = 0.25  # of the best line's relevance, that a second one must have


@dataclass
class Candidates:
    """The sentences that may tell of a day: only the best are kept, however many are offered."""

    heap: list[Candidate] = field(default_factory=list)

    def offer(self, about: float, source: str, span: Span, *, named: bool = False) -> None:
        """Offer a sentence with its relevance; ``named``: it names the day."""
        entry = (about if named else UNNAMED * about, source, span, named)
        if len(self.heap) < KEPT:
            heapq.heappush(self.heap, entry)
        elif entry > self.heap[0]:
            heapq.heapreplace(self.heap, entry)


@dataclass(frozen=True)
class Lines:
    """The lines of a day, what they are (``event``, ``sentence``, ``published`` or ``""``), their events and their evidence."""

    lines: list[str] = field(default_factory=list)
    basis: str = ""
    events: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


def event_lines(events: Sequence[Any], relevance: Relevance) -> Lines:
    """Choose the events of a day: told by most independent sources, then nearest to the subject and to the day's events.

    Statements count half of what was done, the part of a meeting is not chosen beside the meeting, and a second line
    is not far less about the subject than the best one.
    """
    said = {row.event: vector(row.what) for row in events}
    middle = centroid(said.values())
    about = {
        row.event: cosine(said[row.event], relevance.subject)
        * cosine(said[row.event], middle)
        * (SAID if row.kind == STATEMENT else 1.0)
        for row in events
    }
    least = SECOND * max(about.values())
    chosen: list[Any] = []
    for row in sorted(events, key=lambda row: (-row.independent_sources, -about[row.event], row.event)):
        if chosen and about[row.event] < least:
            continue
        ids = {one.event for one in chosen}
        wholes = {one.part_of for one in chosen if one.part_of}
        again = any(cosine(said[row.event], said[one.event]) >= ALIKE for one in chosen)
        if not again and row.part_of not in ids and row.event not in wholes:
            chosen.append(row)
        if len(chosen) == MOST_LINES:
            break
    spans = [row.evidence for row in chosen]
    return Lines([row.what for row in chosen], "event", [row.event for row in chosen], spans)


def sentence_lines(candidates: Candidates, texts: Mapping[str, str]) -> Lines:
    """Choose the sentences of a day nearest to the centroid of its sentences, none that repeats another.

    Sentences that do not name the day stand only where none does, and are told apart.
    """
    fit = [entry for entry in candidates.heap if FEWEST <= len(_slice(entry, texts).split()) <= MOST]
    named = any(entry[3] for entry in fit)
    said = {entry: vector(_slice(entry, texts)) for entry in sorted(fit) if entry[3] == named}
    middle = centroid(said.values())
    chosen: list[Candidate] = []
    for entry in sorted(said, key=lambda entry: (-entry[0] * cosine(said[entry], middle), *entry[1:])):
        if len(chosen) < MOST_LINES and all(cosine(said[entry], said[other]) < ALIKE for other in chosen):
            chosen.append(entry)
    spans = [evidence(source, texts[source], span) for _, source, span, _ in chosen]
    basis = ("sentence" if named else "published") if spans else ""
    return Lines([" ".join(span["text"].split()) for span in spans], basis, [], spans)


def _slice(entry: Candidate, texts: Mapping[str, str]) -> str:
    start, end = entry[2]
    return texts[entry[1]][start:end]

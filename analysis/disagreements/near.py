"""Events that may be one: told by different sources of nearly the same day, and differing in something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from analysis.chronology import Merged
from analysis.dates.edtf import overlap, precision
from analysis.disagreements.dates import told_when
from analysis.disagreements.documents import counted, differing_numbers, differing_terms
from analysis.disagreements.model import Disagreement, words
from analysis.sameness import ONCE, alike, neighbours

NEXT = 3  # days between two events that may be one
LIKE = 0.3  # share of words in common from which events of one place may be one
KINDS = ("meeting", "agreement", *ONCE)
NOTE = "These may be one event told differently, or two: they are kept as two events."


def near_events(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield what differs between events that may be one: their day, a number, the name of a document."""
    for one, other in _pairs(merged):
        keys = (one.key, other.key)
        first, second = one.told[0], other.told[0]
        if not overlap(one.dates[0], other.dates[0]):
            statements = tuple((told_when(e), words(e, e.event.date_span)) for e in (first, second))
            yield Disagreement("date", "possible", keys, (), statements, NOTE)
        pattern = counted().get(first.event.kind)
        told = [*one.told, *other.told]
        for numbers in differing_numbers(told, pattern) if pattern else ():
            yield Disagreement("count", "possible", keys, (), numbers, NOTE)
        if first.event.kind == "signing" and (terms := differing_terms(told)):
            yield Disagreement("term", "possible", keys, (), terms, NOTE)


def _pairs(merged: Sequence[Merged]) -> Iterator[tuple[Merged, Merged]]:
    """Yield pairs of different sources, one kind, nearly one day, and the same people, countries or place."""
    blocks: dict[tuple[str, ...], list[Merged]] = defaultdict(list)
    for event in merged:
        for key in _keys(event):
            blocks[key].append(event)
    seen: set[tuple[str, str]] = set()
    for events in blocks.values():
        for one, other in neighbours([(event.dates[0], event) for event in events], NEXT):
            pair = (min(one.key, other.key), max(one.key, other.key))
            if pair in seen or {a.source for a in one.told} & {a.source for a in other.told}:
                continue
            seen.add(pair)
            if alike(one.told[0], other.told[0]) >= LIKE:
                yield one, other


def _keys(event: Merged) -> Iterator[tuple[str, ...]]:
    main = event.told[0].event
    day = event.dates and precision(event.dates[0]) == "day"
    if main.kind not in KINDS or main.status == "planned" or not day:
        return
    people = sorted({p for account in event.told for p in account.participants})
    countries = sorted({iso for account in event.told for iso in account.event.countries})
    for pair in combinations(people, 2):
        yield (main.kind, *pair)
    if len(countries) == 2 and main.kind in ONCE:
        yield (main.kind, *countries)
    if main.place:
        yield (main.kind, "at", main.place)

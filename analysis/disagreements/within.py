"""What one article says against itself: a weekday against its date, two date lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from analysis.chronology import Merged
from analysis.disagreements.model import Disagreement
from analysis.evidence import evidence
from analysis.reading import Reading
from analysis.text import Span


def within_articles(readings: Sequence[Reading], merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield weekdays against dates, two date lines and the like, which one article holds by itself."""
    resting: dict[tuple[str, Span], list[str]] = defaultdict(list)
    for event in merged:
        for account in event.told:
            if account.event.date_span:
                resting[account.source, account.event.date_span].append(event.key)
    for reading in readings:
        for clash in reading.dates.clashes:
            statements = tuple(
                (value, evidence(reading.source, reading.text, (start, end)))
                if end > start
                else (f"sources.csv: {value}", None)
                for value, start, end in clash.statements
            )
            if any(words for _, words in statements):
                spans = [(reading.source, (start, end)) for _, start, end in clash.statements]
                events = sorted({key for span in spans for key in resting.get(span, [])})
                yield Disagreement(clash.kind, "sure", tuple(events), (), statements, clash.note)

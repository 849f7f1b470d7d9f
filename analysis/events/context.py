"""What the stages before have found in one article, looked up by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from analysis.dates import ArticleDates, DateExpression
from analysis.events.citations import uncited
from analysis.people import People
from analysis.text import Span, Split
from analysis.topics import TopicHit

Named = tuple[int, int, int]  # start, end, index of the person


class Places:
    """Entries that begin with their offset, found by place in logarithmic time."""

    def __init__(self, entries: Sequence[Any], starts: Sequence[int]) -> None:
        self.entries, self.starts = entries, starts

    def within(self, start: int, end: int) -> Sequence[Any]:
        """Return the entries that begin in a stretch."""
        return self.entries[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _places(entries: Sequence[tuple[Any, ...]]) -> Places:
    ordered = sorted(entries)
    return Places(ordered, [entry[0] for entry in ordered])


@dataclass(frozen=True)
class Context:
    """One article as read so far.

    Attributes
    ----------
    split : Split
    running : frozenset of int
        Sentences of paragraphs and bullets: the only ones that events are taken from.
    dates : ArticleDates
    people : People
    topics : sequence of TopicHit
    """

    split: Split
    running: frozenset[int]
    dates: ArticleDates
    people: People
    topics: Sequence[TopicHit]

    @cached_property
    def _named(self) -> Places:
        mentions = [(m.start, m.end, m.person) for m in self.people.mentions]
        return _places([*mentions, *self.people.references])

    @cached_property
    def _expressions(self) -> Places:
        told = uncited(self.split.text, self.dates.expressions)
        return Places(told, [entry.start for entry in told])

    @cached_property
    def _topics(self) -> Places:
        return Places(self.topics, [hit.start for hit in self.topics])

    @cached_property
    def _countries(self) -> Places:
        return _places(self.people.countries)

    @cached_property
    def _bodies(self) -> Places:
        return _places(self.people.bodies)

    @cached_property
    def _places(self) -> Places:
        return _places(self.people.places)

    def named(self, start: int, end: int) -> list[Named]:
        """Return the mentions of persons in a stretch, names and what stands for them, in order."""
        return list(self._named.within(start, end))

    def expressions(self, span: Span) -> list[DateExpression]:
        """Return the temporal expressions in a stretch that date no cited source."""
        return list(self._expressions.within(*span))

    def countries(self, start: int, end: int) -> list[str]:
        """Return the ISO codes of the countries named in a stretch."""
        return [entry[2] for entry in self._countries.within(start, end)]

    def bodies(self, start: int, end: int) -> list[str]:
        """Return the international bodies named in a stretch."""
        return [str(entry[2]) for entry in self._bodies.within(start, end)]

    @cached_property
    def _organisations(self) -> Places:
        return _places(self.people.organisations)

    def organisations(self, start: int, end: int) -> list[tuple[int, int, str, str, str]]:
        """Return the organisations named in a stretch, as (start, end, name, ISO code, kind)."""
        return list(self._organisations.within(start, end))

    @cached_property
    def _offices(self) -> Places:
        return _places([(m.role_start, m.role_end) for m in self.people.mentions if m.role_start >= 0])

    def offices(self, start: int, end: int) -> list[Span]:
        """Return where the offices of persons stand in a stretch."""
        return list(self._offices.within(start, end))

    def places(self, start: int, end: int) -> list[tuple[int, int, str, str]]:
        """Return the places named in a stretch, as (start, end, name, ISO code)."""
        return list(self._places.within(start, end))

    def topics_in(self, *spans: Span) -> tuple[str, ...]:
        """Return the topics mentioned in stretches, sorted."""
        return tuple(sorted({hit.topic for span in spans for hit in self._topics.within(*span)}))

"""Accounts: the events of single articles with the participants' ids of the whole collection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.events import Event
from analysis.reading import Reading


@dataclass(frozen=True)
class Told:
    """An event of one article, with the participants' ids instead of the article's indices."""

    reading: Reading
    event: Event
    participants: tuple[str, ...]

    @property
    def source(self) -> str:
        """The article's name."""
        return self.reading.article.source


def accounts(readings: Sequence[Reading], participant_of: Mapping[tuple[str, int], str]) -> list[Told]:
    """Return the accounts of all events, in the order of the readings.

    Parameters
    ----------
    readings : sequence of Reading
    participant_of : mapping
        From (source, index of the person in the article) to the participant's id.
    """
    return [
        Told(reading, event, _ids(reading, event, participant_of)) for reading in readings for event in reading.events
    ]


def _ids(reading: Reading, event: Event, participant_of: Mapping[tuple[str, int], str]) -> tuple[str, ...]:
    found = (participant_of.get((reading.article.source, person)) for person in event.people)
    return tuple(dict.fromkeys(participant for participant in found if participant))

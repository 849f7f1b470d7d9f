"""Accounts: the events of single articles with the participants' ids of the whole collection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.events import Event
from analysis.reading import Reading


@dataclass(frozen=True)
class Told:
    """An event of one article, with the participants' ids instead of the article's indices.

    ``ids`` gives the participant of every person of the article.
    """

    reading: Reading
    event: Event
    participants: tuple[str, ...]
    ids: Mapping[int, str] = field(default_factory=dict)

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
    told = []
    for reading in readings:
        source = reading.article.source
        ids = {
            person: participant_of[source, person]
            for person in range(len(reading.people.persons))
            if (source, person) in participant_of
        }
        for event in reading.events:
            present = tuple(dict.fromkeys(ids[person] for person in event.people if person in ids))
            told.append(Told(reading, event, present, ids))
    return told

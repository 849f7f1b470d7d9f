"""Accounts: the events of single articles with the participants' ids of the whole collection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.dates.edtf import overlap
from analysis.events import Event
from analysis.reading import Reading


@dataclass(frozen=True, slots=True)
class Told:
    """An event of one article, with the participants' ids instead of the article's indices.

    ``source`` is the article's name and ``published`` its date (EDTF, ``""`` where not known); ``ids`` gives the
    participant of every person of the article; ``occasion`` names the numbered meeting of the same article on whose
    day the event lies ("4 ECO"), where there is just one.
    """

    source: str
    reading: Reading
    event: Event
    participants: tuple[str, ...]
    ids: Mapping[int, str] = field(default_factory=dict)
    occasion: str = ""
    published: str = ""


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
        source, published = reading.source, reading.dates.publication.date
        ids = {
            person: participant_of[source, person]
            for person in range(len(reading.people.persons))
            if (source, person) in participant_of
        }
        for event in reading.events:
            present = tuple(dict.fromkeys(ids[person] for person in event.people if person in ids))
            told.append(Told(source, reading, event, present, ids, _occasion(reading, event), published))
    return told


def _occasion(reading: Reading, event: Event) -> str:
    if not event.date or event.status != "reported" or event.sideline:
        return ""
    numbered = {
        other.series
        for other in reading.events
        if other.series and not other.sideline and other.date and overlap(other.date, event.date)
    }
    return numbered.pop() if len(numbered) == 1 else ""

"""What a correction is."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.participants import Corrections as PeopleCorrections


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a source that tell which date or event is meant; or an event's id alone."""

    source: str = ""
    text: str = ""
    event: str = ""

    def __str__(self) -> str:
        """The words for a reader."""
        return self.event or f"“{self.text}” in {self.source}"


@dataclass(frozen=True, slots=True)
class DateCorrection:
    """The day (EDTF, ``""`` for open) that a date's words in a source mean."""

    at: Words
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class OfficeCorrection:
    """The office of a person, in all sources or in one."""

    name: str
    source: str
    role: str
    organisation: str | None
    countries: tuple[str, ...] | None
    reason: str


@dataclass(frozen=True, slots=True)
class EventCorrection:
    """Events withdrawn, merged into one, or split: the accounts of some sources made an event of their own."""

    kind: str
    at: tuple[Words, ...]
    sources: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """What became of a correction, for the report: ``fault`` is ``""`` where it was applied."""

    kind: str
    what: str
    reason: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of a folder of sources."""

    people: PeopleCorrections = field(default_factory=PeopleCorrections)
    dates: tuple[DateCorrection, ...] = ()
    offices: tuple[OfficeCorrection, ...] = ()
    events: tuple[EventCorrection, ...] = ()
    fingerprint: str = ""

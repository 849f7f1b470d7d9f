"""Forms: the persons of one name over all articles, with what they state gathered once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from analysis.people import People, Person
from analysis.people.offices import belongs_to_state
from analysis.transliteration import folded, parts_of


class Source(Protocol):
    """One article as far as merging needs it; ``published`` is EDTF or ``""``."""

    @property
    def source(self) -> str:
        """The article's name."""

    @property
    def people(self) -> People:
        """Who is named in it."""

    @property
    def published(self) -> str:
        """When it was published."""

    @property
    def text(self) -> str:
        """Its text."""


@dataclass
class Form:
    """All persons of one name (folded) whose countries do not contradict; what they state is gathered once.

    Persons who are the same but for their evidence and presence are one object here, without these.
    """

    parts: tuple[str, ...]
    nodes: list[tuple[str, int]] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)

    @cached_property
    def countries(self) -> set[str]:
        """Countries stated anywhere for it; those only inferred from a context do not count."""
        return {iso for person in self.persons if not person.inferred for iso in person.countries}

    @cached_property
    def bodies(self) -> set[str]:
        """Bodies stated anywhere for it."""
        return {body for person in self.persons for body in person.bodies}

    @cached_property
    def roles(self) -> set[str]:
        """Offices stated anywhere for it."""
        return {person.role for person in self.persons if person.role}


def forms_of(readings: Sequence[Source], alone: set[tuple[str, str]], parted: set[str]) -> list[Form]:
    """Gather the persons by name and country; those a correction tells by source stay by themselves."""
    groups: dict[tuple[object, ...], Form] = {}
    alike: dict[Person, Person] = {}
    for reading in sorted(readings, key=lambda reading: reading.source):
        for index, person in enumerate(reading.people.persons):
            parts = parts_of(person.name) or (folded(person.name) or person.name,)
            single = any((name, reading.source) in alone for name in (person.name, *person.variants))
            about = ((), ()) if person.inferred else (person.countries, person.bodies)
            office = (person.office, person.countries) if len(parts) == 1 else (_kind(person.role),)
            apart = person.name if {person.name, *person.variants} & parted else ""
            key = (parts, *about, office, apart, reading.source if single else "")
            form = groups.setdefault(key, Form(parts))
            form.nodes.append((reading.source, index))
            stated = _stated(person)
            form.persons.append(alike.setdefault(stated, stated))
    return list(groups.values())


def _stated(person: Person) -> Person:
    """Return a person as stated, without the places where that is."""
    return Person(
        person.name, person.role, person.office, person.rank, person.organisation, person.countries, person.bodies,
        "", (), person.variants, person.inferred,
    )  # fmt: skip


def _kind(role: str) -> str:
    """Tell offices of a state from others; no office is of neither kind."""
    return ("state" if belongs_to_state(role) else "other") if role else ""

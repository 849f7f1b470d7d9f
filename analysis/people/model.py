"""What is found about the people of one article: mentions, persons, officials, delegations, places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named.

    Attributes
    ----------
    start, end : int
        Offsets of the name itself; a possessive is left out.
    name : str
        The name as written, white space folded.
    person : int
        Index into ``People.persons``.
    role, rank, organisation : str
        As stated at this place; ``""`` where nothing is.
    countries, bodies : tuple of str
        ISO 3166-1 alpha-2 codes and international bodies of the office stated here.
    role_start, role_end : int
        Offsets of the role, -1 where none is stated.
    kind : str
        ``full`` (two parts or more), ``short`` or ``titled`` (one part with an office, rank or style).
    """

    start: int
    end: int
    name: str
    person: int
    role: str
    rank: str
    organisation: str
    countries: tuple[str, ...]
    bodies: tuple[str, ...]
    role_start: int
    role_end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article.

    Attributes
    ----------
    name : str
        The fullest form as written; ``variants`` are all forms.
    role, rank : str
        The fullest office as stated, and the rank; ``office`` is the office normalised.
    countries, bodies : tuple of str
        For whom: ISO 3166-1 alpha-2 codes and international bodies.
    inferred : bool
        The office is one of a state, but no mention states the state: ``countries`` and ``bodies`` are read
        from the context, and empty where that gives no reason. In tables they yield to stated ones
        (``appearances``, ``participants``) and never keep two names apart.
    present : str
        ``yes``, ``no`` (only mentioned) or ``unclear`` (planned, invited).
    evidence : tuple of (start, end)
        Spans that carry office, name and presence, each within one sentence.
    """

    name: str
    role: str
    office: str
    rank: str
    organisation: str
    countries: tuple[str, ...]
    bodies: tuple[str, ...]
    present: str
    evidence: tuple[Span, ...]
    variants: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Official:
    """An office named without a person."""

    role: str
    countries: tuple[str, ...]
    bodies: tuple[str, ...]
    present: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Delegation:
    """A country (ISO) or body present at an event; the other is ``""``."""

    country: str
    body: str
    present: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class People:
    """All that is found about people, countries and organisations in one article, in order of the text.

    Attributes
    ----------
    countries, bodies : tuple of (start, end, code)
        Every mention: names, demonyms and capitals.
    places : tuple of (start, end, name, iso)
    organisations : tuple of (start, end, name, iso, kind)
        ``kind`` is agency, ministry, embassy, police, body or organisation.
    references : tuple of (start, end, person)
        Offices and pronouns that stand for a person of the article.
    note : str
        What made reading hard (a text all in capitals), else ``""``.
    """

    mentions: tuple[Mention, ...] = ()
    persons: tuple[Person, ...] = ()
    officials: tuple[Official, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    countries: tuple[tuple[int, int, str], ...] = ()
    bodies: tuple[tuple[int, int, str], ...] = ()
    places: tuple[tuple[int, int, str, str], ...] = ()
    organisations: tuple[tuple[int, int, str, str, str], ...] = ()
    references: tuple[tuple[int, int, int], ...] = ()
    note: str = ""

    def persons_in(self, start: int, end: int) -> tuple[int, ...]:
        """Return the persons named or referred to between two offsets, each once, in order."""
        named = [(m.start, m.person) for m in _between(self.mentions, [m.start for m in self.mentions], start, end)]
        meant = [(a, person) for a, b, person in self.references if start <= a and b <= end]
        return tuple(dict.fromkeys(person for _, person in sorted(named + meant)))

    def countries_in(self, start: int, end: int) -> tuple[str, ...]:
        """Return the countries mentioned between two offsets, each once, in order."""
        low = bisect_left(self.countries, (start, 0, ""))
        high = bisect_right(self.countries, (end, 0, ""))
        return tuple(dict.fromkeys(iso for _, stop, iso in self.countries[low:high] if stop <= end))


def _between(mentions: tuple[Mention, ...], starts: list[int], start: int, end: int) -> tuple[Mention, ...]:
    return tuple(m for m in mentions[bisect_left(starts, start) : bisect_left(starts, end)] if m.end <= end)

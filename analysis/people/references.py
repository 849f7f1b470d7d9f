"""Offices and pronouns that stand for a person of the article, and officials who are not named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.lexicons import listed, load
from analysis.people.chunks import Sentence
from analysis.people.lexer import Units
from analysis.people.model import Official
from analysis.people.offices import belongs_to_state, describe, office_words, same_office
from analysis.people.pronouns import pronouns
from analysis.people.stated import Draft, Stated
from analysis.text import Split

PRAISE = frozenset({"high-level", "high-ranking", "ranking", "top", "senior", "leading", "prominent", "influential"})
BODY_OFFICES = frozenset(
    {"secretary-general", "representative", "envoy", "director-general", "commissioner", "spokesperson"}
    | {"coordinator", "rapporteur", "head", "chairperson"}
)
ABOUT = re.compile(  # the office as a thing, not its holder
    r"\b(?:press service|press center|press centre|office|administration|decree|website|residence|apparatus|service) of (?:the )?$"
)
JOINED = re.compile(r"s?[MFmcOVQtah]*(?:[,&]+[MFmcOVQtah]*)*")  # "Oman's president and prime minister"
VISITING = re.compile(r"(?:the )?visiting\b", re.IGNORECASE)
LED = re.compile(r"\b(?:delegation|side|team)\b.*\b(?:led|headed|chaired|represented) by\b")
HIGH = re.compile(
    r"minister|president|premier|secretar|ambassador|governor|speaker|commander|chief|head|envoy|prosecutor"
    r"|commissioner|director|representative|spokes|chair|king|prince|emir|leader"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """What is stated of a person's offices anywhere in the article."""

    roles: frozenset[str]
    countries: frozenset[str]
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that no name is tied to."""

    role: str
    start: int
    end: int
    countries: tuple[str, ...]
    bodies: tuple[str, ...]
    singular: bool


def refer(
    sentences: list[Sentence], stated: list[Stated], drafts: list[Draft], split: Split
) -> tuple[list[tuple[int, int, int]], list[Official]]:
    """Resolve office-only mentions; list those that resolve to nobody."""
    references: list[tuple[int, int, int]] = []
    officials: list[Official] = []
    holders = [_holder(draft) for draft in drafts]
    for sentence in sentences:
        for office in _offices(sentence):
            found = [i for i, holder in enumerate(holders) if office.singular and _fits(office, holder)]
            if VISITING.match(office.role):  # somebody from abroad, whose country is told
                found = [i for i in found if not any(one.inferred for one in drafts[i].stated)]
            person = _nearest(found, office, drafts)
            if person >= 0:
                references.append((office.start, office.end, person))
            elif not found and not sentence.titled:
                official = _official(office, sentence)
                officials += [official] if official else []
    references += pronouns(sentences, stated, split, references)
    return sorted(references), officials


def _holder(draft: Draft) -> Holder:
    return Holder(
        frozenset(one.role for one in draft.stated if one.role),
        frozenset(iso for one in draft.stated for iso in one.countries),
        frozenset(body for one in draft.stated for body in one.bodies),
    )


def _offices(sentence: Sentence) -> Iterator[Office]:
    units = sentence.units
    for low, high in sentence.offices:
        if units.tags[high : high + 1] in ("L", "Z"):
            continue
        if _of_a_thing(units, low, high) or units.tags[:low].rstrip("ta").endswith("l"):
            continue  # "her first visit as foreign minister"
        low = _stripped(units, low, high)
        if ABOUT.search(units.text, max(units.starts[0], units.starts[low] - 50), units.starts[low]):
            continue
        role = units.slice(low, high)
        countries, bodies, _ = describe(units, low, high)
        if belongs_to_state(role) or ((countries or bodies) and BODY_OFFICES & set(office_words(role))):
            singular = "Q" not in units.tags[low:high]
            yield Office(role, units.starts[low], units.ends[high - 1], countries, bodies, singular)


def _of_a_thing(units: Units, low: int, high: int) -> bool:
    """Whether an office only says what kind of thing follows ("a police chief visit"), so that it is nobody."""
    if high >= len(units.tags) or "Q" in units.tags[low:high] or units.surface(high).lower() not in _things():
        return False
    return units.tags[high] not in "vy" and not (
        units.surface(high).lower() == "talks" and units.tags[high + 1 : high + 2] in ("z", "i")
    )


@cache
def _things() -> frozenset[str]:
    return frozenset(listed(load("people_words")["things_of_office"]))


def _stripped(units: Units, low: int, high: int) -> int:
    """Pass over what only praises an office ("high-level", "senior")."""
    while low < high - 1 and units.tags[low] == "M" and units.surface(low) in PRAISE:
        low += 1
    return low


def _official(office: Office, sentence: Sentence) -> Official | None:
    """Return an office without a person, its country read from the sentence where it states none."""
    countries = office.countries
    own_words = len(office_words(office.role)) > 1
    if not countries and not office.bodies and office.singular and own_words and belongs_to_state(office.role):
        countries = () if sentence.head else _nearby(sentence, office.start)
    if (not countries and not office.bodies) or not HIGH.search(office.role.lower()):
        return None
    return Official(office.role, countries, office.bodies, "", office.start, office.end)


def _fits(office: Office, holder: Holder) -> bool:
    if office.countries and holder.countries and not holder.countries.intersection(office.countries):
        return False
    if office.bodies and not holder.bodies.intersection(office.bodies) and (holder.bodies or holder.countries):
        return False
    roles = holder.roles
    if office_words(office.role) == ("minister",):  # who is called "the Minister" is no prime minister
        roles = frozenset(role for role in roles if not {"prime", "prime_minister"}.intersection(office_words(role)))
    return any(same_office(office.role, role) for role in roles)


def _nearest(found: list[int], office: Office, drafts: list[Draft]) -> int:
    """Return the person an office means: the only holder, for a bare office one named before."""
    start = office.start
    if len(found) == 1:
        named = min(one.name.start for one in drafts[found[0]].stated)
        return found[0] if office.countries or office.bodies or named < start else -1
    if not found or office.countries:
        return -1
    before = [
        (max((one.name.start for one in drafts[i].stated if one.name.start < start), default=-1), i) for i in found
    ]
    best = max(before)
    return best[1] if best[0] >= 0 else -1


def _nearby(sentence: Sentence, start: int) -> tuple[str, ...]:
    """Return the country only a list or "delegation … led by" parts from an office."""
    before = [(b, iso) for a, b, iso in sentence.countries if b <= start]
    if not before:
        return ()
    end, iso = before[-1]
    units = sentence.units
    between = units.tags[bisect_left(units.starts, end) : bisect_left(units.starts, start)]
    chained = JOINED.fullmatch(between) is not None
    return (iso,) if chained or LED.search(units.text, end, start) else ()

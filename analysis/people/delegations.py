"""Delegations: the countries and bodies present at what is reported, from lists and from people."""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicons import load
from analysis.people.chunks import Sentence
from analysis.people.model import Delegation, Official, Person
from analysis.people.offices import belongs_to_state, may_be_of_state
from analysis.people.stated import Stated
from analysis.text import Split

FOUNDED = re.compile(r"\W*(?:founded|established|created)\b", re.IGNORECASE)
LIST = re.compile(r"(?:t?C,)+t?C,?&t?C|(?:t?C,)+(?:&)?t?C|t?C,?&t?C")
INCLUDING = re.compile(
    r"participation of [^.]{0,60}?including\b|attended by|joined by"
    r"|(?:observers|guests|participants|officials) from"
    r"|(?:delegations?|representatives|ministers) (?:from|of)"
)  # in small letters


@cache
def _attending() -> re.Pattern[str]:
    return re.compile(load("people_presence")["attending"], re.IGNORECASE)


def delegations(
    sentences: list[Sentence],
    persons: list[Person],
    stated: list[Stated],
    officials: list[Official],
    split: Split,
) -> list[Delegation]:
    """Return who was present, each country and body once, with the place that tells it first."""
    found: list[Delegation] = []
    for sentence in sentences:
        found += _listed(sentence, split)
    for one in stated:
        person = persons[one.person]
        if person.present == "yes" and _stands_for_state(person):
            start, end = one.name.start, one.name.end
            found += [Delegation(iso, "", "yes", start, end) for iso in person.countries]
            bodies = person.bodies if not person.countries else ()
            found += [Delegation("", body, "yes", start, end) for body in bodies]
    for official in officials:
        if official.present == "yes":
            start, end = official.start, official.end
            bodies = official.bodies if not official.countries else ()
            found += [Delegation(iso, "", "yes", start, end) for iso in official.countries]
            found += [Delegation("", body, "yes", start, end) for body in bodies]
    found.sort(key=lambda d: (d.start, d.country, d.body))
    return list({(d.country, d.body): d for d in reversed(found)}.values())[::-1]


def _stands_for_state(person: Person) -> bool:
    """Whether a person present speaks for a country or body: an official or officer, no writer or player."""
    if person.rank or person.bodies or belongs_to_state(person.role):
        return True
    return may_be_of_state(person.role) or (not person.role and bool(person.countries))


def _listed(sentence: Sentence, split: Split) -> list[Delegation]:
    """Read "Ministers and senior officials from Pakistan, …, attending the event"."""
    if not sentence.countries:
        return []
    start, end = split.sentences[sentence.index]
    cue = INCLUDING.search(split.lowered, start, end)
    words = split.text[start:end]
    if not cue or not _attending().search(words) or FOUNDED.match(words):
        return []
    units = sentence.units
    found = []
    for match in LIST.finditer(units.tags):
        if units.starts[match.start()] < cue.start():
            continue
        for i in range(*match.span()):
            if units.tags[i] == "C" and len(units.values[i]) == 2:
                found.append(Delegation(units.values[i], "", "yes", units.starts[i], units.ends[i]))
    if not found:
        for a, b, iso in sentence.countries:
            if 0 <= a - cue.end() <= 12:
                found.append(Delegation(iso, "", "yes", a, b))
    return found

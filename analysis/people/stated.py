"""What a sentence states of a name: office, country, body, organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.people.chunks import Name, Sentence
from analysis.people.lexer import Units
from analysis.people.offices import describe, of_bodies


@dataclass(slots=True)
class Stated:
    """What one mention states."""

    name: Name
    sentence: Sentence
    role: str = ""
    countries: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    organisation: str = ""
    person: int = -1
    inferred: bool = False  # country or body read from the context
    echoed: bool = False  # its last part stands alone beside a verb of speech elsewhere


@dataclass(slots=True)
class Draft:
    """A person while the article is read."""

    parts: tuple[str, ...]
    stated: list[Stated] = field(default_factory=list)


def state(name: Name, sentence: Sentence) -> Stated:
    """Read what a name's sentence states of it."""
    one = Stated(name, sentence)
    units = sentence.units
    low, high = name.role_units
    if low >= 0 and name.link != "belonging":
        one.role = units.slice(low, high)
    if low >= 0:
        one.countries, one.bodies, one.organisation = describe(units, low, high)
        if name.link == "belonging":
            value = units.values[low]
            one.organisation = ""
            one.countries, one.bodies = ((), (value,)) if units.tags[low] == "B" else ((value[:2],), ())
    if name.of[0] >= 0:
        value, tag = units.values[name.of[0]], units.tags[name.of[0]]
        if tag == "B":
            one.bodies = (value,)
        elif len(value.rstrip("*")) == 2:
            one.countries = (value[:2],)
    elif name.link != "list" and not one.countries and not one.bodies and (of := country_behind(units, name.at)):
        one.countries = (of,)
    elif name.link == "list" and len(one.countries) > 1:
        place, count = name.place_in_list
        one.countries = (one.countries[place],) if len(one.countries) == count else ()
    if one.role and not one.countries and not one.bodies:
        one.bodies = of_bodies(one.role)
    if one.role and name.start > name.role[0]:
        one.role += _elsewhere(units, name.at, high)
    if name.also[0] >= 0:
        _add_second(one)
    if name.link == "list" and low >= 0:
        one.role = _own_office(units, low, high, one.countries)
    return one


OF = re.compile(r"K?ot?C(?!s|,?&t?[CD])")


def country_behind(units: Units, at: int) -> str:
    """Return the country told after a name ("King Abdullah II of Jordan", "Minister X of Iran")."""
    found = OF.match(units.tags, at + 1)
    if not found or (units.tags[at + 1] == "K" and not re.fullmatch("[IVX]+", units.surface(at + 1))):
        return ""
    value = units.values[found.end() - 1]
    return value[:2] if len(value.rstrip("*")) == 2 else ""


def _add_second(one: Stated) -> None:
    """Add the office told after the name to the one told before it."""
    units, (low, high) = one.sentence.units, one.name.also
    one.role = f"{one.role}, {units.slice(low, high)}"
    countries, bodies, organisation = describe(units, low, high)
    one.countries = one.countries or countries
    one.bodies = one.bodies or bodies
    one.organisation = one.organisation or organisation
    one.name.role_units = (one.name.role_units[0], high)
    one.name.role = (one.name.role[0], units.ends[high - 1])


def _elsewhere(units: Units, at: int, high: int) -> str:
    """Return where a post told before the name is held ("Professor X of Fudan University")."""
    rest = units.tags[at + 1 : at + 5]
    found = re.match(r"[oniz]t?L", rest)
    if not found or units.tags[high - 1] not in "VO" or units.surface(at + 1).lower() == "to":
        return ""
    return f" {units.slice(at + 1, at + 1 + found.end())}"


def _own_office(units: Units, low: int, high: int, countries: tuple[str, ...]) -> str:
    """Return one holder's office of a shared one: "interior ministers of Iran and Oman" for Iran's."""
    words = []
    for i in range(low, high):
        iso = units.values[i][:2] if units.tags[i] in "CDP" else ""
        if units.tags[i] == "&" or (iso and countries and iso not in countries):
            continue
        words.append(units.values[i] if units.tags[i] == "Q" else units.surface(i))
    text = " ".join(words)
    return re.sub(r"(?: of| from)?(?: the)?$", "", text).replace(" ’s", "’s").replace(" 's", "'s")

"""Offices: normalised, compared, and read for country, body and organisation."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.lexicons import load
from analysis.people.lexer import Units
from analysis.people.lexicon import listed

POSTED_AFTER = frozenset("zn")  # "ambassador to Tajikistan": not the country of the office


@cache
def _synonyms() -> tuple[list[tuple[re.Pattern[str], str]], frozenset[str]]:
    lexicon = load("people_offices")
    pairs = [
        (phrase, name)
        for group in ("fields", "heads")
        for name, phrases in lexicon[group].items()
        for phrase in listed(phrases)
        if phrase != name
    ]
    pairs.sort(key=lambda pair: -len(pair[0]))
    rules = [(re.compile(rf"\b{re.escape(phrase)}(?![\w-])"), name) for phrase, name in pairs]
    return rules, frozenset(listed(lexicon["drop"]))


@cache
def of_states() -> frozenset[str]:
    """Return the heads of offices that belong to a state."""
    return frozenset(listed(load("people_offices")["of_states"]))


@cache
def _world() -> re.Pattern[str]:
    from analysis.people.lexicon import dictionary

    names = [name.lower() for name, entry in dictionary().exact.items() if entry.letter in "CDB"]
    names += [
        " ".join((first, *rest)).lower()
        for first, many in dictionary().exact_many.items()
        for rest, entry in many
        if entry.letter in "CDB"
    ]
    names.sort(key=lambda name: -len(name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?:['’]s)?")


@lru_cache(maxsize=50_000)
def office_words(role: str) -> tuple[str, ...]:
    """Return the words of an office: synonyms replaced, countries and fillers dropped, sorted."""
    text = " ".join(role.lower().replace("’", "'").split())
    text = _world().sub(" ", text)
    rules, drop = _synonyms()
    for pattern, name in rules:
        text = pattern.sub(name.replace(" ", "_"), text)
    words = re.findall(r"[\w'-]+", text)
    kept = {word.strip("'").removeprefix("ex-") for word in words if word not in drop}
    return tuple(sorted(kept - {"", "s"}))


HEADS_LAST = ("deputy", "first")


@lru_cache(maxsize=50_000)
def normal_office(role: str) -> str:
    """Return an office in one wording whatever the wording stated ("deputy interior minister").

    "Minister of Internal Affairs", "Interior Minister" and "Minister of the Interior" all give
    ``interior minister``; countries are left out.
    """
    text = " ".join(role.lower().replace("’", "'").split())
    text = _world().sub(" ", text)
    rules, drop = _synonyms()
    for pattern, name in rules:
        text = pattern.sub(name.replace(" ", "_"), text)
    text = re.sub(
        r"\b(minister|secretary|deputy_minister|vice_minister) (?:of|for) (?:the )?([\w-]+)", r"\2 \1", text
    )
    words = [word for word in re.findall(r"[\w'-]+", text) if word not in drop and word != "'s"]
    return " ".join(dict.fromkeys(words)).replace("_", " ")


def same_office(a: str, b: str) -> bool:
    """Whether two offices as stated may be one: the same words, or all those of the shorter.

    A deputy is never the one deputised for, nor a first deputy a deputy; other words may be left out
    ("Minister" for "Minister of Internal Affairs").
    """
    words_a, words_b = set(office_words(a)), set(office_words(b))
    if not words_a or not words_b:
        return False
    for word in ("deputy", "spokesperson", "assistant", "adviser", "ambassador"):
        if (word in words_a) != (word in words_b):
            return False
    return words_a <= words_b or words_b <= words_a


def describe(units: Units, low: int, high: int) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Read country, bodies and organisation from the units of an office.

    What stands before the head counts before what follows it; where someone is posted does not count.
    """
    heads = [i for i in range(low, high) if units.tags[i] in "OVQk"] or [
        i for i in range(low, high) if units.tags[i] == "m"
    ]
    head = heads[0] if heads else high - 1
    countries, bodies, organisation = _read(units, low, head)
    after = high
    for i in range(head + 1, high):
        if units.tags[i] in POSTED_AFTER and units.tags[head] in "VQm":
            after = i
            break
        if units.tags[i] == "f" and units.tags[head] == "V":
            after = i
            break
    more_countries, more_bodies, more_organisation = _read(units, head + 1, after)
    if units.tags[head] == "k" and not countries:
        more_countries, more_bodies, more_organisation = _read(units, head + 1, high)
    if countries or (bodies and not more_countries):
        more_countries = []
    if countries:
        more_bodies = []
    if len(more_countries) > 1 and units.tags[head] != "Q":
        more_countries = more_countries[-1:]
    found = (tuple(dict.fromkeys(countries + more_countries)), tuple(dict.fromkeys(bodies + more_bodies)))
    return (*found, more_organisation or organisation)


def _read(units: Units, low: int, high: int) -> tuple[list[str], list[str], str]:
    countries: list[str] = []
    bodies: list[str] = []
    organisation = ""
    for i in range(low, high):
        tag, value = units.tags[i], units.values[i]
        if tag in "CDP" and len(value.rstrip("*")) == 2:
            countries.append(value[:2])
        elif tag == "B":
            bodies.append(value)
            organisation = units.surface(i)
        elif tag == "L":
            iso, _, body = value.partition("|")
            countries += [iso] if len(iso) == 2 else []
            bodies += [body] if body else []
            organisation = units.slice(i, i + 1)
    return countries, bodies, organisation


def belongs_to_state(role: str) -> bool:
    """Whether an office is one of a state, so that a country may be read from the context."""
    low = role.lower()
    return any(re.search(rf"\b{re.escape(head)}\b", low) for head in of_states())


def organisation_of(role: str, country_name: str) -> str:
    """Name the organisation an office implies ("Ministry of Internal Affairs of Tajikistan"), or ``""``."""
    low = " ".join(role.lower().split())
    of = f" of {country_name}" if country_name else ""
    field = re.search(r"minister (?:of|for) (?:the )?((?:\w[\w-]*)(?: (?:and )?\w[\w-]*)?)", low)
    words = office_words(role)
    if "minister" in words and "prime_minister" not in words:
        named = re.search(r"[Mm]inister (?:of|for) (?:the )?([A-Z]\w+(?:(?: and|,)? [A-Z]\w+)*)", role)
        if named:
            return (
                f"Ministry of {named[1]}{of}"
                if country_name and country_name not in named[1]
                else f"Ministry of {named[1]}"
            )
        before = re.search(r"((?:\w+ )?\w+) minister", low)
        if before and not field:
            names = [
                word
                for word in before[1].split()
                if word not in ("deputy", "first", "the", "vice", "acting", "former")
            ]
            names = [word for word in names if not _world().fullmatch(word)]
            if names:
                return f"Ministry of {MINISTRIES.get(names[-1], names[-1].capitalize())}{of}"
    for head, organisation in load("people_offices")["organisations"].items():
        if re.search(rf"(?<!vice )(?<!deputy )\b{head}\b", low) and country_name:
            return f"{organisation}{of}"
    return ""


MINISTRIES = {
    "foreign": "Foreign Affairs",
    "interior": "Interior",
    "defense": "Defense",
    "defence": "Defence",
}

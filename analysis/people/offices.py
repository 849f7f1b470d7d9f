"""Offices: normalised, compared, and read for country, body and organisation."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.lexicons import listed, load
from analysis.people.lexer import Units

TO_HOLDER = re.compile(r"[th]?(?:[CDPB]s?)*[FmM]*[OV]")  # "adviser to the Tajik president"
MISSION = re.compile(r"(?:embassy|consulate|high commission)", re.IGNORECASE)
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
    word, last = r"(?![\w-])", r"(?! ?[\w-])"  # "head of state", not "head of state security"
    rules = [
        (re.compile(rf"\b{re.escape(phrase)}{last if phrase.startswith('head of') else word}"), name)
        for phrase, name in pairs
    ]
    return rules, frozenset(listed(lexicon["drop"]))


@cache
def of_states() -> frozenset[str]:
    """Return the heads of offices that belong to a state."""
    return frozenset(listed(load("people_offices")["of_states"]))


@cache
def world() -> re.Pattern[str]:
    """Return the pattern of the names of countries and bodies, in small letters."""
    from analysis.people.lexicon import dictionary

    names = [name.lower() for name, entry in dictionary().exact.items() if entry.letter in "CDB"]
    names += [
        " ".join((first, *rest)).lower()
        for first, many in dictionary().exact_many.items()
        for rest, entry in many
        if entry.letter in "CDB"
    ]
    names.sort(key=lambda name: -len(name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?!\w)(?:['’]s)?")


@cache
def world_cased() -> re.Pattern[str]:
    """Return the pattern of the names of countries and bodies, in any letters."""
    return re.compile(world().pattern, re.IGNORECASE)


HEADING = re.compile(
    r"\b(?:head|chief) of (?:the )?\s*([\w-]+(?: [\w-]+)?) ministry\b|\b([\w-]+) ministry (?:head|chief)\b"
)


def of_bodies(role: str) -> tuple[str, ...]:
    """Return the body that an office tells by itself ("High Representative for Foreign Affairs …")."""
    low = role.lower()
    told = load("people_offices")["of_bodies"]
    return tuple(body for body, offices in told.items() if any(office in low for office in listed(offices)))


def _plain(role: str) -> str:
    """Return an office in small letters, its country left out, "head of the foreign ministry" a minister."""
    text = " ".join(role.lower().replace("’", "'").replace("vice-minister", "vice minister").split())
    text = " ".join(world().sub(" ", text).split())
    return HEADING.sub(lambda found: f"{found[1] or found[2]} minister", text)


def without_country(role: str) -> str:
    """Return an office as stated, its country left out ("Secretary of the Security Council")."""
    return re.sub(r"\s+of(?: the)?$", "", " ".join(world_cased().sub(" ", role).split()))


@lru_cache(maxsize=50_000)
def office_words(role: str) -> tuple[str, ...]:
    """Return the words of an office: synonyms replaced, countries and fillers dropped, sorted."""
    text = _plain(role)
    rules, drop = _synonyms()
    for pattern, name in rules:
        text = pattern.sub(name.replace(" ", "_"), text)
    words = re.findall(r"[\w'-]+", text)
    kept = {word.strip("'").removeprefix("ex-") for word in words if word not in drop}
    return tuple(sorted(kept - {"", "s"}))


@lru_cache(maxsize=50_000)
def normal_office(role: str) -> str:
    """Return an office in one wording whatever the wording stated ("deputy interior minister").

    "Minister of Internal Affairs", "Interior Minister" and "Minister of the Interior" all give
    ``interior minister``; countries are left out.
    """
    text = _plain(role)
    rules, drop = _synonyms()
    for pattern, name in rules:
        text = pattern.sub(name.replace(" ", "_"), text)
    text = re.sub(r"\S+'s\b", " ", text)
    text = re.sub(
        r"\b(minister|secretary|deputy_minister|vice_minister) (?:of|for) (?:the )?([\w-]+)", r"\2 \1", text
    )
    words = [word for word in re.findall(r"[\w'-]+", text) if word not in drop and word != "'s"]
    return " ".join(dict.fromkeys(words)).replace("_", " ")


@lru_cache(maxsize=100_000)
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
        # "adviser to the president"
        to_holder = units.tags[i] == "z" and TO_HOLDER.match(units.tags, i + 1, high)
        if units.tags[i] in POSTED_AFTER and units.tags[head] in "VQm" and not to_holder:
            after = _behind_embassy(units, i, high)
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


def _behind_embassy(units: Units, low: int, high: int) -> int:
    """Return where the post begins behind "at Norway's embassy in …" or "at the Embassy of Norway", which is its own."""
    embassy = next((i for i in range(low, high) if MISSION.search(units.surface(i))), -1)
    if embassy < 0:
        return low
    return next((i for i in range(embassy + 1, high) if units.tags[i] in POSTED_AFTER), high)


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
            organisation = units.surface(i) if units.tags[i - 1 : i] != "(" else organisation
        elif tag == "L":
            iso, _, body = value.partition("|")
            countries += [iso] if len(iso) == 2 else []
            bodies += [body] if body else []
            organisation = units.slice(i, i + 1) if units.tags[i - 1 : i] != "(" else organisation
    return countries, bodies, organisation


@cache
def _of_states() -> re.Pattern[str]:
    heads = sorted(of_states(), key=lambda head: -len(head))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, heads))})\b")


@lru_cache(maxsize=50_000)
def belongs_to_state(role: str) -> bool:
    """Whether an office is one of a state, so that a country may be read from the context."""
    return _of_states().search(role.lower()) is not None


@cache
def _maybe() -> frozenset[str]:
    return frozenset(listed(load("people_offices")["maybe_of_states"]))


def may_be_of_state(role: str) -> bool:
    """Whether an office may be one of a state or of something else ("director", "chief")."""
    return not _maybe().isdisjoint(office_words(role))

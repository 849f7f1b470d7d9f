"""Chunks of a sentence: countries, organisations and runs of words that may be names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache

from analysis.lexicons import listed, load
from analysis.people.grammar import rule
from analysis.people.lexer import Units
from analysis.people.lexicon import dictionary

SPEECH = re.compile(r"uv|,w|w")
LONGEST_NAME = 6  # units


@dataclass(slots=True)
class Name:
    """A run of words that may be a name, with what its sentence says of it."""

    sentence: int
    at: int  # index of its unit, after folding
    start: int
    end: int
    text: str
    letters: str
    role: tuple[int, int] = (-1, -1)  # offsets
    role_units: tuple[int, int] = (-1, -1)
    also: tuple[int, int] = (-1, -1)  # units of a second office, told after the name
    rank: str = ""
    link: str = ""
    of: tuple[int, int] = (-1, -1)  # units that name the country in lists ("Lavrov of Russia")
    place_in_list: tuple[int, int] = (0, 0)  # which of how many, where one office is shared
    company: str = ""  # what stands beside it: speech, agent, described, thing, the


@dataclass(slots=True)
class Sentence:
    """A tagged sentence after folding, with its names and the offices no name is tied to."""

    index: int
    units: Units
    names: list[Name] = field(default_factory=list)
    offices: list[tuple[int, int]] = field(default_factory=list)  # units
    organisations: list[tuple[int, int, str, str, str]] = field(default_factory=list)
    countries: list[tuple[int, int, str]] = field(default_factory=list)
    bodies: list[tuple[int, int, str]] = field(default_factory=list)
    places: list[tuple[int, int, str, str]] = field(default_factory=list)
    titled: bool = False  # a heading in title case
    head: bool = False  # any title or heading


def just_before(sentences: list[Sentence], index: int, back: int) -> list[Sentence]:
    """Return a sentence, by its index, with those up to so many before it."""
    low = bisect_left(sentences, index - back, key=lambda sentence: sentence.index)
    return sentences[low : bisect_right(sentences, index, low, key=lambda sentence: sentence.index)]


def chunk(units: Units, index: int, *, titled: bool = False) -> Sentence:
    """Fold the organisations and names of a sentence."""
    sentence = Sentence(index, units, titled=titled)
    _world(sentence)
    _organisations(sentence)
    _names(sentence)
    return sentence


def _world(sentence: Sentence) -> None:
    """Note the countries, bodies and places before anything is folded."""
    units = sentence.units
    for index, tag in enumerate(units.tags):
        if tag not in "CDPB":
            continue
        start, end, value = units.starts[index], units.ends[index], units.values[index]
        if tag == "B":
            sentence.bodies.append((start, end, value))
        elif len(value.rstrip("*")) != 2 or not value[:2].isupper():
            _joined(sentence, start, end)
        else:
            if tag == "P":
                sentence.places.append((start, end, units.slice(index, index + 1), value[:2]))
            if tag != "P" or value.endswith("*"):
                sentence.countries.append((start, end, value[:2]))


def _joined(sentence: Sentence, start: int, end: int) -> None:
    """Note the countries of "Iran-Pakistan"."""
    text = sentence.units.text
    at = start
    for part in re.split(r"[-‐‑]", text[start:end]):
        entry = dictionary().look_up(part)[0] if part else None
        if entry is not None and entry.letter in "CDP" and len(entry.value.rstrip("*")) == 2:
            sentence.countries.append((at, at + len(part), entry.value[:2]))
        elif entry is not None and entry.letter == "B":
            sentence.bodies.append((at, at + len(part), entry.value))
        at += len(part) + 1


def _organisations(sentence: Sentence) -> None:
    units = sentence.units
    if "J" in units.tags or "j" in units.tags:
        for match in reversed(list(rule("organisation").finditer(units.tags))):
            low, high = match.span()
            if sentence.titled:  # every word is capitalised: a person's name is not the organisation's
                low += 1 + max(match[0].rfind("G"), match[0].rfind("S"))
            single = high - low == 1 and (units.tags[low] == "j" or units.surface(low) in _words("no_organisations"))
            if single or not set("Jj") & set(units.tags[low:high]):
                continue
            iso, body = _owner(units, low, high)
            found = units.starts[low], units.ends[high - 1], units.slice(low, high), iso
            sentence.organisations.append((*found, _kind(found[2])))
            units.fold(low, high, "L", f"{iso}|{body}")
    for index, tag in enumerate(units.tags):
        if tag in "AB" or (tag == "L" and "|" in units.values[index]):
            iso = units.values[index][:2] if tag == "L" else ""
            kind = {"A": "agency", "B": "body"}.get(tag, "organisation")
            found = units.starts[index], units.ends[index], units.slice(index, index + 1), iso.strip("|")
            if not any(start == found[0] for start, *_ in sentence.organisations):
                sentence.organisations.append((*found, kind))
    sentence.organisations.sort()


def _owner(units: Units, low: int, high: int) -> tuple[str, str]:
    """Return the country (ISO) and body that an organisation's name, or a possessive before it, tells."""
    isos = [units.values[i] for i in range(low, high) if units.tags[i] in "CDP"]
    if low > 1 and units.tags[low - 1] == "s" and units.tags[low - 2] in "CP":
        isos.append(units.values[low - 2])
    iso = next((value[:2] for value in isos if len(value.rstrip("*")) == 2), "")
    return iso, next((units.values[i] for i in range(low, high) if units.tags[i] == "B"), "")


KINDS = {"embassy": "embassy", "ministry": "ministry", "police": "police", "news agency": "agency"}


def _kind(name: str) -> str:
    low = name.lower()
    return next((kind for word, kind in KINDS.items() if word in low), "organisation")


def _names(sentence: Sentence) -> None:
    """Fold the runs that may be names; one after "the" is none."""
    units = sentence.units
    found = []
    for match in rule("name").finditer(units.tags):
        low, high = match.span()
        while high - low > 1 and units.tags[high - 1] in "Xx":
            high -= 1
        if sentence.titled:  # every word is capitalised: a name ends before the first ordinary one
            ordinary = units.tags.find("W", low + 1, high)
            high = ordinary if ordinary > 0 else high
        high = _tail(units, low, high)
        if low > 1 and units.tags[low:high] == "N" and units.tags[low - 1] == "o" and units.tags[low - 2] in "OVm":
            continue  # "chairman of Turkmengaz"
        if low and units.tags[low - 1] == "t" and not set(units.tags[low:high]) & set("GS"):
            continue
        if high - low <= LONGEST_NAME and not _goes_on(units, high, titled=sentence.titled):
            found.append((low, high))
    found = [span for span in found if not _thing(units, *span)]
    for low, high in reversed(found):
        letters, text = units.tags[low:high], units.slice(low, high)
        start, end = units.starts[low], units.ends[high - 1]
        units.fold(low, high, "Z", text)
        sentence.names.insert(0, Name(sentence.index, low, start, end, text, letters))
    shift = 0
    for (low, high), name in zip(found, sentence.names, strict=True):
        name.at = low - shift
        shift += high - low - 1
        name.company = _company(units, name.at)


def _goes_on(units: Units, high: int, *, titled: bool) -> bool:
    """Whether a capitalised word follows that makes the run the name of a thing ("Brightwell Construction")."""
    following = units.tags[high : high + 1]
    return not titled and following in ("F", "c", "j") and units.surface(high)[0].isupper()


def _thing(units: Units, low: int, high: int) -> bool:
    """Make the name of a thing ("the group Adil Jol") one that the grammar leaves alone."""
    before = [units.surface(i).lower() for i in range(max(0, low - 4), low) if units.tags[i] not in "tRH"]
    named_after = before[-1:] == ["of"] and before[-2:-1] and before[-2] in _words("monuments") | _words("bearers")
    place = high < len(units.tags) and units.surface(high) in _words("bearers")  # "Rudaki avenue"
    thing = low and (units.surface(low - 1) in _words("things") or named_after)
    if not (thing or place):
        return False
    units.tags = f"{units.tags[:low]}{'E' * (high - low)}{units.tags[high:]}"
    return True


def _tail(units: Units, low: int, high: int) -> int:
    """Let a name of one given name end in a word that is something else too ("Theresa May", "John Major")."""
    if units.tags[low:high] not in ("G", "GI") or high >= len(units.tags) or units.tags[high] not in "MFcJOdRP":
        return high
    after = units.tags[high + 1] if high + 1 < len(units.tags) else "."
    word = units.surface(high)
    return high + 1 if word[0].isupper() and " " not in word and after not in "oJFOVMmRPGSN" else high


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(listed(load("people_words")[key]))


def _company(units: Units, at: int) -> str:
    """Tell what stands beside a name that speaks for a person or against one."""
    tags = units.tags
    before, after = tags[at - 1 : at], tags[at + 1 : at + 4]
    if before == "t":
        return "the"
    if before == "v" or after[:1] == "v" or (SPEECH.match(after) and not after.startswith(",wy,")):
        return "speech"
    if before == "i" and at > 1 and units.surface(at - 2).lower() in _words("agents"):
        return "agent"
    if after.startswith(",#,"):
        return "described"
    if after.startswith(",a") and at + 3 < len(tags):
        nouns = {units.surface(i).lower() for i in range(at + 3, min(at + 8, len(tags)))}
        return "" if nouns & _words("things") else "described"
    return ""

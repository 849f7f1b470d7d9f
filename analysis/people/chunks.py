"""Chunks of a sentence: organisations, names, and the offices tied to names, found by the grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from analysis.lexicons import load
from analysis.people.grammar import expand, rule
from analysis.people.lexer import Units

LONGEST_NAME = 6  # units
EXTENSION = 9  # units that an apposition may go on to its comma


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
    rank: str = ""
    link: str = ""
    of: tuple[int, int] = (-1, -1)  # units that name the country in lists ("Lavrov of Russia")
    spoken: bool = False  # stands beside a verb of speech


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


@cache
def links() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the rules that tie offices to names, in order."""
    return tuple(
        (name, re.compile(expand(pattern)))
        for entry in load("people_grammar")["links"]
        for name, pattern in entry.items()
    )


def chunk(units: Units, index: int, *, titled: bool = False) -> Sentence:
    """Fold the organisations and names of a sentence and tie offices to names."""
    sentence = Sentence(index, units, titled=titled)
    _world(sentence)
    _organisations(sentence)
    _names(sentence)
    if "Z" in units.tags:
        _link(sentence)
    _free_offices(sentence)
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
    from analysis.people.lexicon import dictionary

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
    if "J" not in units.tags and "j" not in units.tags:
        return
    for match in reversed(list(rule("organisation").finditer(units.tags))):
        low, high = match.span()
        letters = match[0]
        if high - low == 1 and letters == "j":
            continue
        kind = _kind(units, low, high)
        isos = [
            units.values[i][:2]
            for i in range(low, high)
            if units.tags[i] in "CDP" and len(units.values[i].rstrip("*")) == 2
        ]
        iso = (
            isos[0]
            if isos
            else (
                units.values[low - 2][:2]
                if low > 1 and units.tags[low - 1] == "s" and units.tags[low - 2] in "CP"
                else ""
            )
        )
        sentence.organisations.append(
            (
                units.starts[low],
                units.ends[high - 1],
                units.slice(low, high),
                iso if len(iso) == 2 else "",
                kind,
            )
        )
        body = next((units.values[i] for i in range(low, high) if units.tags[i] == "B"), "")
        units.fold(low, high, "L", f"{iso}|{body}")
    for index, tag in enumerate(units.tags):
        if tag in "AB":
            sentence.organisations.append(
                (
                    units.starts[index],
                    units.ends[index],
                    units.slice(index, index + 1),
                    "",
                    "agency" if tag == "A" else "body",
                )
            )
    sentence.organisations.sort()


KINDS = ("embassy", "ministry", "police", "parliament", "agency")


def _kind(units: Units, low: int, high: int) -> str:
    words = units.text[units.starts[low] : units.ends[high - 1]].lower()
    for kind in KINDS:
        if kind in words:
            return (
                "agency"
                if kind == "agency" and "news" in words
                else (kind if kind != "agency" else "organisation")
            )
    return "organisation"


def _names(sentence: Sentence) -> None:
    units = sentence.units
    found = []
    for match in rule("name").finditer(units.tags):
        low, high = match.span()
        while (
            high > low and units.tags[high - 1] in "WXxD" and high - low > 2 and units.tags[high - 1] in "Xx"
        ):
            high -= 1
        high = _tail(units, low, high)
        if high - low <= LONGEST_NAME:
            found.append((low, high))
    for low, high in reversed(found):
        letters = units.tags[low:high]
        start, end, text = units.starts[low], units.ends[high - 1], units.slice(low, high)
        if letters.endswith("I") and text.endswith("."):
            pass
        units.fold(low, high, "Z", text)
        sentence.names.insert(0, Name(sentence.index, low, start, end, text, letters))
    shift = 0
    for (low, high), name in zip(found, sentence.names, strict=True):
        name.at = low - shift
        shift += high - low - 1
        before = units.tags[name.at - 1] if name.at else ""
        after = units.tags[name.at + 1] if name.at + 1 < len(units.tags) else ""
        name.spoken = before == "v" or after == "v"


def _tail(units: Units, low: int, high: int) -> int:
    """Let a name of one given name end in a word that is something else too ("Theresa May", "John Major")."""
    if (
        units.tags[low:high] in ("G", "GI", "GG")
        and high < len(units.tags)
        and units.tags[high] in "MFcJOdRP"
    ):
        after = units.tags[high + 1] if high + 1 < len(units.tags) else "."
        if (
            units.surface(high)[0].isupper()
            and after not in "oJFOVMmRPGSN"
            and " " not in units.surface(high)
            and units.tags[low:high] != "GG"
        ):
            return high + 1
    return high


def _link(sentence: Sentence) -> None:
    """Apply the link rules from left to right, the leftmost match first, then the earlier rule."""
    units, tags = sentence.units, sentence.units.tags
    by_unit = {name.at: name for name in sentence.names}
    at = 0
    while at < len(tags):
        best: tuple[int, int, str, re.Match[str]] | None = None
        for order, (link, pattern) in enumerate(links()):
            match = pattern.search(tags, at)
            if match and (best is None or (match.start(), order) < best[:2]):
                best = (match.start(), order, link, match)
        if best is None:
            return
        link, match = best[2], best[3]
        _tie(sentence, by_unit, link, match)
        at = max(match.end("name"), match.end("role"), at + 1)
    del units


def _tie(sentence: Sentence, by_unit: dict[int, Name], link: str, match: re.Match[str]) -> None:
    units = sentence.units
    low, high = match.span("role")
    if link == "apposition":
        high = _extended(units, high)
    rank = "".join(
        (units.values[i][1:] if units.values[i].startswith("+") else units.surface(i)) + " "
        for i in range(*match.span("rank"))
        if units.tags[i] == "R" or units.values[i].startswith("+")
    ).strip()
    for i in range(match.start("name"), match.end("name")):
        name = by_unit.get(i)
        if name is None:
            continue
        name.link = link
        name.rank = rank or _own_rank(units, i)
        if high > low:
            name.role_units = (low, high)
            name.role = (units.starts[low], units.ends[high - 1])
        if (
            link == "list"
            and i + 2 < len(units.tags)
            and units.tags[i + 1] == "o"
            and i + 2 < match.end("name")
        ):
            name.of = (i + 2, i + 3)


def _own_rank(units: Units, at: int) -> str:
    ranks: list[str] = []
    while at and units.tags[at - 1] in "RH":
        at -= 1
        if units.tags[at] == "R" or units.values[at].startswith("+"):
            ranks.insert(0, units.surface(at))
    return " ".join(ranks)


def _extended(units: Units, high: int) -> int:
    """Let an apposition whose office goes on ("head of the unit that fights …") end at its comma."""
    tags = units.tags
    if high >= len(tags) or tags[high] not in "ucFjn&" or tags[high] == "&":
        return high
    end = high
    while end < len(tags) and end - high < EXTENSION and tags[end] not in ',;:.()"vyqwZd-':
        end += 1
    return end if end < len(tags) and tags[end] in ",)" and end - high < EXTENSION else high


def _free_offices(sentence: Sentence) -> None:
    """Note the offices that no name is tied to."""
    tags = sentence.units.tags
    taken = {i for name in sentence.names for i in range(*name.role_units)}
    if not re.search("[OVQmk]", tags):
        return
    for match in rule("office").finditer(tags):
        if not taken.intersection(range(*match.span())):
            sentence.offices.append(match.span())

"""Offices tied to names by the link rules of the grammar, and offices that stand by themselves."""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicons import listed, load
from analysis.people.chunks import Name, Sentence
from analysis.people.grammar import expand, rule
from analysis.people.lexer import Units

OFFICES = re.compile("[OVQmk]")
EXTENSION = 9  # units that an apposition may go on to its comma


@cache
def links() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the rules that tie offices to names, in order."""
    return tuple(
        (name, re.compile(expand(pattern)))
        for entry in load("people_grammar")["links"]
        for name, pattern in entry.items()
    )


def link(sentence: Sentence) -> None:
    """Apply the link rules from left to right, the leftmost match first, then the earlier rule."""
    tags = sentence.units.tags
    if "Z" in tags:
        by_unit = {name.at: name for name in sentence.names}
        found: dict[int, re.Match[str] | None] = {}
        at = 0
        while at < len(tags):
            best: tuple[int, int] | None = None
            for order, (_, pattern) in enumerate(links()):
                match = found.get(order)
                if order not in found or (match and match.start() < at):
                    match = found[order] = _search(sentence.units, links()[order][0], pattern, at)
                if match and (best is None or (match.start(), order) < best):
                    best = (match.start(), order)
            if best is None:
                break
            chosen = found[best[1]]
            assert chosen is not None
            _tie(sentence, by_unit, links()[best[1]][0], chosen)
            if links()[best[1]][0] in ("titled", "kin"):
                _second(sentence, by_unit, chosen)
            at = max(chosen.end("name"), at + 1)
            if links()[best[1]][0] != "possessed":
                at = max(at, chosen.end("role"))
    _free_offices(sentence)


def _search(units: Units, rule_name: str, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
    """Return the next match of a rule; "X is the minister" needs a verb of being, "X met the minister" is none."""
    match = pattern.search(units.tags, at)
    while match and rule_name in ("copula", "apposition") and not _is(units, match):
        match = pattern.search(units.tags, match.end("name"))
    return match


def _is(units: Units, match: re.Match[str]) -> bool:
    between = range(match.end("name"), match.start("role"))
    verb = next((i for i in between if units.tags[i] in "yu"), -1)
    return verb < 0 or units.surface(verb).lower() in copulas() or any(units.tags[i] == "l" for i in between)


@cache
def copulas() -> frozenset[str]:
    """Return the verbs that say what somebody is."""
    return frozenset(listed(load("people_words")["copulas"]))


def _tie(sentence: Sentence, by_unit: dict[int, Name], rule_name: str, match: re.Match[str]) -> None:
    units = sentence.units
    low, high = match.span("role")
    if rule_name == "apposition":
        high = _extended(units, high)
    rank = _rank(units, *match.span("rank"))
    names = [by_unit[i] for i in range(match.start("name"), match.end("name")) if i in by_unit]
    for place, name in enumerate(names):
        name.link = "list" if rule_name == "shared" else rule_name
        name.rank = rank or _own_rank(units, name.at)
        name.place_in_list = (place, len(names))
        if high > low:
            name.role_units = (low, high)
            name.role = (units.starts[low], units.ends[high - 1])
        if rule_name == "shared":  # "interior ministers of Kazakhstan, X, and of Uzbekistan, Y"
            country = units.tags.rindex("C", 0, name.at)
            name.of = (country, country + 1)
        if rule_name == "list" and name.at + 2 < match.end("name") and units.tags[name.at + 1] == "o":
            name.of = (name.at + 2, name.at + 3)


SECOND = re.compile(r",t?(?=[^,])")


def _second(sentence: Sentence, by_unit: dict[int, Name], match: re.Match[str]) -> None:
    """Let an apposition say more of a name ("Prince X, the foreign minister, …", "his son, X, mayor of Y, …")."""
    tags = sentence.units.tags
    name = by_unit.get(match.start("name"))
    kin = name is not None and name.link == "kin"
    if name is None or (tags[match.start("name") - 1] == "," and not kin):
        return
    comma = SECOND.match(tags, match.end("name"))
    office = rule("office_one").match(tags, comma.end()) if comma else None
    if office is None or not re.match(r"[,.;)&]" if kin else r"[,.;)]|&[ta]?b", tags[office.end() :] or "."):
        return
    if re.match(r",?&?[tRH]*Z|,[^,]*Z,", tags[office.end() :]):
        return
    if kin:
        more = re.compile(rf"(?:,?&[ta]?{rule('office_one').pattern})*(?=[,.;)]|$)").match(tags, office.end())
        name.role_units = office.start(), more.end() if more else office.end()
        name.role = sentence.units.starts[office.start()], sentence.units.ends[name.role_units[1] - 1]
    else:
        name.also = office.span()


def _rank(units: Units, low: int, high: int) -> str:
    """Return ranks and kept styles; honorifics are dropped."""
    kept = [
        units.surface(i)
        for i in range(low, high)
        if units.tags[i] == "R" or (units.tags[i] == "H" and units.values[i].startswith("+"))
    ]
    return " ".join(" ".join(kept).split())


def _own_rank(units: Units, at: int) -> str:
    low = at
    while low and units.tags[low - 1] in "RH":
        low -= 1
    return _rank(units, low, at)


def _extended(units: Units, high: int) -> int:
    """Let an apposition whose office goes on ("head of the unit that fights …") end at its comma."""
    tags = units.tags
    if high >= len(tags) or tags[high] not in "ucFjni":
        return high
    if tags[high] in "ni" and units.surface(high).lower() != "with":
        return high
    end = high
    while end < len(tags) and end - high < EXTENSION and tags[end] not in ',;:.()"vyqwZd-':
        end += 1
    return end if end < len(tags) and tags[end] in ",)." and end - high < EXTENSION else high


def _free_offices(sentence: Sentence) -> None:
    """Note the offices that no name is tied to."""
    tags = sentence.units.tags
    if not OFFICES.search(tags):
        return
    taken = {i for name in sentence.names for span in (name.role_units, name.also) for i in range(*span)}
    for match in rule("office").finditer(tags):
        if not taken.intersection(range(*match.span())):
            sentence.offices.append(match.span())

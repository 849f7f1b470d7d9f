"""Where an article speaks from: its dateline, its paper, or the country that fits best."""

from __future__ import annotations

import re
from collections import Counter

import pycountry

from analysis.layout import Block
from analysis.people.chunks import Sentence
from analysis.people.holders import DIPLOMAT
from analysis.people.lexicon import dictionary
from analysis.people.offices import belongs_to_state, may_be_of_state
from analysis.people.stated import Draft, country_behind

NOBODYS = "ZZ"  # reserved by ISO 3166-1 for no country
NOT_HOME = 4.0  # weight against a country told of another person where an office has none
STATED = 0.75  # weight against a country for every office that states it
FIRST = 0.5  # weight for the country named first
LEAST = 1.0  # weight that the best country needs
OFTEN = 2  # times that it must be named
MARGIN = 0.5  # by which the best country must lead
FEWEST_SECTIONS = 2
LEAST_SHARE = 0.25  # of all that is named: a digest of many countries speaks from none
COUNTERPART = re.compile(r"D(?=[FMmc]*k)")
COMMON_ENDINGS = frozenset({"IO", "TV", "ME", "CO", "AI", "FM", "TO", "LY", "GL", "CC", "WS", "LA"})  # used anywhere


def is_open(draft: Draft) -> bool:
    """Whether a person's office may be of a state and no country or body is stated."""
    if any(one.countries or one.bodies for one in draft.stated):
        return False
    return any(one.name.rank or belongs_to_state(one.role) or may_be_of_state(one.role) for one in draft.stated)


def told_home(sentences: list[Sentence], blocks: tuple[Block, ...], publication: str | None) -> str:
    """Return the country of the dateline or the paper, ``""`` where there is neither.

    A dateline of two countries ("MANILA/TOKYO --") is :data:`NOBODYS`.
    """
    return _dateline(sentences, blocks) or _paper(publication or "")


def section_homes(sentences: list[Sentence]) -> dict[int, str]:
    """Return the country of each sentence of a digest, whose headings name a country each; empty for other articles.

    Behind a heading of several countries it is ``""``.
    """
    found: dict[int, str] = {}
    named: set[str] = set()
    current = ""
    for sentence in sentences:
        if sentence.head and sentence.units.tags in ("C", "D"):
            current = sentence.units.values[0][:2] if sentence.units.tags == "C" else ""
            named |= {current} - {""}
        found[sentence.index] = current
    return found if len(named) >= FEWEST_SECTIONS else {}


def likely_home(sentences: list[Sentence], drafts: list[Draft]) -> str:
    """Return the country that fits best where neither dateline nor paper tells one, ``""`` when unsure.

    What fits: it is named often (places too), few offices state it, none of a diplomat and none beside one that
    states none.
    One that is named once, or little but with offices, is no home.
    """
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(iso for _, _, iso in sentence.countries)
        named = {start for start, _, _ in sentence.countries}
        counts.update(iso for start, _, _, iso in sentence.places if start not in named)
    weights = {iso: float(count) for iso, count in counts.items()}
    first = next((sentence.countries[0][2] for sentence in sentences if sentence.countries), "")
    weights[first] = weights.get(first, 0.0) + FIRST
    silent = {
        one.name.sentence: one.name.at for draft in drafts if is_open(draft) for one in draft.stated if one.role
    }
    for draft in drafts:
        for one in draft.stated:
            low, high = one.name.role_units
            told = set(one.sentence.units.tags[max(low, 0) : max(high, 0)]) & {"C", "D"}
            if not told and not country_behind(one.sentence.units, one.name.at):
                continue
            for iso in one.countries:
                beside = one.name.sentence in silent and silent[one.name.sentence] < one.name.at
                abroad = DIPLOMAT.search(one.role.lower()) is not None
                weights[iso] = weights.get(iso, 0.0) - (NOT_HOME if beside or abroad else STATED)
    for sentence in sentences:
        units = sentence.units
        for match in COUNTERPART.finditer(units.tags):  # "his Syrian counterpart" is met abroad or comes from there
            iso = units.values[match.start()][:2]
            weights[iso] = weights.get(iso, 0.0) - NOT_HOME
    ranked = sorted(weights, key=lambda iso: (-weights[iso], iso))
    if len(ranked) > 1 and weights[ranked[0]] < weights[ranked[1]] + MARGIN:
        return ""
    best = ranked[0] if ranked else ""
    enough = counts[best] >= max(OFTEN, LEAST_SHARE * sum(counts.values()))
    return best if best and enough and weights[best] >= LEAST else ""


def _paper(publication: str) -> str:
    """Return the country of a paper, given as ISO code or by its web address with a country's ending."""
    ending = re.match(r"(?:https?://)?[\w.-]+\.([a-z]{2})(?:[/:?#]|$)", publication.strip())
    code = ending[1].upper() if ending else publication.strip()
    code = {"UK": "GB"}.get(code, code)
    known = re.fullmatch(r"[A-Z]{2}", code) and pycountry.countries.get(alpha_2=code)
    return code if known and code not in COMMON_ENDINGS else ""


def _of_two(dateline: str, first: str) -> bool:
    """Whether a dateline names cities of two countries ("MANILA/TOKYO --")."""
    second = re.match(r"[^/(]*?(?:/| / )\s*([A-ZÀ-Þ][\w’'.-]+)", dateline)
    if not second:
        return False
    known = dictionary().look_up(second[1])[0]
    return known.letter in "CP" and len(known.value.rstrip("*")) == 2 and known.value[:2] != first


def _dateline(sentences: list[Sentence], blocks: tuple[Block, ...]) -> str:
    book = dictionary()
    for block in blocks:
        if block.kind == "dateline" and sentences:
            text = sentences[0].units.text[block.start : block.end].strip()
            if text.startswith("("):  # "(Bishkek, July 11, 2024) –": where an organisation sits that writes of others
                return NOBODYS
            for size in (3, 2, 1):
                words = re.split(r"[,\s(–—/-]+", text)[:size]
                known = book.look_up(words[0])
                many = [
                    entry
                    for rest, entry, _ in known[1]
                    if [*rest] == [w.capitalize() for w in words[1:]] or [*rest] == words[1:]
                ]
                entry = many[0] if many and size > 1 else known[0]
                if entry.letter in "CP" and len(entry.value.rstrip("*")) == 2 and (size == 1 or many):
                    return NOBODYS if _of_two(text, entry.value[:2]) else entry.value[:2]
    starts = {block.start for block in blocks}
    for sentence in sentences[:6]:
        units = sentence.units
        if (
            units.tags[:1] in ("C", "P")
            and len(units.tags) > 1
            and units.surface(0).isupper()
            and len(units.surface(0)) > 3
        ):
            return units.values[0][:2] if not blocks or units.starts[0] in starts or units.tags[1] in ",-:(" else ""
        if units.tags.startswith(("P-", "P(")):
            return units.values[0][:2]
    return ""

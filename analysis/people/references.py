"""Offices and pronouns that stand for a person of the article, and officials who are not named."""

from __future__ import annotations

import re

from analysis.people.chunks import Sentence
from analysis.people.model import Official
from analysis.people.offices import belongs_to_state, describe, office_words, same_office
from analysis.people.persons import Draft, Stated
from analysis.text import Split

PRONOUN = re.compile(r"[“\"'‘]?(?:He|She)\b")
BODY_OFFICES = {
    "secretary-general",
    "representative",
    "envoy",
    "director-general",
    "commissioner",
    "spokesperson",
    "coordinator",
    "rapporteur",
    "head",
    "chairperson",
    "high_representative",
    "special_representative",
}


def refer(
    sentences: list[Sentence], stated: list[Stated], drafts: list[Draft], split: Split
) -> tuple[list[tuple[int, int, int]], list[Official]]:
    """Resolve office-only mentions; list those that resolve to nobody."""
    references: list[tuple[int, int, int]] = []
    officials: list[Official] = []
    holders = [
        (
            index,
            {one.role for one in draft.stated if one.role},
            {c for one in draft.stated for c in one.countries},
            {b for one in draft.stated for b in one.bodies},
        )
        for index, draft in enumerate(drafts)
    ]
    for sentence in sentences:
        units = sentence.units
        for low, high in sentence.offices:
            role = units.slice(low, high)
            start, end = units.starts[low], units.ends[high - 1]
            countries, bodies, _ = describe(units, low, high)
            singular = not any(units.tags[i] == "Q" for i in range(low, high))
            if (high < len(units.tags) and units.tags[high] in "LZ") or not _worth(
                role, countries, bodies, units.tags[low:high]
            ):
                continue
            if singular:
                found = [i for i, roles, isos, b in holders if _fits(role, countries, bodies, roles, isos, b)]
                person = _nearest(found, start, drafts, role, countries)
                if person >= 0:
                    references.append((start, end, person))
                    continue
                if found:
                    continue
            if not countries and not bodies and singular and belongs_to_state(role) and len(office_words(role)) > 1:
                countries = _nearby(sentence, start)
            if (countries or bodies) and not sentence.titled and _official(role):
                officials.append(Official(role, countries, bodies, "", start, end))
    references += _pronouns(sentences, stated, split, references)
    return sorted(references), officials


def _worth(role: str, countries: tuple[str, ...], bodies: tuple[str, ...], tags: str) -> bool:
    return belongs_to_state(role) or bool(set(office_words(role)) & BODY_OFFICES and (countries or bodies))


def _official(role: str) -> bool:
    low = role.lower()
    return bool(
        re.search(
            r"minister|president|premier|secretar|ambassador|governor|speaker|commander|chief|head|envoy|prosecutor|commissioner|director|representative|spokes|chair|king|prince|emir|leader",
            low,
        )
    ) and not re.search(r"\bofficials?\b|meeting", low)


def _fits(
    role: str,
    countries: tuple[str, ...],
    bodies: tuple[str, ...],
    roles: set[str],
    isos: set[str],
    theirs: set[str],
) -> bool:
    if countries and isos and not set(countries) & isos:
        return False
    if (bodies and theirs and not set(bodies) & theirs) or (bodies and isos and not theirs):
        return False
    return any(same_office(role, other) for other in roles)


def _nearest(found: list[int], start: int, drafts: list[Draft], role: str, countries: tuple[str, ...]) -> int:
    """Return the person an office means: the only holder, or for a bare office the one last named."""
    if len(found) == 1:
        return found[0]
    if not found or countries:
        return -1
    before = [
        (max((one.name.start for one in drafts[i].stated if one.name.start < start), default=-1), i) for i in found
    ]
    best = max(before)
    return best[1] if best[0] >= 0 else -1


def _nearby(sentence: Sentence, start: int) -> tuple[str, ...]:
    before = [iso for a, b, iso in sentence.countries if b <= start]
    return (before[-1],) if before else ()


def _pronouns(
    sentences: list[Sentence], stated: list[Stated], split: Split, references: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Let He or She at the head of a sentence mean the one the sentence before speaks of first."""
    subjects: dict[int, int] = {}
    for one in stated:
        subjects.setdefault(one.name.sentence, one.person)
    for start, _, person in references:
        at = split.sentence_at(start)
        first = next((one.name.start for one in stated if one.name.sentence == at), 1 << 60)
        if start < first:
            subjects[at] = person
    found = []
    current = -1
    for sentence in sentences:
        start, end = split.sentences[sentence.index]
        opening = PRONOUN.match(split.text, start, end)
        if opening and current >= 0 and sentence.index not in subjects:
            found.append((opening.end() - len(opening[0].lstrip("“\"'‘")), opening.end(), current))
        elif sentence.index in subjects and not sentence.titled:
            current = subjects[sentence.index]
    return found

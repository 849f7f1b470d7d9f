"""Offices told by those of others: "his Tajik counterpart", "her first deputy"."""

from __future__ import annotations

import re

from analysis.people.offices import normal_office, office_words, without_country
from analysis.people.stated import Draft, Stated

COUNTERPARTS = re.compile(r"counterparts|colleagues?\b|opposite numbers?\b")
DEPUTY = frozenset({"deputy", "first", "second", "assistant"})
BACK = 2  # sentences
LONG_OFFICE = 3  # words from which an office is told as it is stated


def is_counterpart(one: Stated) -> bool:
    """Whether an office is told by that of somebody else."""
    return one.name.link == "counterpart" or COUNTERPARTS.search(one.role) is not None


def give_office(one: Stated, drafts: list[Draft]) -> None:
    """Give "his Tajik counterpart" the office of the one whose counterpart he is."""
    before = [other for other in _told_before(one, drafts, BACK) if "counterpart" not in other.role]
    if not before:
        return
    office = _office(_same_as(one, before, drafts).role)
    role = re.sub(r"^(?:his|her|their|its|the)\s+", "", one.role, flags=re.IGNORECASE)
    if office and one.name.place_in_list[1] > 1:
        one.role = office
    elif office:
        one.role = re.sub(r"\b(?:counterparts?|colleagues?|opposite numbers?)\b", office, role)


def _same_as(one: Stated, before: list[Stated], drafts: list[Draft]) -> Stated:
    """Return who somebody is the counterpart of: for "his" the subject of the sentence, else who is named last."""
    named = [
        (other.name.start, draft)
        for draft in drafts
        for other in draft.stated
        if other.name.sentence == one.name.sentence and other.name.start < one.name.start
    ]
    if named and re.match(r"(?:his|her)\b", one.role, re.IGNORECASE):
        low = one.name.role_units[0]
        joined = low > 1 and one.sentence.units.tags[low - 2 : low] == "Z&"  # "between X and his counterpart"
        subject = (max if joined else min)(named, key=lambda found: found[0])[1]
        before = _told_before(one, [subject], one.name.sentence) or before
    return max(before, key=lambda other: other.name.start)


def _told_before(one: Stated, drafts: list[Draft], back: int) -> list[Stated]:
    """Return the mentions with an office before one, at most so many sentences before."""
    return [
        other
        for draft in drafts
        for other in draft.stated
        if other.role and other.name.start < one.name.start and one.name.sentence - back <= other.name.sentence
    ]


def _office(role: str) -> str:
    """Return an office without its country, in one wording or, where that has many words, as stated."""
    plain = re.sub(r"\b(?:acting|caretaker|interim|outgoing)\b", "", role, flags=re.IGNORECASE)
    office = normal_office(plain)
    return office if len(office.split()) < LONG_OFFICE else without_country(plain)


def deputise(one: Stated, drafts: list[Draft]) -> None:
    """Let "his first deputy" be the deputy of the office told just before."""
    low = one.name.role_units[0]
    if low > 0 and one.sentence.units.tags[low - 1] == "s":
        return  # "the minister's deputy"
    before = [other for other in _told_before(one, drafts, 1) if not DEPUTY.issuperset(office_words(other.role))]
    if before:
        office = normal_office(max(before, key=lambda other: other.name.start).role)
        one.role = f"{one.role} {office}"

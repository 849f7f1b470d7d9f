"""Counterparts and colleagues: the office of "his Tajik counterpart" is that of the one he is told beside."""

from __future__ import annotations

import re

from analysis.people.lexicon import dictionary
from analysis.people.offices import normal_office
from analysis.people.stated import Draft, Stated

COUNTERPARTS = re.compile(r"counterparts|colleagues?\b|opposite numbers?\b")
BACK = 2  # sentences
LONG_OFFICE = 3  # words from which an office is told as it is stated


def is_counterpart(one: Stated) -> bool:
    """Whether an office is told by that of somebody else."""
    return one.name.link == "counterpart" or COUNTERPARTS.search(one.role) is not None


def give_office(one: Stated, drafts: list[Draft]) -> None:
    """Give "his Tajik counterpart" the office of the one whose counterpart he is."""
    before = [
        other
        for draft in drafts
        for other in draft.stated
        if other.role
        and other.name.start < one.name.start
        and "counterpart" not in other.role
        and one.name.sentence - BACK <= other.name.sentence
    ]
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
    subjects = [
        (other.name.start, draft)
        for draft in drafts
        for other in draft.stated
        if other.name.sentence == one.name.sentence and other.name.start < one.name.start
    ]
    if subjects and re.match(r"(?:his|her)\b", one.role, re.IGNORECASE):
        subject = min(subjects, key=lambda found: found[0])[1]
        own = [other for other in before if other in subject.stated] or [
            other for other in subject.stated if other.role and other.name.start < one.name.start
        ]
        if own:
            return own[-1]
    return max(before, key=lambda other: other.name.start)


def _office(role: str) -> str:
    """Return an office without its country, in one wording or, where that has many words, as stated."""
    plain = re.sub(r"\b(?:acting|caretaker|interim|outgoing)\b", "", role, flags=re.IGNORECASE)
    office = normal_office(plain)
    if len(office.split()) < LONG_OFFICE:
        return office
    words = dictionary().look_up
    parts = re.split(r"\s+of (?:the )?(?=[A-ZÀ-Þ][^\s]*$)", " ".join(plain.split()))
    own = parts[0] if len(parts) > 1 and words(parts[-1])[0].letter in "CPB" else " ".join(plain.split())
    first, _, rest = own.partition(" ")
    return rest if rest and words(re.sub(r"['’]s$", "", first))[0].letter in "CDPB" else own

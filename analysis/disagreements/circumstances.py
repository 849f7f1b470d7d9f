"""Place, manner, attendance and office told differently."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from analysis.accounts import Told
from analysis.chronology import Merged
from analysis.dates.edtf import bounds, overlap
from analysis.disagreements.model import Disagreement, words
from analysis.evidence import Evidence, evidence
from analysis.people import Person, same_office

ABSENT = re.compile(
    r"\b(?:did not (?:attend|take part|participate|come)|was(?: not| n’t) (?:present|there)|was absent|were absent|stayed away"
    r"|skipped|boycotted|(?:did not|didn’t|failed to) (?:turn|show) up|in the absence of|failed to (?:attend|appear)|without (?:the participation|the presence) of)\b",
    re.IGNORECASE,
)
SIGNS_OF_ABSENCE = (  # of which every text that ABSENT matches holds one
    "did not", "was not", "n’t", "absen", "stayed away", "skipped", "boycotted", "failed to", "without the p",
)  # fmt: skip
COUNTERPART = re.compile(r"\bcounterpart\b", re.IGNORECASE)
HELD_BEFORE = re.compile(r"\b(?:former(?:ly)?|ex|then)\b", re.IGNORECASE)
SAME_TERM = 120  # days within which one person's offices must agree
OCCASIONS = ("meeting", "visit", "signing", "exercise", "agreement")


def places(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield two cities for one event."""
    for event in merged:
        told: dict[str, tuple[str, Evidence]] = {}
        for account in event.told if len({account.event.place for account in event.told} - {""}) > 1 else ():
            found = _city(account) if account.event.kind in OCCASIONS else None
            if found:
                told.setdefault(found[0].lower(), found)
        if len({entry["source"] for _, entry in told.values()}) > 1:
            note = "The sources name different places for this event."
            certainty = "possible" if event.told[0].event.kind == "visit" else "sure"
            yield Disagreement("place", certainty, (event.key,), (), tuple(told.values()), note)


def _city(account: Told) -> tuple[str, Evidence] | None:
    """Return the city that an account's main sentence names as its place, with the words."""
    start, end = account.event.evidence[0]
    for a, b, name, _ in account.reading.people.places:
        if start <= a < end and name == account.event.place:
            return name, evidence(account.source, account.reading.text, (a, b))
    return None


def modes(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield a call in one source that is a meeting in person in another."""
    calls = [event for event in merged if event.told[0].event.kind == "call"]
    blocks: dict[tuple[str, ...], list[Merged]] = defaultdict(list)
    for event in merged:
        if event.told[0].event.kind == "meeting":
            for pair in _pairs(event):
                blocks[pair].append(event)
    for call in calls:
        candidates = {m.key: m for pair in _pairs(call) for m in blocks.get(pair, [])}
        for meeting in candidates.values():
            one, other = call.told[0], meeting.told[0]
            if _sources(call) & _sources(meeting) or not one.event.date or not other.event.date:
                continue
            if overlap(one.event.date, other.event.date):
                statements = (("call", words(one, None)), ("meeting in person", words(other, None)))
                note = "One source tells of a call where another tells of a meeting of the same people on that day."
                yield Disagreement("mode", "possible", (call.key, meeting.key), (), statements, note)


def _pairs(event: Merged) -> set[tuple[str, str]]:
    people = {p for account in event.told for p in account.participants}
    countries = {iso for account in event.told for iso in account.event.countries}
    named = set(combinations(sorted(people), 2))
    return named or (set(combinations(sorted(countries), 2)) if len(countries) == 2 else set())


def _sources(event: Merged) -> set[str]:
    return {account.source for account in event.told}


def attendance(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield someone who took part according to one source and stayed away according to another."""
    away: dict[str, dict[str, Evidence]] = {}  # of each source, looked through once
    for event in merged:
        if event.told[0].event.kind not in OCCASIONS or len(_sources(event)) < 2:
            continue
        there = {p: account for account in reversed(event.told) for p in account.participants}
        for account in event.told:
            if account.source not in away:
                away[account.source] = _absent(account)
            for participant, absent in sorted(away[account.source].items()):
                if participant in there and there[participant].source != account.source:
                    statements = (("stayed away", absent), ("took part", _naming(there[participant], participant)))
                    note = "One source has this person take part, another has them stay away."
                    yield Disagreement("attendance", "sure", (event.key,), (participant,), statements, note)


def _naming(account: Told, participant: str) -> Evidence:
    """Return the sentence of an account that names a participant, else its main one."""
    for span in account.event.evidence:
        if any(account.ids.get(person) == participant for person in account.reading.people.persons_in(*span)):
            return evidence(account.source, account.reading.text, span)
    return words(account, None)


def _absent(account: Told) -> dict[str, Evidence]:
    """Return who stayed away according to the article of an account, with the sentence that says so."""
    text = account.reading.text
    found: dict[str, Evidence] = {}
    lowered = text.lower()
    if not any(sign in lowered for sign in SIGNS_OF_ABSENCE):
        return found
    for match in ABSENT.finditer(text):
        start, end = account.reading.sentence_of(match.start())
        for person in account.reading.people.persons_in(start, match.start()):
            participant = account.ids.get(person)
            if participant:
                found[participant] = evidence(account.source, text, (start, end))
    return found


def offices(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield offices of one person that two sources of about the same time state differently."""
    stated: dict[str, dict[str, list[tuple[Told, Person]]]] = defaultdict(lambda: defaultdict(list))
    seen: set[tuple[str, str]] = set()
    for event in merged:
        for account in event.told:
            for index, participant in zip(account.event.people, account.participants, strict=False):
                person = account.reading.people.persons[index]
                if person.role and not COUNTERPART.search(person.role) and (participant, account.source) not in seen:
                    seen.add((participant, account.source))
                    stated[participant][person.role.lower()].append((account, person))
    for participant, roles in sorted(stated.items()):
        for one, other in combinations(sorted(roles), 2):
            pair = _near_pair(roles[one], roles[other]) if _differ(one, other) else None
            if pair and _one_country(pair[0][1], pair[1][1]):
                statements = tuple((person.role, _office_words(account, person)) for account, person in pair)
                note = "The sources state different offices for this person."
                yield Disagreement("office", "possible", (), (participant,), statements, note)
                break


def _differ(one: str, other: str) -> bool:
    """Whether two offices may not both be true; one held before says nothing of another held now."""
    return not same_office(one, other) and bool(HELD_BEFORE.search(one)) == bool(HELD_BEFORE.search(other))


def _near_pair(
    one: list[tuple[Told, Person]], other: list[tuple[Told, Person]]
) -> tuple[tuple[Told, Person], tuple[Told, Person]] | None:
    """Return two statements of different offices that appeared at about the same time, or None."""
    later = sorted((day, n) for n, (account, _) in enumerate(other) if (day := _day(account)) is not None)
    for account, person in one:
        day = _day(account)
        place = bisect_left(later, (day - SAME_TERM, -1)) if day is not None else len(later)
        if day is not None and place < len(later) and later[place][0] <= day + SAME_TERM:
            return (account, person), other[later[place][1]]
    return None


def _day(account: Told) -> int | None:
    first = bounds(account.published)[0]
    return date.fromisoformat(first).toordinal() if first else None


def _one_country(one: Person, other: Person) -> bool:
    return bool(set(one.countries) & set(other.countries)) or not one.countries


def _office_words(account: Told, person: Person) -> Evidence:
    """Return the words that state the office: the evidence that holds them, else the first of the person."""
    text = account.reading.text
    span = next((s for s in person.evidence if person.role in text[slice(*s)]), person.evidence[0])
    return evidence(account.source, text, span)

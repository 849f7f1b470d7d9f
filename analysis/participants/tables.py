"""The tables of people: participants, and article by article appearances, officials and delegations."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.evidence import Evidence, evidence
from analysis.frames import records
from analysis.participants.corrections import Corrections
from analysis.participants.forms import Form, Source
from analysis.participants.merging import cluster
from analysis.people import Person
from analysis.people.offices import office_words
from analysis.transliteration import folded, parts_of

PARTICIPANTS = [
    "participant",
    "name",
    "variants",
    "role",
    "rank",
    "organisation",
    "countries",
    "bodies",
    "sources",
    "mentions",
    "first",
    "last",
    "reason",
]
PRESENCE = ("no", "unclear", "yes")  # what tells more comes later
Node = tuple[str, int]  # a source and the number of a person in it
Row = dict[str, Any]
NEVER = (0, 0)
HASH = 6  # hexadecimal digits that tell namesakes apart


class Merged(NamedTuple):
    """The table ``participants``, and the participant of each person of each source."""

    participants: pd.DataFrame
    ids: dict[tuple[str, int], str]


def merge_people(readings: Sequence[Source], corrections: Corrections | None = None) -> Merged:
    """Merge the people of all readings.

    Parameters
    ----------
    readings : sequence of Source
        ``(source, people, published, text)``; ``published`` is EDTF or ``""``.
    corrections : Corrections, optional
        What a user settled; it wins over every rule.

    Returns
    -------
    Merged
        The frame ``participants``: one row a person; ``mentions`` counts places where a name stands,
        ``role`` is the latest stated, ``reason`` says why the variants are one person.

    Notes
    -----
    The canonical name is the form in most sources, then in most mentions, then the fullest, then the first
    in the alphabet.
    """
    ordered = sorted(readings, key=lambda reading: reading.source)
    forms, clusters = cluster(ordered, corrections)
    published = {reading.source: reading.published for reading in ordered}
    groups = [[forms[i] for i in sorted(members)] for _, members in sorted(clusters.members.items())]
    reasons = [clusters.reasons.get(root, []) for root in sorted(clusters.members)]
    counts = _counts(ordered)
    names = [_canonical(group, counts) for group in groups]
    keys = _ids(names, groups)
    ids = {node: key for key, group in zip(keys, groups, strict=True) for form in group for node in form.nodes}
    rows = [
        _participant(key, name, group, why, published, counts)
        for key, name, group, why in zip(keys, names, groups, reasons, strict=True)
    ]
    participants = pd.DataFrame(rows, columns=PARTICIPANTS)
    return Merged(participants.sort_values(["name", "participant"], ignore_index=True), ids)


def appearance_rows(readings: Iterable[Source], people: Merged) -> Iterator[Row]:
    """Yield the rows of the table ``appearances``, source by source.

    A row is a person and source, also where a source spells the name in two ways; ``countries`` are those the
    source states, else those other sources state, else those inferred.
    """
    known = {row.participant: row for row in records(people.participants)}
    for reading in readings:
        seen: dict[str, list[Person]] = defaultdict(list)
        for index, person in enumerate(reading.people.persons):
            seen[people.ids[reading.source, index]].append(person)
        for key in sorted(seen):
            yield _appearance(reading, seen[key], known[key])


def _evidence(reading: Source, spans: Sequence[tuple[int, int]]) -> list[Evidence]:
    return [evidence(reading.source, reading.text, span) for span in sorted(spans)]


def _counts(readings: Sequence[Source]) -> dict[Node, tuple[int, int]]:
    """Return how often each person of an article is named there in full and at all."""
    full: Counter[Node] = Counter()
    every: Counter[Node] = Counter()
    for reading in readings:
        source, people = reading.source, reading.people
        for mention in people.mentions:
            node = source, mention.person
            every[node] += 1
            full[node] += mention.name == people.persons[mention.person].name
    return {node: (full[node], count) for node, count in every.items()}


def _canonical(group: list[Form], counts: Mapping[Node, tuple[int, int]]) -> str:
    sources: dict[str, set[str]] = defaultdict(set)
    mentions: Counter[str] = Counter()
    for form in group:
        for node, person in zip(form.nodes, form.persons, strict=True):
            sources[person.name].add(node[0])
            mentions[person.name] += counts.get(node, NEVER)[0]
    return min(
        sources,
        key=lambda name: (
            len(parts_of(name)) < 2,
            -len(sources[name]),
            -mentions[name],
            -len(parts_of(name)),
            name,
        ),
    )


def _ids(names: list[str], groups: list[list[Form]]) -> list[str]:
    slugs = [
        "-".join(filter(None, (folded(part) for part in re.split(r"[\s‐‑-]+", name)))) or "person" for name in names
    ]
    often = Counter(slugs)
    keys = []
    for slug, group in zip(slugs, groups, strict=True):
        if often[slug] > 1:
            about = sorted(
                {
                    f"{sorted(form.countries)}{sorted(form.bodies)}{sorted(form.roles)}{form.nodes[0]}"
                    for form in group
                }
            )
            slug = f"{slug}-{hashlib.sha256('|'.join(about).encode()).hexdigest()[:HASH]}"
        keys.append(slug)
    return keys


def _participant(
    key: str,
    name: str,
    group: list[Form],
    reasons: list[str],
    published: Mapping[str, str],
    counts: Mapping[Node, tuple[int, int]],
) -> dict[str, Any]:
    seen = [
        (source, index, person)
        for form in group
        for (source, index), person in zip(form.nodes, form.persons, strict=True)
    ]
    seen.sort(key=lambda item: (published[item[0]] or "", item[0], item[1]))
    dates = [published[source] for source, _, _ in seen if published[source]]
    variants = sorted({variant for _, _, person in seen for variant in (person.name, *person.variants)} - {name})
    latest = [person for _, _, person in seen]
    return {
        "participant": key,
        "name": name,
        "variants": variants,
        "role": _latest([person for person in latest if "counterpart" not in person.role] or latest, "role"),
        "rank": _latest(latest, "rank"),
        "organisation": _latest(latest, "organisation"),
        "countries": _stated(latest, "countries"),
        "bodies": _stated(latest, "bodies"),
        "sources": sorted({source for source, _, _ in seen}),
        "mentions": sum(counts.get((source, index), NEVER)[1] for source, index, _ in seen),
        "first": min(dates, default=""),
        "last": max(dates, default=""),
        "reason": "; ".join(dict.fromkeys(reasons)),
    }


def _latest(persons: list[Person], attribute: str) -> str:
    return next((str(getattr(person, attribute)) for person in reversed(persons) if getattr(person, attribute)), "")


def _stated(persons: list[Person], attribute: str) -> list[str]:
    """Return countries or bodies, the latest first: those stated, else the one inferred most often."""
    stated = [value for person in reversed(persons) if not person.inferred for value in getattr(person, attribute)]
    if stated or any(person.countries or person.bodies for person in persons if not person.inferred):
        return list(dict.fromkeys(stated))
    inferred = Counter(value for person in persons for value in getattr(person, attribute))
    return [value for value, _ in inferred.most_common(1)]


def _appearance(reading: Source, persons: list[Person], row: Any) -> Row:
    """Return the row of a participant and a source, which may spell one name in several ways.

    A country or body only inferred yields to what other sources state.
    """
    stated = [person for person in persons if not person.inferred and (person.countries or person.bodies)]
    countries, bodies = _union(stated or persons, "countries"), _union(stated or persons, "bodies")
    if not stated and any(person.inferred for person in persons) and (row.countries or row.bodies):
        countries, bodies = list(row.countries), list(row.bodies)
    main = max(persons, key=lambda person: (len(office_words(person.role)), len(person.role)))
    return {
        "participant": row.participant,
        "source": reading.source,
        "name": max(persons, key=lambda person: (len(parts_of(person.name)), len(person.variants))).name,
        "role": main.role,
        "rank": max((person.rank for person in persons), key=len),
        "organisation": main.organisation or next((p.organisation for p in persons if p.organisation), ""),
        "countries": countries,
        "bodies": bodies,
        "present": max((person.present for person in persons), key=PRESENCE.index),
        "evidence": _evidence(reading, list(dict.fromkeys(span for person in persons for span in person.evidence))),
    }


def _union(persons: list[Person], attribute: str) -> list[str]:
    return list(dict.fromkeys(value for person in persons for value in getattr(person, attribute)))


def official_rows(readings: Iterable[Source]) -> Iterator[Row]:
    """Yield the rows of the table ``officials``, source by source."""
    for reading in readings:
        for official in reading.people.officials:
            yield {
                "role": official.role,
                "countries": list(official.countries),
                "bodies": list(official.bodies),
                "source": reading.source,
                "present": official.present,
                "evidence": _evidence(reading, [(official.start, official.end)]),
            }


def delegation_rows(readings: Iterable[Source]) -> Iterator[Row]:
    """Yield the rows of the table ``delegations``, source by source."""
    for reading in readings:
        for delegation in reading.people.delegations:
            yield {
                "country": delegation.country,
                "body": delegation.body,
                "source": reading.source,
                "present": delegation.present,
                "evidence": _evidence(reading, [(delegation.start, delegation.end)]),
            }

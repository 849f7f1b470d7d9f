"""Scores for people: names, offices, countries, merging, presence, delegations, against hand-made facts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from analysis.layout import READ, find_blocks
from analysis.people import People, Person, find_people
from analysis.text import split_text
from analysis.transliteration import parts_of

FILLERS = {"of", "the", "and", "for", "a", "an", "to", "s", "in", "on"}


@dataclass
class Score:
    """Counts of one or several articles; ``errors`` says what went wrong, one line each."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    offices: list[bool] = field(default_factory=list)
    countries: list[bool] = field(default_factory=list)
    present: list[bool] = field(default_factory=list)
    absent: list[bool] = field(default_factory=list)
    delegations: list[int] = field(default_factory=lambda: [0, 0, 0])
    errors: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add the counts of another article."""
        self.right += other.right
        self.found += other.found
        self.wanted += other.wanted
        for key in ("offices", "countries", "present", "absent", "errors"):
            getattr(self, key).extend(getattr(other, key))
        self.delegations = [a + b for a, b in zip(self.delegations, other.delegations, strict=True)]

    @property
    def summary(self) -> dict[str, float]:
        """The measures by name."""
        presence = [share(values) for values in (self.present, self.absent) if values]
        return {
            "names": f1(self.right, self.found, self.wanted),
            "offices": share(self.offices),
            "countries": share(self.countries),
            "presence": sum(presence) / len(presence) if presence else 1.0,
            "delegations": f1(*self.delegations),
        }


def f1(right: int, found: int, wanted: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def share(values: list[bool]) -> float:
    """Share of what is true; 1 for nothing."""
    return sum(values) / len(values) if values else 1.0


def words(role: str) -> set[str]:
    """Words of an office, case, order and fillers aside."""
    return set(re.findall(r"[\w-]+", re.sub(r"['’]s\b", "", role.lower()))) - FILLERS


def read(text: str) -> People:
    """Read one article by itself."""
    blocks = find_blocks(text)
    split = split_text(text, [(block.start, block.end) for block in blocks if block.kind in READ])
    return find_people(split, blocks=blocks)


def matches(name: str, person: Person) -> bool:
    """Whether a found person is the wanted one: the same words, or all but a style in front."""
    wanted, got = parts_of(name), parts_of(person.name)
    return (
        wanted == got
        or (len(got) > 1 and got == wanted[-len(got) :] and len(wanted) - len(got) == 1)
        or (len(wanted) > 1 and wanted == got[-len(wanted) :] and len(got) - len(wanted) == 1)
    )


def compare(facts: dict, people: People, label: str = "") -> Score:
    """Score one article's people against its facts."""
    score = Score(found=len(people.persons), wanted=len(facts["participants"]))
    left = list(people.persons)
    for fact in facts["participants"]:
        person = next((p for p in left if matches(fact["name"], p)), None)
        if person is None:
            score.errors.append(f"{label}: missed {fact['name']}")
            continue
        left.remove(person)
        score.right += 1
        _facts(score, fact, person, label)
    score.errors += [f"{label}: not a person: {p.name} ({p.role})" for p in left]
    wanted = set(facts.get("delegations", ()))
    either = set(facts.get("delegations_implied", ()))
    got = {d.country or d.body for d in people.delegations if d.present == "yes"} - (either - wanted)
    score.delegations = [len(got & wanted), len(got), len(wanted)]
    if got != wanted:
        score.errors.append(f"{label}: delegations missed {sorted(wanted - got)} wrong {sorted(got - wanted)}")
    return score


def _facts(score: Score, fact: dict, person: Person, label: str) -> None:
    if fact.get("role"):
        wanted = words(fact["role"])
        right = len(wanted & words(f"{person.role} {person.rank}")) * 2 >= len(wanted)
        score.offices.append(right)
        if not right:
            score.errors.append(f"{label}: {person.name}: office {person.role!r}, wanted {fact['role']!r}")
    elif person.role:
        score.offices.append(False)
        score.errors.append(f"{label}: {person.name}: office {person.role!r}, none is stated")
    country = fact.get("country") or ""
    right = country in (*person.countries, *person.bodies) if country else not person.countries
    score.countries.append(right)
    if not right:
        score.errors.append(f"{label}: {person.name}: {person.countries} {person.bodies}, wanted {country!r}")
    if fact.get("present") is not None:
        right = (person.present == "yes") == fact["present"]
        (score.present if fact["present"] else score.absent).append(right)
        if not right:
            score.errors.append(f"{label}: {person.name}: present {person.present}, wanted {fact['present']}")


def b_cubed(gold: dict[tuple[str, str], str], found: dict[tuple[str, str], str]) -> float:
    """B-cubed F1 of a grouping of (source, name) keys, over the keys both know."""
    keys = sorted(set(gold) & set(found))
    if not keys:
        return 1.0
    precision = recall = 0.0
    for key in keys:
        mine = {other for other in keys if found[other] == found[key]}
        theirs = {other for other in keys if gold[other] == gold[key]}
        precision += len(mine & theirs) / len(mine)
        recall += len(mine & theirs) / len(theirs)
    precision, recall = precision / len(keys), recall / len(keys)
    return 2 * precision * recall / (precision + recall)


def load_facts(path: Path) -> dict:
    """Read a file of facts."""
    return json.loads(path.read_text(encoding="utf-8"))

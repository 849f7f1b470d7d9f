"""Floors on annotated articles; raise them when the rules get better, never lower them."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.participants import merge_people
from tests import scoring_people as scoring
from tests.told import Told

HERE = Path(__file__).parent
SEEDS = [
    (path, HERE / "gold" / f"seed_{path.name[:3]}.json") for path in sorted((HERE.parent / "seeds").glob("*.txt"))
]
OWN = [(path, path.with_suffix(".json")) for path in sorted((HERE / "gold" / "people").glob("*.txt"))]
FLOORS = {
    "seeds": {"names": 1.0, "offices": 1.0, "countries": 1.0, "presence": 1.0, "delegations": 1.0, "merging": 1.0},
    "own": {"names": 0.99, "offices": 0.99, "countries": 0.99, "presence": 0.99, "delegations": 0.98, "merging": 1.0},
}


@pytest.mark.parametrize(("label", "pairs"), [("seeds", SEEDS), ("own", OWN)])
def test_floors(label, pairs):
    assert len(pairs) >= {"seeds": 5, "own": 15}[label]
    total, readings, gold = scoring.Score(), [], {}
    for text_path, facts_path in pairs:
        facts, text = scoring.load_facts(facts_path), text_path.read_text(encoding="utf-8")
        people = scoring.read(text)
        total.add(scoring.compare(facts, people, text_path.name))
        readings.append(Told(text_path.name, people, "", text))
        gold |= {(text_path.name, f["name"]): f.get("canonical") or f["name"] for f in facts["participants"]}
    ids = merge_people(readings).ids
    found = {
        (reading.source, name): ids[reading.source, index]
        for reading in readings
        for index, person in enumerate(reading.people.persons)
        for source, name in gold
        if source == reading.source and scoring.matches(name, person)
    }
    scores = total.summary | {"merging": scoring.b_cubed(gold, found)}
    low = {key: round(scores[key], 3) for key, floor in FLOORS[label].items() if scores[key] < floor}
    assert not low, "\n".join([str(low), *total.errors])


def test_a_particle_before_an_apostrophe_is_part_of_the_name():
    from analysis.streams import people_rows

    text = (
        "Colonel Pierre-Yves d'Almeida, head of the national police of Benin, met Carla dell’Orto of Italy on Friday. "
        "D'Almeida said patrols would begin."
    )
    rows = list(people_rows({"doc": "x", "dct": "", "text": text}))
    assert {row["name"] for row in rows} == {"Pierre-Yves d'Almeida", "Carla dell’Orto"}
    assert rows[0]["countries"] == ["BJ"]
    assert "head of the national police" in rows[0]["role"]

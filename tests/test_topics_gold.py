"""Topics of articles against annotation by reading. A floor may be raised, never lowered."""

import json
from pathlib import Path

import pytest

from analysis.layout import READ, find_blocks
from analysis.text import split_text
from analysis.topics import find_topics
from tests.scoring import Score

GOLD = Path(__file__).parent / "gold" / "topics"
ANNOTATED = json.loads((GOLD / "gold.json").read_text(encoding="utf-8"))
FLOORS = {"": (0.96, 0.97), "../varied": (0.97, 0.97), "../people": (0.97, 0.97)}  # F1, precision


def score(name: str) -> Score:
    text = (GOLD / name).read_text(encoding="utf-8")
    blocks = [(block.start, block.end) for block in find_blocks(text) if block.kind in READ]
    optional = set(ANNOTATED[name]["optional_topics"])
    wanted = set(ANNOTATED[name]["topics"]) - optional
    found = {hit.topic for hit in find_topics(split_text(text, blocks))} - optional
    return Score(len(found & wanted), len(found), len(wanted))


@pytest.mark.parametrize("folder", FLOORS)
def test_topics_of_articles(folder):
    names = [name for name in ANNOTATED if name.startswith("../") == bool(folder) and name.startswith(folder)]
    total = sum(map(score, names), Score(0, 0, 0))
    f1, precision = FLOORS[folder]
    assert total.f1 >= f1, f"{total.f1:.3f}"
    assert total.precision >= precision, f"{total.precision:.3f}"


def test_every_article_is_annotated_with_known_topics():
    from analysis.topic_lexicon import topic_lexicon

    assert {path.name for path in GOLD.glob("*.txt")} <= set(ANNOTATED)
    for entry in ANNOTATED.values():
        assert {*entry["topics"], *entry["optional_topics"]} <= set(topic_lexicon().names)

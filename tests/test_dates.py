"""Finding and resolving: a set of sentences that covers every rule, and what must hold for any text."""

from pathlib import Path

import pytest
import yaml

from analysis.dates import find_dates

FOLDER = Path(__file__).parent / "dates"


def sentences():
    for path in sorted(FOLDER.glob("*.yml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
            if len(entry) == 3:
                yield pytest.param(*entry, id=f"{path.stem}: {entry[0][:50]}")


@pytest.mark.parametrize(("text", "published", "expected"), list(sentences()))
def test_sentence(text, published, expected):
    found = [[e.text, e.type, e.value, e.date] for e in find_dates(text, published=published)]
    assert found == expected

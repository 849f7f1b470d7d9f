"""Quality floors on the development sets; they may only be raised."""

import json
import sys
from functools import cache
from pathlib import Path

import pytest

from analysis.dates import find_dates

DATA = Path(__file__).parents[2] / "shared" / "timex-dev"
FLOORS = {"AQUAINT": (76.7, 87.3), "TimeBank": (82.3, 89.8)}  # value F1 over all, over calendar dates

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the development data is not there")


@cache
def tools():
    sys.path.insert(0, str(DATA))
    import score
    import timeml

    return score, timeml


@pytest.mark.parametrize("name", FLOORS)
def test_value_f1(name):
    score, timeml = tools()
    documents = timeml.read_dir(str(DATA / name))
    found = {
        d["doc"]: [
            {"start": e.start, "end": e.end, "type": e.type, "value": e.value}
            for e in find_dates(d["text"], published=d["dct"])
        ]
        for d in documents
    }
    everything, _ = score.score(documents, found)
    calendar, _ = score.score(documents, found, {"DATE"}, True)
    reached = everything["value"]["f1"], calendar["value"]["f1"]
    assert reached[0] >= FLOORS[name][0] and reached[1] >= FLOORS[name][1], json.dumps(reached)

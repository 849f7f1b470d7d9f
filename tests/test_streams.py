import io
import json
import subprocess
import sys

import pytest

from analysis.errors import InputError
from analysis.streams import date_rows, documents, people_rows

TEXT = "OSLO, Nov. 14, 2025 (NTB) – Norway's Justice Minister, Kari Lund, arrived on Friday. Lund leaves next week.\n"


def stream(*entries):
    return io.BytesIO(b"\n".join(json.dumps(entry).encode() for entry in entries))


def test_dates_of_a_text_rest_on_the_date_that_it_states(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    rows = [row for document in documents([path], io.BytesIO(), jsonl=False) for row in date_rows(document)]
    found = {row["text"]: row["date"] for row in rows}
    assert found["Friday"] == "2025-11-14"
    assert found["next week"]
    for row in rows:
        assert list(row) == ["doc", "start", "end", "text", "type", "value", "date"]
        assert TEXT[row["start"] : row["end"]] == row["text"]
        assert row["doc"] == "a.txt"


def test_lines_bring_their_own_creation_time():
    source = stream({"doc": "x", "dct": "1998-08-07", "text": "He left on Friday."}, {"text": "He left."})
    made = list(documents([], source, jsonl=True))
    assert [document["doc"] for document in made] == ["x", "2"]
    assert [row["value"] for row in date_rows(made[0])] == ["1998-08-07"]


def test_people_of_a_text():
    rows = list(people_rows({"doc": "d", "dct": "", "text": TEXT}))
    assert [(row["text"], row["name"]) for row in rows] == [("Kari Lund", "Kari Lund"), ("Lund", "Kari Lund")]
    assert rows[0]["countries"] == ["NO"]
    assert list(rows[0]) == ["doc", "start", "end", "text", "name", "role", "organisation", "countries"]


@pytest.mark.parametrize("line", [b"nonsense", b"[1]", b'{"doc": "x"}', b'{"text": 7}', b"\xff\xfe"])
def test_a_line_that_is_no_document_is_named(line):
    with pytest.raises(InputError, match="standard input line 2 is no JSON object"):
        list(documents([], io.BytesIO(b'{"text": "fine"}\n' + line), jsonl=True))


@pytest.mark.parametrize("published", ["", "nonsense", "12025-01-01", "2025-02-30"])
def test_any_creation_time_gives_lines_and_no_error(published):
    rows = list(date_rows({"doc": "d", "dct": published, "text": "On 31 April, 30 February and next Monday."}))
    assert all(row["date"] == "" or row["value"] for row in rows)


def test_the_command_streams_and_stops_quietly_when_nobody_reads():
    lines = "\n".join(json.dumps({"doc": n, "dct": "2024-05-05", "text": "He came on Monday."}) for n in range(3000))
    command = f"{sys.executable} -m analysis dates --jsonl | head -n 2"
    done = subprocess.run(command, shell=True, input=lines, capture_output=True, text=True, check=False)
    assert [json.loads(line)["doc"] for line in done.stdout.splitlines()] == [0, 1]
    assert done.stderr == ""

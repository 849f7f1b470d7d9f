"""Collections: a row is a source as a file is one, in every kind of collection; what is wrong is said, row by row."""

import gzip
import io
import json
import random
import subprocess
import sys
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.cache import Cache
from analysis.collections import lines, read_rows
from analysis.corpus import read_corpus
from analysis.errors import InputError
from analysis.files import text_files
from analysis.naming import parted, row_file
from analysis.run import make_edition
from analysis.settings import Settings
from analysis.sources import read_sources
from analysis.store import read_tables, write_files
from tests.generated import articles
from tests.made_files import jsonl, parquet
from tests.test_cli import call

ENGLISH = "The minister of foreign affairs met his counterpart in the capital on Monday for talks on trade.\n"
FRENCH = "Le ministre des affaires étrangères a rencontré son homologue dans la capitale lundi pour des entretiens.\n"


KINDS = {".jsonl": jsonl, ".jsonl.gz": lambda rows: gzip.compress(jsonl(rows), mtime=0), ".parquet": parquet}


def rows_of(name, data):
    return list(read_rows(name, io.BytesIO(data)))


def faults(name, data):
    return {row.id: row.fault for row in rows_of(name, data) if row.fault}


def read(folder, store=None):
    said = []
    with Cache(store, said.append) as cache:
        found = read_sources(folder, cache=cache)
    assert said == []
    return found


NAMES = st.text(st.sampled_from("abcxyz0123456789._-/ :é§"), min_size=1, max_size=12).map(str.strip).filter(bool)
PLAIN = st.lists(  # of one length, so that files and rows stand in the same order
    st.text(st.sampled_from("abcdefgh0123456789"), min_size=3, max_size=3), min_size=2, max_size=4, unique=True
)


def unnamed(frame, sources):
    """A table as text, with the names of the sources in the same form and without hashes."""
    text = frame.drop(columns=["sha256"], errors="ignore").to_json(orient="records", force_ascii=False)
    for number, source in enumerate(sources):
        text = text.replace(json.dumps(source, ensure_ascii=False)[1:-1].replace("/", "\\/"), f"source {number}")
    return text


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLAIN, st.integers(0, 99))
def test_the_same_articles_give_the_same_tables_in_every_kind_of_file(tmp_path_factory, ids, seed):
    ids = sorted(ids)
    texts = dict(zip(ids, articles(len(ids), seed), strict=True))
    folder = tmp_path_factory.mktemp("kinds")
    made = {".txt": folder / "txt"}
    made[".txt"].mkdir()
    for name, text in texts.items():
        (made[".txt"] / f"{name}~.txt").write_text(text)
    for ending, write in KINDS.items():
        made[ending] = folder / ending.strip(".")
        made[ending].mkdir()
        (made[ending] / f"news{ending}").write_bytes(write([{"id": n, "text": t} for n, t in texts.items()]))
    tables = {
        ending: make_edition(path, Settings(), warn=lambda sentence: None, fresh=True)
        for ending, path in made.items()
    }
    sources = {
        ending: [f"{name}~.txt" if ending == ".txt" else f"news{ending}:{name}" for name in ids] for ending in tables
    }
    for ending in KINDS:
        assert sorted(tables[ending].texts) == sorted(sources[ending])
        for name in ("sources", "topics", "appearances", "dates", "quotations", "disagreements", "delegations"):
            alone = unnamed(tables[".txt"].frames[name], sources[".txt"])
            assert unnamed(tables[ending].frames[name], sources[ending]) == alone, name
    hashes = [set(tables[ending]["sources"]["sha256"]) for ending in KINDS]
    assert hashes[0] == hashes[1] == hashes[2]


@pytest.mark.parametrize("ending", KINDS)
def test_metadata_of_a_row_is_used_and_sources_csv_wins_where_it_names_the_row(folder, ending):
    rows = [
        {"id": "a", "text": ENGLISH, "title": "Talks in the capital", "publisher": "The Paper", "language": "en"},
        {"id": "b", "text": ENGLISH.upper(), "url": "https://example.org/b", "published": "2025-05-12T18:30:00Z"},
        {"id": "c", "text": ENGLISH[:-2], "published": "2024", "publisher": "Own"},
    ]
    name = f"news{ending}"
    csv = f"file,publisher,published\n{name},Of All,2020\n{name}:c,Mine,\n"
    made = folder({name: KINDS[ending](rows), "sources.csv": csv})
    found = {article.source: article for article in read_corpus(made).articles}
    a, b, c = (found[f"{name}:{key}"] for key in "abc")
    assert (a.title, a.publisher, a.published, a.published_by) == (
        "Talks in the capital", "The Paper", "2020", "sources.csv",
    )  # fmt: skip
    assert a.text == f"Talks in the capital\n\n{ENGLISH}"
    assert (b.publisher, b.url, b.published, b.published_by) == (
        "Of All", "https://example.org/b", "2025-05-12", "the collection",
    )  # fmt: skip
    assert (c.publisher, c.published) == ("Mine", "2024")
    basis = {r.article.source: r.dates.publication.reason for r in read(made).readings}
    assert basis[f"{name}:b"] == "the date given in the collection"


def test_a_title_that_the_text_begins_with_is_not_doubled(folder):
    text = "TALKS  in the\ncapital\n\n" + ENGLISH
    made = folder({"a.jsonl": jsonl([{"id": "1", "text": text, "title": "Talks in the capital"}])})
    assert read_corpus(made).articles[0].text == text


def test_what_cannot_be_used_of_a_row_is_a_remark_and_the_row_is_read(folder):
    row = {
        "id": 7, "text": ENGLISH, "published": "last week", "url": "javascript:alert(1)", "publisher": ["a", "b"],
        "title": "x" * 3_000, "language": "fr",
    }  # fmt: skip
    made = folder({"a.jsonl": jsonl([row, {"text": ENGLISH + "More.", "published": 2025}])})
    tables = make_edition(made, Settings(), warn=lambda sentence: None)
    notes = dict(zip(tables["sources"]["source"], tables["sources"]["note"], strict=True))
    assert "its published is left out: 'last week' is no date (EDTF" in notes["a.jsonl:7"]
    assert "its url is left out: 'javascript:alert(1)' is no web address" in notes["a.jsonl:7"]
    assert "its publisher is left out: a list, not text" in notes["a.jsonl:7"]
    assert "its title is left out: longer than" in notes["a.jsonl:7"]
    assert "the collection says language 'fr'" in notes["a.jsonl:7"]
    assert "no id in the collection: named by its line" in notes["a.jsonl:line-2"]
    assert set(tables["sources"]["published"]) == {"", "2025"}


BAD_ROWS = [
    ({"id": "x"}, "it has no 'text'"),
    ({"id": "x", "text": None}, "its text is null"),
    ({"id": "x", "text": 5}, "its text is a number"),
    ({"id": "x", "text": [ENGLISH]}, "its text is a list"),
    ({"id": "x", "text": " \n"}, "its text is empty"),
    ({"id": "x", "text": "a" * 10_000_001}, "its text is larger than 10 MB: split it"),
    ({"id": "x", "text": "<!DOCTYPE html><html><p>Hello</p>"}, "not plain text but a web page"),
    ({"id": "x", "text": "\x01\x02\x03" * 50 + ENGLISH}, "binary data"),
    ({"id": ["x"], "text": ENGLISH}, "its id is a list"),
    ({"id": True, "text": ENGLISH}, "its id is true or false"),
    ({"id": 1.5, "text": ENGLISH}, "its id is a number: make it text or a whole number"),
    ({"id": "a\x00b", "text": ENGLISH}, "its id holds control signs"),
    ({"id": "a\u202eb", "text": ENGLISH}, "its id holds control signs"),
    ({"id": "x" * 201, "text": ENGLISH}, "its id has 201 characters: shorten it"),
    ({"id": "good", "text": ENGLISH + "!"}, "its id 'good' is that of an earlier row"),
]
BAD_LINES = [
    (b'{"id": "x", "text": "cut', "not valid JSON"),
    (b"nonsense", "not valid JSON"),
    (b'["a", "list"]', "no JSON object"),
    (b'"text"', "no JSON object"),
    (b"null", "no JSON object"),
    (b'{"id": 1e999, "text": "a"}', "a number that is too large"),
    (b'{"id": "x", "text": "\xff\xfe\xfd"}', "not UTF-8"),
    (b'{"id": "x", "text": "\\ud800"}', "not valid JSON"),
    (b'{"text": ' + b"[" * 100_000, "nested too deeply"),
    (b"\0\0\0", "not valid JSON"),
]


@pytest.mark.parametrize(
    ("line", "reason"), [*((json.dumps(row).encode(), reason) for row, reason in BAD_ROWS), *BAD_LINES]
)
def test_a_broken_row_is_rejected_and_the_others_are_read(folder, line, reason):
    good = [{"id": "good", "text": ENGLISH}, {"id": "last", "text": ENGLISH + "And more."}]
    data = jsonl(good[:1]) + line + b"\r\n\n" + jsonl(good[1:])
    for name, content in (("a.jsonl", data), ("a.jsonl.gz", gzip.compress(data, mtime=0))):
        corpus = read_corpus(folder({name: content}, name))
        assert [article.source for article in corpus.articles] == [f"{name}:good", f"{name}:last"]
        (rejected,) = corpus.rejected
        assert parted(rejected.source)[0] == name
        assert reason in rejected.reason
        assert rejected.sha256


def test_a_broken_row_may_come_first(folder):
    for line, reason in [(b"[1]", "no JSON object"), (b"[", "no JSON object"), (b"{", "not valid JSON")]:
        data = line + b"\n" + jsonl([{"id": "a", "text": ENGLISH}])
        assert [(row.id, row.fault[:14]) for row in rows_of("a.jsonl", data)] == [("line-1", reason), ("a", "")]


def test_rows_without_language_or_words_are_rejected_as_files_are(folder):
    rows = [{"id": i, "text": text} for i, text in enumerate([FRENCH, "Yes.", ENGLISH, ENGLISH.replace(" ", "  ")])]
    corpus = read_corpus(folder({"a.jsonl": jsonl(rows), "b.txt": ENGLISH}))
    assert [article.source for article in corpus.articles] == ["a.jsonl:2"]
    reasons = {file.source: (file.reason[:11], file.duplicate_of) for file in corpus.rejected}
    assert reasons == {
        "a.jsonl:0": ("not English", ""),
        "a.jsonl:1": ("no text to ", ""),
        "a.jsonl:3": ("the same te", "a.jsonl:2"),
        "b.txt": ("the same te", "a.jsonl:2"),
    }


BAD_FILES = [
    ("a.jsonl", b"", "empty: add rows"),
    ("a.jsonl", b"\n \n", "empty: add rows"),
    ("a.jsonl.gz", gzip.compress(b"", mtime=0), "empty: add rows"),
    ("a.parquet", b"", "empty: add rows"),
    ("a.parquet", parquet(pa.table({"text": pa.array([], pa.string())})), "empty: add rows"),
    ("a.jsonl", jsonl([{"id": "1", "body": ENGLISH}] * 3), "none of its 3 rows has a 'text' (but 'id')"),
    ("a.parquet", parquet([{"id": "1", "body": ENGLISH}]), "no column 'text' (but 'id', 'body')"),
    ("a.parquet", parquet([{"text": [ENGLISH]}]), "its column 'text' holds list<"),
    ("a.parquet", parquet([{"text": {"body": ENGLISH}}]), "its column 'text' holds struct<"),
    ("a.parquet", parquet([{"text": 5}]), "its column 'text' holds int64"),
    ("a.parquet", parquet([{"text": ENGLISH, "id": {"a": 1}}]), "its column 'id' holds struct<"),
    ("a.parquet", parquet([{"text": ENGLISH}])[:-6], "the Parquet file ends too early"),
    ("a.parquet", b"PAR1" + b"\xff" * 50 + b"PAR1", "the Parquet file is damaged"),
    ("a.parquet", b"PARE" + b"\xff" * 50 + b"PARE", "encrypted: save it without"),
    ("a.parquet", jsonl([{"text": ENGLISH}]), "not a Parquet file"),
    ("a.jsonl", parquet([{"text": ENGLISH}]), "a Parquet file: rename it"),
    ("a.jsonl", gzip.compress(jsonl([{"text": ENGLISH}]), mtime=0), "rename it to end in .jsonl.gz"),
    ("a.jsonl.gz", jsonl([{"text": ENGLISH}]), "rename it to end in .jsonl"),
    ("a.jsonl", json.dumps([{"text": ENGLISH}, {"text": ENGLISH}]).encode(), "JSON, but not a row a line"),
    ("a.jsonl", json.dumps([{"text": ENGLISH}], indent=1).encode(), "JSON, but not a row a line"),
    ("a.jsonl", json.dumps({"text": ENGLISH}, indent=1).encode(), "JSON, but not a row a line"),
    ("a.jsonl", '{"text": "x"}'.encode("utf-16"), "UTF-16: save it as UTF-8"),
    ("a.jsonl", b"%PDF-1.7", "not JSON lines but a PDF document"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD_FILES)
def test_a_file_that_is_no_collection_is_one_rejection(folder, name, data, reason):
    corpus = read_corpus(folder({name: data, "good.txt": ENGLISH}))
    (rejected,) = corpus.rejected
    assert rejected.source == name
    assert reason in rejected.reason
    assert len(rejected.reason) < 200


def test_the_rows_before_a_break_are_read(folder):
    words = [word for text in articles(20) for word in text.split()]
    rows = [
        {"id": str(i), "text": f"{ENGLISH} {' '.join(random.Random(i).choices(words, k=900))}"} for i in range(60)
    ]
    packed = gzip.compress(jsonl(rows), mtime=0)
    found = rows_of("a.jsonl.gz", packed[: len(packed) // 2])
    *whole, broken = found
    assert 5 < len(whole) < 55
    assert [row.text for row in whole] == [row["text"] for row in rows[: len(whole)]]
    assert broken.id == ""
    assert broken.fault == (
        f"the gzip file ends too early, after line {len(whole)}: the rows before it were read; save or download it again"
    )
    assert [row.id for row in rows_of("a.jsonl.gz", packed[:-8] + b"\0" * 8)][-2:] == ["59", ""]
    assert [row.id for row in rows_of("a.jsonl.gz", packed + b"garbage")][-2:] == ["59", ""]
    assert [row.id for row in rows_of("a.jsonl.gz", packed + packed)][60] == "line-61"
    corpus = read_corpus(folder({"a.jsonl.gz": packed[: len(packed) // 2]}))
    assert len(corpus.articles) == len(whole)
    assert [file.source for file in corpus.rejected] == ["a.jsonl.gz"]


def test_the_row_groups_before_a_damaged_one_are_read():
    rows = [{"id": str(i), "text": ENGLISH * 50 + str(i)} for i in range(30)]
    data = bytearray(parquet(rows, row_group_size=10, compression="none", write_page_checksum=True))
    middle = data.index(rows[20]["text"].encode())
    data[middle - 40 : middle] = b"\xff" * 40
    found = rows_of("a.parquet", bytes(data))
    assert [row.id for row in found] == [*map(str, range(20)), ""]
    assert "the Parquet file is damaged, after row 20" in found[-1].fault


def test_a_gzip_bomb_stops_early(monkeypatch):
    monkeypatch.setattr(lines, "FREE_BYTES", 100_000)
    row = jsonl([{"id": "a", "text": ENGLISH}])
    for bomb in (row + b" " * 1_000_000, row + b"\n" * 1_000_000, row + b"{}\n" * 300_000):
        found = rows_of("a.jsonl.gz", gzip.compress(bomb, mtime=0))
        assert found[0].id == "a"
        assert "swells to more than 200 times its size" in found[-1].fault
        assert len(found) < 300_000


def test_a_line_of_fifty_megabytes_is_passed_over():
    data = b'{"id": "long", "text": "' + b"a" * 50_000_000 + b'"}\n' + jsonl([{"id": "b", "text": ENGLISH}])
    assert [(row.id, row.fault) for row in rows_of("a.jsonl", data)] == [
        ("line-1", "larger than 25 MB: split it into articles"),
        ("b", ""),
    ]


def test_parquet_columns_of_many_types_are_understood():
    at = datetime(2025, 5, 12, 18, 30, tzinfo=UTC)
    table = pa.table(
        {
            "id": pa.array([1, 2, None, 4], pa.int32()),
            "text": pa.array([ENGLISH, ENGLISH + "b", ENGLISH + "c", None]).dictionary_encode(),
            "published": pa.array([at, at, None, at], pa.timestamp("ns", "UTC")),
            "publisher": pa.array([["x"]] * 4),
            "title": pa.array([b"One", b"\xff\xfe", None, b"Four"], pa.binary()),
            "embedding": pa.array([[0.5]] * 4),
        }
    )
    found = rows_of("a.parquet", parquet(table))
    assert [(row.id, row.published, row.title, bool(row.fault)) for row in found] == [
        ("1", "2025-05-12", "One", False),
        ("2", "2025-05-12", "", False),
        ("row-3", "", "", False),
        ("4", "2025-05-12", "Four", True),
    ]
    assert found[0].note == "its publisher is left out: list<element: string>, not text"
    assert "its title is left out: not UTF-8" in found[1].note
    days = pa.table({"text": [ENGLISH], "published": [date(2025, 5, 12)], "id": pa.array([3.0])})
    assert [(row.id, row.published) for row in rows_of("a.parquet", parquet(days))] == [("3", "2025-05-12")]
    large = pa.table({"text": pa.array([ENGLISH.encode(), b"\xff"], pa.large_binary())})
    assert [row.fault[:20] for row in rows_of("a.parquet", parquet(large))] == ["", "its text is not UTF-"]


def test_text_of_a_row_is_normalised_as_that_of_a_file():
    found = rows_of("a.jsonl", b"\xef\xbb\xbf" + jsonl([{"id": " a ", "text": "\ufeffOne\r\ntwo\rthree"}]))
    assert (found[0].id, found[0].text) == ("a", "One\ntwo\nthree")


def test_a_file_named_like_a_row_is_refused(folder):
    corpus = read_corpus(folder({"a.jsonl": jsonl([{"id": "b.md", "text": ENGLISH}]), "a.jsonl:b.md": ENGLISH}))
    assert [article.source for article in corpus.articles] == ["a.jsonl:b.md"]
    assert "named like a row of a collection" in corpus.rejected[0].reason


@settings(max_examples=100, deadline=None)
@given(st.sets(st.text(min_size=1, max_size=210), min_size=2, max_size=30))
def test_texts_of_rows_lie_in_files_that_are_safe_and_apart(ids):
    files = list(text_files([f"deep/news.jsonl:{name}" for name in ids]).values())
    assert len({file.lower() for file in files}) == len(ids)
    for file in files:
        assert file.startswith("texts/deep/news.jsonl/")
        name = file.removeprefix("texts/deep/news.jsonl/")
        assert len(name) < 120
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
        assert not name.startswith(".")
    assert row_file("a.parquet:../../etc/passwd") != row_file("a.parquet:..-..-etc-passwd")


def test_a_collection_with_odd_ids_becomes_an_edition(folder, tmp_path):
    ids = ["https://example.org/1?a=b", "../../up", "A", "a", "b.md", "<script>", "=1+1", "q\"uo'te", "é: ü"]
    rows = [{"id": name, "text": text} for name, text in zip(ids, articles(len(ids)), strict=True)]
    made = folder({"news.jsonl": jsonl(rows)})
    tables = make_edition(made, Settings(), warn=lambda sentence: None)
    from analysis.files import files_of

    written = write_files(files_of(tables, ["json", "csv"]), tmp_path / "out")
    _, texts, manifest = read_tables(written)
    assert texts == {f"news.jsonl:{row['id']}": row["text"] for row in rows}
    assert len({row["text"] for row in manifest["sources"]}) == len(ids)
    assert not list(tmp_path.glob("up*"))


def test_only_new_and_changed_rows_are_read_again(folder, tmp_path):
    rows = [{"id": str(i), "text": text} for i, text in enumerate(articles(8))]
    store = tmp_path / "readings.sqlite"
    made = folder({"a.jsonl": jsonl(rows[:5])})
    assert read(made, store).read_anew == 5
    assert read(made, store).read_anew == 0
    (made / "a.jsonl").write_bytes(jsonl([rows[6], *reversed(rows[:5]), {"id": "bad"}]))
    assert read(made, store).read_anew == 1
    rows[0]["publisher"] = "The Paper"
    (made / "a.jsonl").write_bytes(jsonl(rows))
    assert read(made, store).read_anew == 3
    (made / "sources.csv").write_text("file,published\na.jsonl:2,2020\n")
    again = read(made, store)
    assert again.read_anew == 1
    assert [reading.article.source for reading in again.readings] == [f"a.jsonl:{i}" for i in range(8)]


def test_rows_are_read_by_several_processes_in_the_same_order(folder, monkeypatch):
    rows = [{"id": f"{i:03}", "text": text} for i, text in enumerate(articles(40))]
    made = folder({"a.jsonl": jsonl([*rows, {"id": "x"}]), "b.txt": ENGLISH})
    monkeypatch.setattr("analysis.pool.FEWEST", 10)
    monkeypatch.setenv("BRIEFING_PROCESSES", "1")
    alone = read(made)
    monkeypatch.setenv("BRIEFING_PROCESSES", "2")
    together = read(made)
    assert together.readings == alone.readings
    assert together.corpus == alone.corpus


def test_sources_csv_and_corrections_name_rows(folder):
    made = folder({"a.jsonl": jsonl([{"id": "1", "text": articles(1)[0]}, {"id": "2"}])})
    (made / "sources.csv").write_text("file,note\na.jsonl:3,no such row\n")
    with pytest.raises(InputError, match=r"sources\.csv line 2 names 'a\.jsonl:3', which is not in"):
        read(made)
    (made / "sources.csv").write_text("file,note\na.jsonl:1,from the archive\na.jsonl:2,broken\n")
    dates = "dates:\n  - {source: 'a.jsonl:1', text: 'January 6, 2025', date: 2024-01-06, reason: a slip}\n"
    (made / "corrections.yml").write_text(dates)
    said = []
    tables = make_edition(made, Settings(), said.append)
    assert [sentence for sentence in said if "corrections" in sentence] == []
    assert list(tables["sources"]["note"]) == ["from the archive", "it has no 'text': put the article's text there"]
    assert "2024-01-06" in set(tables["dates"]["date"])


def test_check_shows_the_first_rows_and_counts_the_rest(folder, monkeypatch, capsys):
    rows = [{"id": f"{i:03}", "text": text} for i, text in enumerate(articles(30))]
    made = folder({"a.jsonl": jsonl([*rows, *({"id": f"x{i}", "text": None} for i in range(50))])})
    status, out, _ = call(monkeypatch, capsys, "check", "--seeds", made)
    assert status == 0
    assert "a.jsonl:000: " in out
    assert "… and ten more rows of a.jsonl" in out
    assert out.count("its text is null") == 20
    assert "30 more rows of a.jsonl: not read" in out
    assert "30 sources read, 50 files and rows not." in out
    _, _, err = call(monkeypatch, capsys, "tables", "--seeds", made, "--output", made.parent / "out")
    assert "a.jsonl:x0 was not read: its text is null" in err
    assert "30 more rows of a.jsonl were not read: the table of sources has the reasons." in err


def test_a_collection_is_added_whole_with_a_summary(folder, monkeypatch, capsys, tmp_path):
    rows = [
        {"id": i, "text": t, "publisher": "The Paper", "published": f"2025-0{i + 1}"}
        for i, t in enumerate(articles(6))
    ]
    bad = [
        {"id": 0, "text": ENGLISH},
        {"id": 1, "text": ENGLISH},
        {"id": "n", "text": None},
        {"id": "f", "text": FRENCH},
    ]
    new = folder({"news.jsonl.gz": gzip.compress(jsonl([*rows, *bad]), mtime=0), "empty.jsonl": b""}, "new")
    seeds = tmp_path / "seeds"

    def add(*arguments):
        return call(monkeypatch, capsys, "add", *arguments, "--seeds", seeds)

    status, out, _ = add(new / "news.jsonl.gz", "--note", "from the agency")
    assert status == 0
    assert out.splitlines() == [
        "added news.jsonl.gz: six rows read, four rows not",
        "  publishers: The Paper",
        "  published: 2025-01-01 to 2025-06-30",
        "  not read: its id … is that of an earlier row (2), its text is null (1), and not English (language fr) (1)",
    ]
    assert (seeds / "news.jsonl.gz").read_bytes() == (new / "news.jsonl.gz").read_bytes()
    assert (
        seeds / "sources.csv"
    ).read_text() == "file,publisher,url,published,note\nnews.jsonl.gz,,,,from the agency\n" or (
        "news.jsonl.gz" in (seeds / "sources.csv").read_text()
    )
    assert "the same file as news.jsonl.gz" in add(new / "news.jsonl.gz")[2]
    assert "none of its rows can be read (empty)" in add(new / "empty.jsonl")[2]
    assert "--url names one article" in add(new / "news.jsonl.gz", "--url", "https://example.org/")[2]
    other = folder({"news.jsonl.gz": gzip.compress(jsonl([rows[0], {"id": "z", "text": ENGLISH}]), mtime=0)}, "other")
    status, out, _ = add(other)
    assert status == 0
    assert "one row read, one row not" in out
    assert "the same text is there already" in out
    assert len(list(seeds.glob("news-*.jsonl.gz"))) == 1


LISTING = """
import resource, sys
from pathlib import Path
from analysis.folder import listed, source_files
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
folder = Path(sys.argv[1])
next(listed(folder, source_files(folder)))
before = peak()
count = sum(len(file.row.text) > 300 and len(file.row.sha256) == 64 for file in listed(folder, source_files(folder)))
print(count, peak() - before)
"""


@pytest.mark.parametrize("ending", KINDS)
def test_two_hundred_thousand_rows_are_listed_in_little_memory(tmp_path, ending, project):
    texts, count = articles(50), 200_000
    rows = ({"id": f"row {i}", "text": f"{texts[i % 50]} {i}"} for i in range(count))
    path = tmp_path / f"news{ending}"
    if ending == ".parquet":
        pq.write_table(pa.Table.from_pylist(list(rows)), path)
    else:
        with (gzip.open if ending == ".jsonl.gz" else open)(path, "wt") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    run = [sys.executable, "-c", LISTING, str(tmp_path)]
    out = subprocess.run(run, capture_output=True, text=True, check=True, cwd=project)
    listed, more = map(int, out.stdout.split())
    assert listed == count
    assert more < 60_000  # kB: the ids and little else; the texts are 100 MB

import ast
import json
import os
import pickle
from dataclasses import fields, is_dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import cache as cache_module
from analysis.cache import NO_PART, Cache, key_of
from analysis.corpus import Rejected
from analysis.errors import InputError
from analysis.parts import SCHEMA, checksum
from analysis.reading import Reading
from analysis.run import make_edition
from analysis.serial import FIELDS, DamagedError, StoredReading, held, pack, unpack
from analysis.sources import read_sources
from tests.generated import articles
from tests.made_files import page, pdf


@pytest.fixture
def said():
    return []


@pytest.fixture
def store(tmp_path, monkeypatch):
    path = tmp_path / "cache" / "readings"
    monkeypatch.setenv("BRIEFING_CACHE", str(path))
    return path


def texts(count):
    return {f"{number:03}.txt": text for number, text in enumerate(articles(count))}


def read(folder, store, said):
    with Cache(store, said.append) as opened:
        return read_sources(folder, cache=opened)


def deep_types(value):
    """The value with the type of everything in it, so that a list in place of a tuple shows."""
    if is_dataclass(value):
        return type(value), {field.name: deep_types(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return type(value), [deep_types(part) for part in value]
    return type(value), value


def test_a_reading_comes_back_exactly(readings):
    for reading in readings:
        back = unpack(pack(reading))
        assert deep_types(back) == deep_types(reading)
    rejected = Rejected("a.pdf", "0" * 64, "scanned", metadata={"publisher": "X"})
    assert unpack(pack(rejected)) == rejected


@pytest.mark.parametrize("data", [b"", b"R", b"Q123", b"R\xc0", b"X\x80", b"\x80\x04\x95pickle"])
def test_what_is_no_reading_is_refused(data):
    with pytest.raises(DamagedError):
        unpack(data)


def test_bytes_of_another_type_are_refused(readings):
    import msgspec

    sections = msgspec.msgpack.decode(pack(readings[0])[1:])
    for name, wrong in (("words", "many"), ("sentences", [[1]]), ("article", None)):
        forged = [
            msgspec.msgpack.encode(wrong) if field == name else part
            for field, part in zip(FIELDS, sections, strict=True)
        ]
        with pytest.raises(DamagedError):
            unpack(b"R" + msgspec.msgpack.encode(forged))
        with pytest.raises(DamagedError if name == "article" else InputError, match=r"object|--fresh"):
            getattr(held(b"R" + msgspec.msgpack.encode(forged)), name)
    with pytest.raises(DamagedError):
        unpack(b"R" + msgspec.msgpack.encode(sections[1:]))


def test_a_held_reading_is_the_reading(readings):
    for reading in readings:
        stored = held(pack(reading))
        assert stored == reading
        assert deep_types(stored.people) == deep_types(reading.people)
        assert stored.sentence_of(reading.sentences[1][0]) == reading.sentences[1]
        assert pack(stored) == pack(reading)
        assert not hasattr(stored, "colour")


def test_a_large_collection_held_as_bytes_gives_the_same_tables(folder, store, said, settings, monkeypatch):
    made = folder(texts(60))
    whole = make_edition(made, settings, said.append)
    monkeypatch.setattr("analysis.serial.HELD_WHOLE", 5)
    for fresh in (False, True):
        assert all(isinstance(one, StoredReading) for one in read(made, store, said).readings)
        stored = make_edition(made, settings, said.append, fresh=fresh)
        for name in whole.frames:
            assert stored[name].equals(whole[name]), name
        assert dict(stored.texts) == dict(whole.texts)
        assert stored.manifest == whole.manifest


def test_a_reading_put_aside_is_found_by_another_process(readings):
    stored = [held(pack(reading)) for reading in readings]
    again = pickle.loads(pickle.dumps(stored))
    assert again == readings
    assert again == stored


def test_only_what_changed_is_read_again(folder, store, said):
    made = folder(
        {
            **texts(6),
            "a.pdf": pdf(),
            "b.html": page(title="A page of its own"),
            "c.txt": "Non, merci beaucoup, madame.",
        }
    )
    assert read(made, store, said).read_anew == 9
    assert read(made, store, said).read_anew == 0
    (made / "new.txt").write_text(articles(7)[6])
    assert read(made, store, said).read_anew == 1
    (made / "001.txt").write_text(articles(8)[7])
    assert read(made, store, said).read_anew == 1
    (made / "sources.csv").write_text("file,published\n002.txt,2020-05-05\n")
    assert read(made, store, said).read_anew == 1
    (made / "003.txt").unlink()
    assert read(made, store, said).read_anew == 0
    assert said == []


def test_other_code_or_lexicons_read_everything_again(folder, store, said, monkeypatch):
    made = folder(texts(3))
    read(made, store, said)
    monkeypatch.setattr(cache_module, "fingerprint", lambda: "another")
    assert read(made, store, said).read_anew == 3


def test_cached_and_fresh_readings_give_equal_tables(seeds, settings, store, said):
    make_edition(seeds, settings, said.append)
    cached = make_edition(seeds, settings, said.append)
    fresh = make_edition(seeds, settings, said.append, fresh=True)
    for name in fresh.frames:
        assert cached[name].equals(fresh[name]), name
    assert cached.manifest == fresh.manifest
    assert dict(cached.texts) == dict(fresh.texts)


def test_fresh_neither_uses_nor_touches_the_cache(folder, store, settings, said):
    make_edition(folder(texts(2)), settings, said.append, fresh=True)
    assert not store.exists()


@pytest.mark.parametrize("damage", [b"not Parquet at all" * 999, b"", b"PAR1" + b"\xff" * 5000 + b"PAR1"])
def test_a_part_that_is_damaged_is_set_aside_and_made_anew(folder, store, said, damage):
    made = folder(texts(2))
    read(made, store, said)
    (part,) = store.glob("*.parquet")
    part.write_bytes(damage)
    assert read(made, store, said).read_anew == 2
    assert read(made, store, []).read_anew == 0
    assert "set aside" in said[0]
    assert part.with_name(f"{part.name}.set-aside").read_bytes() == damage


def test_parquet_of_another_program_is_no_part(folder, store, said):
    read(folder(texts(1)), store, said)
    pq.write_table(pa.table({"key": ["precious"]}), store / "00000009-other.parquet")
    assert read(folder(texts(2), "more"), store, said).read_anew == 1
    assert (store / "00000009-other.parquet.set-aside").exists()


def test_a_folder_of_other_files_is_left_alone(folder, store, said):
    store.mkdir(parents=True)
    (store / "diary.txt").write_text("years of work")
    assert read(folder(texts(2)), store, said).read_anew == 2
    assert [path.name for path in store.iterdir()] == ["diary.txt"]
    assert "holds other files" in said[0]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no such rights")
def test_a_cache_that_others_may_write_is_not_believed(folder, store, said):
    made = folder(texts(2))
    read(made, store, said)
    assert store.stat().st_mode & 0o077 == 0
    store.chmod(0o777)
    assert read(made, store, said).read_anew == 2
    assert "open to other users" in said[0]


def test_a_forged_entry_is_read_again(folder, store, said):
    made = folder(texts(3))
    read(made, store, said)
    (part,) = store.glob("*.parquet")
    keys, sums, values = (column.to_pylist() for column in pq.read_table(part).columns)
    order = sorted(range(3), key=lambda row: unpack(values[row]).article.source)
    forged = values[order[0]][:-1] + b"!"
    foreign = values[order[2]]  # the value of another source, with a right checksum
    values[order[0]], values[order[1]] = forged, foreign
    sums[order[1]] = checksum(keys[order[1]], foreign)
    pq.write_table(pa.table([keys, sums, values], schema=SCHEMA), part)
    found = read(made, store, said)
    assert found.read_anew == 2
    assert [reading.article.source for reading in found.readings] == sorted(texts(3))
    assert len(said) == 2


def test_bits_flipped_anywhere_in_a_part_never_change_a_reading(folder, store):
    made = folder(texts(4))
    right = read(made, store, []).readings
    (part,) = store.glob("*.parquet")
    whole = part.read_bytes()
    for place in range(4, len(whole), len(whole) // 60):
        for other in store.glob("*.parquet*"):
            other.unlink()
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        part.write_bytes(damaged)
        assert read(made, store, []).readings == right


def test_many_small_parts_become_one_with_the_latest_of_each(tmp_path, said, monkeypatch):
    monkeypatch.setattr("analysis.parts.MOST_SMALL", 4)
    keys = [f"{number:064x}" for number in range(6)]
    for number, key in enumerate(keys):
        with Cache(tmp_path / "c", said.append) as opened:
            opened.put([(key, b"%d" % number), (keys[0], b"again %d" % number)])
    assert len(list((tmp_path / "c").glob("*.parquet"))) < 4
    with Cache(tmp_path / "c", said.append) as opened:
        assert [opened.get(key) for key in keys] == [b"again 5", b"1", b"2", b"3", b"4", b"5"]
    assert said == []


def test_entries_are_found_in_any_order_and_across_groups(tmp_path, said):
    entries = {f"{number:064x}": b"%d" % number * 50 for number in range(3000)}
    with Cache(tmp_path / "c", said.append) as opened:
        opened.put(entries.items())
        assert opened.get(f"{7:064x}") == entries[f"{7:064x}"]
    with Cache(tmp_path / "c", said.append) as opened:
        for number in [*range(0, 3000, 97), *range(2999, 0, -503)]:
            assert opened.get(f"{number:064x}") == entries[f"{number:064x}"]
        assert opened.get("f" * 64) is None


def test_a_full_disk_ends_the_cache_and_not_the_run(folder, store, said, monkeypatch):
    def full(*args, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analysis.parts.pq.ParquetWriter", full)
    assert read(folder(texts(2)), store, said).read_anew == 2
    assert said == [
        f"The cache of readings {store} cannot be used (No space left on device): everything is read anew."
    ]
    assert list(store.glob("*.parquet*")) == []


def test_no_cache_at_all_is_only_slower(folder, tmp_path, said):
    (tmp_path / "file").write_text("in the way")
    assert read(folder(texts(2)), tmp_path / "file" / "readings", said).read_anew == 2
    assert "cannot be used" in said[0]


def test_parts_longest_unused_go_first(tmp_path, said, monkeypatch):
    a, b, c = ("a" * 64, "b" * 64, "c" * 64)
    for number, key in enumerate((a, b)):
        with Cache(tmp_path / "c", said.append) as opened:
            opened.put([(key, os.urandom(9_000))])
        for part in (tmp_path / "c").glob(f"{number + 1:08}*"):
            os.utime(part, (1_000 + number, 1_000 + number))
    monkeypatch.setattr(cache_module, "LARGEST", 25_000)
    with Cache(tmp_path / "c", said.append) as opened:
        assert opened.get(a)
        opened.put([(c, os.urandom(9_000))])
    with Cache(tmp_path / "c", said.append) as opened:
        assert [bool(opened.get(key)) for key in (a, b, c)] == [True, False, True]


def test_keys_differ_by_name_content_and_metadata():
    keys = {
        key_of("a", "1", {}),
        key_of("b", "1", {}),
        key_of("a", "2", {}),
        key_of("a", "1", {"note": "x"}),
        key_of("a", "1", {"url": "x"}),
    }
    assert len(keys) == 5
    assert key_of("a", "1", {"note": ""}) == key_of("a", "1", {})


def imports_of(path: Path, package: Path):
    """The modules of the package that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "analysis":
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "analysis")


def test_the_fingerprint_covers_all_code_that_a_reading_depends_on(project):
    package = project / "analysis"
    waiting, seen = (
        [
            "analysis.reading",
            "analysis.corpus",
            "analysis.formats.pdf",
            "analysis.formats.page",
            "analysis.formats.word",
        ],
        set(),
    )
    while waiting:
        parts = waiting.pop().split(".")[1:]
        path = package.joinpath(*parts)
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if parts and file.is_file() and file not in seen:
            seen.add(file)
            waiting += imports_of(file, package)
    depended = {file.relative_to(package).parts[0].removesuffix(".py") for file in seen}
    assert {"reading", "people", "events", "topics", "formats", "sketches"} <= depended
    assert not depended & (NO_PART - {"whole"})


def test_readings_are_made_by_several_processes_in_the_same_order(folder, store, said, monkeypatch):
    made = folder({**texts(100), "bad.pdf": b"nothing"})
    monkeypatch.setattr("analysis.pool.FEWEST", 10)
    monkeypatch.setenv("BRIEFING_PROCESSES", "1")
    alone = read(made, store, said)
    monkeypatch.setenv("BRIEFING_PROCESSES", "2")
    together = read(made, store.with_name("second"), said)
    assert together.readings == alone.readings
    assert together.corpus == alone.corpus
    assert isinstance(together.readings[0], Reading)
    assert said == []


def test_progress_counts_every_file(folder, store):
    seen = []
    with Cache(None, seen.append) as opened:
        read_sources(folder(texts(3)), cache=opened, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_what_cannot_be_opened_is_not_kept(folder, store, said):
    made = folder(texts(2))
    (made / "link.txt").symlink_to("/nowhere.txt")
    read(made, store, said)
    assert sum(pq.read_metadata(part).num_rows for part in store.glob("*.parquet")) == 2


def test_a_large_collection_is_held_on_disk_from_its_first_row(tmp_path, store, said, monkeypatch):
    rows = [json.dumps({"id": str(n), "text": f"Oslo talks\n\nMinisters met on {n + 1} May 2025."}) for n in range(9)]
    (tmp_path / "wire.jsonl").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setattr("analysis.sources.ROW_BYTES", 70)
    monkeypatch.setattr("analysis.serial.HELD_WHOLE", 8)
    unpacked = []
    monkeypatch.setattr("analysis.sources.unpack", lambda data: unpacked.append(data))
    assert all(isinstance(one, StoredReading) for one in read(tmp_path, store, said).readings)
    assert unpacked == []

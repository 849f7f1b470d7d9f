"""Sources at an address: fsspec's memory stands for object storage."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from analysis import remote
from analysis.cache import default_path
from analysis.errors import InputError
from analysis.remote import local_folder
from tests.generated import articles
from tests.test_cli import ARTICLE, call
from tests.test_killed import killed_at

fsspec = pytest.importorskip("fsspec")
CORRECTIONS = "offices:\n  - name: Kari Lund\n    role: Prime Minister\n    reason: the paper erred\n"


@pytest.fixture
def storage(tmp_path, monkeypatch):
    """A bucket of fsspec's memory, and what was fetched from it."""
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache" / "readings"))
    system = fsspec.filesystem("memory")
    fetched = []
    get = type(system).get

    def counted(self, paths, *arguments, **options):
        fetched.extend(path.removeprefix("/bucket/") for path in paths)
        return get(self, paths, *arguments, **options)

    monkeypatch.setattr(type(system), "get", counted)
    system.fetched = fetched
    yield system
    if system.exists("/bucket"):
        system.rm("/bucket", recursive=True)


def fill(storage, files):
    for name, content in files.items():
        storage.pipe_file(f"/bucket/{name}", content if isinstance(content, bytes) else content.encode())


def held(said=None):
    folder = local_folder("memory://bucket", (said if said is not None else []).append)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_tables_of_an_address_are_those_of_the_folder(storage, folder, tmp_path, monkeypatch, capsys):
    files = {
        "a.txt": ARTICLE,
        "more/b.txt": articles(1)[0],
        "sources.csv": "file,publisher\na.txt,The Paper\n",
        "corrections.yml": CORRECTIONS,
        "c.png": b"\x89PNG",
    }
    fill(storage, files)
    made = []
    for seeds in (folder(files), "memory://bucket"):
        output = tmp_path / str(len(made))
        status, _, err = call(monkeypatch, capsys, "tables", "--seeds", seeds, "--output", output)
        assert status == 0, err
        assert "c.png was not read" in err
        made.append({path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()})
    assert made[0] == made[1]
    assert (
        "Prime Minister" in next(data for path, data in made[1].items() if path.name == "participants.csv").decode()
    )


def test_only_what_changed_is_fetched_and_what_is_gone_is_removed(storage):
    files = {"a.txt": "one", "b/c.txt": "two", "b/d/e.txt": "three"}
    fill(storage, files)
    assert held() == files
    assert sorted(storage.fetched) == sorted(files)
    storage.fetched.clear()
    assert held() == files
    assert storage.fetched == []
    fill(storage, {"a.txt": "new"})  # as long as before
    storage.rm("/bucket/b", recursive=True)
    assert held() == {"a.txt": "new"}
    assert storage.fetched == ["a.txt"]
    (mirror() / "files" / "a.txt").write_text("touched by hand")
    assert held() == {"a.txt": "new"}
    fill(storage, {"b": "now a file"})
    assert held() == {"a.txt": "new", "b": "now a file"}
    storage.rm("/bucket/b")
    fill(storage, {"b/c.txt": "a folder again"})
    assert held() == {"a.txt": "new", "b/c.txt": "a folder again"}


def mirror():
    (path,) = (default_path().parent / "mirrors").iterdir()
    return path


def forge(monkeypatch, storage, path):
    """Let the storage list a file of any name."""
    find = type(storage).find

    def forged(self, root, **options):
        found = find(self, root, **options)
        return {**found, path: {"name": path, "size": 1, "created": 1}} if options.get("detail") else found

    monkeypatch.setattr(type(storage), "find", forged)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_point_the_next_run_has_what_is_there(storage, monkeypatch):
    monkeypatch.setattr(remote, "AT_ONCE", 2)
    monkeypatch.setattr(remote, "NOTED", 1)
    step = 0
    while True:
        fill(storage, {f"{number}.txt": f"{number} {step}" for number in range(4)} | {f"gone{step}/x.txt": "x"})
        if step:
            storage.rm(f"/bucket/gone{step - 3}", recursive=True)
        wanted = {path.removeprefix("/bucket/"): storage.cat(path).decode() for path in storage.find("/bucket")}
        killed = killed_at(step, held)
        assert held() == wanted
        if not killed:
            break
        step += 3
    assert step > 12


@pytest.mark.parametrize("name", ["../up.txt", "a//b.txt", "x\\y.txt", "./a.txt"])
def test_names_that_lead_out_are_not_taken(storage, name, monkeypatch):
    fill(storage, {"a.txt": "one"})
    forge(monkeypatch, storage, f"/bucket/{name}")
    said = []
    assert held(said) == {"a.txt": "one"}
    assert len(said) == 1
    assert "no file can have that name here" in said[0]


def test_a_name_that_is_file_and_folder_at_once_is_said(storage, monkeypatch):
    fill(storage, {"a/b.txt": "one"})
    forge(monkeypatch, storage, "/bucket/a")
    said = []
    assert held(said) == {"a/b.txt": "one"}
    assert said[0].startswith("'a' at memory://bucket was not read")


def test_a_file_cut_short_on_its_way_is_not_taken(storage, monkeypatch):
    fill(storage, {"a.txt": "the whole"})
    get = type(storage).get

    def cut(self, paths, targets, **options):
        get(self, paths, targets, **options)
        Path(targets[0]).write_text("the")

    monkeypatch.setattr(type(storage), "get", cut)
    with pytest.raises(InputError, match=r"a.txt changed while it was fetched: run the command again"):
        held()
    monkeypatch.setattr(type(storage), "get", get)
    assert held() == {"a.txt": "the whole"}


def test_an_archive_is_a_folder_too(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache" / "readings"))
    with zipfile.ZipFile(tmp_path / "year.zip", "w") as archive:
        archive.writestr("2025/a.txt", ARTICLE)
    made = local_folder(f"zip://2025::file://{tmp_path}/year.zip", print)
    assert (made / "a.txt").read_text() == ARTICLE


def test_a_file_address_is_the_folder_itself(folder, tmp_path):
    seeds = folder({"a.txt": ARTICLE}, "with space")
    assert local_folder(seeds.as_uri(), print) == seeds
    assert local_folder("some/where", print).as_posix() == "some/where"


@pytest.mark.parametrize(
    ("seeds", "sentence"),
    [
        ("memory://nowhere", "There are no files at memory://nowhere: put articles there, or mend the address."),
        ("zip://x::file:///nowhere.zip", "There is nothing at zip://x::file:///nowhere.zip: mend the address."),
        ("nonsense://x", "--seeds nonsense://x is no address that fsspec knows (Protocol not known: nonsense)"),
        ("memory://bucket/a.txt", "memory://bucket/a.txt is a file, not a folder"),
    ],
)
def test_addresses_at_fault_are_one_sentence(storage, seeds, sentence, monkeypatch, capsys, tmp_path):
    fill(storage, {"a.txt": "one"})
    status, _, err = call(monkeypatch, capsys, "tables", "--seeds", seeds, "--output", tmp_path / "out")
    assert status == 1
    assert sentence in err
    assert len(err.splitlines()) == 1


def test_a_missing_package_is_named(monkeypatch, storage):
    def no_driver(url):
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", no_driver)
    with pytest.raises(InputError, match=r"--seeds s3://b needs one more package: Install s3fs to access S3\."):
        local_folder("s3://b", print)
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(InputError, match=r"needs the package fsspec: install it with pip install '\.\[remote\]'"):
        local_folder("s3://b", print)


def test_no_password_is_shown(storage, monkeypatch):
    def refused(self, path, **options):
        raise PermissionError("no access for //me:secret@host")

    monkeypatch.setattr(type(storage), "find", refused)
    with pytest.raises(InputError, match="cannot be fetched") as told:
        local_folder("memory://me:secret@bucket?sig=secret", print)
    assert "secret" not in str(told.value)


def test_nothing_is_added_at_an_address(folder, monkeypatch, capsys):
    status, _, err = call(monkeypatch, capsys, "add", folder({"a.txt": ARTICLE}), "--seeds", "memory://bucket")
    assert status == 2
    assert "--seeds takes a folder of this machine here" in " ".join(err.replace("│", " ").split())


def test_what_is_noted_of_a_storage_may_be_lost(storage):
    fill(storage, {"a.txt": "one"})
    held()
    state = mirror() / "state.json"
    assert list(json.loads(state.read_text())) == ["a.txt"]
    state.write_text("[")
    assert held() == {"a.txt": "one"}

"""Nothing is lost: killed at any point, refused by a full disk, or run twice at once."""

import io
import os
import signal
import subprocess
import sys
import time

import pytest

from analysis.corpus import read_corpus
from analysis.errors import InputError
from analysis.files import files_of
from analysis.lock import locked
from analysis.metadata import read_metadata
from analysis.run import make_edition
from analysis.store import read_tables, staged, write_files, write_into
from analysis.whole import exchange, put
from tests.test_adding import OTHER
from tests.test_cli import ARTICLE, call

TOUCHING = ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "open", "os.chmod")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def killed_at(step, work):
    """Do the work in a process of its own that is killed before its n-th touch of the disk; whether it was."""
    child = os.fork()
    if not child:
        touched = 0

        def watch(event, arguments):
            nonlocal touched
            if event in TOUCHING and not (event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR)):
                touched += 1
                if touched > step:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(watch)
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def steps_until_done(work, check, stride=1):
    """Kill the work at every point, checking after each; how many points there were."""
    step = 0
    while killed_at(step, work):
        check()
        step += stride
    check()
    return step


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    """The files of two editions of one briefing."""
    from analysis.settings import Settings

    made = []
    for name, text in (("old", ARTICLE), ("new", f"{ARTICLE}\n{OTHER}")):
        folder = tmp_path_factory.mktemp(name)
        (folder / "a.txt").write_text(text)
        made.append(list(files_of(make_edition(folder, Settings(), print), ["json"])))
    return made


def test_tables_are_the_old_or_the_new_ones_wherever_a_run_is_killed(editions, tmp_path):
    old, new = editions
    output = tmp_path / "out"
    write_files(old, output)
    seen = set()

    def check():
        _, texts, _ = read_tables(output)
        seen.add(texts["a.txt"])

    steps = steps_until_done(lambda: write_files(new, output), check)
    assert steps > 12
    assert seen == {ARTICLE, f"{ARTICLE}\n{OTHER}"}
    write_files(new, output)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_killed_render_leaves_whole_outputs_and_the_next_completes_it(editions, tmp_path):
    old, new = editions
    output = tmp_path / "out"

    def render(files, words):
        with staged(output) as stage:
            write_into(files, stage / "data")
            for name in ("briefing.html", "briefing.pdf"):
                (stage / name).write_text(words)

    render(old, "old" * 99)

    def check():
        read_tables(output / "data")
        for name in ("briefing.html", "briefing.pdf"):
            assert (output / name).read_text() in ("old" * 99, "new" * 99)

    assert steps_until_done(lambda: render(new, "new" * 99), check) > 12
    with staged(output):
        pass
    assert sorted(path.name for path in output.iterdir()) == ["briefing.html", "briefing.pdf", "data"]
    assert (output / "briefing.html").read_text() == "new" * 99
    assert read_tables(output / "data")[1]["a.txt"].endswith(OTHER)


def test_adding_leaves_whole_sources_and_metadata_wherever_it_is_killed(folder, tmp_path, monkeypatch):
    seeds = folder({"a.txt": ARTICLE, "sources.csv": "file,publisher\na.txt,The Paper\n"}, "seeds")
    new = folder({"new.txt": OTHER}, "offered") / "new.txt"
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache" / "c"))

    def add():
        from analysis.adding import Present, add, offers
        from analysis.run import read_present

        (seeds / "new.txt").unlink(missing_ok=True)
        collection = Present(seeds, read_present(seeds, print))
        for offer in offers([str(new)], b""):
            add(offer, {"publisher": "Another"}, collection)

    def check():
        corpus = read_corpus(seeds)
        assert {article.text for article in corpus.articles} <= {ARTICLE, OTHER}
        assert corpus.rejected == ()
        assert read_metadata(seeds / "sources.csv", ["a.txt", "new.txt"])["a.txt"]["publisher"] == "The Paper"
        put(seeds / "sources.csv", b"file,publisher\na.txt,The Paper\n")

    assert steps_until_done(add, check) > 8


def test_two_runs_at_once_do_not_mix(tmp_path, monkeypatch, capsys, folder):
    seeds = folder({"a.txt": ARTICLE})
    output = tmp_path / "out"
    with locked(output):
        status, _, err = call(monkeypatch, capsys, "tables", "--seeds", seeds, "--output", output)
        assert status == 1
        assert f"{output} is being written by another run: wait until it is done." in err
        assert call(monkeypatch, capsys, "render", "--seeds", seeds, "--output", output)[0] == 1
    assert call(monkeypatch, capsys, "tables", "--seeds", seeds, "--output", output)[0] == 0


def test_the_lock_of_a_killed_run_is_gone(tmp_path):
    code = "import sys, time; from pathlib import Path; from analysis.lock import locked\nwith locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(InputError, match="another run"), locked(tmp_path):
        pass
    holder.kill()
    holder.wait()
    with locked(tmp_path, patience=5):
        pass


def test_a_full_disk_and_a_folder_that_may_not_be_written_are_said_in_one_sentence(
    tmp_path, monkeypatch, capsys, folder
):
    seeds, output = folder({"a.txt": ARTICLE}), tmp_path / "out"
    assert call(monkeypatch, capsys, "tables", "--seeds", seeds, "--output", output)[0] == 0
    before = sorted((path.name, path.read_bytes()) for path in output.rglob("*") if path.is_file())

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    for command in ("tables", "render"):
        where = output if command == "tables" else tmp_path / "rendered"
        status, _, err = call(monkeypatch, capsys, command, "--seeds", seeds, "--output", where)
        assert status == 1
        assert err.strip().splitlines()[-1].startswith("briefing: ")
        assert "No space left on device" in err
        assert "Traceback" not in err
    monkeypatch.undo()
    assert sorted((path.name, path.read_bytes()) for path in output.rglob("*") if path.is_file()) == before


def test_adding_to_a_full_disk_leaves_everything_as_it_was(tmp_path, monkeypatch, capsys, folder):
    seeds = folder({"a.txt": ARTICLE})
    new = folder({"new.txt": OTHER}, "offered") / "new.txt"

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analysis.whole.os.fsync", full)
    status, _, err = call(monkeypatch, capsys, "add", new, "--seeds", seeds)
    assert status == 1
    assert "new.txt cannot be written (No space left on device): make room" in err
    assert [path.name for path in seeds.iterdir()] == ["a.txt"]


def test_folders_change_places_without_the_system_s_help_too(tmp_path, monkeypatch):
    for help_ in (True, False):
        if not help_:
            monkeypatch.setattr("analysis.whole.sys.platform", "other")
        for name in ("made", "folder"):
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "file").write_text(name)
        exchange(tmp_path / "made", tmp_path / "folder")
        assert (tmp_path / "folder" / "file").read_text() == "made"
        assert (tmp_path / "made" / "file").read_text() == "folder"


def test_workers_end_with_the_run_that_is_killed(folder, tmp_path):
    from tests.generated import articles

    seeds = folder({f"{number}.txt": text for number, text in enumerate(articles(400))})
    environment = {**os.environ, "BRIEFING_PROCESSES": "2", "BRIEFING_CACHE": str(tmp_path / "c")}
    arguments = [sys.executable, "-m", "analysis", "tables", "--seeds", str(seeds), "--output", str(tmp_path / "out")]
    run = subprocess.Popen(arguments, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(members(run.pid)) < 4 and time.monotonic() < deadline:
        time.sleep(0.1)
    run.kill()
    run.wait()
    while members(run.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert members(run.pid) == []
    assert not (tmp_path / "out").exists()


def members(session):
    """The living processes of a session."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=", "-s", str(session)], capture_output=True, text=True, check=False
    )
    return [line for line in io.StringIO(listed.stdout) if "Z" not in line.split()[1]]

"""A real scheduler and worker processes on the loopback; nothing here can wait for ever."""

import json
import os
import shutil
import signal
import socketserver
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler
from threading import Thread

import pytest

from analysis import cluster as cluster_module
from analysis.cache import Cache
from analysis.carried import Carried, carried, difference, signature
from analysis.cluster import fault, reader
from analysis.corpus import read_corpus
from analysis.errors import InputError
from analysis.folder import listed, source_files
from analysis.serial import unpack
from analysis.sources import read_sources
from tests.generated import articles
from tests.test_cli import briefing, call
from tests.test_killed import members

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs alarms and SIGKILL")
ENDS = {"DASK_DISTRIBUTED__SCHEDULER__IDLE_TIMEOUT": "300s"}  # should a killed test leave a scheduler behind


@pytest.fixture(autouse=True)
def limit():
    def late(*_):
        raise AssertionError("the test took too long")

    former = signal.signal(signal.SIGALRM, late)
    signal.alarm(240)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, former)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """Eighty articles, a row of a collection, a file that is none, and metadata."""
    made = tmp_path_factory.mktemp("sources")
    texts = articles(81)
    for number, text in enumerate(texts[:80]):
        (made / f"{number:03}.txt").write_text(text)
    (made / "wire.jsonl").write_text(json.dumps({"id": "7", "text": texts[80], "publisher": "The Wire"}) + "\n{\n")
    (made / "bad.pdf").write_bytes(b"nothing")
    (made / "elsewhere.txt").symlink_to("/etc/hostname")
    (made / "sources.csv").write_text("file,published\n002.txt,2020-05-05\n")
    return made


@pytest.fixture(scope="module")
def own_topics(tmp_path_factory):
    path = tmp_path_factory.mktemp("topics") / "mine.yml"
    path.write_text("groups: [speech]\ntelling:\n  group: speech\n  phrases: [said, ministers]\n")
    return path


def without(folder):
    """A path on which this program is hidden by another of its name."""
    (folder / "without" / "analysis").mkdir(parents=True)
    (folder / "without" / "analysis" / "__init__.py").touch()
    return folder / "without"


class Running:
    """A scheduler, which has not this program, and workers, each a process."""

    def __init__(self, folder, project, **environment):
        self.folder, self.processes, self.project = folder, [], project
        self.environment = {**os.environ, **ENDS, **environment}
        file = folder / "scheduler.json"
        options = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0", "--no-dashboard"]
        self.scheduler = self._start("scheduler", without(folder), *options, "--scheduler-file", str(file))
        while not (file.exists() and file.read_text()):
            time.sleep(0.05)
        self.address = json.loads(file.read_text())["address"]

    def _start(self, kind, path, *options):
        program = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
        environment = {**self.environment, "PYTHONPATH": str(path)}
        with (self.folder / f"{kind}-{len(self.processes)}.log").open("w") as log:
            process = subprocess.Popen(program, env=environment, cwd=self.folder, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def work(self, count=1, path=None):
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60")
        started = [self._start("worker", path or self.project, self.address, *options) for _ in range(count)]
        with distributed.Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=120)
        return started

    def end(self):
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()


@pytest.fixture(scope="module")
def running(tmp_path_factory, project):
    """Start schedulers; all processes end with the module."""
    with ExitStack() as stack:

        def start(**environment):
            made = Running(tmp_path_factory.mktemp("cluster"), project, **environment)
            stack.callback(made.end)
            return made

        yield start


@pytest.fixture(scope="module")
def two(running):
    """A scheduler with two workers."""
    made = running()
    made.work(2)
    return made


@pytest.fixture(scope="module")
def alone(sources):
    return read(sources)


@contextmanager
def shorter(monkeypatch, **times):
    for name, seconds in times.items():
        monkeypatch.setattr(cluster_module, name, seconds)
    yield


def read(folder, address="", *, store=None, progress=lambda done, total: None, own_topics=None):
    with Cache(store, print) as cache, reader(address, print) as made:
        return read_sources(folder, cache=cache, progress=progress, own_topics=own_topics, reader=made)


def at(number, act):
    """Something that acts once, when so many sources are done."""
    waiting = [act]

    def progress(done, total):
        if done >= number and waiting:
            waiting.pop()()

    return progress


def test_readings_of_a_cluster_are_those_of_one_process(two, sources, alone):
    seen = []
    together = read(sources, two.address, progress=lambda done, total: seen.append(done))
    assert together.readings == alone.readings
    assert together.corpus == alone.corpus
    assert {file.source for file in together.corpus.rejected} >= {"bad.pdf", "elsewhere.txt"}
    assert len(set(seen)) > 80


def test_tables_of_a_cluster_are_those_of_one_process_byte_for_byte(two, sources, tmp_path):
    made = {}
    for name, options in (("alone", []), ("cluster", ["--cluster", two.address])):
        output = tmp_path / name
        status, _, err = briefing("tables", "--seeds", sources, "--output", output, "--fresh", *options)
        assert status == 0, err
        assert all(line.startswith("briefing: ") for line in err.splitlines()), err
        made[name] = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert made["cluster"] == made["alone"]


def test_a_topic_lexicon_of_the_user_reaches_the_workers_by_its_content(two, sources, own_topics):
    together = read(sources, two.address, own_topics=own_topics)
    assert together.readings == read(sources, own_topics=own_topics).readings
    assert any(hit.topic == "telling" for hit in together.readings[0].topics)


def test_only_so_many_sources_are_handed_over_at_once(two, sources, monkeypatch):
    monkeypatch.setattr("analysis.pool.CHUNK", 2)
    monkeypatch.setattr(cluster_module, "AHEAD", 2)
    taken = []

    def files():
        for file in listed(sources, source_files(sources)):
            taken.append(file.name)
            yield file

    with reader(two.address, print) as made:
        coming = made(files(), None)
        for done, data in enumerate(coming):
            unpack(data)
            assert len(taken) <= done + 2 * 2 * 2 + 2 + 1
    assert len(taken) == 84


def test_a_worker_killed_in_the_middle_changes_nothing(running, sources, alone, monkeypatch):
    monkeypatch.setattr("analysis.pool.CHUNK", 2)
    made = running()
    victim, other = made.work(2)
    found = read(sources, made.address, progress=at(20, victim.kill))
    assert victim.wait() == -signal.SIGKILL
    assert other.poll() is None
    assert found.readings == alone.readings


def test_sources_that_end_every_worker_are_named(running, sources, monkeypatch):
    monkeypatch.setattr("analysis.pool.CHUNK", 2)
    made = running(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    victim, _ = made.work(2)
    with pytest.raises(InputError, match=r"workers that read the sources \d\d\d.txt to \d\d\d.txt ended"):
        read(sources, made.address, progress=at(20, victim.kill))


def test_a_lost_scheduler_is_one_sentence_and_what_was_read_is_kept(running, sources, alone, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.pool.CHUNK", 2)
    made = running()
    made.work(1)
    store = tmp_path / "cache" / "readings"
    with pytest.raises(InputError, match="was lost: start it again; what was read is kept"):
        read(sources, made.address, store=store, progress=at(30, made.scheduler.kill))
    found = read(sources, store=store)
    assert 0 < found.read_anew <= len(alone.readings) - 25
    assert found.readings == alone.readings


def test_a_lost_scheduler_leaves_no_other_word_on_the_terminal(running, sources, tmp_path):
    made = running()
    made.work(1)
    arguments = ["tables", "--seeds", sources, "--output", tmp_path / "out", "--fresh", "--cluster", made.address]
    code = (
        "import sys, os, signal, analysis.sources as s, analysis.cli as c\n"
        "unpack = s.unpack\n"
        f"s.unpack = lambda data: (os.kill({made.scheduler.pid}, signal.SIGKILL), unpack(data))[1]\n"
        "sys.argv = ['briefing', *sys.argv[1:]]\nc.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "was lost: start it again" in done.stderr
    assert not (tmp_path / "out").exists()


def test_workers_that_are_all_gone_are_waited_for_and_then_said(running, sources, monkeypatch):
    monkeypatch.setattr("analysis.pool.CHUNK", 2)
    made = running()
    (worker,) = made.work(1)
    with shorter(monkeypatch, LOST=3.0, LOOK=0.5), pytest.raises(InputError, match="are gone: start more"):
        read(sources, made.address, progress=at(20, worker.kill))


def test_a_cluster_that_is_full_is_said_and_waited_for(two, sources, alone, monkeypatch):
    said = []
    monkeypatch.setattr(cluster_module, "SLOW", 1.0)
    monkeypatch.setattr(cluster_module, "LOOK", 0.5)
    with distributed.Client(two.address, set_as_default=False) as other:
        busy = [other.submit(time.sleep, 4, pure=False) for _ in range(2)]
        with Cache(None, print) as cache, reader(two.address, said.append) as made:
            found = read_sources(sources, cache=cache, reader=made)
        assert all(future.done() for future in busy)
    assert found.readings == alone.readings
    assert said
    assert "is busy with other work" in said[0]


@pytest.fixture(scope="module")
def other_code(tmp_path_factory, project):
    """The program with another lexicon."""
    folder = tmp_path_factory.mktemp("other")
    shutil.copytree(project / "analysis", folder / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "analysis" / "lexicons" / "topics.yml").open("a") as lexicon:
        lexicon.write("\n# another\n")
    return folder


def test_workers_with_another_lexicon_are_refused_before_anything_is_sent(running, sources, other_code, monkeypatch):
    made = running()
    made.work(1, other_code)
    sent = []
    monkeypatch.setattr(cluster_module, "carried", lambda file: sent.append(file) or carried(file))
    with pytest.raises(
        InputError, match=r"worker tcp://127\.0\.0\.1:\d+ has not the lexicons of this machine: install"
    ):
        read(sources, made.address)
    assert sent == []
    # and one that joins later, by the tasks it is given
    monkeypatch.setattr(cluster_module.Cluster, "_check", lambda self, client: None)
    with pytest.raises(
        InputError, match=r"worker tcp://127\.0\.0\.1:\d+ has not the lexicons of this machine: install"
    ):
        read(sources, made.address)


def test_workers_without_the_program_are_refused(running, sources, tmp_path, monkeypatch):
    made = running()
    made.work(1, without(tmp_path))
    with pytest.raises(InputError, match=r"worker .* cannot run this program \(.*No module named .*\): install"):
        read(sources, made.address)
    monkeypatch.setattr(cluster_module.Cluster, "_check", lambda self, client: None)
    with pytest.raises(InputError, match=r"cannot run this program \(.*No module named .*\): install"):
        read(sources, made.address)


def test_a_scheduler_without_workers_is_told_after_a_moment(running, sources, monkeypatch):
    made = running()
    with shorter(monkeypatch, FIRST_WORKER=0.5), pytest.raises(InputError, match="has no workers: start some with"):
        read(sources, made.address)


def test_a_scheduler_of_another_version_is_told(two, sources, monkeypatch):
    monkeypatch.setattr(cluster_module, "version", lambda package: "1999.1")
    with pytest.raises(
        InputError, match=r"runs distributed [\d.]+, this machine 1999.1: the two talk only in the same"
    ):
        read(sources, two.address)


def test_what_answers_and_is_no_scheduler_is_one_sentence(sources, tmp_path):
    with socketserver.TCPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.server_address[1]}"
        arguments = ["tables", "--seeds", sources, "--output", tmp_path / "out", "--cluster", address]
        status, _, err = briefing(*arguments)
        server.shutdown()
    assert status == 1
    assert address in err
    assert len(err.splitlines()) == 1


def test_what_differs_between_two_machines_is_named():
    mine = signature()
    assert difference(mine, signature()) == ""
    assert difference(mine, {**mine, "version of Python": "2.7"}) == "version of Python"
    assert difference(mine, {**mine, "code or libraries": "x"}) == "code or libraries"


def test_no_scheduler_at_the_address_is_one_sentence(sources, tmp_path):
    arguments = ["tables", "--seeds", sources, "--output", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9"]
    status, _, err = briefing(*arguments)
    assert status == 1
    assert err.startswith("briefing: No scheduler answers at tcp://127.0.0.1:9: start one with 'dask scheduler'")
    assert len(err.splitlines()) == 1


def test_local_workers_read_alike_and_end_with_the_run(sources, alone, tmp_path):
    assert read(sources, "local:2").readings == alone.readings
    arguments = ["tables", "--seeds", sources, "--output", tmp_path / "out", "--fresh", "--cluster", "local:2"]
    run = subprocess.Popen(
        [sys.executable, "-m", "analysis", *map(str, arguments)], start_new_session=True, stderr=subprocess.PIPE
    )
    while len(members(run.pid)) < 3 and run.poll() is None:
        time.sleep(0.05)
    run.kill()
    run.wait()
    deadline = time.monotonic() + 60
    while members(run.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert members(run.pid) == []
    assert not (tmp_path / "out").exists()


def test_a_local_cluster_does_not_start_where_nothing_is_to_be_read(sources, tmp_path, monkeypatch):
    store = tmp_path / "cache" / "readings"
    read(sources, store=store)
    (sources / "elsewhere.txt").unlink()
    monkeypatch.setattr(cluster_module.Cluster, "_connect", lambda self: pytest.fail("started"))
    assert read(sources, "local:2", store=store).read_anew == 0
    (sources / "elsewhere.txt").symlink_to("/etc/hostname")


def test_local_workers_that_cannot_be_started_are_one_sentence(sources, monkeypatch):
    def refused(self):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(cluster_module.Cluster, "_start", refused)
    with pytest.raises(InputError, match=r"workers of local:900 cannot be started \(Too many open files\): ask for"):
        read(sources, "local:900")


def test_without_the_package_its_extra_is_named(sources, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"pip install '.\[cluster\]'"):
        read(sources, "tcp://127.0.0.1:9")


@pytest.mark.parametrize(
    "address", ["tcp://host:8786", "host:8786", "tls://10.0.0.1:1", "tcp://[::1]:80", "local:16"]
)
def test_addresses_that_may_be(address):
    assert fault(address) == ""


@pytest.mark.parametrize("address", ["host", "tcp://", "local:", "local:0", "local:two", "a b:1", "tcp://h:99999x"])
def test_addresses_that_may_not_be_are_wrong_usage(address, monkeypatch, capsys, tmp_path):
    status, _, err = call(monkeypatch, capsys, "tables", "--output", tmp_path / "out", "--cluster", address)
    assert status == 2
    assert "--cluster" in err


def test_a_source_carries_its_content_or_why_there_is_none(sources):
    found = {file.name: carried(file) for file in listed(sources, source_files(sources))}
    assert found["002.txt"].content == (sources / "002.txt").read_bytes()
    assert found["002.txt"].given == {"published": "2020-05-05"}
    assert found["wire.jsonl:7"].size > 300
    assert "leads out of the folder" in found["elsewhere.txt"].fault
    assert found["elsewhere.txt"] == Carried("elsewhere.txt", b"", {}, found["elsewhere.txt"].fault)
    assert {file.source for file in read_corpus(sources).rejected} >= {"elsewhere.txt"}

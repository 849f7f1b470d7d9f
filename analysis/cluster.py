"""Reading on a Dask cluster: the same readings, in the same order, as on this machine."""

from __future__ import annotations

import asyncio
import logging
import pickle
import re
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.carried import Call, Carried, Refusal, carried, difference, signature
from analysis.errors import InputError, one_line
from analysis.folder import File
from analysis.pool import AHEAD, chunked, in_order
from analysis.sources import Reader, by_processes
from analysis.topic_lexicon import written_in

CONNECT = 5.0  # seconds until a scheduler must answer
FIRST_WORKER = 10.0  # seconds until the first worker must be there
LOST = 30.0  # seconds that may pass without any worker, once there were some
SLOW = 60.0  # seconds without a result after which the person waiting is told
LOOK = 2.0  # seconds between two looks at the cluster
RETRIES = 2  # of a task that failed; one whose worker died is given to others by the scheduler
LOGGERS = ("distributed", "tornado", "asyncio", "bokeh")  # whatever they have to say is said here in one sentence
LOCAL = "local:"
KEPT = "what was read is kept, and the same command goes on from there"
INSTALL = "install the same version of this program and its packages there, and start it again"
Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sent:
    """A chunk that the cluster has: where its sources begin and end, and its result to come."""

    first: str
    last: str
    future: Future[Any]

    def __str__(self) -> str:
        """Return the range in words."""
        return f"source {self.first}" if self.first == self.last else f"sources {self.first} to {self.last}"


def fault(address: str) -> str:
    """Return why ``--cluster`` cannot take a value, or ``""``."""
    if address.startswith(LOCAL):
        number = address.removeprefix(LOCAL)
        return (
            "" if re.fullmatch(r"[1-9][0-9]{0,3}", number) else f"--cluster local:N takes a number, not {number!r}."
        )
    if re.fullmatch(r"(?:[a-z]+://)?(?:[^\s:/\[\]]+|\[[0-9A-Fa-f:.%]+\]):[0-9]{1,5}", address):
        return ""
    return f"--cluster takes the address of a scheduler, such as tcp://host:8786, or local:N, not {address!r}."


@contextmanager
def reader(address: str, warn: Warn) -> Iterator[Reader]:
    """Give who reads: the processes of this machine, or the cluster at an address.

    Parameters
    ----------
    address : str
        Of a scheduler; ``local:N`` for N workers on this machine; ``""`` for none.
    warn : callable
        Is told when the cluster lets one wait.

    Raises
    ------
    InputError
        The cluster is not there, has no workers, is too old, or reads otherwise than this machine.
    """
    if not address:
        yield by_processes
        return
    with Cluster(address, warn) as cluster:
        yield cluster.read


class Cluster:
    """The cluster at an address, connected from the block's beginning; a local one from the first source on."""

    def __init__(self, address: str, warn: Warn) -> None:
        self._address = address
        self._local = address.startswith(LOCAL)
        self._warn = warn
        self._stack = ExitStack()
        self._client: Any = None  # a distributed.Client
        self._threads = 0
        self._looked = self._alive = self._heard = 0.0

    def __enter__(self) -> Cluster:
        """Connect."""
        if not self._local:
            try:
                self._connect()
            except BaseException:
                self.__exit__()
                raise
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of the cluster; a local one ends."""
        with suppress(Exception):  # a cluster that is gone cannot be left in order
            self._stack.close()

    def read(self, files: Iterable[File], own_topics: Path | None) -> Iterator[bytes]:
        """Yield packed readings in the order of the files, of which only some are with the cluster at once.

        Raises
        ------
        InputError
            The scheduler or all workers are lost, a worker reads otherwise than this machine, or sources end the
            workers that read them.
        """
        own = written_in(own_topics) if own_topics else None
        chunks = chunked(map(carried, files), lambda source: source.size)
        wanted = signature()
        executor: Executor | None = None

        def submit(chunk: Sequence[Carried]) -> Sent:
            nonlocal executor
            executor = executor or self._executor()
            with self._told():
                future = executor.submit(pickle.loads, pickle.dumps(Call(wanted, own, chunk), protocol=5))
            return Sent(chunk[0].name, chunk[-1].name, future)

        try:
            yield from in_order(chunks, submit, self._result, lambda: AHEAD * max(self._threads, 1))
        finally:
            if executor is not None:
                with suppress(Exception):
                    executor.shutdown(wait=False)  # what is still to come is not wanted any more

    def _executor(self) -> Executor:
        client = self._client or self._connect()
        self._heard = time.monotonic()
        self._look()
        executor: Executor = client.get_executor(pure=False, retries=RETRIES)
        return executor

    def _connect(self) -> Any:
        try:
            import distributed
        except ImportError:
            raise InputError(
                "--cluster needs the package distributed: install it with pip install '.[cluster]'."
            ) from None
        _silence()
        self._stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        try:
            if not self._local:
                self._check_version(asyncio.run(_version(self._address)), version("distributed"))
            client = self._stack.enter_context(
                distributed.Client(self._start(), timeout=CONNECT, set_as_default=False)
            )
        except InputError:
            raise
        except (OSError, TimeoutError) as error:
            if self._local:
                raise InputError(
                    f"The workers of {self._address} cannot be started ({one_line(error)}): ask for fewer."
                ) from None
            raise InputError(
                f"No scheduler answers at {self._address}: start one with 'dask scheduler', or name another with --cluster."
            ) from None
        except Exception as error:  # whatever a program of another kind answers
            raise InputError(
                f"What answers at {self._address} is no scheduler ({one_line(error)}): name another with --cluster."
            ) from None
        self._client = client
        with self._told():
            self._check(client)
        self._alive = time.monotonic()
        return client

    def _start(self) -> Any:
        """Return the address, or a cluster started here: on the loopback, without a dashboard."""
        if not self._local:
            return self._address
        import dask
        from distributed import LocalCluster

        folder = self._stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        self._stack.enter_context(
            dask.config.set({"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []})
        )
        return self._stack.enter_context(
            LocalCluster(
                n_workers=int(self._address.removeprefix(LOCAL)),
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
                local_directory=folder,
                silence_logs=logging.CRITICAL,
            )
        )

    def _check(self, client: Any) -> None:
        """Refuse a cluster without workers, and workers that read otherwise."""
        try:
            client.wait_for_workers(1, timeout=FIRST_WORKER)
        except TimeoutError:
            raise InputError(
                f"The scheduler at {self._address} has no workers: start some with 'dask worker {self._address}'."
            ) from None
        wanted = signature()
        for worker, found in sorted(client.run(signature, on_error="return").items()):
            if isinstance(found, BaseException):
                raise InputError(f"The worker {worker} cannot run this program ({one_line(found)}): {INSTALL}.")
            self._refuse(worker, difference(wanted, found))

    def _check_version(self, there: str, here: str) -> None:
        if there != here:
            raise InputError(
                f"The scheduler at {self._address} runs distributed {there}, this machine {here}: the two talk only in "
                "the same version, install it on both."
            )

    def _refuse(self, worker: str, other: str) -> None:
        if other:
            raise InputError(f"The worker {worker} has not the {other} of this machine: {INSTALL}.")

    def _result(self, sent: Sent) -> list[bytes]:
        """Wait for a chunk's readings, with a look at the cluster now and then."""
        while True:
            with self._told(sent):
                try:
                    made = sent.future.result(timeout=LOOK)
                except TimeoutError:
                    if sent.future.done():
                        raise
                    self._look()
                    continue
            if time.monotonic() - self._looked > LOOK:
                with self._told(sent):
                    self._look()
            self._heard = time.monotonic()
            if isinstance(made, Refusal):
                self._refuse(made.worker, made.other)
            readings: list[bytes] = made
            return readings

    def _look(self) -> None:
        """Count the threads of the workers; notice when all are gone, and say so when nothing comes for long."""
        client = self._client
        running = client.sync(client.scheduler.ncores_running, callback_timeout=LOST)
        self._threads = sum(running.values())
        now = self._looked = time.monotonic()
        if self._threads:
            self._alive = now
        elif now - self._alive > LOST:
            there = client.sync(client.scheduler.ncores, callback_timeout=LOST)
            what = "are paused for want of memory" if there else "are gone"
            raise InputError(f"The workers of the cluster at {self._address} {what}: start more; {KEPT}.")
        if now - self._heard > SLOW:
            self._warn(f"The cluster at {self._address} is busy with other work, nothing has come for {SLOW:.0f} s.")
            self._heard = now

    @contextmanager
    def _told(self, sent: Sent | None = None) -> Iterator[None]:
        """Make what the cluster raises one sentence."""
        from distributed import KilledWorker

        try:
            yield
        except InputError:
            raise
        except KilledWorker:
            raise InputError(
                f"The workers that read the {sent} ended one after the other, perhaps for want of memory: give them "
                f"more, or take that out; {KEPT}."
            ) from None
        except MemoryError:
            raise InputError(f"A worker has too little memory for the {sent}: give it more; {KEPT}.") from None
        except (CancelledError, OSError, TimeoutError):
            raise InputError(f"The scheduler at {self._address} was lost: start it again; {KEPT}.") from None
        except Exception as error:
            if self._client is not None and self._client.status != "running":
                raise InputError(f"The scheduler at {self._address} was lost: start it again; {KEPT}.") from None
            if isinstance(error, ImportError | AttributeError):
                raise InputError(
                    f"The cluster at {self._address} cannot run this program ({one_line(error)}): {INSTALL}; {KEPT}."
                ) from None
            raise


async def _version(address: str) -> str:
    """Ask a scheduler for its version of distributed; a client asks only one of its own version, or waits for long.

    Raises
    ------
    OSError, TimeoutError
        Nobody answers, or not as a scheduler does.
    """
    from distributed import Security, rpc

    arguments = Security().get_connection_args("client")
    async with asyncio.timeout(2 * CONNECT), rpc(address, timeout=CONNECT, connection_args=arguments) as scheduler:
        versions = await scheduler.versions()
    return str(versions["packages"]["distributed"])


def _silence() -> None:
    """Let the libraries write nothing to the terminal."""
    for name in [*LOGGERS, *logging.root.manager.loggerDict]:
        if name.split(".")[0] in LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)

"""A Python kernel for the cells, started before anything slow is imported.

Importing what talks to a kernel takes as long as the kernel takes to start; so the process is
started by hand, and the rest is imported while it gets ready.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

CHANNELS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
STEADY = {"MPLBACKEND": "agg", "SOURCE_DATE_EPOCH": "0"}  # where the caller says nothing else
# a kernel without its debugger, whose import takes as long as all else; nobody debugs a report's cells
LAUNCH = """
import importlib, sys
from analysis.garbage import look_seldom
look_seldom()
sys.modules["debugpy"] = None
for name in {imports!r}:
    try:
        importlib.import_module(name)
    except Exception:  # the cell that needs it will say so
        pass
from ipykernel import kernelapp
kernelapp.launch_new_instance()
"""
OPTIONS = ("--HistoryManager.enabled=False", "--IPKernelApp.log_level=50")
LONGEST_FOLDER = 60  # a socket's path has room for about a hundred characters
PATIENCE = 10  # seconds that a kernel gets to end


def cell_environment() -> dict[str, str]:
    """Return the environment of cells: this package importable, and nothing left to chance."""
    package = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")]))
    return {**STEADY, **os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"}


class Kernel:
    """A running kernel of the Python that runs this, for one document; a context manager that ends it.

    Parameters
    ----------
    imports : sequence of str
        Modules that it imports before it is ready, while its caller does something else.

    Attributes
    ----------
    connection_file : Path
        What a client needs to reach it.
    """

    def __init__(self, imports: Sequence[str] = ()):
        self._runtime = tempfile.TemporaryDirectory(prefix="bk-", dir=_short_folder())
        runtime = Path(self._runtime.name)
        self.connection_file = runtime / "kernel.json"
        self._log = runtime / "kernel.log"
        self.connection_file.write_text(json.dumps(_connection(runtime)), encoding="utf-8")
        launch = LAUNCH.format(imports=list(imports))
        command = [sys.executable, "-c", launch, "-f", str(self.connection_file), *OPTIONS]
        variables = {**cell_environment(), "IPYTHONDIR": str(runtime), "JPY_PARENT_PID": str(os.getpid())}
        with self._log.open("wb") as log:  # what cells write comes by message; this is the kernel's own chatter
            self._process = subprocess.Popen(
                command, cwd=runtime, env=variables, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    @property
    def last_words(self) -> str:
        """The last line that the process wrote by itself, for the message when it ends too early."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it gave no reason")

    def __enter__(self) -> Kernel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)
        self._runtime.cleanup()


def _short_folder() -> str | None:
    return None if len(tempfile.gettempdir()) <= LONGEST_FOLDER or not Path("/tmp").is_dir() else "/tmp"


def _connection(runtime: Path) -> dict[str, str | int]:
    """Return how to reach the kernel: by sockets in the file system, so that no port is opened."""
    common: dict[str, str | int] = {"key": secrets.token_hex(16), "signature_scheme": "hmac-sha256"}
    if sys.platform == "win32":
        return {**common, "transport": "tcp", "ip": "127.0.0.1", **_free_ports()}
    numbered = {channel: number for number, channel in enumerate(CHANNELS, start=1)}
    return {**common, "transport": "ipc", "ip": str(runtime / "socket"), **numbered}


def _free_ports() -> dict[str, int]:
    open_sockets = {channel: socket.socket() for channel in CHANNELS}
    for opened in open_sockets.values():
        opened.bind(("127.0.0.1", 0))
    ports = {channel: int(opened.getsockname()[1]) for channel, opened in open_sockets.items()}
    for opened in open_sockets.values():
        opened.close()
    return ports

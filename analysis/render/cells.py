"""The cells of a document, run once in a kernel of their own; what they show becomes Markdown."""

from __future__ import annotations

import ast
import asyncio
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from analysis.display import escape
from analysis.errors import InputError
from analysis.render.errors import unsupported
from analysis.render.settings import Meta
from analysis.render.source import INLINE, SHORTCODE, Cell, Document, Prose

QUIET = ("--HistoryManager.enabled=False", "--IPKernelApp.log_level=50")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
DEFAULTS = {"echo": True, "output": True, "warning": True, "include": True}

Say = Callable[[str], None]


class _ThisPython(KernelSpecManager):
    """Kernels of the Python that renders, whatever kernels a user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the specification of a kernel of this Python."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="Python", language="python", name=kernel_name)


def run_document(document: Document, folder: Path, execute: Meta, environment: Mapping[str, str], say: Say) -> str:
    """Run all cells and inline expressions of a document in order.

    Returns
    -------
    str
        The document as Markdown: its prose with the values of inline expressions, and what the
        cells showed, in the divisions that Quarto puts around it.

    Raises
    ------
    InputError
        A cell failed (the message names cell and cause) or showed something that is not supported.
    """
    with tempfile.TemporaryDirectory(prefix="bk-") as runtime:  # short: sockets have short paths
        return asyncio.run(_run(document, folder, execute, environment, Path(runtime), say))


async def _run(
    document: Document, folder: Path, execute: Meta, environment: Mapping[str, str], runtime: Path, say: Say
) -> str:
    notebook = nbformat.v4.new_notebook()
    client = NotebookClient(
        notebook,
        km=_kernel_manager(runtime),
        timeout=None,
        record_timing=False,
        shutdown_kernel="immediate",
        extra_arguments=list(QUIET),
        resources={"metadata": {"path": str(folder)}},
    )
    # the kernel's own chatter goes nowhere; what cells write comes by message
    silence = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    variables = {**environment, "IPYTHONDIR": str(runtime), "JUPYTER_RUNTIME_DIR": str(runtime)}
    total = sum(isinstance(part, Cell) for part in document.parts)
    shown: list[str] = []
    async with client.async_setup_kernel(env=variables, **silence):
        for part in document.parts:
            if isinstance(part, Prose):
                shown.append(await _fill(client, part.text, document.name))
            else:
                say(f"cell {part.number} of {total}")
                shown.append(await _run_cell(client, part, {**DEFAULTS, **execute, **part.options}, document.name))
    return "\n\n".join(shown) + "\n"


def _kernel_manager(runtime: Path) -> AsyncKernelManager:
    manager = AsyncKernelManager(kernel_spec_manager=_ThisPython(), connection_file=str(runtime / "kernel.json"))
    if sys.platform != "win32":  # sockets of the file system: no port is opened
        manager.transport = "ipc"
        manager.ip = str(runtime / "socket")
    return manager


async def _run_cell(client: NotebookClient, cell: Cell, options: Meta, document: str) -> str:
    code = nbformat.v4.new_code_cell(cell.code)
    client.nb.cells.append(code)
    try:
        await client.async_execute_cell(code, len(client.nb.cells) - 1)
    except CellExecutionError as error:
        cause = f"{error.ename}: {error.evalue}" if error.evalue else error.ename
        raise InputError(f"{document}, {cell.name} failed: {_one_line(cause)}") from None
    except DeadKernelError:
        raise InputError(f"{document}, {cell.name} ended the Python that ran it.") from None
    return _markdown_of(cell, code.outputs, options, document)


async def _fill(client: NotebookClient, text: str, document: str) -> str:
    """Replace the inline expressions of a text by their values."""
    expressions = list(dict.fromkeys(match.group(2).strip() for match in INLINE.finditer(text)))
    if not expressions:
        return text
    named = {str(index): expression for index, expression in enumerate(expressions)}
    reply = await client.async_wait_for_reply(client.kc.execute("", user_expressions=named))
    values: dict[str, str] = {}
    for key, result in ((reply or {}).get("content", {}).get("user_expressions") or {}).items():
        if result["status"] != "ok":
            cause = _one_line(f"{result['ename']}: {result['evalue']}")
            raise InputError(f"{document}, the inline expression {named[key]!r} failed: {cause}")
        values[named[key]] = _inline_value(result["data"])
    return INLINE.sub(lambda match: match.group(1) + values[match.group(2).strip()], text)


def _inline_value(data: Mapping[str, str]) -> str:
    if "text/markdown" in data:
        return data["text/markdown"]
    plain = data["text/plain"]
    if plain[:1] in "'\"":  # the value of a string, not its representation
        plain = str(ast.literal_eval(plain))
    return escape(plain)


def _markdown_of(cell: Cell, outputs: list[Any], options: Meta, document: str) -> str:
    """Return what a cell shows, in the divisions that Quarto puts around it."""
    pieces: list[str] = []
    if options["include"] and options["echo"]:
        pieces.append(_fenced(cell.code, "{.python .cell-code}"))
    asis = options["output"] == "asis"
    for output in outputs if options["include"] and options["output"] else []:
        if output.output_type == "stream":
            if output.name == "stderr" and not options["warning"]:
                continue
            raw = asis and output.name == "stdout"
            text, kind = (
                (output.text if raw else _fenced(ANSI.sub("", output.text))),
                f".cell-output-{output.name}",
            )
        else:
            text, kind = _display(output, cell, document), ".cell-output-display .cell-output-markdown"
        if SHORTCODE in text:
            raise unsupported(document, f"a shortcode in the output of {cell.name}", "escape what comes from sources")
        pieces.append(text if asis else f"::: {{.cell-output {kind}}}\n\n{text}\n\n:::")
    if not pieces:
        return ""
    body = "\n\n".join(pieces)
    return body if asis else f":::: {{.cell}}\n\n{body}\n\n::::"


def _display(output: Any, cell: Cell, document: str) -> str:
    data = output.data
    if "text/markdown" in data:
        return str(data["text/markdown"])
    if set(data) == {"text/plain"}:
        return _fenced(str(data["text/plain"]))
    kind = min(set(data) - {"text/plain"})
    raise unsupported(document, f"the output {kind} of {cell.name}", "end the cell in IPython.display.Markdown(…)")


def _fenced(text: str, attributes: str = "") -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{attributes}\n{text.rstrip()}\n{fence}"


def _one_line(text: str) -> str:
    lines = [line.strip() for line in ANSI.sub("", text).splitlines() if line.strip()]
    return lines[0] if lines else "unknown cause"

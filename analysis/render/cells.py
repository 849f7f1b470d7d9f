"""The cells of a document, run once in a kernel of their own; what they show becomes Markdown."""

from __future__ import annotations

import ast
import asyncio
import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import v4 as nbformat

from analysis.display import escape
from analysis.errors import InputError
from analysis.render.errors import unsupported
from analysis.render.kernel import Kernel
from analysis.render.settings import Meta
from analysis.render.source import INLINE, SHORTCODE, Cell, Document, Prose

ANSI = re.compile(r"\x1b\[[0-9;]*m")
DEFAULTS = {"echo": True, "output": True, "warning": True, "include": True}
PLACE = "import os; os.chdir({folder!r}); os.environ.update({environment!r}); del os"
START_SECONDS = 120
TICK = 0.1  # seconds between two looks at a kernel that starts

Say = Callable[[str], None]


class _Client(AsyncKernelClient):
    """A client that knows the process it talks to."""

    kernel: Kernel

    async def is_alive(self) -> bool:
        """Whether the kernel still runs."""
        return self.kernel.alive


def run_document(
    document: Document, execute: Meta, kernel: Kernel, folder: Path, environment: Mapping[str, str], say: Say
) -> str:
    """Run all cells and inline expressions of a document in order.

    Parameters
    ----------
    document : Document
        As `read_document` gives it.
    execute : dict
        What the settings say for all cells.
    kernel : Kernel
        A fresh one.
    folder : Path
        Where the cells run.
    environment : mapping
        Variables that they see besides those that the kernel started with.
    say : callable
        Called with a short line for every cell.

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
    place = PLACE.format(folder=str(folder), environment=dict(environment))
    run = partial(asyncio.run, _run(document, execute, kernel, place, say))
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return run()
    with ThreadPoolExecutor(1) as apart:  # a caller who has a loop of its own
        return apart.submit(run).result()


async def _run(document: Document, execute: Meta, kernel: Kernel, place: str, say: Say) -> str:
    notebook = nbformat.new_notebook()
    client = NotebookClient(notebook, timeout=None, record_timing=False)
    client.kc = channels = await _connect(kernel)
    total = sum(isinstance(part, Cell) for part in document.parts)
    shown: list[str] = []
    try:
        await client.async_wait_for_reply(channels.execute(place, silent=True))
        for part in document.parts:
            if isinstance(part, Prose):
                shown.append(await _fill(client, part.text, document.name))
            else:
                say(f"cell {part.number} of {total}")
                options = {**DEFAULTS, **execute, **part.options}
                shown.append(await _run_cell(client, part, options, document.name))
    finally:
        channels.stop_channels()
        channels.context.destroy(linger=0)
    return "\n\n".join(shown) + "\n"


async def _connect(kernel: Kernel) -> _Client:
    """Return a client of a kernel that answers and whose output arrives."""
    client = _Client(connection_file=str(kernel.connection_file))
    client.kernel = kernel
    client.load_connection_file()
    client.start_channels(stdin=False, hb=False)
    client.allow_stdin = False
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and kernel.alive:
        # only a message on the output channel shows that no output can be lost from now on
        client.kernel_info()
        try:
            await client.get_iopub_msg(timeout=TICK)
            await client.get_shell_msg(timeout=START_SECONDS)
            return client
        except Empty:
            continue
    raise InputError(f"The Python that runs the cells did not start: {kernel.last_words}.")


async def _run_cell(client: NotebookClient, cell: Cell, options: Meta, document: str) -> str:
    code = nbformat.new_code_cell(cell.code)
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
    assert client.kc is not None
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
        pieces.append(_fenced(cell.code, "{.cell-code}"))
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

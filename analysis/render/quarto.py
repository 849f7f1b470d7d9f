"""The report rendered by Quarto, for those who have it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from analysis.errors import InputError

OLDEST = (1, 9)
QUARTO_NAME = {"html": "html", "pdf": "typst"}
MESSAGE_LINES = 3  # of Quarto's own words, shown when it fails


def version() -> tuple[int, ...] | None:
    """Return the version of Quarto on the path, or None where there is none that answers."""
    program = shutil.which("quarto")
    return _version_of(program) if program else None


@cache
def _version_of(program: str) -> tuple[int, ...] | None:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    numbers = re.match(r"\d+(\.\d+)*", answer.stdout.strip())
    return tuple(int(number) for number in numbers.group().split(".")[:3]) if numbers else None


def render(
    document: Path,
    formats: Sequence[str],
    environment: Mapping[str, str],
    metadata: Mapping[str, str],
    say: Callable[[str], None],
) -> list[Path]:
    """Render a private copy of a document with Quarto.

    The arguments are those of `analysis.render.render`.
    """
    made: list[Path] = []
    document.write_text(with_metadata(document.read_text(encoding="utf-8"), metadata), encoding="utf-8")
    for name in formats:
        say(f"Quarto: {name}")
        target = f"{document.stem}.{name}"
        command = ["quarto", "render", document.name, "--to", QUARTO_NAME[name], "--output", target]
        # cells run with the very Python that renders: the one that has the package
        variables = {**environment, "QUARTO_PYTHON": sys.executable}
        done = subprocess.run(
            command, cwd=document.parent, env=variables, capture_output=True, text=True, check=False
        )
        found = sorted(document.parent.rglob(target))
        if done.returncode or not found:
            raise InputError(f"Quarto could not render {document.name} to {name}: {_reason(done.stderr)}")
        made.append(found[0])
    return made


def with_metadata(source: str, metadata: Mapping[str, str]) -> str:
    """Return a document with values in its front matter, where Quarto lets them win over all others.

    On its command line they would reach Pandoc as they stand there, quotation marks and all.
    """
    front = re.match(r"---[ \t]*\n(.*?)^---[ \t]*\n", source, re.DOTALL | re.MULTILINE)
    own = yaml.safe_load(front[1]) if front else None
    merged = {**(own if isinstance(own, dict) else {}), **metadata}
    text = yaml.safe_dump(merged, allow_unicode=True, sort_keys=False) if merged else ""
    return f"---\n{text}---\n{source[front.end() :] if front else source}" if merged else source


def _reason(stderr: str) -> str:
    """Return the telling lines of what Quarto wrote: its own errors, else the end of a traceback."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in stderr.splitlines()]
    lines = [line for line in plain if line and not line.startswith(("at ", "Stack trace"))]
    telling = [line for line in lines if re.match(r"(ERROR|error|\w+(Error|Exception)\b)", line)]
    return "; ".join((telling or lines or ["it gave no reason"])[-MESSAGE_LINES:])

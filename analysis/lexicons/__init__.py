"""Lexicons: what the rules know about the world, as YAML that a user may extend."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import InputError

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> Any:
    """Return the content of ``lexicons/<name>.yml``.

    Raises
    ------
    InputError
        The file is missing or no YAML; the sentence names the file and line.
    """
    return read_yaml(FOLDER / f"{name}.yml")


def listed(text: str) -> list[str]:
    """Return the entries of a comma-separated lexicon text, white space folded."""
    return [" ".join(part.split()) for part in str(text).split(",") if part.strip()]


def read_yaml(path: Path) -> Any:
    """Return the content of a lexicon file.

    Raises
    ------
    InputError
        The file is missing or no YAML, or an entry stands twice; the sentence names the file and line.
    """
    return parse_yaml(path.name, read_content(path))


def read_content(path: Path) -> str:
    """Return the text of a lexicon file.

    Raises
    ------
    InputError
        The file is missing or no text in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(f"The lexicon {path.name} is missing from {path.parent.name}/: restore it.") from None
    except (UnicodeDecodeError, OSError):
        raise InputError(f"The lexicon {path.name} cannot be read: save it as a text in UTF-8.") from None


def parse_yaml(name: str, content: str) -> Any:
    """Return what the text of a lexicon file of that name holds.

    Raises
    ------
    InputError
        It is no YAML, or an entry stands twice; the sentence names the file and line.
    """
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(content)
        node = loader.get_single_node()
        _check_keys(name, node)
        return loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        if mark and "\t" in content.splitlines()[min(mark.line, content.count("\n"))]:
            raise InputError(f"{name} has a tab{where}: indent with spaces.") from None
        raise InputError(f"{name} is not valid YAML{where}: mend the indentation or quoting there.") from None


def _check_keys(name: str, node: yaml.Node | None) -> None:
    """Raise where a key of a mapping stands twice, which YAML itself lets pass."""
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            line = key.start_mark.line + 1
            raise InputError(f"{name} has {key.value!r} twice, again in line {line}: make it one entry.")
        if isinstance(key.value, str):
            seen.add(key.value)
        _check_keys(name, value)


@cache
def fingerprint() -> str:
    """Return the SHA-256 over all lexicon files, so that results name what they rest on."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.yml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

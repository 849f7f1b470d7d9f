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
    path = FOLDER / f"{name}.yml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise InputError(f"The lexicon {path.name} is missing from {FOLDER.name}/: restore it.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise InputError(f"{path.name} is not valid YAML{where}: mend the indentation or quoting there.") from None


@cache
def fingerprint() -> str:
    """Return the SHA-256 over all lexicon files, so that results name what they rest on."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.yml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

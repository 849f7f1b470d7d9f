"""The contract of the tables: names, columns and what they hold (``contract.yml``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def contract() -> dict[str, Any]:
    """Return ``contract.yml``: for each table what it holds, its key and its columns; and ``version``."""
    path = Path(__file__).with_name("contract.yml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def names() -> list[str]:
    """Return the names of the tables in their order."""
    return [name for name in contract() if name != "version"]


def columns(name: str) -> list[str]:
    """Return the columns of a table in their order."""
    return list(contract()[name]["columns"])


def lists(name: str) -> list[str]:
    """Return the columns of a table that hold lists."""
    return [column for column, kind in contract()[name]["columns"].items() if kind[0] in ("list", "evidence")]

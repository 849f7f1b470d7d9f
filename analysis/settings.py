"""``report/settings.yml``: what the briefing is about and how much of it is shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pycountry
import yaml

from analysis.dates.edtf import is_valid
from analysis.errors import InputError

PAPERS = ("a4", "us-letter")
APPENDICES = ("full", "excerpts")


@dataclass(frozen=True)
class Settings:
    """The settings of a briefing; ``fingerprint`` is the SHA-256 of what they say."""

    title: str = "Briefing"
    subtitle: str = ""
    countries: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    period: str = ""
    topics_shown: int = 16
    rows_shown: int = 60
    papersize: str = "a4"
    appendix: str = "full"
    topics: Path | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the settings."""
        content = "\0".join(f"{field.name}={_plain(getattr(self, field.name))!r}" for field in fields(self))
        return hashlib.sha256(content.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return a setting as it is, and of a file what is in it: its place says nothing of the briefing."""
    return value.read_bytes() if isinstance(value, Path) else value


def read_settings(path: Path) -> Settings:
    """Read a settings file; a file that it names lies beside it.

    Raises
    ------
    InputError
        The file is missing or no YAML, or an entry is unknown or of a wrong kind; the sentence names it.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except FileNotFoundError:
        raise InputError(f"The settings file {path} does not exist: name another with --settings.") from None
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise InputError(f"{path.name} is not valid YAML{where}: mend the indentation or quoting there.") from None
    if not isinstance(entries, dict):
        raise InputError(f"{path.name} must hold lines of the form 'title: …'.")
    known = {field.name for field in fields(Settings)}
    unknown = sorted(set(map(str, entries)) - known)
    if unknown:
        raise InputError(
            f"{path.name} has an unknown entry {unknown[0]!r}: the entries are {', '.join(sorted(known))}."
        )
    return _checked(path, entries)


def _checked(path: Path, entries: dict[str, Any]) -> Settings:
    name = path.name
    values: dict[str, Any] = {}
    for key, value in entries.items():
        if key in ("countries", "bodies"):
            values[key] = _codes(name, key, value)
        elif key in ("topics_shown", "rows_shown"):
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise InputError(f"{name}: {key!r} must be a whole number of at least 1, not {value!r}.")
            values[key] = value
        elif key == "topics":
            values[key] = _beside(path, value)
        else:
            values[key] = "" if value is None else str(value).strip()
    if values.get("period") and not is_valid(values["period"]):
        raise InputError(
            f"{name}: the period {values['period']!r} is not an EDTF date such as 2025 or 2025-01/2025-06."
        )
    for key, choices in (("papersize", PAPERS), ("appendix", APPENDICES)):
        if values.get(key) and values[key] not in choices:
            raise InputError(f"{name}: {key!r} is {values[key]!r}: use {' or '.join(choices)}.")
    return Settings(**{key: value for key, value in values.items() if value not in ("", None)})


def _beside(path: Path, value: Any) -> Path | None:
    if value in ("", None):
        return None
    found = path.resolve().parent / str(value)
    if not isinstance(value, str) or not found.is_file():
        raise InputError(
            f"{path.name}: there is no file {value!r} for 'topics': name a topic lexicon beside {path.name}."
        )
    return found


def _codes(name: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputError(f"{name}: {key!r} must be a list of codes, such as [IR, TJ] (NO in quotes).")
    if key == "countries":
        for code in value:
            if pycountry.countries.get(alpha_2=code) is None:
                raise InputError(f"{name}: {code!r} is not an ISO 3166-1 alpha-2 code: write e.g. TJ for Tajikistan.")
    return tuple(value)

"""Reading ``corrections.yml``: every entry of a known form, or one sentence that says how to mend it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry
import yaml

from analysis.corrections.model import Corrections, DateCorrection, EventCorrection, OfficeCorrection, Words
from analysis.dates.edtf import is_valid
from analysis.errors import InputError
from analysis.participants import read_corrections as read_people

PARTS = {"people", "dates", "offices", "events"}
KINDS = {"withdraw": 1, "merge": 2, "split": 1}  # and how many events an entry names at least


def read_corrections(path: Path) -> Corrections:
    """Read a corrections file; a missing one corrects nothing.

    Raises
    ------
    InputError
        No valid YAML, or an entry that is not of the form that the README shows; the sentence names it.
    """
    people = read_people(path)
    if not path.exists():
        return Corrections(people)
    data = path.read_bytes()
    content = yaml.safe_load(data.decode("utf-8-sig")) or {}
    unknown = sorted(set(map(str, content)) - PARTS)
    if unknown:
        raise InputError(f"{path.name} has an unknown part {unknown[0]!r}: the parts are {', '.join(sorted(PARTS))}.")
    return Corrections(
        people,
        tuple(_date(path.name, entry) for entry in _entries(path.name, "dates", content.get("dates"))),
        tuple(_office(path.name, entry) for entry in _entries(path.name, "offices", content.get("offices"))),
        tuple(_events(path.name, content.get("events") or {})),
        hashlib.sha256(data).hexdigest(),
    )


def _entries(file: str, part: str, found: Any) -> Iterator[dict[str, Any]]:
    if found is None:
        return
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise InputError(f"{file}: '{part}' must be a list of entries, each with a reason: see the README.")
    yield from found


def _checked(file: str, part: str, entry: dict[str, Any], allowed: set[str], needed: set[str]) -> dict[str, Any]:
    wrong = sorted(set(map(str, entry)) - allowed)
    if wrong:
        raise InputError(f"{file}: an entry of '{part}' may hold {', '.join(sorted(allowed))}: remove {wrong[0]!r}.")
    missing = sorted(name for name in needed if entry.get(name) in (None, ""))
    if missing:
        raise InputError(f"{file}: an entry of '{part}' has no {missing[0]!r}: add it to {str(entry)[:60]!r}.")
    return entry


def _date(file: str, entry: dict[str, Any]) -> DateCorrection:
    _checked(file, "dates", entry, {"source", "text", "date", "reason"}, {"source", "text", "reason"})
    date = str(entry.get("date") or "")
    if date and not is_valid(date):
        raise InputError(f"{file}: {date!r} is not a date: write EDTF such as 2025-10-28 or 2025-10, or '' for open.")
    return DateCorrection(Words(str(entry["source"]), str(entry["text"])), date, str(entry["reason"]))


def _office(file: str, entry: dict[str, Any]) -> OfficeCorrection:
    allowed = {"name", "source", "role", "organisation", "countries", "reason"}
    _checked(file, "offices", entry, allowed, {"name", "reason"})
    if "role" not in entry:
        raise InputError(f"{file}: an entry of 'offices' has no 'role': write the office, or '' for none.")
    countries = entry.get("countries")
    if countries is not None:
        known = isinstance(countries, list) and all(pycountry.countries.get(alpha_2=str(code)) for code in countries)
        if not known:
            raise InputError(f"{file}: 'countries' must be a list of ISO codes such as [TJ], not {countries!r}.")
        countries = tuple(map(str, countries))
    organisation = entry.get("organisation")
    return OfficeCorrection(
        str(entry["name"]),
        str(entry.get("source") or ""),
        str(entry["role"] or ""),
        None if organisation is None else str(organisation),
        countries,
        str(entry["reason"]),
    )


def _events(file: str, found: Any) -> Iterator[EventCorrection]:
    if not isinstance(found, dict) or set(found) - set(KINDS):
        raise InputError(f"{file}: 'events' may hold only {', '.join(KINDS)}: correct it there.")
    for kind, least in KINDS.items():
        for entry in _entries(file, kind, found.get(kind)):
            allowed = {"events", "reason"} if kind == "merge" else {"event", "source", "text", "reason"}
            allowed |= {"sources"} if kind == "split" else set()
            _checked(file, kind, entry, allowed, {"reason"})
            named = entry.get("events") if kind == "merge" else [entry]
            if not isinstance(named, list) or len(named) < least:
                raise InputError(f"{file}: an entry of 'merge' must name two events or more under 'events'.")
            sources = entry.get("sources") or []
            if kind == "split" and (not isinstance(sources, list) or not sources):
                raise InputError(
                    f"{file}: an entry of 'split' has no 'sources': name those that tell of another event."
                )
            at = tuple(_words(file, kind, words) for words in named)
            yield EventCorrection(kind, at, tuple(map(str, sources)), str(entry["reason"]))


def _words(file: str, kind: str, entry: Any) -> Words:
    if isinstance(entry, str):
        return Words(event=entry)
    if isinstance(entry, dict):
        if entry.get("event"):
            return Words(event=str(entry["event"]))
        if entry.get("source") and entry.get("text"):
            return Words(str(entry["source"]), str(entry["text"]))
    raise InputError(
        f"{file}: an entry of '{kind}' must name an event by 'event' (its id) or by 'source' and 'text'."
    )

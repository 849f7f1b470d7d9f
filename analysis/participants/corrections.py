"""What a user settles about people in ``corrections.yml``: who is the same, who is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import InputError

KINDS = ("same", "different")


@dataclass(frozen=True, slots=True)
class Correction:
    """Names that are one person's, or are not; ``reason`` is shown in the report."""

    names: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections about people; a name may carry its source: ``Ali Rezaei @ 004.txt``."""

    same: tuple[Correction, ...] = ()
    different: tuple[Correction, ...] = ()
    file: str = "corrections.yml"


def read_corrections(path: Path) -> Corrections:
    """Read the part ``people`` of a corrections file; a missing file corrects nothing.

    The file holds ``people: {same: [...], different: [...]}``; an entry is a list of two names or more,
    or ``{names: [...], reason: ...}``.

    Raises
    ------
    InputError
        No valid YAML, an unknown key, an entry with fewer than two names, or a pair that is both
        the same and different; the sentence names the file and the mend.
    """
    if not path.exists():
        return Corrections(file=path.name)
    people = _people_part(path)
    if not isinstance(people, dict) or set(people) - set(KINDS):
        wrong = next(iter(set(map(str, people)) - set(KINDS)), "") if isinstance(people, dict) else ""
        raise InputError(
            f"{path.name}: 'people' may hold only 'same' and 'different'"
            f"{f', not {wrong!r}' if wrong else ''}: correct it there."
        )
    found = Corrections(
        same=_entries(path.name, "same", people.get("same")),
        different=_entries(path.name, "different", people.get("different")),
        file=path.name,
    )
    _check(found)
    return found


def _people_part(path: Path) -> Any:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise InputError(f"{path.name} is not valid YAML{where}: mend the indentation or quoting there.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} cannot be read ({error}): save it as UTF-8 text.") from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise InputError(f"{path.name} must hold named parts such as 'people:': put the corrections under one.")
    return content.get("people") or {}


def _entries(file: str, kind: str, entries: Any) -> tuple[Correction, ...]:
    if entries is None:
        return ()
    if not isinstance(entries, list):
        raise InputError(f"{file}: '{kind}' must be a list of lists of names: write - [Name One, Name Two].")
    found = []
    for entry in entries:
        names = entry.get("names") if isinstance(entry, dict) else entry
        reason = str(entry.get("reason") or "") if isinstance(entry, dict) else ""
        unknown = sorted(set(map(str, entry)) - {"names", "reason"}) if isinstance(entry, dict) else []
        if unknown:
            raise InputError(
                f"{file}: an entry of '{kind}' may hold only 'names' and 'reason': remove {unknown[0]!r}."
            )
        if (
            not isinstance(names, list)
            or len(names) < 2
            or not all(isinstance(name, str) and name.strip() for name in names)
        ):
            raise InputError(
                f"{file}: an entry of '{kind}' must be a list of two names or more: mend {str(entry)[:60]!r}."
            )
        found.append(Correction(tuple(" ".join(name.split()) for name in names), reason))
    return tuple(found)


def _check(corrections: Corrections) -> None:
    """Refuse a pair that is both the same (through others too) and different."""
    group: dict[str, str] = {}

    def root(name: str) -> str:
        while group.setdefault(name, name) != name:
            name = group[name]
        return name

    for entry in corrections.same:
        for name in entry.names[1:]:
            group[root(name)] = root(entry.names[0])
    for entry in corrections.different:
        for i, one in enumerate(entry.names):
            for other in entry.names[i + 1 :]:
                if one == other:
                    raise InputError(
                        f"{corrections.file} calls {one!r} different from itself: "
                        "name two people, or add their sources after @."
                    )
                if root(one) == root(other):
                    raise InputError(
                        f"{corrections.file} calls {one!r} and {other!r} both the same and different: "
                        "remove one of the entries."
                    )

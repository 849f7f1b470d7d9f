"""``_quarto.yml`` and the front matter of a document, merged the way Quarto merges them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import InputError
from analysis.render.errors import unsupported

Meta = dict[str, Any]

QUARTO_NAME = {"html": "html", "pdf": "typst"}
COMMON = frozenset(
    {"title", "subtitle", "author", "lang", "description", "filters"}
    | {"toc", "toc-title", "toc-depth", "number-sections"}
)
KNOWN = {
    "html": COMMON
    | {"embed-resources", "theme", "minimal", "css", "html-math-method"}
    | {"include-in-header", "include-before-body", "include-after-body"},
    "pdf": COMMON
    | {"papersize", "margin", "mainfont", "fontsize", "pdf-standard"}
    | {"section-numbering", "page-numbering", "include-in-header"},
}
TOP = KNOWN["html"] | KNOWN["pdf"] | {"project", "format", "execute", "jupyter"}
EXECUTE = frozenset({"echo", "output", "warning", "include", "freeze", "cache", "enabled"})
FIXED = {"embed-resources": True, "theme": "none", "minimal": True}  # what the embedded renderer always does


def read_yaml(text: str, name: str) -> Meta:
    """Parse YAML that must be a mapping; ``name`` is the file, for the message."""
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise InputError(f"{name} is not valid YAML: {reason}.") from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError(f"{name} must hold keys and values.")
    return value


def project_settings(folder: Path) -> Meta:
    """Return what ``_quarto.yml`` in a folder says, or nothing where there is none.

    Of the files that it names as ``metadata-files`` only the keys that a renderer knows are taken;
    the others are for the cells.
    """
    path = folder / "_quarto.yml"
    if not path.is_file():
        return {}
    project = read_yaml(path.read_text(encoding="utf-8"), path.name)
    told: Meta = {}
    for name in project.pop("metadata-files", []):
        if not (folder / name).is_file():
            raise InputError(
                f"{path.name} names the metadata file {name}, which does not exist: write it or remove it."
            )
        given = read_yaml((folder / name).read_text(encoding="utf-8"), name)
        told = merge(told, {key: value for key, value in given.items() if key in KNOWN["html"] | KNOWN["pdf"]})
    return merge(told, project)


def merge(low: Mapping[str, Any], high: Mapping[str, Any]) -> Meta:
    """Return both mappings as one: ``high`` wins, mappings are merged and lists are joined."""
    merged = dict(low)
    for key, value in high.items():
        old = merged.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            merged[key] = merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *(item for item in value if item not in old)]
        else:
            merged[key] = value
    return merged


def format_settings(project: Meta, front: Meta, name: str, overrides: Mapping[str, str], document: str) -> Meta:
    """Return the settings of one format: project, its format, document, its format, overrides.

    Raises
    ------
    InputError
        A key or a value that the embedded renderer does not know.
    """
    merged: Meta = {}
    for level, place in ((project, "_quarto.yml"), (front, document)):
        _check(level, TOP, place)
        plain = {key: value for key, value in level.items() if key not in {"project", "format"}}
        merged = merge(merge(merged, plain), _of_format(level, name, place))
    merged = merge(merged, overrides)
    for key, value in FIXED.items():
        if name == "html" and merged.get(key, value) != value:
            instead = f"only {key}: {str(value).lower()} is"
            raise unsupported(document, f"{key}: {merged[key]!r}", instead)
    _check_execute(merged.get("execute", {}), merged.get("jupyter", "python3"), document)
    return merged


def _of_format(level: Meta, name: str, place: str) -> Meta:
    formats = level.get("format", {})
    if isinstance(formats, str):
        formats = {formats: {}}
    strange = set(formats) - set(QUARTO_NAME.values())
    if strange:
        raise unsupported(place, f"the format {min(strange)!r}", "only html and typst are")
    chosen = formats.get(QUARTO_NAME[name], {})
    if chosen == "default":
        return {}
    _check(chosen, KNOWN[name] | {"execute"}, f"{place}, format {QUARTO_NAME[name]}")
    return dict(chosen)


def _check(level: Mapping[str, Any], known: frozenset[str], place: str) -> None:
    strange = [key for key in level if key not in known]
    if strange:
        raise unsupported(place, f"the key {strange[0]!r}", "remove it or render with Quarto")


def _check_execute(execute: Mapping[str, Any], jupyter: Any, document: str) -> None:
    _check(execute, EXECUTE, f"{document}, execute")
    if execute.get("enabled", True) is not True or execute.get("freeze") or execute.get("cache"):
        raise unsupported(document, "execution that is switched off, frozen or cached", "let the cells run")
    if jupyter != "python3":
        raise unsupported(document, f"the kernel {jupyter!r}", "only jupyter: python3 is")

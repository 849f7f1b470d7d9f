"""What changed since the last edition."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from analysis.dates.edtf import display
from analysis.display import escape
from analysis.prose import capital, number

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

SHOWN = 12  # changes of one group


def changed(edition: Briefing) -> str:
    """Return the changes in groups, or nothing where there is no former edition."""
    since = edition.manifest.get("since")
    if not since:
        return ""
    of = f" (as of {display(since['as_of'])})" if since["as_of"] else ""
    parts = [
        f"## What changed since the last edition {{#sec-changes}}\n\nCompared with edition {escape(since['edition'])}{escape(of)}.\n"
    ]
    found = edition.manifest["changes"]
    if not found:
        parts.append("Nothing in the tables changed.\n")
    for group, entries in groupby(found, key=lambda entry: entry["group"]):
        listed = list(entries)
        lines = [_line(edition, entry) for entry in listed[:SHOWN]]
        if len(listed) > SHOWN:
            lines.append(f"- and {number(len(listed) - SHOWN)} more in data/manifest.json")
        parts.append(f"**{capital(group)}**\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def _line(edition: Briefing, entry: dict[str, Any]) -> str:
    where = edition.references.links(entry["evidence"], 3) if entry["evidence"] else ""
    return f"- {escape(capital(entry['kind']))}: {escape(entry['what'])}" + (f" ({where})" if where else "")

"""The corrections that a user made, with their reasons, and those that no longer fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.briefing.markdown import badge, table
from analysis.display import escape

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing


def corrections(edition: Briefing) -> str:
    """Return what was put right by hand, or nothing where nothing was."""
    entries = edition.manifest.get("corrections", [])
    if not entries:
        return ""
    rows = [
        (
            escape(entry["kind"]),
            escape(entry["what"]),
            escape(entry["reason"]) + (f" {badge('not applied')} {escape(entry['fault'])}" if entry["fault"] else ""),
        )
        for entry in entries
    ]
    headers = ("Correction", "What", "Reason")
    return "\n" + table(headers, rows, caption="Put right by hand", label="corrections", widths=(16, 42, 42))

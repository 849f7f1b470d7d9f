"""``briefing diff``: what changed between two editions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.options import report_folder


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="An edition: its manifest.json or folder.")],
    new: Annotated[Path | None, typer.Argument(metavar="[NEW]", help="Another (report/_output).")] = None,
) -> None:
    """Show what changed between two editions."""
    from analysis.changes import changes, open_edition
    from analysis.understood import line_of

    newer = open_edition(new or report_folder() / "_output")
    found = changes(open_edition(old), newer)
    for change in found:
        print(f"{change.group}, {change.kind}: {line_of(change.what)}")
    if not found:
        print("Nothing changed.")

"""``briefing check``: the sources, their problems and the renderer."""

from __future__ import annotations

from analysis.commands.options import SeedsOption, progress, seeds_folder, warn


def check(seeds: SeedsOption = None) -> None:
    """Show what was understood of the sources, their problems and which renderer will be used."""
    from analysis.run import describe

    with progress("Reading the sources …") as advance:
        lines = describe(seeds_folder(seeds), warn, advance)
    print("\n".join(lines))

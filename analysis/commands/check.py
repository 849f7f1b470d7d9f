"""``briefing check``: the sources, their problems and the renderer."""

from __future__ import annotations

from analysis.commands.options import SeedsOption, progress, seeds_folder


def check(seeds: SeedsOption = None) -> None:
    """Show what was understood of the sources, their problems and which renderer will be used."""
    from analysis.run import describe

    with progress("Reading the sources …"):
        lines = describe(seeds_folder(seeds))
    print("\n".join(lines))

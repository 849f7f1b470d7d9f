"""``briefing add``: new sources into the folder."""

from __future__ import annotations

from typing import Annotated

import typer

from analysis.commands.options import SeedsOption, progress, seeds_folder, warn


def add(
    files: Annotated[list[str], typer.Argument(metavar="FILE …", help="Files, folders, or - for pasted text.")],
    seeds: SeedsOption = None,
    publisher: Annotated[str, typer.Option("--publisher", help="Who published it.")] = "",
    url: Annotated[str, typer.Option("--url", help="Its web address.")] = "",
    published: Annotated[str, typer.Option("--published", metavar="DATE", help="Publication date (EDTF).")] = "",
    note: Annotated[str, typer.Option("--note", help="On what the date rests, or anything else.")] = "",
) -> None:
    """Add sources: check them, copy them into the folder, record what is known, say what was understood."""
    from analysis.adding import Present, add, check_given, offers, pasted
    from analysis.adding_collections import add_collection
    from analysis.lock import PATIENCE, locked
    from analysis.remote import is_address
    from analysis.run import read_present
    from analysis.whole import clear_stale

    if url and len(files) > 1:
        raise typer.BadParameter("--url goes with one file: add the files one by one.")
    if seeds and is_address(seeds):
        raise typer.BadParameter("--seeds takes a folder of this machine here: put files at an address yourself.")
    given = {"publisher": publisher, "url": url, "published": published, "note": note}
    given = {key: " ".join(value.split()) for key, value in given.items()}
    check_given(given)
    folder = seeds_folder(seeds)
    found = list(offers(files, pasted(files)))
    refused = 0
    with locked(folder, patience=PATIENCE):
        clear_stale(folder)
        with progress("Reading the sources …") as advance:
            present = read_present(folder, warn, advance)
        there = Present(folder, present)
        for offer in found:
            outcome = (add if offer.path is None else add_collection)(offer, given, there)
            if outcome.refused:
                refused += 1
                warn(outcome.refused)
            else:
                print("\n".join(outcome.lines))
    if refused:
        raise typer.Exit(1)

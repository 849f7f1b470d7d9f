"""What several commands take, and where they find things."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from analysis.errors import InputError
from analysis.remote import local_folder

PROJECT = Path(__file__).resolve().parents[2]
SeedsOption = Annotated[
    str | None, typer.Option("--seeds", metavar="DIR", help="Folder of sources, or its address s3://… (seeds/).")
]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="Settings of the briefing (report/settings.yml).")
]


def _checked_cluster(address: str) -> str:
    if address:
        from analysis.cluster import fault

        wrong = fault(address)
        if wrong:
            raise typer.BadParameter(wrong)
    return address


ClusterOption = Annotated[
    str,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Read on a Dask cluster: the address of its scheduler, or local:N.",
        callback=_checked_cluster,
    ),
]


def seeds_folder(given: str | None) -> Path:
    """Return the folder of sources: the one named, mirrored where it is elsewhere, else ``seeds`` here or the project's.

    Raises
    ------
    InputError
        A folder elsewhere cannot be fetched.
    """
    if given is not None:
        return local_folder(given, warn)
    here = Path("seeds")
    return here if here.is_dir() or not (PROJECT / "seeds").is_dir() else PROJECT / "seeds"


def report_folder() -> Path:
    """Return the folder of the report: ``report`` here, else the project's.

    Raises
    ------
    InputError
        There is none.
    """
    for folder in (Path("report"), PROJECT / "report"):
        if (folder / "briefing.qmd").is_file():
            return folder.resolve()
    raise InputError("There is no report/briefing.qmd here: run the command in the project's folder.")


def warn(sentence: str) -> None:
    """Say a sentence on stderr."""
    print(f"briefing: {sentence}", file=sys.stderr)


@contextmanager
def progress(text: str) -> Iterator[Callable[[int, int], None]]:
    """Show what is being done, to a person at a terminal only; gives what is to be told (done, of how many)."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(text, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)

"""The ``briefing`` command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from analysis.errors import ContractError, InputError

app = typer.Typer(
    name="briefing",
    help="A reproducible briefing from a folder of news articles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

PROJECT = Path(__file__).resolve().parent.parent
SeedsOption = Annotated[Path | None, typer.Option("--seeds", metavar="DIR", help="Folder of sources (seeds/).")]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="Settings of the briefing (report/settings.yml).")
]
TopDaysOption = Annotated[
    int, typer.Option("--top-days", metavar="N", min=0, help="Only events of the N most important days (0: all).")
]


def main() -> None:
    """Run the command; what is the input's fault is one sentence and exit status 1."""
    try:
        app()
    except InputError as error:
        print(f"briefing: {error}", file=sys.stderr)
        sys.exit(1)
    except ContractError as error:
        print(f"briefing: a defect of the program: {error} Please report it with the sources.", file=sys.stderr)
        sys.exit(3)
    except BrokenPipeError:  # the reader of our lines has enough ("| head")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _progress(text: str) -> Iterator[None]:
    """Show what is being done, to a person at a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield


def _split(value: str, allowed: tuple[str, ...], option: str) -> list[str]:
    chosen = [part.strip().lower() for part in value.split(",") if part.strip()]
    wrong = [part for part in chosen if part not in allowed]
    if wrong or not chosen:
        raise typer.BadParameter(f"{option} takes {' and '.join(allowed)}, not {(wrong or [value])[0]!r}.")
    return list(dict.fromkeys(chosen))


def seeds_folder(given: Path | None) -> Path:
    """Return the folder of sources: the one named, else ``seeds`` here, else the project's."""
    if given is not None:
        return given
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


@app.command()
def render(
    seeds: SeedsOption = None,
    settings: SettingsOption = None,
    to: Annotated[str, typer.Option("--to", help="Formats: html, pdf or both with a comma.")] = "html,pdf",
    output: Annotated[Path | None, typer.Option("--output", metavar="DIR", help="Where to (report/_output).")] = None,
    engine: Annotated[str, typer.Option("--engine", help="auto, quarto or embedded.")] = "auto",
    top_days: TopDaysOption = 0,
    open_it: Annotated[bool, typer.Option("--open", help="Open the HTML when done.")] = False,
) -> None:
    """Render the briefing: briefing.html, briefing.pdf and data/."""
    from analysis.render import ENGINES, FORMATS, prepare

    formats = _split(to, tuple(FORMATS), "--to")
    if engine not in ENGINES:
        raise typer.BadParameter(f"--engine takes {', '.join(ENGINES)}, not {engine!r}.")
    report = report_folder()
    with _progress("Rendering the briefing …"), prepare(engine, imports=["analysis.briefing.ready"]) as kernel:
        from analysis.run import render_briefing  # slow to import: meanwhile the report's kernel gets ready

        made = render_briefing(
            seeds=seeds_folder(seeds),
            settings=settings or report / "settings.yml",
            report=report,
            output=output or report / "_output",
            formats=formats,
            engine=engine,
            top_days=top_days,
            kernel=kernel,
            warn=_warn,
        )
    for path in made:
        print(path)
    page = next((path for path in made if path.suffix == ".html"), None)
    if open_it and page:
        typer.launch(str(page))


@app.command()
def tables(
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="Folder for the tables.")],
    seeds: SeedsOption = None,
    settings: SettingsOption = None,
    formats: Annotated[str, typer.Option("--format", help="csv, json, parquet or several with commas.")] = "csv,json",
    top_days: TopDaysOption = 0,
) -> None:
    """Write only the tables."""
    from analysis.run import write_edition

    chosen = _split(formats, ("csv", "json", "parquet"), "--format")
    if "parquet" in chosen and find_spec("pyarrow") is None:
        raise typer.BadParameter("--format parquet needs the package pyarrow: install it, or take csv or json.")
    chosen_settings = settings or report_folder() / "settings.yml"
    with _progress("Reading the sources …"):
        print(write_edition(seeds_folder(seeds), chosen_settings, output, chosen, top_days, _warn))


def _warn(sentence: str) -> None:
    print(f"briefing: {sentence}", file=sys.stderr)


@app.command()
def check(seeds: SeedsOption = None) -> None:
    """Show the sources, their problems and which renderer will be used."""
    from analysis.run import describe

    with _progress("Reading the sources …"):
        lines = describe(seeds_folder(seeds))
    print("\n".join(lines))


FilesArgument = Annotated[list[Path] | None, typer.Argument(metavar="[FILE …]", help="Texts; none: standard input.")]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="The input is lines {doc, dct, text}.")]


@app.command()
def dates(
    files: FilesArgument = None,
    published: Annotated[str, typer.Option("--published", metavar="DATE", help="Publication date (EDTF).")] = "",
    jsonl: JsonlOption = False,
) -> None:
    """Show the temporal expressions of texts as JSON lines."""
    from analysis.dates.edtf import is_valid
    from analysis.streams import date_rows, documents, write

    if published and not is_valid(published):
        raise typer.BadParameter(f"--published takes an EDTF date such as 2025-10-28, not {published!r}.")
    source = documents(files or [], sys.stdin.buffer, jsonl=jsonl)
    write(lambda document: date_rows(document, published), source, sys.stdout)


@app.command()
def people(files: FilesArgument = None, jsonl: JsonlOption = False) -> None:
    """Show the people named in texts as JSON lines."""
    from analysis.streams import documents, people_rows, write

    write(people_rows, documents(files or [], sys.stdin.buffer, jsonl=jsonl), sys.stdout)

"""The ``briefing`` command."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.add import add
from analysis.commands.check import check
from analysis.commands.diff import diff
from analysis.commands.options import (
    ClusterOption,
    SeedsOption,
    SettingsOption,
    progress,
    report_folder,
    seeds_folder,
    warn,
)
from analysis.errors import ContractError, InputError
from analysis.garbage import look_seldom
from analysis.timelines.selection import Selection, fault

app = typer.Typer(
    name="briefing",
    help="A reproducible briefing from a folder of news articles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

FreshOption = Annotated[bool, typer.Option("--fresh", help="Read everything anew, without the cache.")]
TopDaysOption = Annotated[
    int, typer.Option("--top-days", metavar="N", min=0, help="Only the N days that matter most (0: all).")
]
FromOption = Annotated[
    str, typer.Option("--from", metavar="DATE", help="First day, month or year of the chronology (EDTF).")
]
ToOption = Annotated[str, typer.Option("--to", metavar="DATE", help="Last day, month or year, inclusive (EDTF).")]


def main() -> None:
    """Run the command; what is the input's fault is one sentence and exit status 1."""
    look_seldom()
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
    except OSError as error:  # a full disk, a folder that may not be written
        where = f"{error.filename}: " if error.filename else ""
        print(f"briefing: {where}{error.strerror or error}: make room or allow writing there.", file=sys.stderr)
        sys.exit(1)


def _selection(start: str, end: str, top_days: int) -> Selection:
    wrong = fault(start, end)
    if wrong:
        raise typer.BadParameter(wrong)
    return Selection(start, end, top_days)


def _formats_and_end(values: list[str]) -> tuple[str, str]:
    """Tell the formats from the last date among what ``--to`` is given: a date begins with a figure."""
    parts = [part.strip() for value in values for part in value.split(",") if part.strip()]
    dates = [part for part in parts if part[0].isdigit()]
    if len(dates) > 1:
        raise typer.BadParameter(f"--to takes one date, not {' and '.join(dates)}.")
    return ",".join(part for part in parts if part not in dates), "".join(dates)


def _split(value: str, allowed: tuple[str, ...], option: str) -> list[str]:
    chosen = [part.strip().lower() for part in value.split(",") if part.strip()]
    wrong = [part for part in chosen if part not in allowed]
    if wrong or not chosen:
        raise typer.BadParameter(f"{option} takes {' and '.join(allowed)}, not {(wrong or [value])[0]!r}.")
    return list(dict.fromkeys(chosen))


app.command()(add)
app.command()(check)
app.command()(diff)


@app.command()
def render(
    seeds: SeedsOption = None,
    settings: SettingsOption = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", help="Formats: html, pdf or both with a comma; or a date: the last one. May stand twice."
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", metavar="DIR", help="Where to (report/_output).")] = None,
    engine: Annotated[str, typer.Option("--engine", help="auto, quarto or embedded.")] = "auto",
    top_days: TopDaysOption = 0,
    start: FromOption = "",
    fresh: FreshOption = False,
    cluster: ClusterOption = "",
    since: Annotated[
        Path | None, typer.Option("--since", metavar="MANIFEST", help="Edition to compare with (the former one).")
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open the HTML when done.")] = False,
) -> None:
    """Render the briefing: briefing.html, briefing.pdf and data/."""
    from analysis.render import ENGINES, FORMATS, prepare

    named, end = _formats_and_end(to or [])
    formats = _split(named or "html,pdf", tuple(FORMATS), "--to")
    selection = _selection(start, end, top_days)
    if engine not in ENGINES:
        raise typer.BadParameter(f"--engine takes {', '.join(ENGINES)}, not {engine!r}.")
    report = report_folder()
    with (
        progress("Rendering the briefing …") as advance,
        prepare(engine, imports=["analysis.briefing.ready"]) as kernel,
    ):
        from analysis.run import render_briefing  # slow to import: meanwhile the report's kernel gets ready

        made = render_briefing(
            seeds=seeds_folder(seeds),
            settings=settings or report / "settings.yml",
            report=report,
            output=output or report / "_output",
            formats=formats,
            engine=engine,
            selection=selection,
            kernel=kernel,
            warn=warn,
            since=since,
            fresh=fresh,
            cluster=cluster,
            progress=advance,
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
    start: FromOption = "",
    end: ToOption = "",
    fresh: FreshOption = False,
    cluster: ClusterOption = "",
) -> None:
    """Write only the tables."""
    from analysis.run import write_edition

    chosen = _split(formats, ("csv", "json", "parquet"), "--format")
    selection = _selection(start, end, top_days)
    chosen_settings = settings or report_folder() / "settings.yml"
    with progress("Reading the sources …") as advance:
        made = write_edition(
            seeds=seeds_folder(seeds),
            settings=chosen_settings,
            output=output,
            formats=chosen,
            selection=selection,
            warn=warn,
            fresh=fresh,
            cluster=cluster,
            progress=advance,
        )
    print(made)


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


@app.command()
def kwic(
    term: Annotated[
        str, typer.Argument(metavar="TERM", help="A topic, a word or a phrase (smuggl*, drug/drugs trade).")
    ],
    seeds: SeedsOption = None,
    settings: SettingsOption = None,
    width: Annotated[
        int, typer.Option("--width", metavar="N", min=1, max=1000, help="Characters on each side.")
    ] = 60,
    sort: Annotated[
        str, typer.Option("--sort", help="source, left or right: by place or by the words beside.")
    ] = "source",
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="JSON lines {source, start, end, left, node, right}.")
    ] = False,
) -> None:
    """Show every place of a topic or term with the words around it (keyword in context)."""
    from analysis.concordance import SORTS
    from analysis.kwic import kwic_lines

    if sort not in SORTS:
        raise typer.BadParameter(f"--sort takes {', '.join(SORTS)}, not {sort!r}.")
    with progress("Reading the sources …"):
        chosen = settings or next((path for path in [Path("report/settings.yml")] if path.is_file()), None)
        lines = list(kwic_lines(seeds_folder(seeds), chosen, term, width=width, sort=sort, as_json=jsonl, warn=warn))
    print(
        "\n".join(lines) if lines else f"{term!r} is nowhere in the sources.",
        file=sys.stdout if lines else sys.stderr,
    )

"""From sources to an edition: the story of the whole, used by every command."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from analysis.beside import Beside, beside
from analysis.cache import Cache, default_path
from analysis.cluster import reader
from analysis.corrections import Corrections, read_corrections
from analysis.editions import keep_former, with_changes
from analysis.errors import InputError
from analysis.files import Content, files_of
from analysis.prose import counted
from analysis.render import Kernel, choose_engine, render
from analysis.rendered import inputs, record, unchanged
from analysis.rows import copies
from analysis.settings import Settings, read_settings
from analysis.sources import Progress, Sources, read_sources
from analysis.store import check_apart, check_edition_folder, staged, write_files, write_into
from analysis.tables import Tables, check_tables, merge_tables
from analysis.timelines.selection import Selection
from analysis.understood import all_understood, rejections, shown, warnings

Warn = Callable[[str], None]
DATA_FORMATS = ("csv", "json")


def quiet(done: int, total: int) -> None:
    """Show no progress."""


def open_cache(warn: Warn, *, fresh: bool = False) -> Cache:
    """Open the cache of readings; with ``fresh`` an empty one, that leaves the file as it is."""
    return Cache(None if fresh else default_path(), warn)


def make_edition(
    seeds: Path, settings: Settings, warn: Warn, *, fresh: bool = False, cluster: str = "", progress: Progress = quiet
) -> Tables:
    """Read the sources, merge them and check the tables; files not taken are told in one sentence each.

    Raises
    ------
    InputError
        The sources, ``sources.csv`` or ``corrections.yml`` are at fault.
    """
    found = _read(seeds, settings, warn, fresh=fresh, cluster=cluster, progress=progress)
    with _merging(found) as other:
        tables = _merged(found, settings, warn, other)
        check_tables(tables)
    return tables


class _Read(NamedTuple):
    """What is merged."""

    sources: Sources
    corrections: Corrections


def _read(seeds: Path, settings: Settings, warn: Warn, *, fresh: bool, cluster: str, progress: Progress) -> _Read:
    """Read the corrections and the sources, and tell of those that are not taken."""
    corrections = read_corrections(seeds / "corrections.yml")
    with open_cache(warn, fresh=fresh) as cache, reader(cluster, warn) as read:
        sources = read_sources(seeds, cache=cache, progress=progress, own_topics=settings.topics, reader=read)
    for sentence in warnings(sources.corpus.rejected):
        warn(sentence)
    return _Read(sources, corrections)


@contextmanager
def _merging(found: _Read) -> Iterator[Beside]:
    """Give a process to work beside this one, and look for no garbage.

    Merging makes millions of objects that stay, and none that refer to each other.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        with beside(len(found.sources.readings)) as other:
            yield other
    finally:
        if collected:
            gc.enable()


def _merged(found: _Read, settings: Settings, warn: Warn, other: Beside) -> Tables:
    """Merge the sources; the tables have still to be checked."""
    tables = merge_tables(found.sources.corpus, found.sources.readings, settings, found.corrections, other)
    for note in tables.manifest["corrections"]:
        if note["fault"]:
            warn(f"corrections.yml: {shown(note['what'])} was not applied, {shown(note['fault'])}.")
    return tables


def write_edition(
    *,
    seeds: Path,
    settings: Path,
    output: Path,
    formats: Sequence[str],
    selection: Selection,
    warn: Warn,
    fresh: bool = False,
    cluster: str = "",
    progress: Progress = quiet,
) -> Path:
    """Write the tables of a folder of sources and return the folder they are in."""
    check_apart(seeds, output)
    check_edition_folder(output)
    options = read_settings(settings)
    found = _read(seeds, options, warn, fresh=fresh, cluster=cluster, progress=progress)
    with _merging(found) as other:
        whole = _merged(found, options, warn, other)
        days = whole["timeline"]
        chosen = {"events": selection.events(whole["events"], days), "timeline": selection.chosen(days)}
        edition = replace(_recorded(whole, selection), frames=whole.frames.replaced(chosen))
        return write_files(_checked(whole, files_of(edition, formats, other)), output)


def _checked(tables: Tables, files: Iterable[tuple[str, Content]]) -> Iterator[tuple[str, Content]]:
    """Yield the files, and check the tables while another process may still be making some of them."""
    yield from files
    check_tables(tables)


def _recorded(tables: Tables, selection: Selection) -> Tables:
    """Return the tables with the choice of days in the manifest."""
    return replace(tables, manifest={**tables.manifest, "selection": selection.record(tables["timeline"])})


def render_briefing(
    *,
    seeds: Path,
    settings: Path,
    report: Path,
    output: Path,
    formats: Sequence[str],
    engine: str,
    selection: Selection | None = None,
    kernel: Kernel | None = None,
    warn: Warn,
    since: Path | None = None,
    fresh: bool = False,
    cluster: str = "",
    progress: Progress = quiet,
) -> list[Path]:
    """Render the briefing of a folder of sources.

    The document is made from the very data files that lie beside it in the end. Where the sources, settings or
    corrections are others than those of the edition in ``output``, that one is kept beside the new one, which says
    what changed; ``since`` names another edition to compare with. Where nothing has changed, everything is left as
    it is. The manifest records the ``selection`` of days, and the document shows it; the tables hold all. ``kernel``
    is one that :func:`analysis.render.prepare` has started.

    Returns
    -------
    list of Path
        The documents and the folder ``data``.

    Raises
    ------
    InputError
        The sources, the settings or the output folder are at fault, or a cell of the report failed; the
        former output stays as it is.
    ContractError
        A table breaks its contract; the former output stays as well.
    """
    options = read_settings(settings)
    check_apart(seeds, output)
    check_edition_folder(output / "data")
    made = [*(output / f"briefing.{name}" for name in formats), output / "data"]
    with staged(output) as stage, ThreadPoolExecutor(1) as meanwhile:
        data = stage / "data"
        found = _read(seeds, options, warn, fresh=fresh, cluster=cluster, progress=progress)
        with _merging(found) as other:
            edition = _merged(found, options, warn, other)
            edition = with_changes(_recorded(edition, selection or Selection()), output, since)
            made_from = inputs(edition.manifest, report, settings, formats, choose_engine(engine))
            if not fresh and unchanged(output, made_from):
                warn("Nothing has changed since the last render: everything is left as it is.")
                return made
            keep_former(edition, output, stage)
            write_into(files_of(edition, DATA_FORMATS, other, to_search=True), data)
        check = meanwhile.submit(check_tables, edition)  # while the report's kernel works
        try:
            _documents(report, options, stage, formats, engine, kernel, _environment(data, settings))
        finally:
            check.result()
        record(stage, made_from)
    return made


def _documents(
    report: Path,
    options: Settings,
    stage: Path,
    formats: Sequence[str],
    engine: str,
    kernel: Kernel | None,
    environment: Mapping[str, str],
) -> None:
    """Write the documents of an edition whose data are in the stage."""
    named = {"title": options.title, "subtitle": options.subtitle, "papersize": options.papersize}
    render(
        report / "briefing.qmd",
        formats=formats,
        output=stage,
        engine=engine,
        kernel=kernel,
        environment=environment,
        metadata=named,
    )


def _environment(data: Path, settings: Path) -> dict[str, str]:
    """Return the variables by which the cells of the report find their data."""
    paths = {"BRIEFING_DATA": data, "BRIEFING_SETTINGS": settings}
    return {name: str(path.resolve()) for name, path in paths.items()}


def read_present(seeds: Path, warn: Warn, progress: Progress = quiet) -> Sources:
    """Read the sources that are there, which may be none yet.

    Raises
    ------
    InputError
        The folder is a file, or ``sources.csv`` is at fault.
    """
    if seeds.exists() and not seeds.is_dir():
        raise InputError(f"{seeds} is a file, not a folder: name the folder of sources with --seeds.")
    with open_cache(warn) as cache:
        return read_sources(seeds, cache=cache, required=False, progress=progress)


def describe(seeds: Path, warn: Warn, progress: Progress = quiet) -> list[str]:
    """Return lines for a person: what was understood of each source, or why it is not read; then the renderer."""
    with open_cache(warn) as cache:
        found = read_sources(seeds, cache=cache, progress=progress)
    lines = list(all_understood(found.readings, copies(found.readings).result()))
    rejected = found.corpus.rejected
    lines += [f"{source}: not read, {reason}" for source, reason, _ in rejections(rejected)]
    left = f", {counted(len(rejected), 'file or row', 'files and rows')} not" if rejected else ""
    lines.append(f"{counted(len(found.readings), 'source')} read{left}.")
    lines.append(f"The briefing will be rendered by: {choose_engine('auto')}.")
    return lines

"""From sources to an edition: the story of the whole, used by every command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from analysis.corpus import Corpus, read_corpus
from analysis.dates.edtf import display
from analysis.participants import Corrections, read_corrections
from analysis.prose import counted
from analysis.ranking import on_top_days
from analysis.reading import Reading, read_article
from analysis.render import Kernel, choose_engine, render
from analysis.settings import Settings, read_settings
from analysis.store import check_apart, check_edition_folder, staged, write_files
from analysis.tables import Tables, check_tables, files_of, make_tables, merge_tables

Warn = Callable[[str], None]
DATA_FORMATS = ("csv", "json")


def read_all(corpus: Corpus) -> list[Reading]:
    """Read every article of a corpus, in the order of their names."""
    return [read_article(article) for article in corpus.articles]


def make_edition(seeds: Path, settings: Settings, warn: Warn) -> Tables:
    """Read the sources, merge them and check the tables; files not taken are told in one sentence each.

    Raises
    ------
    InputError
        The sources, ``sources.csv`` or ``corrections.yml`` are at fault.
    """
    corpus, corrections = _inputs(seeds, warn)
    return make_tables(corpus, read_all(corpus), settings, corrections)


def _inputs(seeds: Path, warn: Warn) -> tuple[Corpus, Corrections]:
    corpus = read_corpus(seeds)
    for file in corpus.rejected:
        warn(f"{file.source} was not read: {file.reason}.")
    return corpus, read_corrections(seeds / "corrections.yml")


def write_edition(
    seeds: Path, settings: Path, output: Path, formats: Sequence[str], top_days: int, warn: Warn
) -> Path:
    """Write the tables of a folder of sources and return the folder they are in."""
    check_apart(seeds, output)
    check_edition_folder(output)
    edition = make_edition(seeds, read_settings(settings), warn)
    events = on_top_days(edition["events"], edition["dates"], top_days)
    chosen = replace(edition, frames={**edition.frames, "events": events})
    return write_files(files_of(chosen, formats), output)


def render_briefing(
    *,
    seeds: Path,
    settings: Path,
    report: Path,
    output: Path,
    formats: Sequence[str],
    engine: str,
    top_days: int = 0,
    kernel: Kernel | None = None,
    warn: Warn,
) -> list[Path]:
    """Render the briefing of a folder of sources.

    The document is made from the very data files that lie beside it in the end. ``kernel`` is one that
    :func:`analysis.render.prepare` has started.

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
    with staged(output) as stage, ThreadPoolExecutor(1) as meanwhile:
        corpus, corrections = _inputs(seeds, warn)
        edition = merge_tables(corpus, read_all(corpus), options, corrections)
        data = write_files(files_of(edition, DATA_FORMATS), stage / "data")
        check = meanwhile.submit(check_tables, edition)  # while the report's kernel works
        try:
            render(
                report / "briefing.qmd",
                formats=formats,
                output=stage,
                engine=engine,
                kernel=kernel,
                environment={
                    "BRIEFING_DATA": str(data.resolve()),
                    "BRIEFING_SETTINGS": str(settings.resolve()),
                    "BRIEFING_TOP_DAYS": str(top_days),
                },
                metadata={"title": options.title, "subtitle": options.subtitle, "papersize": options.papersize},
            )
        finally:
            check.result()
    return [*(output / f"briefing.{name}" for name in formats), output / "data"]


def describe(seeds: Path) -> list[str]:
    """Return lines for a person: each source with its date and basis, or why it is not read; then the renderer."""
    corpus = read_corpus(seeds)
    lines = []
    for reading in read_all(corpus):
        article, publication = reading.article, reading.dates.publication
        when = f"{display(publication.date)} ({publication.basis})" if publication.date else "no publication date"
        lines.append(f"{article.source}: {article.title or 'untitled'}; {when}; {counted(reading.words, 'word')}")
    lines += [f"{file.source}: not read, {file.reason}" for file in corpus.rejected]
    count = len(corpus.rejected)
    left = f", {counted(count, 'file')} not" if count else ""
    lines.append(f"{counted(len(corpus.articles), 'source')} read{left}.")
    lines.append(f"The briefing will be rendered by: {choose_engine('auto')}.")
    return lines

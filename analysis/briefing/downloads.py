"""The data of the briefing, carried by the page itself: each table as CSV behind a link."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.frames import csv_text
from analysis.prose import counted, listed

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

MOST_BYTES = 600_000  # of all files that the page carries, the small ones first; others lie beside the page


def downloads(edition: Briefing, folder: Path) -> str:
    """Return the list of tables: on the page as files to save, on paper as their names.

    What the page carries is written into a file of HTML in ``folder``, that only the page's writer reads
    (``briefing.lua``): as Markdown it would be most of the document. It carries the tables, the smallest first, up to
    `MOST_BYTES`; the link of another leads to the file in ``data/``.
    """
    rows = {name: edition.frames.size(name) for name in edition.frames}
    files = {name: _file(edition, name) for name in rows}
    sizes = {name: file.stat().st_size if isinstance(file, Path) else len(file) for name, file in files.items()}
    carried = _carried(sizes)
    entries = "\n".join(
        _entry(name, rows[name], sizes[name], files[name] if name in carried else None) for name in rows
    )
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "downloads.html"
    page.write_text(f'<ul class="downloads">\n{entries}\n</ul>\n', encoding="utf-8")
    named = [f"{name}.csv ({counted(count, 'row')})" for name, count in rows.items()]
    return (
        f'::: {{include-html="{page.as_posix()}"}}\n:::\n\n'
        f"::: {{.content-visible unless-format=html}}\nThey are {listed(named)}.\n\n:::\n"
    )


def _file(edition: Briefing, name: str) -> Path | bytes:
    """Return where the CSV of a table is, or its content where there is no file."""
    path = edition.folder / f"{name}.csv" if edition.folder else None
    return path if path and path.is_file() else csv_text(edition.frames[name]).encode()


def _carried(sizes: Mapping[str, int]) -> set[str]:
    """Return the tables that the page carries."""
    chosen, total = set(), 0
    for name in sorted(sizes, key=lambda name: (sizes[name], name)):
        total += sizes[name]
        if total > MOST_BYTES:
            break
        chosen.add(name)
    return chosen


def _entry(name: str, rows: int, bytes_: int, carried: Path | bytes | None) -> str:
    """Return an item of the list; names come from the contract, the content is encoded: nothing to escape."""
    if carried is None:
        target, note = f"data/{name}.csv", ", beside this page"
    else:
        content = carried.read_bytes() if isinstance(carried, Path) else carried
        target, note = "data:text/csv;charset=utf-8;base64," + b64encode(content).decode("ascii"), ""
    size = f"{max(1, round(bytes_ / 1000)):,} kB"
    link = f'<a id="data-{name}" download="{name}.csv" href="{target}">{name}.csv</a>'
    return f'<li>{link} <span class="small">{counted(rows, "row")}, {size}{note}</span></li>'

"""Markdown that Quarto and the embedded renderer read alike: tables, figures, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.display import attribute, escape
from analysis.prose import number

Row = Sequence[str]
NUMBER = re.compile(r"[\d.,–]+")


def table(
    headers: Row,
    rows: Sequence[Row],
    *,
    caption: str,
    label: str,
    widths: Sequence[int],
    more: str = "",
    data: str = "",
) -> str:
    """Return a numbered pipe table.

    Parameters
    ----------
    headers, rows : sequences of str
        Markdown; cells hold no line end, for all that comes from sources is escaped.
    caption, label : str
        The caption (plain text) and the name for references, as in ``@tbl-people``.
    widths : sequence of int
        Shares of the columns.
    more : str
        A line below the table (Markdown), such as the count of rows left out.
    data : str
        The table of the edition that holds what is shown, to download from the page.
    """
    rules = "|".join(_rule(width, [row[place] for row in rows]) for place, width in enumerate(widths))
    lines = [_line(headers), f"|{rules}|", *map(_line, rows)]
    shares = ",".join(map(str, widths))
    legend = f': {escape(caption)} {{#tbl-{label} tbl-colwidths="[{shares}]"}}'
    return "\n".join([*lines, "", legend, "", foot(more, data), ""])


def _rule(width: int, cells: Row) -> str:
    """Return the rule below a column's head: a column of numbers stands flush right."""
    flush = any(cells) and all(NUMBER.fullmatch(cell) for cell in cells if cell)
    return "-" * max(3, width) + (":" if flush else "")


def foot(more: str = "", data: str = "") -> str:
    """Return what stands below a table or a figure: what is left out, and the way to the data."""
    link = f"[[{data}.csv](#data-{data}){{.download}}]{{.content-visible when-format=html}}" if data else ""
    return f"::: {{.foot}}\n{' '.join(filter(None, (more, link)))}\n:::\n" if more or link else ""


def sortable(markdown: str, key: str) -> str:
    """Return the content of a table cell that is put in order by another key than its words, such as a date."""
    return f"[{markdown}]{{sort={attribute(key)}}}"


def to(words: str, place: str) -> str:
    """Return words of the briefing's own as a link to a place in it, such as a number to its table."""
    return f"[{words}](#{place})"


def rest(shown: int, total: int, file: str) -> str:
    """Return the line below a list that is cut: how many more there are, and the file that has them all."""
    return f"And {number(total - shown)} more in data/{file}.csv." if total > shown else ""


def _line(cells: Row) -> str:
    return "| " + " | ".join(cell or " " for cell in cells) + " |"


def figure(path: str, *, caption: str, label: str, alt: str, data: str = "") -> str:
    """Return a numbered figure with its alternative text and the way to its data."""
    return f"![{escape(caption)}]({path}){{#fig-{label} fig-alt={attribute(alt)}}}\n\n{foot(data=data)}"


def badge(text: str) -> str:
    """Return a small mark such as "2 sources" or "open date"."""
    return f"[{escape(text)}]{{.badge}}"

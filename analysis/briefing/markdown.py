"""Markdown that Quarto and the embedded renderer read alike: tables, figures, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.display import attribute, escape

Row = Sequence[str]


def table(
    headers: Row, rows: Sequence[Row], *, caption: str, label: str, widths: Sequence[int], more: str = ""
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
    """
    lines = [_line(headers), "|" + "|".join("-" * max(3, width) for width in widths) + "|", *map(_line, rows)]
    shares = ",".join(map(str, widths))
    foot = f': {escape(caption)} {{#tbl-{label} tbl-colwidths="[{shares}]"}}'
    return "\n".join([*lines, "", foot, "", more, ""])


def _line(cells: Row) -> str:
    return "| " + " | ".join(cell or " " for cell in cells) + " |"


def figure(path: str, *, caption: str, label: str, alt: str) -> str:
    """Return a numbered figure with its alternative text."""
    return f"![{escape(caption)}]({path}){{#fig-{label} fig-alt={attribute(alt)}}}\n"


def badge(text: str) -> str:
    """Return a small mark such as "2 sources" or "open date"."""
    return f"[{escape(text)}]{{.badge}}"

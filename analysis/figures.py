"""The figures: timeline, topic frequencies and heat map, as SVG with fonts as outlines."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from cycler import cycler

mpl.use("agg")
import matplotlib.dates as mdates
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from analysis.dates.edtf import display
from analysis.frames import records
from analysis.prose import clipped

STYLE: list[Path | dict[str, Any]] = [Path(__file__).with_name("briefing.mplstyle")]
MOST_COLUMNS = 24  # sources in a heat map
MOST_ROWS = 40  # events drawn one by one in a timeline; beyond, they are counted by month
LONGEST_UPRIGHT = 6  # characters of a column's name; longer ones stand aslant
ACCENT, INK = "C0", "C1"  # of the style in use
VARIABLE = re.compile(r"--([a-z-]+):\s*(?:light-dark\()?(#[0-9a-f]{6})")
ROLES = {
    "figure": ("figure.facecolor", "savefig.facecolor", "axes.facecolor"),
    "quiet": ("axes.edgecolor",),
    "ink": ("axes.labelcolor", "xtick.color", "ytick.color", "text.color"),
    "grid": ("grid.color",),
}


def use_colours(sheet: Path) -> None:
    """Draw from now on in the colours of a style sheet, the light ones, on an opaque light panel.

    Parameters
    ----------
    sheet : Path
        CSS that sets the variables ``figure``, ``ink``, ``quiet``, ``grid`` and ``bar``. Where it does not
        exist, figures keep the colours of matplotlib.
    """
    if not sheet.is_file():
        return
    colours: dict[str, str] = {}
    for name, colour in VARIABLE.findall(sheet.read_text(encoding="utf-8")):
        colours.setdefault(name, colour)
    look: dict[str, Any] = {key: colours[name] for name, keys in ROLES.items() for key in keys}
    STYLE[1:] = [{**look, "axes.prop_cycle": cycler(color=[colours["bar"], colours["ink"]])}]


def _save(figure: Figure, path: Path) -> Path:
    """Write an SVG that is the same whenever and wherever it is drawn."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(figure)
    return path


def timeline(events: pd.DataFrame, path: Path) -> Path:
    """Draw the dated events.

    Parameters
    ----------
    events : pandas.DataFrame
        Rows of the table ``events`` with ``earliest``, in time.
    path : Path
        The SVG to write.
    """
    with plt.style.context(STYLE):
        return _save(_lanes(events) if len(events) <= MOST_ROWS else _months(events), path)


def _lanes(events: pd.DataFrame) -> Figure:
    figure, axes = plt.subplots(figsize=(7.4, 0.9 + 0.27 * len(events)))
    first = min(datetime.date.fromisoformat(d) for d in events["earliest"])
    last = max(datetime.date.fromisoformat(row.latest or row.earliest) for row in records(events))
    pad = max((last - first).days * 0.03, 2)
    middle_of_all = (mdates.date2num(first) + mdates.date2num(last)) / 2
    for lane, row in enumerate(records(events)):
        start = mdates.date2num(datetime.date.fromisoformat(row.earliest))
        end = mdates.date2num(datetime.date.fromisoformat(row.latest)) if row.latest else start + pad
        settled = row.precision == "day" and "~" not in row.date
        if end > start:
            axes.plot([start, end], [lane, lane], color=ACCENT, linewidth=5, alpha=0.45, solid_capstyle="round")
        marker = "D" if row.status == "planned" else "o"
        middle, face = (start + end) / 2, ACCENT if settled else "white"
        axes.plot([middle], [lane], marker=marker, color=ACCENT, markerfacecolor=face, markersize=6)
        if row.independent_sources > 1:
            note = f"{row.independent_sources} sources"
            left = middle < middle_of_all
            axes.annotate(
                note,
                (middle, lane),
                xytext=(7 if left else -7, 0),
                textcoords="offset points",
                ha="left" if left else "right",
                va="center",
                fontsize=7.5,
            )
    axes.set_yticks(range(len(events)), [clipped(row.what, 58) for row in records(events)])
    axes.set_ylim(len(events) - 0.4, -0.6)
    axes.set_xlim(mdates.date2num(first) - pad, mdates.date2num(last) + pad)
    locator = mdates.AutoDateLocator(minticks=3, maxticks=7)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    axes.grid(axis="x")
    return figure


def _months(events: pd.DataFrame) -> Figure:
    counts = events["earliest"].str.slice(0, 7).value_counts().sort_index()
    span = [str(period) for period in pd.period_range(counts.index[0], counts.index[-1], freq="M")]
    figure, axes = plt.subplots(figsize=(7.4, 2.8))
    axes.bar(range(len(span)), [int(counts.get(month, 0)) for month in span], color=ACCENT)
    step = max(1, len(span) // 12)
    axes.set_xticks(range(0, len(span), step), [display(month) for month in span[::step]], rotation=30, ha="right")
    axes.set_ylabel("events")
    axes.grid(axis="y")
    return figure


def frequencies(totals: pd.DataFrame, path: Path) -> Path:
    """Draw a bar a topic: mentions per 1,000 words with the interval, mentions and (in brackets) sources.

    Parameters
    ----------
    totals : pandas.DataFrame
        Indexed by topic, with ``per_1000_words``, ``low``, ``high`` (null where there is none), ``mentions`` and
        ``documents``, the largest first.
    path : Path
        The SVG to write.
    """
    with plt.style.context(STYLE):
        figure, axes = plt.subplots(figsize=(7.4, 0.7 + 0.23 * len(totals)))
        places = range(len(totals))
        rates = totals["per_1000_words"]
        axes.barh(places, rates, color=ACCENT, alpha=0.55, height=0.62)
        axes.set_yticks(places, [clipped(str(topic), 44) for topic in totals.index])
        axes.invert_yaxis()
        for place, row in zip(places, records(totals), strict=True):
            reach = row.per_1000_words
            if pd.notna(row.low):
                axes.plot([row.low, row.high], [place, place], color=INK, linewidth=1, solid_capstyle="butt")
                reach = max(reach, row.high)
            axes.annotate(
                f"{row.mentions} ({row.documents})",
                (reach, place),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                fontsize=8,
            )
        axes.set_xlim(0, max(rates.max(), totals["high"].fillna(0).max()) * 1.15)
        axes.set_xlabel("mentions per 1,000 words")
        axes.grid(axis="x")
        return _save(figure, path)


def heat_map(grid: pd.DataFrame, path: Path, *, whole: bool = False) -> Path:
    """Draw a number a topic and column.

    Parameters
    ----------
    grid : pandas.DataFrame
        Topics from top to bottom, columns from left to right by the names to show.
    path : Path
        The SVG to write.
    whole : bool
        The numbers are counts, shown without a decimal.
    """
    rows, columns = grid.shape
    longest = max(len(clipped(str(name), 24)) for name in grid.columns)
    steep = longest > LONGEST_UPRIGHT
    with plt.style.context(STYLE):
        figure, axes = plt.subplots(figsize=(7.4, 0.6 + 0.2 * rows + (0.05 * longest if steep else 0)))
        highest = max(float(grid.to_numpy().max()), 1.0)
        axes.pcolormesh(grid.to_numpy(), cmap="Blues", vmin=0, vmax=highest * 1.15, edgecolors="white", linewidth=1)
        axes.set_yticks([i + 0.5 for i in range(rows)], [clipped(str(topic), 44) for topic in grid.index])
        labels = [clipped(str(name), 24) for name in grid.columns]
        axes.set_xticks([i + 0.5 for i in range(columns)], labels)
        if steep:
            plt.setp(axes.get_xticklabels(), rotation=35, ha="right", rotation_mode="anchor")
        axes.invert_yaxis()
        axes.tick_params(length=0)
        for place, value in enumerate(grid.to_numpy().flat):
            if value > 0:
                color = "white" if value > 0.6 * highest else INK
                text = f"{value:.0f}" if whole else f"{value:.1f}"
                middle = (place % columns + 0.5, place // columns + 0.5)
                axes.text(*middle, text, ha="center", va="center", fontsize=7.5, color=color)
        return _save(figure, path)

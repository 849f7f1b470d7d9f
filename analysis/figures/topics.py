"""How often each topic is mentioned, as bars."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.style import ACCENT, INCH, INK, STYLE, WIDTH, rows_of
from analysis.frames import records

LABELS = 150.0  # points for the names of topics


def frequencies(totals: pd.DataFrame) -> Figure:
    """Draw a bar a topic: mentions per 1,000 words with the interval, mentions and (in brackets) sources.

    Parameters
    ----------
    totals : pandas.DataFrame
        Indexed by topic, with ``per_1000_words``, ``low``, ``high`` (null where there is none), ``mentions`` and
        ``documents``, the largest first.
    """
    with plt.style.context(STYLE):
        labels, middles, edges = rows_of([str(topic) for topic in totals.index], LABELS)
        figure, axes = plt.subplots(figsize=(WIDTH, (edges[-1] + 50) / INCH))
        rates = totals["per_1000_words"]
        axes.barh(middles, rates, color=ACCENT, alpha=0.55, height=11)
        axes.set_yticks(middles, labels)
        axes.set_ylim(edges[-1], 0)
        for place, row in zip(middles, records(totals), strict=True):
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
                annotation_clip=False,
            )
        longest = max(len(f"{row.mentions} ({row.documents})") for row in records(totals))
        room = 0.045 * longest  # of the axis, for the counts behind the bars
        axes.set_xlim(0, max(rates.max(), totals["high"].fillna(0).max()) * (1 + room))
        axes.locator_params(axis="x", nbins=4)
        axes.set_xlabel("mentions per 1,000 words")
        axes.grid(axis="x")
        return figure

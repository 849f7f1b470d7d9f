"""The figures: built as matplotlib figures of one style, saved as SVG with fonts as outlines.

All are as wide as a column of a phone needs them: text of ten points in a figure of five inches is nine
pixels high on a screen 390 pixels wide, and as high as the text around it on paper.
"""

from analysis.figures.grids import MOST_COLUMNS, heat_map, pairs
from analysis.figures.style import save, use_colours
from analysis.figures.timeline import MOST_LANES, counts_in_time, timeline
from analysis.figures.topics import frequencies

__all__ = [
    "MOST_COLUMNS",
    "MOST_LANES",
    "counts_in_time",
    "frequencies",
    "heat_map",
    "pairs",
    "save",
    "timeline",
    "use_colours",
]

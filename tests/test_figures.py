"""The figures: nothing overlaps or leaves the panel, type is legible on a phone, colours read in grey print."""

from itertools import combinations, pairwise

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Bbox

from analysis import figures
from analysis.briefing import Briefing
from analysis.figures import lettering, style
from analysis.figures.panel import Panel
from analysis.run import make_edition
from analysis.settings import Settings
from tests.generated import articles

SECTIONS = ("timeline", "topic_figures", "who_met")
PHONE = 325  # pixels for a figure on a screen of 390
LEGIBLE = 9  # pixels
LONG = "An exceedingly long name for a committee of ministers that nobody would ever want to print in full " * 2


@pytest.fixture
def drawn(monkeypatch):
    """Keep what is drawn, with its own canvas, instead of letting it go."""
    kept = {}

    def keep(figure, path):
        kept[path.stem] = figure
        return path

    monkeypatch.setattr(figures, "save", keep)
    return kept


def texts_of(figure):
    """The words of a figure with their boxes in points from its upper left corner."""
    with style.in_style():
        renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw(renderer)
    seen = [(line.words, box_of(line)) for writing in figure.findobj(lettering.Writing) for line in writing.lines]
    height, pixel = figure.bbox.height, figure.dpi / 72
    for text in figure.findobj(Text):  # words that are left to Matplotlib
        if text.get_text().strip():
            box = text.get_window_extent(renderer)
            corners = np.array([[box.x0, height - box.y1], [box.x1, height - box.y0]]) / pixel
            seen.append((text.get_text(), Bbox(corners)))
    return seen


def box_of(line):
    above, below = lettering.reach()
    width = lettering.width_of(line.words, bold=line.bold)
    if line.upright:
        return Bbox([[line.x - above, line.y - width], [line.x + below, line.y]])
    return Bbox([[line.x, line.y - above], [line.x + width, line.y + below]])


def check(figure):
    texts = texts_of(figure)
    assert texts
    width, height = (72 * side for side in figure.get_size_inches())
    assert lettering.SIZE * PHONE / width >= LEGIBLE
    for words, box in texts:
        assert box.x0 >= 0 and box.x1 <= width, words
        assert box.y0 >= 0 and box.y1 <= height, words
    for (one, a), (other, b) in combinations(texts, 2):
        apart = a.x1 <= b.x0 + 0.5 or b.x1 <= a.x0 + 0.5 or a.y1 <= b.y0 + 1 or b.y1 <= a.y0 + 1
        assert apart, (one, other)


@pytest.mark.parametrize("count", [1, 2, 5, 60])
def test_labels_never_overlap_nor_leave_the_panel(count, folder, drawn, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    settings = Settings(countries=("NO", "PT"))
    made = make_edition(folder({f"{n:02}.txt": text for n, text in enumerate(articles(count))}), settings, warn=print)
    edition = Briefing(made.frames, made.texts, made.manifest, settings)
    for section in SECTIONS:
        getattr(edition, section)()
    assert {"timeline", "topics"} <= set(drawn)
    assert count < 60 or {"meetings", "topics-by-month", "topics-by-participant"} <= set(drawn)
    for figure in drawn.values():
        check(figure)


def test_labels_of_the_seeds_never_overlap(edition, settings, drawn, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    opened = Briefing(edition.frames, edition.texts, edition.manifest, settings)
    alternatives = "".join(getattr(opened, section)().data for section in SECTIONS)
    assert set(drawn) == {
        "timeline", "topics", "topics-by-source", "topics-by-month", "topics-by-participant", "meetings"
    }  # fmt: skip
    assert alternatives.count("fig-alt=") == len(drawn)
    for figure in drawn.values():
        check(figure)


def events(days, **more):
    rows = [
        {
            "earliest": day,
            "latest": day,
            "date": day,
            "precision": "day",
            "status": "reported",
            "independent_sources": 1,
        }
        | more
        for day in days
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize("label", [LONG, "x" * 300, "$a_1$ and $b^2$", "دیدار وزیران کشور " * 9, "🎉" * 40, ""])
@pytest.mark.filterwarnings("ignore:Glyph")
def test_any_words_fit(label):
    many = events([f"2025-01-{n:02}" for n in range(1, 21)], independent_sources=3).assign(day=label, label=label)
    grid = pd.DataFrame(
        [[1.5, 0.0], [12.5, 99.9]], index=[f"a {label}", f"b {label}"], columns=[f"c {label}", f"d {label}"]
    )
    for figure in (figures.timeline(many), figures.heat_map(grid), figures.pairs(grid)):
        for words, box in texts_of(figure):
            assert box.x1 <= 72 * figure.get_figwidth() + 0.5 and box.x0 >= -0.5, words


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        "Ali Akbar Pourjamshidian",
        "To Tajikistan, AVATAR (22)",
        "28 October 2025",
        "Рамазон Раҳимзода",
        "دیدار وزیران",
    ],
)
def test_words_are_as_wide_as_matplotlib_sets_them(words, bold):
    with style.in_style():
        font = FontProperties(size=lettering.SIZE, weight="bold" if bold else "normal")
        wide = TextToPath().get_text_width_height_descent(words, font, False)[0]
        assert lettering.width_of(words, bold=bold) == pytest.approx(wide, rel=0.03)


def test_words_are_drawn_where_matplotlib_draws_them():
    """The ink of a line set sign by sign covers that of the same line set by Matplotlib."""
    inks = []
    for words in ("Radan’s visit", "Radan’s visit"):
        with style.in_style():
            panel = Panel(40)
            if inks:
                panel.figure.text(20, 20, words, transform=panel.place, va="center", color="black")
            else:
                panel.write(20, 20, words, colour="black")
            canvas = FigureCanvasAgg(panel.figure)
            canvas.draw()
            inks.append(np.asarray(canvas.buffer_rgba())[:, :, 0] < 128)
    rows, columns = (np.abs(np.ptp([np.flatnonzero(ink.any(axis))[[0, -1]] for ink in inks], 0)) for axis in (1, 0))
    assert rows.max() <= 1 and columns.max() <= 2


def test_bars_count_days_months_or_years_and_mark_what_several_sources_tell():
    days = events([f"2025-03-{n:02}" for n in range(1, 29)])
    assert figures.counts_in_time(days)[1] == "day"
    months = events([f"2025-{n:02}-03" for n in range(1, 13)] * 2, independent_sources=2)
    figure, unit, counts = figures.counts_in_time(months)
    assert unit == "month" and set(counts) == {2}
    assert {"one source", "several independent sources"} <= {words for words, _ in texts_of(figure)}
    check(figure)
    assert figures.counts_in_time(events([f"{year}-06-01" for year in range(1990, 2026)]))[1] == "year"


def test_shades_only_grow_darker_and_numbers_stand_out_on_each(project, monkeypatch):
    monkeypatch.setattr(style, "LOOK", dict(style.LOOK))
    figures.use_colours(project / "report" / "briefing.css")
    with style.in_style():
        shades = style.shades()
        steps = [shades(step / 50) for step in range(51)]
        light = [style.contrast(colour, "black") for colour in steps]
        assert all(after < before for before, after in pairwise(light))
        assert light[0] / light[-1] > 3  # told apart in grey print
        assert min(style.contrast(style.contrasting(colour), colour) for colour in steps) >= 4.5
        assert mpl.rcParams["figure.facecolor"] == "#ffffff"

"""The figures: nothing overlaps or leaves the panel, type is legible on a phone, colours read in grey print."""

from itertools import combinations, pairwise

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.text import Text

from analysis import figures
from analysis.briefing import Briefing
from analysis.figures import style
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
    yield kept
    plt.close("all")


def texts_of(figure):
    with plt.style.context(style.STYLE):
        figure.canvas.draw()
    seen = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    boxes = [(text.get_text(), text.get_window_extent(), text.get_fontsize()) for text in seen]
    unseen = {id(label) for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for label in _outside(axis)}
    return [box for box, text in zip(boxes, seen, strict=True) if id(text) not in unseen]


def _outside(axis):
    """The labels of ticks beyond the view, which are kept but never drawn."""
    low, high = sorted(axis.get_view_interval())
    return [
        label
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks())
        if not low <= tick.get_loc() <= high
        for label in (tick.label1, tick.label2)
    ]


def check(figure):
    texts = texts_of(figure)
    assert texts
    panel = figure.bbox
    for words, box, size in texts:
        assert box.x0 >= panel.x0 - 1 and box.x1 <= panel.x1 + 1, words
        assert box.y0 >= panel.y0 - 1 and box.y1 <= panel.y1 + 1, words
        assert size * PHONE / (figure.get_figwidth() * 72) >= LEGIBLE, words
    for (one, a, _), (other, b, _) in combinations(texts, 2):
        apart = a.x1 <= b.x0 + 0.5 or b.x1 <= a.x0 + 0.5 or a.y1 <= b.y0 + 1.5 or b.y1 <= a.y0 + 1.5
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
        for words, box, _ in texts_of(figure):
            assert box.x1 <= figure.bbox.x1 + 1 and box.x0 >= -1, words
    plt.close("all")


def test_bars_count_days_months_or_years_and_mark_what_several_sources_tell():
    days = events([f"2025-03-{n:02}" for n in range(1, 29)])
    assert figures.counts_in_time(days)[1] == "day"
    months = events([f"2025-{n:02}-03" for n in range(1, 13)] * 2, independent_sources=2)
    figure, unit, counts = figures.counts_in_time(months)
    assert unit == "month" and set(counts) == {2}
    assert [text.get_text() for text in figure.legends[0].get_texts()] == [
        "one source",
        "several independent sources",
    ]
    check(figure)
    assert figures.counts_in_time(events([f"{year}-06-01" for year in range(1990, 2026)]))[1] == "year"
    plt.close("all")


def test_shades_only_grow_darker_and_numbers_stand_out_on_each(project, monkeypatch):
    monkeypatch.setattr(style, "STYLE", style.STYLE[:1])
    figures.use_colours(project / "report" / "briefing.css")
    with plt.style.context(style.STYLE):
        shades = style.shades()
        steps = [shades(step / 50) for step in range(51)]
        light = [style.contrast(colour, "black") for colour in steps]
        assert all(after < before for before, after in pairwise(light))
        assert light[0] / light[-1] > 3  # told apart in grey print
        assert min(style.contrast(style.contrasting(colour), colour) for colour in steps) >= 4.5
        assert mpl.rcParams["figure.facecolor"] == "#ffffff"

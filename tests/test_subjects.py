"""The section on topics, with collections of different size."""

import re

import pytest

from analysis.briefing.edition import Briefing
from analysis.run import make_edition
from analysis.settings import Settings
from tests.generated import articles


def briefing(folder, texts):
    made = make_edition(folder({f"{n:03}.txt": text for n, text in enumerate(texts)}), Settings(), warn=print)
    return Briefing(made.frames, made.texts, made.manifest, Settings())


@pytest.fixture
def seeds_briefing(edition, settings, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return Briefing(edition.frames, edition.texts, edition.manifest, settings)


def test_the_section_shows_rates_with_intervals_heat_maps_and_evidence(seeds_briefing):
    figures, tables = seeds_briefing.topic_figures().data, seeds_briefing.topics().data
    for label in ("fig-topics", "fig-topics-by-source", "fig-topics-by-month", "fig-topics-by-participant"):
        assert f"#{label} " in figures
    assert "fewer than 1,000 words each: too few to compare" in figures
    for label in ("tbl-topics", "tbl-together", "tbl-concordance", "tbl-terms"):
        assert f"#{label} " in tables
    assert re.search(r"\| organized crime \| \d+ \| \d+ \| \d+ \| \d+\.\d \(\d+\.\d–\d+\.\d\) \| \[S1", tables)
    excerpts = tables[tables.index("In context") : tables.index("tbl-concordance")]
    assert all("](#" in row for row in excerpts.splitlines()[2:] if row.startswith("|"))


def test_no_number_of_mentions_is_a_fraction(seeds_briefing):
    terms = seeds_briefing.topics().data.split("tbl-concordance")[1]
    assert re.search(r"\| cooperation \| \d+ \| \d+ \| 0\.\d\d \|", terms)


def test_one_source_is_not_compared(folder, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    one = briefing(folder, articles(1))
    assert "With one source there is nothing to compare it with" in one.topic_figures().data
    assert "by-source" not in one.topic_figures().data


def test_many_sources_show_what_fits(folder, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    many = briefing(folder, articles(30))
    figures = many.topic_figures().data
    assert "30 of the sources have fewer than 1,000 words" in figures
    assert "by-source" not in figures
    assert "by-month" in figures
    assert "Terms from the data" in many.topics().data


def test_an_article_without_a_hit_gives_sentences(folder, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    none = briefing(folder, ["The cat sat on the mat and slept there for the whole of the afternoon."])
    assert "No topic of the lexicon is mentioned" in none.topic_figures().data
    assert "too short" in none.topics().data

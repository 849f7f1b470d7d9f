"""Corpora at the edge: every section says something sensible, and nothing breaks."""

import re
from itertools import pairwise

import pytest

from analysis.briefing import Briefing
from analysis.prose import number
from analysis.run import make_edition
from analysis.settings import Settings
from tests.generated import articles
from tests.test_tables import article, tables_of

SECTIONS = (
    "scope", "bottom_line", "timeline", "chronology", "participants", "delegations", "topic_figures", "topics", "agreed",
    "planned", "quotations", "disagreements", "sources", "method", "reproduce", "appendix",
)  # fmt: skip
NAMES = ["Ana Ferreira", "Kari Lund", "Pedro Salas", "Elif Demir", "Tomas Vrba", "Grace Mwangi", "Juhani Laine"]


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """The text of each section for some articles; figures are drawn into a folder of the test's own."""
    monkeypatch.chdir(tmp_path)

    def show(*articles, period=""):
        made = tables_of(*articles)
        edition = Briefing(
            made.frames, made.texts, made.manifest, Settings(title="T", countries=("NO", "PT"), period=period)
        )
        texts = {name: getattr(edition, name)().data for name in SECTIONS}
        for name, text in texts.items():
            assert text.strip(), name
            assert not re.search(r"\bnan\b|\bNone\b|\bNaT\b|\b1 events\b|\bone events\b", text), name
        return texts, made

    return show


def test_no_date_anywhere(shown):
    texts, made = shown(
        article("Foreign Minister Ana Ferreira met Justice Minister Kari Lund. They signed a treaty.")
    )
    assert "none of them dated" in texts["bottom_line"]
    assert texts["timeline"].startswith("No event has a date")
    assert set(made["events"]["date"]) == {""}


def test_no_event_no_person_no_topic(shown):
    texts, _ = shown(article("The rose is a flower of the garden, and gardens are loved by many of us all year."))
    assert "no event" in texts["bottom_line"]
    assert "No person is named" in texts["participants"]
    assert "No topic" in texts["bottom_line"]


def test_all_articles_about_one_day(shown):
    texts, made = shown(
        *(
            article(f"Foreign Minister {one} met Justice Minister {two} in Oslo on 5 March 2024.", f"{one}{two}.txt")
            for one, two in pairwise(NAMES)
        )
    )
    assert len(made["events"]) == len(NAMES) - 1
    assert "5 March 2024" in texts["chronology"]


def test_hundreds_of_events_on_one_day(shown):
    many = [
        article(
            "\n".join(
                f"Foreign Minister {name} {chr(65 + n)}. {part} met Kari Lund on 5 March 2024." for name in NAMES
            ),
            f"{n}{part}.txt",
        )
        for n in range(12)
        for part in ("Alpha", "Beta", "Gamma")
    ]
    texts, made = shown(*many)
    assert len(made["events"]) > 60
    assert "more in data/events.csv" in texts["chronology"]


def test_an_article_about_the_future_only(shown):
    text = "March 3, 2024 - 10:00\nOSLO – Norway and Portugal will sign a treaty on 9 May 2024. A summit is to be held in June.\n"
    texts, made = shown(article(text))
    assert set(made["events"]["status"]) == {"planned"}
    assert "told as planned" in texts["bottom_line"]


def test_nothing_in_the_period(shown):
    texts, _ = shown(article("Ana Ferreira met Kari Lund in Oslo on 5 March 2024."), period="1990")
    assert texts["timeline"].startswith("No event has a date")


def test_metadata_against_the_text_is_a_disagreement(shown):
    text = "Talks\n\nMarch 5, 2024 - 10:00\n\nOSLO – Justice Minister Kari Lund met Ana Ferreira on Tuesday.\n"
    texts, made = shown(article(text, published="2024-04-01"))
    assert list(made["disagreements"]["kind"]) == ["date"]
    assert "sources.csv" in texts["disagreements"].replace("\\", "")
    assert list(made["sources"]["published"]) == ["2024-03-05"]


def test_of_very_many_sources_the_appendix_holds_those_cited_and_the_page_carries_the_small_tables(
    folder, tmp_path, monkeypatch
):
    made = folder({f"{place:02}.txt": text for place, text in enumerate(articles(40))})
    tables = make_edition(made, Settings(), lambda sentence: None, fresh=True)
    monkeypatch.setattr("analysis.briefing.references.MOST_TEXTS", 10)
    monkeypatch.setattr("analysis.briefing.downloads.MOST_BYTES", 5_000)
    monkeypatch.chdir(tmp_path)
    edition = Briefing(tables.frames, tables.texts, tables.manifest, Settings(rows_shown=1))
    shown = "\n".join(getattr(edition, name)().data for name in ("bottom_line", "chronology", "quotations"))
    appendix = edition.appendix().data
    cited = set(re.findall(r"\]\(#(s[0-9a-f]+c\d+)\)", shown))
    assert cited
    assert cited <= set(re.findall(r"#(s[0-9a-f]+c\d+)", appendix))
    named = {anchor.rsplit("c", 1)[0] for anchor in cited}
    placed = set(re.findall(r"#(s[0-9a-f]+c\d+)", appendix))
    assert {anchor for anchor in placed if anchor.rsplit("c", 1)[0] in named} == cited
    heads = appendix.count(".source}")
    assert 0 < heads < 40
    assert f"{number(40 - heads).capitalize()} more are in the tables" in appendix
    edition.data()
    page = (tmp_path / "_data" / "downloads.html").read_text()
    assert 'href="data/events.csv"' in page
    assert "base64," in page
    carried = [len(words) * 3 / 4 for words in re.findall(r'base64,([^"]*)"', page)]
    assert sum(carried) <= 5_100

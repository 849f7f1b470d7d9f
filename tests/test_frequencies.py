import pytest

from analysis.corpus import Article, Corpus
from analysis.frequencies import month_of
from analysis.layout import find_blocks, markup_spans
from analysis.reading import read_article
from analysis.settings import Settings
from analysis.tables import make_tables


def article(name, text, **fields):
    return Article(source=name, sha256="0" * 64, text=text, blocks=find_blocks(text), **fields)


def tables_of(*articles):
    return make_tables(Corpus(articles, ()), [read_article(a) for a in articles], Settings())


TWO = (
    article(
        "a.txt",
        "Officials spoke of terrorism and drug trafficking. Terrorism grows. Nothing else happened that day.",
        publisher="The Post",
        published="2031-05-02",
    ),
    article("b.txt", "They fight drug and human trafficking. It rained.", publisher="The Post", published="2031-06"),
)


@pytest.fixture(scope="module")
def counted():
    frame = tables_of(*TWO)["frequencies"]
    return frame.set_index(["by", "of", "level", "topic"]).sort_index()


def test_counts_by_source_against_a_count_by_hand(counted):
    row = counted.loc[("source", "a.txt", "topic", "counterterrorism")]
    assert (row["mentions"], row["sentences"], row["documents"], row["words"]) == (2, 2, 1, 14)
    assert row["per_1000_words"] == pytest.approx(1000 * 2 / 14, abs=1e-3)
    assert row["note"] == "few words"


def test_a_group_counts_a_shared_phrase_once(counted):
    assert counted.loc[("source", "b.txt", "topic", "drug trafficking"), "mentions"] == 1
    assert counted.loc[("source", "b.txt", "topic", "human trafficking"), "mentions"] == 1
    assert counted.loc[("source", "b.txt", "group", "threats"), "mentions"] == 1
    assert counted.loc[("all", "", "group", "threats"), "mentions"] == 4


def test_publishers_add_their_sources_and_months_are_those_of_publication(counted):
    row = counted.loc[("publisher", "The Post", "topic", "drug trafficking")]
    assert (row["mentions"], row["documents"], row["words"]) == (2, 2, 22)
    assert counted.loc[("month", "2031-05", "topic", "counterterrorism"), "mentions"] == 2
    assert counted.loc[("month", "2031-06", "topic", "human trafficking"), "mentions"] == 1


def test_intervals_need_five_sentences_and_hold_the_rate(counted):
    assert counted.loc[("source", "a.txt", "topic", "counterterrorism"), "low"] != 0
    few = counted.xs("source", level="by")
    assert few["low"].isna().all()
    row = counted.loc[("all", "", "topic", "counterterrorism")]
    assert row["low"] <= row["per_1000_words"] <= row["high"]


@pytest.mark.parametrize(
    ("published", "month"),
    [
        ("2025-10-28", "2025-10"),
        ("2025-10", "2025-10"),
        ("2025", ""),
        ("2025-01/2025-03", ""),
        ("", ""),
        ("XXXX-10-28", ""),
    ],
)
def test_the_month_of_a_publication_date(published, month):
    assert month_of(published) == month


def test_totals_of_the_seeds_agree_with_the_table_of_topics(edition):
    frequencies, topics = edition["frequencies"], edition["topics"]
    whole = frequencies[(frequencies["by"] == "all") & (frequencies["level"] == "topic")].set_index("topic")
    assert dict(whole["mentions"]) == dict(topics.groupby("topic")["mentions"].sum())
    assert dict(whole["documents"]) == dict(topics.groupby("topic")["source"].nunique())
    assert set(whole["words"]) == {int(edition["sources"]["words"].sum())}
    by_source = frequencies[(frequencies["by"] == "source") & (frequencies["level"] == "topic")]
    merged = by_source.merge(topics, left_on=["of", "topic"], right_on=["source", "topic"])
    assert len(merged) == len(topics) == len(by_source)
    assert (merged["mentions_x"] == merged["mentions_y"]).all()
    assert (merged["words_x"] == merged["words_y"]).all()


def test_events_and_participants_of_the_seeds_have_topics(edition):
    frequencies = edition["frequencies"]
    events = frequencies[(frequencies["by"] == "event") & (frequencies["level"] == "topic")]
    told = {row["event"]: set(row["topics"]) for _, row in edition["events"].iterrows()}
    for event, found in events.groupby("of")["topic"]:
        assert set(found) >= told[event] or set(found) <= told[event]
    people = frequencies[frequencies["by"] == "participant"]
    assert set(people["of"]) <= set(edition["participants"]["participant"])
    assert len(people)


def test_markup_is_no_word_of_a_unit():
    text = (
        "# Talks on *terrorism*\n\nOfficials **met** on [drug trafficking](https://example.org/a/b) and __water__.\n"
    )
    made = tables_of(
        Article(
            source="a.md",
            sha256="0" * 64,
            text=text,
            blocks=find_blocks(text, markdown=True),
            markup=tuple(markup_spans(text)),
        )
    )
    assert set(made["frequencies"][made["frequencies"]["by"] == "source"]["words"]) == set(made["sources"]["words"])


TOGETHER = "Terrorism and sanctions came up. " * 6 + "It rained all day long. " * 30 + "Energy matters. " * 4


def test_topics_told_together_are_found_with_their_sentences():
    pairs = tables_of(article("a.txt", TOGETHER))["cooccurrence"]
    assert [tuple(row) for row in pairs[["topic", "other", "sentences"]].to_numpy()] == [
        ("counterterrorism", "sanctions", 6)
    ]
    row = pairs.iloc[0]
    assert row["expected"] == pytest.approx(6 * 6 / 40, abs=1e-3)
    assert row["evidence"][0]["text"] == "Terrorism and sanctions came up."


def test_topics_that_meet_by_chance_are_not_shown():
    text = "Terrorism and sanctions came up. Terrorism came up. Sanctions came up. It rained. " * 5
    assert tables_of(article("a.txt", text))["cooccurrence"].empty


def test_no_source_and_no_hit_give_empty_tables():
    for made in (tables_of(), tables_of(article("a.txt", "The cat sat on the mat."))):
        for name in ("topics", "frequencies", "cooccurrence"):
            assert made[name].empty

"""Open dates settled by other articles."""

from tests.test_tables import article, tables_of

OPEN = (
    "Norway’s Justice Minister Kari Lund and Portugal’s Foreign Minister Ana Ferreira yesterday held talks in Oslo on "
    "the sidelines of the 7th session of the Nordic Council, held on March 3 in the Norwegian capital.\n"
)
FULL = "March 3, 2024 - 18:00\nOSLO – Kari Lund met Ana Ferreira in Oslo on Sunday for talks on trade.\n"
OTHER_DAY = FULL.replace("March 3, 2024", "March 10, 2024")


def sources(made):
    return made["sources"].set_index("source")


def test_a_day_without_a_year_takes_it_from_an_article_on_the_same_event():
    made = tables_of(article(OPEN, "open.txt"), article(FULL, "full.txt"))
    row = sources(made).loc["open.txt"]
    assert (row["published"], row["published_basis"]) == ("2024-03-04", "corpus")
    assert "full.txt" in row["published_reason"]
    dates = made["dates"].set_index("text")["date"]
    assert dates["March 3"] == "2024-03-03"


def test_nothing_settles_it_where_the_other_article_tells_of_another_day():
    made = tables_of(article(OPEN, "open.txt"), article(OTHER_DAY, "other.txt"))
    assert sources(made).loc["open.txt"]["published"] == "XXXX-03-04"


def test_alone_it_stays_open():
    made = tables_of(article(OPEN, "open.txt"))
    assert sources(made).loc["open.txt"]["published_basis"] == "inferred"
    assert set(made["events"]["date"]) <= {"", "XXXX-03-03"}


def test_seeds_without_metadata_settle_the_year_of_the_october_meeting(corpus):
    from dataclasses import replace

    made = tables_of(*(replace(a, published="", note="") for a in corpus.articles))
    row = sources(made).loc["000_b5f4cbade368da0f.txt"]
    assert (row["published"], row["published_basis"]) == ("2025-10-29", "corpus")
    assert "004_362c9b7aa5057988.txt" in row["published_reason"]
    assert sources(made).loc["003_df8bda3e632d1c3f.txt"]["published"] == ""


def test_a_weekday_in_a_report_without_a_year_is_fixed_with_the_year():
    drill = "Norway and Sweden held the exercise Fjord-2024 near Narvik on March 4-8, 2024.\n"
    open_day = "OSLO, March 5 (NTB) – The Norwegian-Swedish exercise Fjord-2024 started on Tuesday near Narvik.\n"
    made = tables_of(article(drill, "full.txt"), article(open_day, "open.txt"))
    (row,) = (row for row in made["events"].to_dict("records") if row["kind"] == "exercise")
    assert (row["sources"], row["date"]) == (["full.txt", "open.txt"], "2024-03-05")
    assert sources(made).loc["open.txt"]["published"] == "2024-03-05"

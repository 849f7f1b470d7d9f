"""The days that matter: features counted by hand, lines with their evidence, the choice of a reader."""

import json
import math
from dataclasses import replace

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.briefing.chronicle import chronology
from analysis.briefing.edition import Briefing
from analysis.briefing.method import reproduce
from analysis.cli import app
from analysis.contract import columns
from analysis.corpus import Article
from analysis.layout import find_blocks
from analysis.prose import number
from analysis.reading import read_article
from analysis.run import make_edition, write_edition
from analysis.settings import Settings
from analysis.shelf import Shelf
from analysis.tables import check_tables
from analysis.timelines.days import Happened, Weights, closeness, day_scores, timeline
from analysis.timelines.lines import KEPT, Candidates, event_lines, sentence_lines
from analysis.timelines.relevance import Relevance, centroid, cosine, vector
from analysis.timelines.selection import Selection, fault, in_period

EVENTS = pd.DataFrame(columns=columns("events"))
PEOPLE = pd.DataFrame(columns=columns("participants"))


def reading(source, published, text):
    return read_article(Article(source, source, text, blocks=find_blocks(text), published=published))


def frames(readings, events=EVENTS, people=PEOPLE):
    dates = [(r.article.source, e.start, e.date) for r in readings for e in r.dates.expressions]
    published = [(r.article.source, r.dates.publication.date) for r in readings]
    tables = {
        "sources": pd.DataFrame(published, columns=["source", "published"]),
        "dates": pd.DataFrame(dates, columns=["source", "start", "date"]),
        "events": events,
        "participants": people,
    }
    return Shelf(tables)


WORDS = {"source": "a.txt", "start": 0, "end": 3, "text": "The"}


def event(key, day, **more):
    row = dict.fromkeys(columns("events"), "")
    known = {"event": key, "earliest": day, "latest": day, "precision": "day", "status": "reported", "kind": "visit"}
    return row | known | {"participants": [], "independent_sources": 1, "evidence": [WORDS]} | more


def test_a_text_is_a_vector_of_its_content_words():
    length = math.hypot(1 + math.log(2), 1)
    assert vector("The bridge and the bridge, a TUNNEL.") == pytest.approx(
        {"bridge": (1 + math.log(2)) / length, "tunnel": 1 / length}
    )
    assert vector("of the 2024") == {}
    assert cosine(vector("bridge tunnel"), vector("bridge")) == pytest.approx(math.sqrt(0.5))
    assert centroid([vector("bridge"), vector("tunnel")]) == pytest.approx(vector("bridge tunnel"))


def test_relevance_is_nearness_to_what_most_articles_are_about():
    subject = Relevance.of_texts(["bridge collapse", "bridge collapse", "football"])
    assert (
        subject.article("The bridge, a collapse")
        > subject.article("bridge football")
        > subject.article("football")
        > 0
    )
    assert subject.sentence("opera") == 0
    text = "A bridge, the bridge and football"
    assert subject.sentence(text) == pytest.approx(cosine(vector(text), subject.subject))


@pytest.mark.parametrize(
    ("day", "published", "counts"),
    [
        ("2021-03-03", "2021-03-04", 1.0),
        ("2021-03-03", "2021-04-03", 0.75),  # 30 days on: the half above the least is halved
        ("2021-03-03", "2021-05-03", 0.625),
        ("2021-03-03", "2021-03-02", 0.5),
        ("2021-03-03", "2031-03-03", 0.5),
        ("2021-03-03", "2021-03", 1.0),
        ("2021-03-03", "", 1.0),
    ],
)
def test_a_mention_counts_by_its_closeness_to_the_day(day, published, counts):
    assert closeness(day, published) == pytest.approx(counts, abs=1e-6)


# All words but the dates are "bridge" and "collapse": every relevance is 1.
STORY = [
    ("a.txt", "2021-03-04", "The bridge collapse of 2021-03-03."),
    ("b.txt", "2021-03-04", "A collapse, the bridge: 2021-03-03, 2021-03-04."),
    ("c.txt", "2021-03-05", "The bridge collapse of 2021-03-03. A bridge collapse on 2021-03-04. It was 2021-03-03."),
    ("copy.txt", "2021-03-05", "The bridge collapse of 2021-03-03."),
    ("plan.txt", "2021-03-02", "A collapse of the bridge on 2021-03-03 and on 2021-03-09."),
]


def test_publications_and_mentions_counted_by_hand():
    readings = [reading(*entry) for entry in STORY]
    table = timeline(readings, frames(readings), copies={"copy.txt"}).set_index("day")
    assert list(table.index) == ["2021-03-02", "2021-03-03", "2021-03-04", "2021-03-05"]  # the 9th lies ahead
    assert list(table["published"]) == [1, 0, 2, 1]
    assert list(table["publications"]) == pytest.approx(
        [1, 0.5 + 0.5 + 0.5, 0.5 + 0.5, 0.5]
    )  # three open with the 3rd
    assert list(table["mentioned"]) == [0, 4, 1, 0]  # c.txt names the 4th; b.txt was published on it
    after_two_days = 0.5 + 0.5 * 0.5 ** (1 / 30)
    assert table["mentions"]["2021-03-03"] == pytest.approx(1 + 1 + after_two_days + 0.5, abs=1e-3)
    assert table["mentions"]["2021-03-04"] == pytest.approx(1)
    assert table["score"]["2021-03-04"] == pytest.approx(math.log(2) + math.log(2), abs=1e-3)
    assert list(table["rank"]) == [3, 1, 2, 4]


def test_people_and_kinds_of_a_day_s_events_counted_by_hand():
    readings = [reading(*entry) for entry in STORY[:2]]
    events = pd.DataFrame(
        [
            event("e1", "2021-03-03", participants=["p", "q"], what="The bridge"),
            event("e2", "2021-03-03", participants=["p"], kind="meeting", what="The collapse"),
            event("plan", "2021-03-03", participants=["r"], status="planned", kind="call"),
            event("month", "2021-03-03", latest="2021-03-31", precision="month", kind="signing"),
        ]
    )
    people = pd.DataFrame(
        [("p", ["a.txt", "b.txt"]), ("q", ["a.txt"]), ("r", ["a.txt"])], columns=["participant", "sources"]
    ).reindex(columns=columns("participants"))
    row = timeline(readings, frames(readings, events, people), copies=()).iloc[0]
    assert (row["day"], row["people"], row["kinds"], row["told"]) == ("2021-03-03", 1.5, ["meeting", "visit"], 2)
    assert (row["basis"], row["events"]) == ("event", ["e1", "e2"])


def test_the_score_adds_logarithms():
    table = pd.DataFrame(
        {"publications": [math.e - 1], "mentions": [math.e**2 - 1], "people": [0.0], "kinds": [["call", "visit"]]}
    )
    assert day_scores(table, Weights(1, 2, 9, 0)).item() == pytest.approx(5)
    assert day_scores(table, Weights(0, 0, 0, 0.5)).item() == pytest.approx(0.5 * math.log(3), abs=1e-4)


def test_of_days_with_one_score_the_earlier_is_first():
    readings = [reading("a.txt", "2021-03-05", "A bridge."), reading("b.txt", "2021-03-04", "The bridge.")]
    table = timeline(readings, frames(readings), copies=())
    assert list(zip(table["day"], table["rank"], strict=True)) == [("2021-03-04", 1), ("2021-03-05", 2)]


def test_nothing_to_rank():
    readings = [reading("a.txt", "", "A bridge.")]
    assert timeline(readings, frames(readings), copies=()).empty


def test_only_the_best_sentences_of_a_day_are_kept():
    kept = Candidates()
    for place in range(1_000):
        kept.offer(place / 1_000, "a.txt", (place, place + 1), named=True)
    assert sorted(entry[2][0] for entry in kept.heap) == list(range(1_000 - KEPT, 1_000))


def test_a_day_without_a_known_event_has_its_most_central_sentences():
    said = [
        "The bridge over the river fell in the storm of the night.",
        "The bridge over the river fell in the storm.",
        "Trains and buses crossing the bridge stand still since the storm.",
        "An opera opened in the capital to loud applause that week.",
    ]
    text = " ".join(said)
    kept = Candidates()
    for sentence, about in zip(said, (0.9, 0.9, 0.8, 0.1), strict=True):
        start = text.index(sentence)
        kept.offer(about, "a.txt", (start, start + len(sentence)), named=True)
    found = sentence_lines(kept, {"a.txt": text})
    assert found.basis == "sentence"
    assert [entry["text"] for entry in found.evidence] == found.lines
    assert len(found.lines) == 2 and found.lines[0] in said[:2] and found.lines[1] == said[2]
    assert sentence_lines(Candidates(), {}).lines == []


def test_a_sentence_of_another_day_is_no_line_of_the_day_of_publication():
    text = "The bridge over the river fell yesterday evening. Trains stand still and buses wait. The mayor spoke of shame."
    readings = [reading("a.txt", "2021-03-04", text)]
    table = timeline(readings, frames(readings), copies=()).set_index("day")
    assert table["basis"].to_dict() == {"2021-03-03": "sentence", "2021-03-04": "published"}
    assert table["lines"]["2021-03-03"] == ["The bridge over the river fell yesterday evening."]
    assert not any("yesterday" in line for line in table["lines"]["2021-03-04"])
    assert table["publications"]["2021-03-03"] == table["publications"]["2021-03-04"]  # it opens with the day before
    assert list(table["published"]) == [0, 1]


def test_the_lines_of_a_day_do_not_repeat_each_other():
    subject = Relevance.of_texts(["ministers signed the border treaty and visited the port"])
    rows = [
        event("talk", "2021-03-03", what="Ministers discussed the treaty and the port", kind="statement"),
        event("sign", "2021-03-03", what="The ministers signed the border treaty", part_of="visit"),
        event("again", "2021-03-03", what="Ministers signed a border treaty", independent_sources=1),
        event("far", "2021-03-03", what="A tenor sang"),
        event("visit", "2021-03-03", what="They visited the port", independent_sources=3),
    ]
    told = [Happened.of(row) for row in pd.DataFrame(rows).itertuples(index=False)]
    lines = event_lines(told, subject)
    assert lines.events == ["visit", "again"]
    assert lines.evidence == [WORDS, WORDS]


STRIKE = [  # two articles a day: on the day after, and within a week
    (
        "Dockers walked out at dawn and the port stood still.\n\nTheir strike began on {} over wages.",
        "Ships wait outside the port.\n\nSince {}, when the strike of the dockers began, no crane has moved.",
    ),
    (
        "Owners of the port offered more wages.\n\nOn {} a mediator brought strike leaders to the table.",
        "Talks go on.\n\nThe mediator, called in on {}, asks dockers to end their strike while talks about the port last.",
    ),
    (
        "Police cleared the gates.\n\nTwo dockers were hurt on {} when the strike turned violent in the port.",
        "Unions mourn a wounded docker.\n\nViolence of {} at the port has hardened the strike, leaders say.",
    ),
    (
        "A judge ruled for the dockers.\n\nHer ruling of {} lets the strike in the port go on.",
        "Lawyers of the owners appeal.\n\nWages in the port must rise, the court found on {} about the strike.",
    ),
    (
        "Cranes move again.\n\nDockers ended the strike on {} and the port opened its gates.",
        "What the peace costs the port.\n\nWages rise by a tenth since {}, the day the dockers ended their strike.",
    ),
]
OTHER_NEWS = [
    ("A tenor sang to loud applause.", "Snow closed mountain roads."),
    ("The league champions lost again.", "Bakers raised bread prices."),
    ("Astronomers photographed a comet.", "Vintners expect sweet grapes."),
    ("A museum bought two paintings.", "Schools in many towns teach more chess."),
    ("Wolves returned to the old forest.", "A novelist won a prize in the capital."),
    ("Engineers tested an electric plane.", "Doctors in the valley warn of pollen."),
    ("Skiers trained on a glacier.", "A cinema showed silent films."),
    ("Beekeepers counted their hives.", "Students built a telescope."),
]


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """A strike told over three months, with other news on other days: (tables, days that matter)."""
    folder = tmp_path_factory.mktemp("story")
    key = ["2023-01-10", "2023-01-24", "2023-02-07", "2023-02-20", "2023-03-09"]
    rows = ["file,publisher,url,published,note"]

    def write(name, day, text):
        (folder / name).write_text(text, encoding="utf-8")
        rows.append(f"{name},,,{day},")

    for place, (day, texts) in enumerate(zip(key, STRIKE, strict=True)):
        date = pd.Timestamp(day)
        for gap, text in zip((1, 6), texts, strict=True):
            spoken = f"{date.day} {date.month_name()} 2023"
            later = (date + pd.Timedelta(days=gap)).date().isoformat()
            write(f"k{place}{gap}.txt", later, text.format(spoken))
    for week, words in enumerate(OTHER_NEWS):
        day = (pd.Timestamp("2023-01-03") + pd.Timedelta(days=7 * week)).date().isoformat()
        for one, text in enumerate(words):
            write(f"n{week}{one}.txt", day, text)
    (folder / "sources.csv").write_text("\n".join(rows), encoding="utf-8")
    return make_edition(folder, Settings(), warn=print), key


def f1(chosen, gold):
    return 2 * len(set(chosen) & set(gold)) / (len(chosen) + len(gold))


def test_the_days_of_a_story_are_found_among_other_news(story):
    tables, key = story
    table = tables["timeline"]
    chosen = Selection(top_days=len(key)).chosen(table)
    assert f1(list(chosen["day"]), key) == 1
    counted = table.sort_values(["published", "day"], ascending=[False, True]).head(len(key))
    assert f1(list(counted["day"]), key) < 0.5
    assert all(len(lines) in (1, 2) for lines in chosen["lines"])


def test_lines_are_words_of_the_sources(story, edition):
    for tables in (story[0], edition):
        for row in tables["timeline"].itertuples():
            assert len(row.lines) == len(row.evidence) <= 2
            for entry in row.evidence:
                assert tables.texts[entry["source"]][entry["start"] : entry["end"]] == entry["text"]
            if row.basis == "sentence":
                assert [" ".join(entry["text"].split()) for entry in row.evidence] == row.lines


DAYS = pd.DataFrame({"day": ["2024-12-31", "2025-01-01", "2025-02-28", "2025-03-01"], "rank": [1, 4, 2, 3]})


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        (Selection(), [0, 1, 2, 3]),
        (Selection(top_days=2), [0, 2]),
        (Selection("2025"), [1, 2, 3]),
        (Selection("2025-01", "2025-02"), [1, 2]),
        (Selection("", "2025-02-27"), [0, 1]),
        (Selection("2025-01-02", "", 1), [2]),
        (Selection("2026"), []),
    ],
)
def test_a_span_and_a_number_of_days(asked, days):
    assert list(asked.chosen(DAYS)["day"]) == list(DAYS["day"].iloc[days])
    record = asked.record(DAYS)
    assert record["days"] - record["left_out"] == len(days)
    assert record["chosen"] == (list(DAYS["day"].iloc[days]) if asked.top_days else [])
    assert Selection.recorded({"selection": record}) == asked


def test_events_that_may_lie_in_a_span_stay():
    rows = [
        event("in", "2025-01-05"),
        event("out", "2025-03-01"),
        event("across", "2024-12-01", latest="2025-01-31", precision="interval"),
        event("open", "", latest="", precision="unknown"),
    ]
    events = pd.DataFrame(rows)
    assert list(in_period(events, Selection("2025-01", "2025-01").period)["event"]) == ["in", "across", "open"]
    assert list(Selection("2025", "", 2).events(events, DAYS)["event"]) == ["out"]


@pytest.mark.parametrize(
    ("start", "end", "word"),
    [
        ("", "", ""),
        ("2025", "2025-03-01", ""),
        ("2025-13", "", "--from takes a day, month or year"),
        ("2025-02-30", "", "'2025-02-30'"),
        ("", "next May", "--to takes a day, month or year"),
        ("2025-21", "", "--from takes"),
        ("2025-05", "2025-04", "--from 2025-05 lies after --to 2025-04"),
        ("2025-05", "2025", ""),
    ],
)
def test_a_wrong_span_is_one_sentence(start, end, word):
    said = fault(start, end)
    assert word in said and bool(said) == bool(word) and said.count(". ") == 0


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["render", "--from", "yesterday"], "--from takes a day"),
        (["render", "--to", "2025-13"], "--to takes a day"),
        (["render", "--to", "2025-01,2025-02"], "--to takes one date"),
        (["render", "--to", "html,docx"], "--to takes html and pdf"),
        (["tables", "--output", "x", "--from", "2025", "--to", "2024"], "lies after"),
        (["tables", "--output", "x", "--to", "html"], "--to takes a day"),
    ],
)
def test_wrong_usage_of_the_span(options, word):
    found = CliRunner().invoke(app, options, env={"COLUMNS": "300", "TERM": "dumb"})
    assert found.exit_code == 2
    assert word in " ".join(found.stderr.split())


def test_tables_of_some_days(seeds, project, edition, tmp_path):
    asked = Selection("2025", "", 2)
    settings = project / "report" / "settings.yml"
    write_edition(
        seeds=seeds, settings=settings, output=tmp_path / "t", formats=["json"], selection=asked, warn=print
    )
    manifest = json.loads((tmp_path / "t" / "manifest.json").read_text())
    days = [row["day"] for row in json.loads((tmp_path / "t" / "timeline.json").read_text())]
    events = json.loads((tmp_path / "t" / "events.json").read_text())
    assert manifest["selection"] == asked.record(edition["timeline"])
    assert days == manifest["selection"]["chosen"] and len(days) == 2
    assert {row["earliest"] for row in events} <= set(days)


def shown(tables, **asked):
    manifest = {**tables.manifest, "selection": Selection(**asked).record(tables["timeline"])}
    return chronology(Briefing(tables.frames, tables.texts, manifest, Settings()))


def test_the_report_says_how_days_were_chosen_and_how_many_are_left_out(story):
    tables, _ = story
    said = shown(tables, top_days=3)
    assert (
        f"Shown are the three days that matter most; {number(len(tables['timeline']) - 3)} more are left out" in said
    )
    assert "reprints not at all" in said
    assert "Shown is what lies in the span asked for, from February 2023 to March 2023" in shown(
        tables, start="2023-02", end="2023-03"
    )
    assert "Nothing is told of a day in this span." in shown(tables, start="2030", top_days=3)
    assert "Shown" not in shown(tables)


def test_the_report_names_the_options_that_chose_its_days(story):
    tables, _ = story
    chosen = {**tables.manifest, "selection": Selection("2023-02", "", 3).record(tables["timeline"])}
    for manifest, named in ((chosen, True), (tables.manifest, False)):
        said = reproduce(Briefing(tables.frames, tables.texts, manifest, Settings()))
        assert ("`--from 2023-02 --top-days 3`" in said) is named


def test_days_told_by_sentences_are_marked_in_the_report(story):
    tables, _ = story
    table = tables["timeline"].copy()
    table["basis"] = "sentence"
    table["lines"] = [["<b>{{< include x >}}</b> of the port"] * len(cell) for cell in table["evidence"]]
    table["events"] = [[] for _ in range(len(table))]
    said = shown(replace(tables, frames=tables.frames.replaced({"timeline": table})), top_days=2)
    assert "[names the day]{.badge}" in said and "For two days no event is known" in said
    assert "<b>" not in said and "{{<" not in said


def test_the_table_holds_its_contract(story):
    check_tables(story[0])
    assert list(story[0]["timeline"].columns) == columns("timeline")

"""The bottom line: every number is a link to its table, and equals what the table says."""

import re

import pytest
from lxml import html

from analysis.briefing import Briefing
from analysis.prose import SMALL
from analysis.run import make_edition
from analysis.settings import Settings
from tests.generated import articles
from tests.test_tables import article, tables_of

WORDS = {word: value for value, word in enumerate(SMALL)} | {"once": 1, "twice": 2}
NUMBER = re.compile(rf"\b(?:\d[\d,]*|{'|'.join(word for word in WORDS if word != 'no')})\b", re.IGNORECASE)
LINK = re.compile(r"\[((?:[^\]\\]|\\.)*)\]\(#([\w-]+)\)")
TOGETHER = ["meeting", "visit", "signing", "call"]
SECTIONS = (
    "changed", "timeline", "chronology", "participants", "who_met", "names", "delegations", "topic_figures", "topics",
    "agreed", "planned", "quotations", "disagreements", "sources", "method", "reproduce", "data", "appendix",
)  # fmt: skip


def value(words):
    found = NUMBER.search(words)[0].lower()
    return WORDS[found] if found in WORDS else int(found.replace(",", ""))


@pytest.fixture
def shown(monkeypatch, tmp_path, project):
    """The bottom line of some tables, and the anchors of all the other sections."""
    monkeypatch.chdir(tmp_path)

    def show(made, settings):
        edition = Briefing(made.frames, made.texts, made.manifest, settings)
        rest = "\n".join(getattr(edition, name)().data for name in SECTIONS)
        outline = (project / "report" / "briefing.qmd").read_text()
        return edition.bottom_line().data, set(re.findall(r"\{#([\w-]+)", rest + outline)) | set(
            re.findall(r"\[\S[^\]]*\]\{#([\w-]+)", rest)
        )

    return show


def numbered(line):
    """The numbers of a line that are links, by the place they lead to."""
    return [(value(words), place) for words, place in LINK.findall(line) if NUMBER.search(words) and "S" not in words]


@pytest.fixture
def generated(folder):
    def make(count, settings):
        files = {f"{n:02}.txt": text for n, text in enumerate(articles(count))}
        return make_edition(folder(files, f"s{count}"), settings, warn=print)

    return make


@pytest.mark.parametrize("settings", [Settings(), Settings(countries=("NO", "PT"), period="2025")])
@pytest.mark.parametrize("count", [1, 2, 5, 60])
def test_no_number_stands_without_its_link_and_every_link_leads_somewhere(shown, generated, count, settings):
    line, places = shown(generated(count, settings), settings)
    assert 4 <= line.count("\n- ") <= 6
    bare = re.sub(LINK.pattern + r"(\{[^}]*\})?", "", line)
    assert not NUMBER.search(bare), bare
    assert {place for _, place in LINK.findall(line) if not place.startswith("s") or "-" in place} <= places
    assert not re.search(r"\bone events\b|\b1 |\ball of them dated\b.*\bone event\b|\bnan\b", line)


@pytest.mark.parametrize("count", [1, 2, 5, 60])
def test_the_numbers_of_events_topics_and_plans_are_those_of_the_tables(shown, generated, count):
    made = generated(count, Settings())
    line, _ = shown(made, Settings())
    events = made["events"]
    told = events[events["status"] == "reported"]
    assert (int((told["kind"] != "statement").sum()), "tbl-kinds") in numbered(line.splitlines()[1])
    assert (int((told["kind"] == "statement").sum()), "tbl-kinds") in numbered(line.splitlines()[1])
    counts = made["topics"].groupby("topic")["mentions"].sum()
    for topic, mentions in re.findall(r"([\w &\\]+?) with \[([\w ]+)\]\(#tbl-topics\)", line):
        assert counts[
            topic.replace("\\", "").split("and ")[-1].replace("are ", "").split(" topics ")[-1].strip()
        ] == value(mentions)
    assert (int((events["status"] == "planned").sum()), "tbl-planned") in numbered(line)


def test_who_was_together_most_often_is_named_with_the_occasions(shown, folder):
    texts = [
        "Foreign Minister Ana Ferreira of Portugal met Norway's Justice Minister Kari Lund in Oslo on 5 March 2024.",
        "Foreign Minister Ana Ferreira of Portugal met Norway's Justice Minister Kari Lund in Bergen on 9 April 2024.",
        "Foreign Minister Ana Ferreira of Portugal met Finland's Prime Minister Juhani Laine in Oslo on 2 May 2024.",
    ]
    settings = Settings(countries=("NO", "PT"))
    made = make_edition(folder({f"{n}.txt": text for n, text in enumerate(texts)}), settings, warn=print)
    line, _ = shown(made, settings)
    assert re.search(r"Ana Ferreira and Kari Lund \(\[S1 ¶1\].*\[S2 ¶1\].*\), \[twice\]\(#tbl-met\)", line)


def test_pairs_that_met_once_are_not_called_often(shown):
    texts = [
        "Foreign Minister Ana Ferreira met Justice Minister Kari Lund in Oslo on 5 March 2024.",
        "Trade Minister Elif Demir met Health Minister Juhani Laine in Ankara on 6 March 2024.",
    ]
    line, _ = shown(tables_of(*(article(text, f"{n}.txt") for n, text in enumerate(texts))), Settings())
    assert "[Two](#tbl-met) pairs of people are named together, each [once](#tbl-met)" in line


def rows(page, table):
    found = page.xpath(f"//*[@id='{table}']//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("th|td")] for row in found]


def test_every_number_on_the_page_has_its_link_and_equals_the_table(briefing):
    page = html.parse(str(briefing / "briefing.html")).getroot()
    lede = page.xpath("//div[contains(@class, 'lede')]")[0]
    ids = {element.get("id") for element in page.xpath("//*[@id]")}
    for item in lede.xpath(".//li"):
        links = item.xpath(".//a")
        assert links and all(link.get("href").removeprefix("#") in ids for link in links)
        outside = "".join(text for text in item.xpath(".//text()[not(ancestor::a)]"))
        assert not NUMBER.search(outside), outside
    numbers = [
        (value(a.text_content()), a.get("href"))
        for a in lede.xpath(".//a[not(@class)]")
        if NUMBER.search(a.text_content())
    ]
    kinds = {row[0]: [0 if cell == "–" else int(cell) for cell in row[1:]] for row in rows(page, "tbl-kinds")}
    total, dated, _, several = kinds["all but statements"]
    assert numbers[0:2] == [(total, "#tbl-kinds"), (dated, "#tbl-kinds")]
    assert (total - dated, "#tbl-undated") == numbers[2] and len(rows(page, "tbl-undated")) == total - dated
    assert numbers[3:5] == [(kinds["statement"][0], "#tbl-kinds"), (several, "#tbl-kinds")]
    month = next(a.text_content() for a in lede.xpath(".//a[@href='#sec-chronology']"))
    in_month = [
        row
        for row in rows(page, "tbl-events")
        if re.match(rf"(\d+ )?{month}\b", row[0]) and "statement" not in row[1].split(" · ")[0][-12:]
    ]
    assert (len(in_month), "#tbl-events") in numbers
    assert (sum(kinds[kind][2] for kind in TOGETHER), "#tbl-kinds") in numbers
    text = lede.text_content()
    pair = next(row for row in rows(page, "tbl-met") if all(name in text for name in row[0].split(" and ")))
    assert (int(pair[1]), "#tbl-met") in numbers
    mentions = [int(row[1]) for row in rows(page, "tbl-topics")][:4]
    assert [number for number, place in numbers if place == "#tbl-topics"] == mentions
    assert (len(rows(page, "tbl-planned")), "#tbl-planned") in numbers
    assert (len(rows(page, "tbl-disagreements")), "#tbl-disagreements") in numbers


def test_what_is_new_since_the_last_edition_comes_from_the_changes(shown, edition, settings):
    from dataclasses import replace

    change = {"group": "events", "kind": "new", "what": "x", "evidence": []}
    more = {
        "since": {"edition": "a", "as_of": "2025-10-29"},
        "changes": [change, change, {**change, "group": "people", "kind": "merged"}],
    }
    line, places = shown(replace(edition, manifest={**edition.manifest, **more}), settings)
    assert (
        "Since the edition of [29 October 2025](#sec-changes) there are [two new events](#sec-changes) and "
        "[one other change](#sec-changes)" in line
    )
    assert "sec-changes" in places
    line, _ = shown(replace(edition, manifest={**edition.manifest, **more, "changes": []}), settings)
    assert "nothing in the tables changed" in line


def test_what_is_disputed_is_named_with_its_words(shown, edition, settings):
    line, _ = shown(edition, settings)
    assert re.search(
        r"on the date of a signing, \[January to March 2025\]\(#tbl-disagreements\) \(\[S\d ¶\d+\]", line
    )
    assert "Tehran Declaration" in line and "final communiqué" in line

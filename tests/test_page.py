"""The briefing's page in a real browser: what a reader clicks, types and saves."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from analysis.briefing.references import References
from analysis.display import visible
from tests.rendering import REPORT

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
EVENTS = "#tbl-events"


@pytest.fixture(scope="module")
def page_file(briefing):
    return briefing / "briefing.html"


@pytest.fixture
def visit(visit, page_file):
    return lambda size=WIDE, **options: visit(page_file, size, **options)


@pytest.fixture
def page(visit):
    return visit()


def column(page, table, place):
    return [cell.strip() for cell in page.locator(f"{table} tbody tr > :nth-child({place})").all_inner_texts()]


# --- silence and safety -------------------------------------------------------------------------


def test_nothing_is_fetched_logged_or_refused(page, page_file):
    page.locator("a.evidence").first.click()
    page.locator(".sort").first.click()
    page.wait_for_timeout(300)
    assert page.noise == [page_file.as_uri()]


def test_page_of_the_seeds_is_light(page_file):
    assert page_file.stat().st_size < 2_000_000


def test_policy_lets_only_the_reports_own_scripts_run(visit):
    page = visit()
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.intruder = 1';"
        " document.body.append(script); const image = new Image(); image.src = 'https://example.org/x.png';"
        " document.body.append(image); }"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.intruder") is None
    assert any("Content Security Policy" in line for line in page.noise)


def test_policy_names_the_scripts_as_they_are():
    spec = importlib.util.spec_from_file_location("seal", REPORT / "page" / "seal.py")
    seal = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(seal)
    assert f'content="{seal.policy()}"' in (REPORT / "page" / "head.html").read_text()


def test_the_sorting_library_is_the_one_published():
    vendored = (REPORT / "page" / "vendor" / "sortable.html").read_text()
    code = re.search(r"\*/\n(.*)\n</script>", vendored, re.DOTALL)[1]
    published = "68a43d520969e80dc5da4a72e54a5550a5e0885278f5debfbee6f8e8440ebfd3"  # dist/standalone/sortable.min.js
    assert sha256(code.encode()).hexdigest() == published
    assert "public domain" in (REPORT / "page" / "vendor" / "LICENSE-sortable-tablesort").read_text()


# --- access -------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(visit, size, scheme):
    page = visit(size, scheme=scheme)
    page.locator(f"{EVENTS} .sort").first.click()
    page.locator(f"{EVENTS} a.evidence").first.click()  # not one whose panel lies half over a link of the contents
    found = axe.Axe().run(page, options={"runOnly": WCAG}).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


def test_headings_come_in_order(page):
    levels = [
        int(tag[1]) for tag in page.locator("main :is(h1,h2,h3,h4)").evaluate_all("all => all.map(h => h.tagName)")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_heads_for_columns_and_rows(page):
    for table in page.locator("main table").all():
        assert table.locator("thead th").count() > 1
        assert table.locator("tbody tr > th:first-child").count() == table.locator("tbody tr").count() > 0


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_nothing_scrolls_sideways(visit, width):
    page = visit({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wide = page.locator("main figure > div").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
    )
    assert wide == 0


def test_without_scripts_everything_can_be_read_and_links_lead_to_the_words(visit):
    page = visit(PHONE, java_script_enabled=False)
    assert page.locator("main section").count() > 10
    link = page.locator(f"{EVENTS} a.evidence").first
    target = link.get_attribute("href")
    link.click()
    assert 0 <= page.locator(f"[id='{target[1:]}']").bounding_box()["y"] < PHONE["height"]
    with page.expect_download() as saved:
        page.locator("#data-events").click()
    assert saved.value.suggested_filename == "events.csv"


# --- contents and theme -------------------------------------------------------------------------


def test_contents_follow_the_reader(visit):
    page = visit()
    for anchor in ("sec-participants", "sec-sources", "sec-appendix"):
        page.locator(f"#TOC a[href='#{anchor}']").click()
        page.wait_for_timeout(150)
        current = page.locator("#TOC a[aria-current]")
        assert [link.get_attribute("href") for link in current.all()] == [f"#{anchor}"]
    phone = visit(PHONE)
    phone.locator("#sec-topics").scroll_into_view_if_needed()
    phone.evaluate("document.getElementById('sec-topics').scrollIntoView()")
    phone.wait_for_timeout(150)
    assert phone.locator(".bar .here").inner_text().endswith("Topics")


def test_switch_changes_the_theme_and_is_remembered_without_a_flash(visit):
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    page = visit()
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark theme").press("Enter")
    dark = page.evaluate(paper)
    assert dark != light
    page.reload(wait_until="commit")
    page.wait_for_function("document.documentElement.classList.contains('scripted')")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"  # set in the head, before any text
    assert page.evaluate(paper) == dark
    page.get_by_role("button", name="Dark theme").click()
    assert page.evaluate("[document.documentElement.dataset.theme, localStorage.length]") == [None, 0]


# --- tables -------------------------------------------------------------------------------------


def test_sorting_by_mouse_and_keyboard_and_the_way_back(page):
    before = column(page, EVENTS, 2)
    head = page.get_by_role("table").first.get_by_role("button", name="What")
    head.click()
    page.wait_for_timeout(50)
    ascending = column(page, EVENTS, 2)
    assert ascending == sorted(before, key=str.casefold) or Counter(ascending) == Counter(before) != before
    assert page.locator(f"{EVENTS} thead th").nth(1).get_attribute("aria-sort") == "ascending"
    head.press("Enter")
    page.wait_for_timeout(50)
    assert column(page, EVENTS, 2) == ascending[::-1]
    page.locator("div.tools", has=page.locator("#filter-1")).get_by_role("button", name="Reset").press("Enter")
    assert column(page, EVENTS, 2) == before
    assert page.locator(f"{EVENTS} thead [aria-sort]").count() == 0


def test_dates_sort_as_dates_and_numbers_as_numbers(page, edition):
    page.locator("#tbl-sources .sort", has_text="Published").click()
    page.locator("#tbl-topics .sort", has_text="Mentions").click()
    page.wait_for_timeout(50)
    numbers = column(page, "#tbl-sources", 1)
    known = edition["sources"].set_index("source")["published"]
    order = [f"S{list(edition.texts).index(source) + 1}" for source in known.sort_values(kind="stable").index]
    assert numbers == order
    mentions = [int(value) for value in column(page, "#tbl-topics", 2)]
    assert mentions == sorted(mentions) and mentions[0] < mentions[-1]


def test_filter_shows_only_the_rows_with_the_words_and_counts_them(page):
    field = page.get_by_label(re.compile(r"Filter rows of Table\s1:"))
    total = page.locator(f"{EVENTS} tbody tr").count()
    field.focus()
    page.keyboard.type("dushanbe VISIT")
    shown = page.locator(f"{EVENTS} tbody tr:visible")
    texts = [text.lower() for text in shown.all_inner_texts()]
    assert 0 < len(texts) < total
    assert all("dushanbe" in text and "visit" in text for text in texts)
    assert page.locator(".tools .status").first.inner_text() == f"{len(texts)} of {total} rows"
    page.keyboard.press("Escape")
    assert page.locator(f"{EVENTS} tbody tr:visible").count() == total


# --- evidence -----------------------------------------------------------------------------------


def test_every_evidence_link_opens_with_the_very_words_marked(page, edition):
    """Every link of the page is opened; what is marked is a slice of the text at its place, as long as it says."""
    anchors = References(edition.texts)
    texts = {anchors.source_anchor(source).removeprefix("source-"): text for source, text in edition.texts.items()}
    wanted = {
        (f"#{anchors.anchor(entry['source'], entry['start'])}", " ".join(visible(entry["text"]).split()))
        for name in ("events", "appearances", "topics", "quotations", "delegations", "officials", "cooccurrence")
        for cell in edition[name]["evidence"]
        for entry in cell
    } | {
        (f"#{anchors.anchor(entry['source'], entry['start'])}", " ".join(visible(entry["text"]).split()))
        for statements in edition["disagreements"]["statements"]
        for statement in statements
        for entry in statement["evidence"]
    }
    opened = page.evaluate(
        """() => [...document.querySelectorAll("main a.evidence")].map((link) => {
          link.click();
          const panel = document.getElementById("evidence");
          const marked = [...panel.querySelectorAll("mark")].map((mark) => mark.textContent).join("");
          const open = panel.matches(":popover-open");
          panel.hidePopover();
          return [link.getAttribute("href"), marked, open];
        })"""
    )
    assert len(opened) > 100
    assert all(is_open for *_, is_open in opened)
    assert {(href, " ".join(words.split())) for href, words, _ in opened} <= wanted
    assert all(re.fullmatch(r"#s([0-9a-f]+)c\d+", href)[1] in texts for href, *_ in opened)


def test_evidence_opens_by_keyboard_and_closes_to_where_it_was(page):
    link = page.locator(f"{EVENTS} a.evidence").nth(3)
    link.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    assert panel.is_visible()
    assert panel.locator(".from").inner_text().startswith("S")
    assert page.evaluate("document.activeElement.id") == "evidence"
    box = panel.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= WIDE["width"] and box["y"] + box["height"] <= WIDE["height"]
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert link.evaluate("link => link === document.activeElement")


def test_on_a_phone_evidence_covers_neither_its_link_nor_the_bar(visit):
    page = visit(PHONE)
    for place in (0, 3, 40):
        link = page.locator("main a.evidence").nth(place)
        link.scroll_into_view_if_needed()
        link.click()
        panel, bar, opener = (box.bounding_box() for box in (page.get_by_role("dialog"), page.locator(".bar"), link))
        assert panel["y"] >= bar["y"] + bar["height"]
        assert opener["y"] + opener["height"] <= panel["y"] and opener["y"] >= bar["y"] + bar["height"]
        assert page.get_by_role("dialog").get_by_role("button", name="Close").is_visible()
        assert panel["x"] == 0 and panel["x"] + panel["width"] <= PHONE["width"]
        page.keyboard.press("Escape")


def test_jump_into_the_source_and_the_way_back(visit):
    page = visit(PHONE)
    link = page.locator(f"{EVENTS} a.evidence").nth(5)
    link.click()
    page.get_by_role("dialog").get_by_role("link", name="Read it in the source").click()
    target = page.locator(f"[id='{link.get_attribute('href')[1:]}']")
    page.wait_for_timeout(200)
    assert 0 <= target.bounding_box()["y"] < PHONE["height"]
    marked = page.evaluate("[...CSS.highlights.get('evidence')].map(String).join('').length")
    assert marked == pytest.approx(int(link.get_attribute("data-signs")), abs=1)
    page.get_by_role("button", name="Back to where you came from").click()
    page.wait_for_timeout(300)
    assert 0 <= link.bounding_box()["y"] < PHONE["height"]
    assert link.evaluate("link => link === document.activeElement")


# --- data ---------------------------------------------------------------------------------------


def test_every_view_gives_its_data_and_the_file_is_the_one_beside_the_page(page, briefing: Path):
    views = page.locator("main div.quarto-float").count()
    links = page.locator("a.download")
    assert links.count() >= views
    taken = set()
    for link in links.all():
        name = link.inner_text()
        if name in taken:
            continue
        with page.expect_download() as saved:
            link.click()
        content = Path(saved.value.path()).read_bytes()
        assert saved.value.suggested_filename == name
        assert content == (briefing / "data" / name).read_bytes()
        assert len(list(csv.DictReader(content.decode().splitlines()))) > 0
        taken.add(name)
        if len(taken) % 8 == 0:
            page.reload()  # a browser lets a page give ten files before it asks
    assert {"events.csv", "participants.csv", "topics.csv", "sources.csv", "disagreements.csv"} <= taken

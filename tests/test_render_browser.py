"""The page in a real browser: silent, self-contained, readable on every screen and without a mouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.render import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("needs Debian's Chromium", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SHELL = ("_quarto.yml", "briefing.css", "paper.typ", "briefing.lua", "page-start.html", "page-end.html")


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    for name in SHELL:
        shutil.copy(Path("report") / name, folder)
    (folder / "settings.yml").write_text("")
    document = folder / "briefing.qmd"
    shutil.copy("tests/documents/render/full.qmd", document)
    (made,) = render(document, formats=["html"], output=folder / "out", engine="embedded")
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def visit(browser, page_file: Path):  # type: ignore[no-untyped-def]
    """Open the page on a screen of a size and a colour scheme, with all noise collected."""
    contexts = []

    def open_page(size=WIDE, scheme="light", fragment="", **options):  # type: ignore[no-untyped-def]
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.noise = []
        page.on("console", lambda message: page.noise.append(message.text))
        page.on("pageerror", lambda error: page.noise.append(str(error)))
        page.on("request", lambda request: page.noise.append(request.url) if "://" in request.url else None)
        page.goto(page_file.as_uri() + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_page_is_silent_and_asks_nothing_of_the_network(visit, page_file: Path) -> None:  # type: ignore[no-untyped-def]
    page = visit()
    page.wait_for_timeout(200)
    assert page.noise == [page_file.as_uri()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(visit, size: dict[str, int], scheme: str) -> None:  # type: ignore[no-untyped-def]
    found = axe.Axe().run(visit(size, scheme), options={"runOnly": WCAG}).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_nothing_scrolls_sideways(visit, width: int) -> None:  # type: ignore[no-untyped-def]
    page = visit({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_wide_tables_scroll_in_a_box_that_the_keyboard_reaches(visit) -> None:  # type: ignore[no-untyped-def]
    box = visit(PHONE).locator("#tbl-events figure > div")
    assert box.get_attribute("tabindex") == "0" and box.get_attribute("role") == "region"
    box.focus()
    box.press("ArrowRight")
    box.page.wait_for_timeout(300)
    assert box.evaluate("box => box.scrollLeft") > 0


def test_wide_screens_keep_contents_and_table_head_in_view(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(fragment="#p20")
    assert page.locator("#TOC").bounding_box()["y"] >= 0
    page.locator("#tbl-events tbody tr").nth(30).scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(200)
    assert page.locator("#tbl-events thead th").first.bounding_box()["y"] == pytest.approx(0, abs=1)


def test_a_link_lands_on_the_marked_words(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(PHONE)
    page.locator("#tbl-events a[href='#m12']").first.click()
    mark = page.locator("#m12")
    assert mark.inner_text() == "Ahmad-Reza Radan"
    box = mark.bounding_box()
    assert 0 <= box["y"] < PHONE["height"]
    others = page.locator("#m13").evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") != others


def test_theme_can_be_forced_against_the_system(visit) -> None:  # type: ignore[no-untyped-def]
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light, dark = visit().evaluate(paper), visit(scheme="dark").evaluate(paper)
    assert light != dark
    for scheme, theme, expected in (("light", "dark", dark), ("dark", "light", light)):
        page = visit(scheme=scheme)
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        assert page.evaluate(paper) == expected


def test_figures_keep_a_light_panel_in_the_dark(visit) -> None:  # type: ignore[no-untyped-def]
    panel = visit(scheme="dark").locator("#fig-bars figure > div")
    assert panel.evaluate("panel => getComputedStyle(panel).backgroundColor") == "rgb(253, 252, 248)"


def test_page_reads_without_scripts(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit(PHONE, java_script_enabled=False)
    assert page.locator("#tbl-events tbody tr").count() == 45
    assert page.locator(".lede").is_visible()

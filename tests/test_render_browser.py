"""The page in a real browser: silent, self-contained, readable on every screen and without a mouse."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analysis.render import render
from tests.rendering import copy_shell

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Open = Callable[..., Any]  # opens a page on a screen (tests/conftest.py)
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    copy_shell(folder)
    document = folder / "briefing.qmd"
    shutil.copy("tests/documents/render/full.qmd", document)
    (made,) = render(document, formats=["html"], output=folder / "out", engine="embedded")
    return made


@pytest.fixture
def visit(visit: Open, page_file: Path) -> Open:
    """Open the page of the test document."""
    return lambda size=WIDE, scheme="light", **options: visit(page_file, size, scheme=scheme, **options)


def test_page_is_silent_and_asks_nothing_of_the_network(visit: Open, page_file: Path) -> None:
    page = visit()
    page.wait_for_timeout(200)
    assert page.noise == [page_file.as_uri()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(visit: Open, size: dict[str, int], scheme: str) -> None:
    found = axe.Axe().run(visit(size, scheme), options={"runOnly": WCAG}).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_nothing_scrolls_sideways(visit: Open, width: int) -> None:
    page = visit({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_rows_become_blocks_on_a_phone_and_stay_a_table_to_assistive_technology(visit: Open) -> None:
    page = visit(PHONE)
    row = page.locator("#tbl-events tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "block"
    assert row.evaluate("row => row.scrollWidth <= row.clientWidth")
    assert page.get_by_role("table").first.get_by_role("rowheader").count() == 45
    label = row.locator("td").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "What happened" in label


def test_wide_screens_keep_contents_and_table_head_in_view(visit: Open) -> None:
    page = visit(fragment="#p20")
    assert page.locator("#TOC").bounding_box()["y"] >= 0
    page.locator("#tbl-events tbody tr").nth(30).scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(200)
    assert page.locator("#tbl-events thead th").first.bounding_box()["y"] == pytest.approx(0, abs=1)


def test_a_link_lands_on_the_marked_words(visit: Open) -> None:
    page = visit(PHONE)
    page.locator("#tbl-events a[href='#m12']").first.click()
    mark = page.locator("#m12")
    assert mark.inner_text() == "Ahmad-Reza Radan"
    box = mark.bounding_box()
    assert 0 <= box["y"] < PHONE["height"]
    others = page.locator("#m13").evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") != others


def test_theme_can_be_forced_against_the_system(visit: Open) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light, dark = visit().evaluate(paper), visit(scheme="dark").evaluate(paper)
    assert light != dark
    for scheme, theme, expected in (("light", "dark", dark), ("dark", "light", light)):
        page = visit(scheme=scheme)
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        assert page.evaluate(paper) == expected


def test_figures_keep_a_light_panel_in_the_dark(visit: Open) -> None:
    panel = visit(scheme="dark").locator("#fig-bars figure > div")
    assert panel.evaluate("panel => getComputedStyle(panel).backgroundColor") == "rgb(255, 255, 255)"


def test_page_reads_without_scripts(visit: Open) -> None:
    page = visit(PHONE, java_script_enabled=False)
    assert page.locator("#tbl-events tbody tr").count() == 45
    assert page.locator(".lede").is_visible()

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from analysis.corpus import read_corpus
from analysis.reading import read_article
from analysis.run import make_edition
from analysis.settings import read_settings
from tests.rendering import rendered

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Tests neither use nor fill the user's cache of readings."""
    os.environ["BRIEFING_CACHE"] = str(tmp_path_factory.mktemp("cache") / "readings")


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def seeds() -> Path:
    return PROJECT / "seeds"


@pytest.fixture(scope="session")
def settings():
    return read_settings(PROJECT / "report" / "settings.yml")


@pytest.fixture(scope="session")
def corpus(seeds):
    return read_corpus(seeds)


@pytest.fixture(scope="session")
def readings(corpus):
    return [read_article(article) for article in corpus.articles]


@pytest.fixture(scope="session")
def edition(seeds, settings):
    return make_edition(seeds, settings, warn=lambda sentence: None)


@pytest.fixture(scope="session")
def briefing(seeds, tmp_path_factory):
    """The folder with the briefing of the seeds: page, paper and data."""
    return rendered(seeds, tmp_path_factory.mktemp("briefing"))


@pytest.fixture(scope="module")
def browser():
    """A running Chromium, whose loop ends with the module; tests that need it are skipped where there is none."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("needs a Chromium on the path")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def visit(browser):
    """Open a page on a screen of a size and a colour scheme, with all noise collected in ``page.noise``."""
    contexts = []

    def open_page(file, size, *, scheme="light", fragment="", **options):
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.noise = []
        page.on("console", lambda message: page.noise.append(message.text))
        page.on("pageerror", lambda error: page.noise.append(str(error)))
        page.on("request", lambda request: page.noise.append(request.url) if "://" in request.url else None)
        page.goto(file.as_uri() + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def folder(tmp_path):
    """A folder of sources that a test fills: ``folder(name=text or bytes)``."""

    def fill(files: dict[str, str | bytes], name: str = "sources") -> Path:
        made = tmp_path / name
        for file, content in files.items():
            path = made / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        made.mkdir(exist_ok=True)
        return made

    return fill

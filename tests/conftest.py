from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis.corpus import read_corpus
from analysis.reading import read_article
from analysis.run import make_edition
from analysis.settings import read_settings

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Tests neither use nor fill the user's cache of readings."""
    os.environ["BRIEFING_CACHE"] = str(tmp_path_factory.mktemp("cache") / "readings.sqlite")


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

"""Hostile sources render as the words they are: nothing runs, nothing loads, nothing is read, nothing takes long."""

import io
import json
import shutil
import time
import zipfile
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from analysis.briefing import Briefing
from analysis.corpus import Article, Corpus, read_corpus, take
from analysis.files import files_of
from analysis.layout import find_blocks
from analysis.reading import read_article
from analysis.run import make_edition, render_briefing
from analysis.settings import Settings
from analysis.tables import make_tables
from tests import fuzz
from tests.made_files import PARAGRAPHS, page, with_part, word
from tests.test_render_escape import BROKEN, NASTY, as_json

HOSTILE = Path(__file__).parent / "hostile"
SENTENCE = (
    "Kari Lund, Foreign Minister of Norway, met Ana Ferreira of Portugal in Oslo on 3 March 2025 for talks on trade. "
)
SECTIONS = ("bottom_line", "chronology", "participants", "topics", "agreed", "planned", "quotations", "disagreements", "sources", "appendix")  # fmt: skip
ACTS = {"RawInline", "RawBlock", "Math", "Cite", "Note", "Image", "CodeBlock", "Code"}
NAMES = ["a b.txt", "it's \"quoted\".txt", "line\nbreak.txt", "..txt.txt", "-rf.txt", "{{< env HOME >}}.txt", "<b>&amp;.txt", "=1+1.txt", "`{python} 1`.md"]  # fmt: skip
SECRET = "the-secret-of-the-environment"


def elements(node):
    """All elements of a document of Pandoc's."""
    if isinstance(node, dict):
        if "t" in node:
            yield node
        for part in node.values():
            yield from elements(part)
    elif isinstance(node, list):
        for part in node:
            yield from elements(part)


def check_harmless(markdown):
    """Nothing in a section acts: no raw markup, code, image, citation; links only lead within or to the web."""
    assert "{{<" not in markdown
    assert "`{" not in markdown
    for element in elements(as_json(markdown)):
        assert element["t"] not in ACTS, element
        if element["t"] == "Link":
            assert element["c"][2][0].startswith(("#", "http://", "https://")), element


def tables_of(*articles):
    return make_tables(Corpus(articles, ()), [read_article(article) for article in articles], Settings())


def check_exact(tables):
    """Evidence is the very words of the sources."""
    for frame in tables.frames.values():
        for cell in frame.get("evidence", ()):
            for entry in cell:
                assert tables.texts[entry["source"]][entry["start"] : entry["end"]] == entry["text"]


@pytest.fixture
def hostile(folder):
    """The hostile corpus with hostile file names beside it, and a private file that must not be read."""
    files = {path.name: path.read_bytes() for path in HOSTILE.iterdir()}
    for number, name in enumerate(NAMES):
        files[name] = (
            f"The minister of foreign affairs number {number} met Jane Roe in Oslo on {number + 1} March 2024.\n"
        )
    made = folder(files, "deep/hostile")
    (made.parent.parent / "private.txt").write_text("private-words-of-another-file")
    return made


def test_every_file_of_the_hostile_corpus_is_read_and_its_sections_are_harmless(hostile, settings):
    corpus = read_corpus(hostile)
    assert {file.source for file in corpus.rejected} <= {"..txt.txt"}
    tables = make_edition(hostile, settings, warn=lambda sentence: None)
    check_exact(tables)
    shown = Briefing(tables.frames, tables.texts, tables.manifest, settings)
    for name in SECTIONS:
        check_harmless(getattr(shown, name)().data)
    assert not Path("/tmp/hostile-was-run").exists()
    assert "root:" not in json.dumps(dict(tables.texts))


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")
def test_the_hostile_briefing_is_silent_in_a_browser_and_shows_the_words(hostile, tmp_path, monkeypatch, project):
    playwright = pytest.importorskip("playwright.sync_api")
    monkeypatch.setenv("HOME", f"{tmp_path}/{SECRET}")
    report = project / "report"
    made = render_briefing(
        seeds=hostile,
        settings=report / "settings.yml",
        report=report,
        output=tmp_path / "out",
        formats=["html", "pdf"],
        engine="embedded",
        warn=lambda sentence: None,
    )
    html = made[0].read_text()
    paper = " ".join("".join(sheet.extract_text() for sheet in pypdf.PdfReader(made[1]).pages).split())
    for text in (html, paper):
        assert SECRET not in text
        assert "private-words-of-another-file" not in text
        assert "root:x:0:0" not in text
    noise = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page()
        tab.on("dialog", lambda dialog: (noise.append(dialog.message), dialog.dismiss()))
        tab.on("request", lambda request: noise.append(request.url) if "://" in request.url else None)
        tab.on("pageerror", lambda error: noise.append(str(error)))
        tab.goto(made[0].as_uri())
        tab.wait_for_timeout(300)
        words = " ".join(tab.locator("body").inner_text().split())
        assert tab.title() != "owned"
        assert (
            tab.locator(
                "main a[href^='javascript'], main a[href^='data:']:not(.downloads a), main iframe, main [onload]"
            ).count()
            == 0
        )
        browser.close()
    assert noise == [made[0].as_uri()]
    for shown in (
        '<script>alert("x")</script> Ministers meet {{< env HOME >}} in Oslo',
        '`{python} open("/etc/passwd").read()`',
    ):
        assert shown in words
    assert not Path("/tmp/hostile-was-run").exists()


fragments = st.lists(
    st.one_of(st.sampled_from([*NASTY, *BROKEN, "{{< include ../private.txt >}}", "```{python}\n1/0\n```", '=HYPERLINK("a")', "<img src=x onerror=a()>"]), st.just(SENTENCE), st.text(max_size=6)),
    min_size=1,
    max_size=8,
).map(" ".join)  # fmt: skip


@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(fragments, min_size=1, max_size=3), st.sampled_from([".txt", ".md"]))
def test_articles_of_markup_are_quoted_exactly_and_never_act(texts, ending):
    articles = []
    for number, text in enumerate(texts):
        whole = f"{SENTENCE}{text} {SENTENCE}"
        markdown = ending == ".md"
        articles.append(Article(f"{number}{ending}", "0" * 64, whole, blocks=find_blocks(whole, markdown=markdown)))
    tables = tables_of(*articles)
    check_exact(tables)
    shown = Briefing(tables.frames, tables.texts, tables.manifest, Settings())
    check_harmless("\n\n".join(getattr(shown, name)().data for name in ("chronology", "participants", "appendix")))


def test_no_cell_of_a_csv_file_is_a_formula_and_json_holds_the_very_words():
    text = (
        f'=HYPERLINK("https://example.invalid","Kari Lund") signed a treaty on 3 March 2025. {SENTENCE}\n\n{SENTENCE}'
    )
    files = dict(
        files_of(
            tables_of(Article("=1+1.txt", "0" * 64, text, blocks=find_blocks(text), title="@SUM(A1)")),
            ["csv", "json"],
        )
    )
    for name, content in files.items():
        if name.endswith(".csv"):
            assert not any(
                line.startswith(("=", "@", '"=')) or ',"=' in line or ",=" in line
                for line in content.decode().splitlines()
            )
    assert json.loads(files["sources.json"])[0]["title"] == "@SUM(A1)"
    assert b"'@SUM(A1)" in files["sources.csv"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "a" + "\u0301" * 1_000_000,
        "\u200b" * 300_000,
        "(" * 100_000,
        "[a](" * 30_000,
        "*_" * 50_000,
        "#" * 300_000,
        "1," * 100_000,
        "A." * 100_000,
        "Minister of " * 20_000,
        "Ali Reza " * 20_000,
        "“" * 50_000,
        "-\n" * 50_000,
    ],
    ids=lambda text: f"{text[:12]!a}",
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_no_text_takes_long(name, text):
    start = time.process_time()
    taken = take(name, f"{SENTENCE}\n\n{SENTENCE}{text} {SENTENCE}".encode(), {})
    if isinstance(taken, Article):
        read_article(taken)
    assert time.process_time() - start < 60


def bomb(name, content):
    """A Word document with a part that unpacks to far more than it holds."""
    return with_part(word(), name, content)


def test_bombs_are_refused_before_they_unpack():
    start = time.process_time()
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    laughs = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>'
    outside = laughs.replace('<!ENTITY e0 "ha">', '<!ENTITY e9 SYSTEM "file:///etc/passwd">')
    for data in (
        bomb("word/document.xml", b" " * 30_000_000),
        bomb("word/media/image1.png", b"\0" * 250_000_000),
        bomb("word/document.xml", laughs.encode()),
        bomb("word/document.xml", outside.encode()),
    ):
        taken = take("a.docx", data, {})
        assert not isinstance(taken, Article) or "root:" not in taken.text
        assert len(getattr(taken, "text", "")) < 100_000
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        for number in range(6_000):
            archive.writestr(f"{number}.xml", "")
    assert "unpacks to far more" in take("a.docx", many.getvalue(), {}).reason
    assert time.process_time() - start < 60


def test_a_page_with_entity_bombs_and_scripts_gives_its_words_alone():
    text = take("page.html", (HOSTILE / "page.html").read_bytes(), {}).text
    assert "<script>alert(1)</script> The ministers agreed on `{python} 1/0` and {{< env HOME >}}" in text
    assert "written by a script" not in text
    assert "root:" not in text
    nested = page(["<div>" * 5_000 + paragraph for paragraph in PARAGRAPHS])
    assert take("a.html", nested.encode(), {}) is not None


def test_a_pdf_of_ten_thousand_pages_is_refused_at_once():
    writer = pypdf.PdfWriter()
    for _ in range(10_000):
        writer.add_blank_page(100, 100)
    made = io.BytesIO()
    writer.write(made)
    start = time.process_time()
    assert take("a.pdf", made.getvalue(), {}).reason == "more than 200 pages: split it into articles"
    assert time.process_time() - start < 20


@pytest.mark.parametrize("first", range(0, 160, 40))
def test_mutated_files_are_read_or_rejected_with_a_reason(first):
    for seed in range(first, first + 40):
        _, result, took = fuzz.one(seed)
        assert result
        assert took < fuzz.SLOW * 3

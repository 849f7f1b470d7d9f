"""The embedded renderer: documents in, pages out, and a clear sentence where it cannot."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pytest

from analysis.errors import InputError
from analysis.render import UsageError, choose_engine, prepare, render
from analysis.render.settings import format_settings, merge, project_settings
from analysis.render.source import Cell, Prose, read_document
from tests.rendering import SHELL, copy_shell

DOCUMENTS = Path("tests/documents/render")
SETUP = "```{python}\nfrom IPython.display import Markdown\n```\n"


def place(folder: Path, text: str, name: str = "briefing.qmd") -> Path:
    """A document in a folder of its own, with the report's style beside it."""
    copy_shell(folder, "countries: [AA]\n")
    document = folder / name
    document.write_text(text, encoding="utf-8")
    return document


def shown(tmp_path: Path, text: str, kind: str = "html", **options: object) -> str:
    """What a reader of a document gets."""
    document = place(tmp_path / "report", text)
    (made,) = render(document, formats=[kind], output=tmp_path / "out", engine="embedded", **options)
    if kind == "html":
        return made.read_text(encoding="utf-8")
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(made).pages)


def problem(tmp_path: Path, text: str, formats: tuple[str, ...] = ("html",)) -> str:
    """The sentence that a document is turned down with."""
    document = place(tmp_path / "report", text)
    with pytest.raises(InputError) as caught:
        render(document, formats=formats, output=tmp_path / "out", engine="embedded")
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The large test document as page and PDF."""
    folder = tmp_path_factory.mktemp("full")
    document = place(folder / "report", (DOCUMENTS / "full.qmd").read_text(encoding="utf-8"))
    page, paper = render(document, output=folder / "out", engine="embedded")
    return page, paper


# --- the page ----------------------------------------------------------------------------------


def test_page_has_title_language_contents_and_landmark(full: tuple[Path, Path]) -> None:
    page = full[0].read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<title>Security cooperation between two countries, from October to June</title>" in page
    assert '<nav id="TOC"' in page and 'href="#sec-bottom"' in page
    assert '<main id="quarto-document-content">' in page
    assert page.count("<main") == page.count("</main>") == 1


def test_page_asks_nothing_of_the_network(full: tuple[Path, Path]) -> None:
    page = full[0].read_text(encoding="utf-8")
    assert not re.findall(r'(?:src|data)="(?!data:)[^"]', page)
    assert not re.findall(r'<link [^>]*href="(?!data:)', page)
    assert "@import" not in page


def test_references_captions_and_numbers_are_those_of_quarto(full: tuple[Path, Path]) -> None:
    page = full[0].read_text(encoding="utf-8")
    assert '<a href="#fig-bars" class="quarto-xref">Figure\u00a01</a>' in page
    assert '<a href="#sec-sources" class="quarto-xref">Section\u00a03</a>' in page
    assert 'id="fig-bars" class="quarto-figure quarto-figure-center quarto-float"' in page
    assert re.search(r'<figcaption class="[^"]*quarto-float-tbl" [^>]*>Table\u00a01: Events in order of date<', page)
    assert '<col style="width: 45%" />' in page
    assert '<span class="header-section-number">2.1</span> Every event' in page


def test_every_link_within_the_page_leads_somewhere(full: tuple[Path, Path]) -> None:
    page = full[0].read_text(encoding="utf-8")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_picture_has_its_alternative_text(full: tuple[Path, Path]) -> None:
    assert 'alt="Nine bars that grow"' in full[0].read_text(encoding="utf-8")


def test_content_for_one_format_stays_there(full: tuple[Path, Path]) -> None:
    page, paper = full
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(paper).pages)
    assert "Only on the page." in page.read_text(encoding="utf-8") and "Only on the page." not in text
    assert "Only on paper." in text and "Only on paper." not in page.read_text(encoding="utf-8")


# --- the PDF -----------------------------------------------------------------------------------


def test_pdf_is_tagged_and_has_title_language_and_bookmarks(full: tuple[Path, Path]) -> None:
    with pikepdf.open(full[1]) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        assert pdf.docinfo["/Title"] == "Security cooperation between two countries, from October to June"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root][-1].endswith("Sources")


def test_long_table_breaks_with_its_head_repeated(full: tuple[Path, Path]) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(full[1]).pages]
    with_rows = [text for text in pages if "joint patrols" in text]
    assert len(with_rows) > 1
    assert all("What happened" in text for text in with_rows)
    assert "number 45" in "".join(pages)


def test_pdf_has_page_numbers_and_a_running_head(full: tuple[Path, Path]) -> None:
    second = pypdf.PdfReader(full[1]).pages[1].extract_text()
    assert second.startswith("Security cooperation")
    assert second.rstrip().endswith("2")


def test_pdf_links_lead_into_the_appendix(full: tuple[Path, Path]) -> None:
    with pikepdf.open(full[1]) as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        outside = [str(note.A.URI) for note in links if "/A" in note and "/URI" in note.A]
        assert set(outside) == {"https://example.org/a?b=1"}
        assert len(links) - len(outside) > 45


def test_pdf_names_the_signs_it_has_no_font_for(full: tuple[Path, Path]) -> None:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(full[1]).pages)
    assert "[U+6F22]" in text and "[U+1F389]" in text


@pytest.mark.parametrize("word", ["Привет", "تهران", "Ελλάδα", "naïve", "№ 5 → 6"])
def test_pdf_shows_other_scripts(tmp_path: Path, word: str) -> None:
    assert "U+" not in shown(tmp_path, f"---\ntitle: T\n---\n\n# A\n\n{word}\n", "pdf")


def test_pdf_takes_the_paper_size(tmp_path: Path) -> None:
    document = place(tmp_path / "report", "---\ntitle: T\n---\n\n# A\n\ntext\n")
    sizes = []
    for paper in ("a4", "us-letter"):
        (made,) = render(
            document,
            formats=["pdf"],
            output=tmp_path / paper,
            engine="embedded",
            metadata={"papersize": paper},
        )
        sizes.append([round(float(side)) for side in pypdf.PdfReader(made).pages[0].mediabox[2:]])
    assert sizes == [[595, 842], [612, 792]]


# --- cells and expressions ---------------------------------------------------------------------


def test_a_file_named_like_what_is_written_on_the_way_is_safe(tmp_path: Path) -> None:
    document = place(
        tmp_path / "report", "---\ntitle: T\nformat:\n  typst: {include-in-header: briefing.typ}\n---\n\nx\n"
    )
    (document.parent / "briefing.typ").write_text("#set page(footer: [the included foot])\n")
    (document.parent / "briefing.md").write_text("in the way")
    _, paper = render(document, output=tmp_path / "out", engine="embedded")
    assert "the included foot" in pypdf.PdfReader(paper).pages[0].extract_text()


def test_cells_run_once_for_both_formats(tmp_path: Path) -> None:
    count = tmp_path / "count"
    code = f"```{{python}}\nwith open({str(count)!r}, 'a') as f: _ = f.write('x')\n```\n"
    render(
        place(tmp_path / "report", f"---\ntitle: T\n---\n\n{code}"),
        output=tmp_path / "out",
        engine="embedded",
    )
    assert count.read_text() == "x"


def test_cells_see_the_environment_and_run_in_the_folder_of_the_document(tmp_path: Path) -> None:
    text = "`{python} __import__('os').environ['SEEDS']` `{python} len(open('_quarto.yml').read()) > 9`\n"
    assert "<p>over there True</p>" in shown(tmp_path, text, environment={"SEEDS": "over there"})


def test_a_kernel_can_be_prepared(tmp_path: Path) -> None:
    text = "`{python} 'colorsys' in __import__('sys').modules` `{python} __import__('os').environ['A']`\n"
    with prepare("embedded", imports=["colorsys", "no.such.module"]) as kernel:
        assert "<p>True b</p>" in shown(tmp_path, text, environment={"A": "b"}, kernel=kernel)


def test_nothing_is_left_beside_the_document(tmp_path: Path) -> None:
    text = SETUP + "```{python}\nopen('dropping.txt', 'w').close()\n```\n"
    shown(tmp_path, text)
    assert {path.name for path in (tmp_path / "report").iterdir()} == {*SHELL, "settings.yml", "briefing.qmd"}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["briefing.html"]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("1 + 1", "2"),
        ("'a *b* <i> @c'", "a *b* &lt;i&gt; @c"),
        ('"it\'s"', "it&#39;s"),
        ("Markdown('**b**')", "<strong>b</strong>"),
        ("None", "None"),
    ],
)
def test_inline_expressions_show_plain_values(tmp_path: Path, expression: str, text: str) -> None:
    assert f"<p>Is {text}.</p>" in shown(tmp_path, f"{SETUP}\nIs `{{python}} {expression}`.\n")


def test_cell_options_are_kept(tmp_path: Path) -> None:
    page = shown(
        tmp_path,
        "```{python}\n#| echo: true\nvisible = 1\n```\n\n"
        "```{python}\n#| output: false\nprint('unseen')\n```\n\n"
        "```{python}\n#| include: false\nprint('hidden words')\n```\n\n"
        "```{python}\n#| output: asis\nprint('## Raw *x*')\n```\n\n"
        "```{python}\n#| warning: true\nimport warnings; warnings.warn('beware')\n```\n\n"
        "```{python}\nimport warnings; warnings.warn('silence')\nprint('<printed>')\n```\n".replace(
            "## Raw", "# Raw"
        ),
    )
    assert "visible = 1" in page and "beware" in page and "&lt;printed&gt;" in page
    assert "Raw <em>x</em></h1>" in page
    assert not re.search("unseen|hidden words|silence", page)


def test_a_failing_cell_is_named_and_the_former_output_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "briefing.html").write_text("former")
    text = "```{python}\n#| label: count\nraise ValueError('no rows\\nat all')\n```\n"
    assert problem(tmp_path, text) == "briefing.qmd, cell 'count' failed: ValueError: no rows"
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [("briefing.html", "former")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SETUP + "```{python}\n1 / 0\n```\n", "cell 2 failed: ZeroDivisionError: division by zero"),
        ("`{python} nothing`\n", "the inline expression 'nothing' failed: NameError"),
        ("```{python}\nimport os; os._exit(3)\n```\n", "cell 1 ended the Python that ran it"),
        ("```{python}\n#| fig-cap: x\n1\n```\n", "the option 'fig-cap' of cell 1 is not supported"),
        ("```{python}\n#| label: fig-x\n1\n```\n", "the label of cell 'fig-x' as an identifier"),
        ("```{python, echo=FALSE}\n1\n```\n", "a cell {python, echo=FALSE} is not supported"),
        ("```{r}\n1\n```\n", "a cell {r} is not supported"),
        ("{{< include x.qmd >}}\n", "the shortcode '{{< include x.qmd >}}' is not supported"),
        ("```{python}\nprint('{{< env HOME >}}')\n```\n", "a shortcode in the output of cell 1"),
        ("```{python}\nimport pandas; pandas.DataFrame()\n```\n", "the output text/html of cell 1"),
        ("---\ntitle: [\n---\n", "briefing.qmd is not valid YAML"),
        ("---\nbibliography: x.bib\n---\n", "briefing.qmd: the key 'bibliography' is not supported"),
        ("---\nformat: docx\n---\n", "the format 'docx'"),
        ("---\nformat:\n  html: {theme: cosmo}\n---\n", "theme: 'cosmo' is not supported"),
        ("---\njupyter: julia\n---\n", "the kernel 'julia'"),
        ("# A\n\nSee @fig-none.\n", "the reference @fig-none leads nowhere"),
        ("# A\n\nSee @smith.\n", "@smith is neither a figure, a table nor a section"),
        ("# A\n\n[x](#none)\n", "the link to #none leads nowhere"),
        ("# A {#x}\n\n[y]{#x}\n", "the identifier #x stands twice"),
        ("# A\n\n![C](none.svg){#fig-a fig-alt='a'}\n", "the picture none.svg does not exist"),
        ("# A\n\n![C](page/start.html){#fig-a}\n", "the picture page/start.html has no alternative text"),
        ("# A\n\n![C](https://a.b/c.svg){#fig-a fig-alt='a'}\n", "nothing may be fetched from the network"),
        ("# A\n\n| a |\n|---|\n| b |\n\n: {#tbl-a}\n", "@tbl-a has no caption"),
        ("# A\n\n| a |\n|---|\n| b |\n\n: C {#tbl-a tbl-colwidths='[1,2]'}\n", "[1,2] does not fit a table"),
        ("# A\n\n::: {.callout-note}\nx\n:::\n", "the division .callout-note is not supported"),
        ("# A\n\n$x$\n", "mathematics is not supported"),
        ("## A\n", "the first numbered heading must be of the first level"),
    ],
)  # fmt: skip
def test_what_is_not_known_stops_with_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in problem(tmp_path, text)


def test_only_cells_are_cells(tmp_path: Path) -> None:
    text = (
        "````\n```{python}\nquoted\n```\n````\n\n```python\nplain\n```\n\n"
        "```{=html}\n<b>x</b>\n```\n\nA `{python} 1`\n```{python}\nprint(2)\n```\nno blank lines\n"
    )
    page = shown(tmp_path, text)
    assert all(word in page for word in ("quoted", "plain", "<b>x</b>", "<p>A 1</p>"))
    assert "<pre><code>2</code></pre>" in page and "<p>no blank lines</p>" in page


def test_pdf_without_title_says_what_is_missing(tmp_path: Path) -> None:
    assert "title" in problem(tmp_path, "# A\n", ("pdf",))


# --- engines and outputs -----------------------------------------------------------------------


@pytest.mark.parametrize("formats", [["docx"], ["html", "epub"], []])
def test_unknown_format_is_wrong_usage(tmp_path: Path, formats: list[str]) -> None:
    with pytest.raises(UsageError, match="choose from html, pdf"):
        render(place(tmp_path / "report", "x"), formats=formats, output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_unknown_engine_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="'word': choose from auto, quarto, embedded"):
        choose_engine("word")


def test_missing_document(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no document .*none\.qmd"):
        render(tmp_path / "none.qmd", output=tmp_path / "out", engine="embedded")


def test_output_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(InputError, match="cannot be written"):
        shown(tmp_path, "# A\n")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="only for users whom modes bind")
def test_output_folder_that_is_read_only(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o555)
    with pytest.raises(InputError, match="make it writable or name another with --output"):
        shown(tmp_path, "# A\n")


def test_nothing_reaches_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lines: list[str] = []
    shown(
        tmp_path,
        SETUP + "```{python}\nimport os; os.write(2, b'noise')\nprint('x')\n```\n",
        progress=lines.append,
    )
    assert capfd.readouterr() == ("", "")
    assert lines == ["cell 1 of 2", "cell 2 of 2", "writing html"]


def test_a_caller_may_run_a_loop_of_its_own(tmp_path: Path) -> None:
    async def call() -> str:
        return shown(tmp_path, "`{python} 6 * 7`\n")

    assert "<p>42</p>" in asyncio.run(call())


def test_two_renders_are_identical(tmp_path: Path) -> None:
    text = (DOCUMENTS / "full.qmd").read_text(encoding="utf-8")
    made = []
    for name in ("one", "another/place"):
        document = place(tmp_path / name / "report", text)
        made.append(render(document, output=tmp_path / name / "out", engine="embedded"))
    for first, second in zip(*made, strict=True):
        assert first.read_bytes() == second.read_bytes()


def test_metadata_wins_and_is_plain_text(tmp_path: Path) -> None:
    page = shown(tmp_path, "---\ntitle: Old\n---\n\n# A\n", metadata={"title": 'A *new* "title" {{< x >}} & more'})
    assert "<title>A *new* &quot;title&quot; {{&lt; x &gt;}} &amp; more</title>" in page


# --- parts -------------------------------------------------------------------------------------


def test_settings_merge_as_quarto_merges() -> None:
    project = {
        "lang": "en",
        "toc": True,
        "filters": ["a.lua"],
        "format": {"html": {"toc": False, "css": "a.css"}},
    }
    front = {"title": "T", "filters": ["b.lua"], "format": {"html": {"css": "b.css"}, "typst": "default"}}
    page = format_settings(project, front, "html", {"lang": "fr"}, "x.qmd")
    assert page == {"lang": "fr", "toc": False, "filters": ["a.lua", "b.lua"], "css": "b.css", "title": "T"}
    assert format_settings(project, front, "pdf", {}, "x.qmd")["toc"] is True


def test_known_keys_of_metadata_files_are_taken(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").write_text("metadata-files: [settings.yml]\nlang: en\n")
    with pytest.raises(InputError, match=r"names the metadata file settings\.yml, which does not exist"):
        project_settings(tmp_path)
    (tmp_path / "settings.yml").write_text("title: T\nlang: fr\nperiod: 2025\n")
    assert project_settings(tmp_path) == {"title": "T", "lang": "en"}


def test_merge_joins_lists_and_mappings() -> None:
    assert merge({"a": {"b": 1, "c": [1]}}, {"a": {"c": [1, 2]}}) == {"a": {"b": 1, "c": [1, 2]}}


def test_document_is_taken_apart(tmp_path: Path) -> None:
    cell = "```{python}\n#| label: a\n#| echo: false\nx = 1\n\ny = 2\n```"
    text = f"---\ntitle: T\njupyter: python3\n---\n\nProse\n\n{cell}\n\nEnd\n"
    document = read_document(place(tmp_path, text))
    assert document.front == {"title": "T", "jupyter": "python3"}
    assert document.parts == (
        Prose("Prose"),
        Cell(1, "x = 1\n\ny = 2", {"label": "a", "echo": False}),
        Prose("End"),
    )


# --- Quarto ------------------------------------------------------------------------------------

FAKE = """#!{python}
import os, pathlib, sys
if "--version" in sys.argv:
    print("{version}")
elif {fails}:
    print("\\x1b[31mERROR: the cell did not run\\x1b[39m", file=sys.stderr)
    sys.exit(1)
else:
    out = pathlib.Path("_output"); out.mkdir(exist_ok=True)
    target = sys.argv[sys.argv.index("--output") + 1]
    said = " ".join([os.environ["QUARTO_PYTHON"], *sys.argv[1:]])
    (out / target).write_text(said + "\\n" + pathlib.Path(sys.argv[2]).read_text())
"""


Install = Callable[..., None]  # puts a Quarto of some version on the path


@pytest.fixture
def quarto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a program named quarto on the path, of a version, that works or fails."""

    def install(version: str, *, fails: bool = False) -> None:
        program = tmp_path / "bin" / "quarto"
        program.parent.mkdir(exist_ok=True)
        program.write_text(FAKE.format(python=sys.executable, version=version, fails=fails))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))

    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    return install


@pytest.mark.parametrize(
    ("version", "engine"),
    [("1.9.38", "quarto"), ("1.10.18", "quarto"), ("2.0.0", "quarto"), ("1.8.27", "embedded")],
)
def test_quarto_is_used_when_it_is_new_enough(quarto: Install, version: str, engine: str) -> None:
    quarto(version)
    assert choose_engine() == engine


def test_without_quarto_the_embedded_renderer_is_used(quarto: Install) -> None:
    assert choose_engine() == "embedded"
    with pytest.raises(InputError, match=r"Quarto is not on the path: install Quarto 1\.9 or newer"):
        choose_engine("quarto")


def test_quarto_needs_no_kernel(quarto: Install) -> None:
    quarto("1.10.18")
    with prepare() as kernel:
        assert kernel is None


def test_quarto_that_is_too_old(quarto: Install) -> None:
    quarto("1.4.550")
    with pytest.raises(InputError, match=r"Quarto 1\.4\.550 is too old"):
        choose_engine("quarto")


def test_quarto_renders_a_private_copy(tmp_path: Path, quarto: Install) -> None:
    quarto("1.10.18")
    document = place(tmp_path / "report", "---\nlang: fr\ntitle: Former\n---\n\n# A\n")
    page, paper = render(document, output=tmp_path / "out", metadata={"title": "T: ü–u", "papersize": "us-letter"})
    command, front = page.read_text().split("\n", 1)
    assert command == f"{sys.executable} render briefing.qmd --to html --output briefing.html"
    assert front == "---\nlang: fr\ntitle: 'T: ü–u'\npapersize: us-letter\n---\n\n# A\n"
    assert document.read_text().count("Former") == 1
    assert "--to typst --output briefing.pdf" in paper.read_text()
    assert not (tmp_path / "report" / "_output").exists()


def test_quarto_that_fails_leaves_the_former_output(tmp_path: Path, quarto: Install) -> None:
    quarto("1.10.18", fails=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "briefing.html").write_text("former")
    with pytest.raises(InputError, match=r"could not render briefing\.qmd to html: ERROR: the cell did not run"):
        render(place(tmp_path / "report", "x"), output=tmp_path / "out")
    assert (tmp_path / "out" / "briefing.html").read_text() == "former"

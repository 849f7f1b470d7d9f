"""The briefing on paper: tags, bookmarks, page numbers that are true, tables that break well, nothing cut off."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64decode
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from analysis.render import render
from tests.rendering import copy_shell, rendered

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
LINK = re.compile(r"S(\d+) ¶(\d+)\s*p\.\s*(\d+)")


@pytest.fixture(scope="module")
def paper(briefing):
    return briefing / "briefing.pdf"


@pytest.fixture(scope="module")
def sheets(paper):
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(paper).pages]


def elements(pdf, kind):
    """Every structure element of a kind, from the tag tree."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == kind:
                found.append(node)
            if "/K" in node:
                waiting.append(node.K)
    return found


def test_it_is_a_tagged_accessible_document_with_title_and_language(paper):
    with pikepdf.open(paper) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        assert pdf.docinfo["/Title"] == "Iran–Tajikistan security partnership"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert all(str(figure.get("/Alt", "")).strip() for figure in elements(pdf, "/Figure"))
        assert len(elements(pdf, "/Table")) >= 5
        assert elements(pdf, "/TH") and elements(pdf, "/TD")


def test_bookmarks_name_every_section_in_order(paper, sheets):
    with pikepdf.open(paper) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    contents = sheets[0]
    assert len(titles) >= 12
    places = [contents.find(re.sub(r"^\d+ ", "", title)) for title in titles]
    assert -1 not in places and places == sorted(places)


def test_length_numbers_and_running_head(sheets):
    assert 12 <= len(sheets) <= 20
    for number, text in enumerate(sheets, start=1):
        assert text.endswith(str(number))
        assert number == 1 or text.startswith("Iran–Tajikistan security partnership")


@needs_poppler
def test_no_page_but_the_last_is_half_empty(paper, tmp_path):
    subprocess.run(["pdftoppm", "-r", "20", "-gray", paper, tmp_path / "sheet"], check=True)
    pictures = sorted(tmp_path.glob("*.pgm"))
    assert len(pictures) >= 12
    for number, picture in enumerate(pictures[:-1], start=1):
        with Image.open(picture) as image:
            inked = [y for y in range(image.height) if min(image.crop((0, y, image.width, y + 1)).tobytes()) < 200]
            height = image.height
        widest = max(after - before for before, after in pairwise(inked))
        assert widest < 0.4 * height, f"page {number}"


def test_links_to_evidence_name_the_page_where_the_paragraph_stands(sheets):
    stands: dict[tuple[int, int], int] = {}
    source = 0
    appendix = next(place for place, text in enumerate(sheets) if "12 Source appendix" in text and place)
    for place in range(appendix, len(sheets)):
        text = sheets[place].split("Source appendix", 1)[-1] if place == appendix else sheets[place]
        for heading, paragraph in re.findall(r"S(\d+) · |(?<!S\d )(?<!S\d\d )¶(\d+) ", text):
            if heading:
                source = int(heading)
            else:
                stands.setdefault((source, int(paragraph)), place + 1)
    links = [tuple(map(int, found)) for text in sheets for found in LINK.findall(text)]
    assert len(links) > 100
    # a paragraph that breaks has its later words on the next page
    assert all(page - stands[number, paragraph] in (0, 1) for number, paragraph, page in links)
    assert sum(page == stands[number, paragraph] for number, paragraph, page in links) > 0.8 * len(links)


def test_the_longest_table_repeats_its_head_and_has_its_last_row(briefing, sheets):
    page = (briefing / "briefing.html").read_text(encoding="utf-8")
    bodies = re.findall(r"<tbody.*?</tbody>", page, re.DOTALL)
    longest = max(bodies, key=lambda body: body.count("<tr"))
    last = re.sub(r"<[^>]+>", " ", longest[longest.rindex("<tr") :]).split()
    assert any(" ".join(last[:2]) in text for text in sheets)
    chronology = [text for text in sheets if "When What Evidence" in text]
    assert len(chronology) >= 3


def test_a_table_row_does_not_break(sheets):
    """Behind the repeated head of the chronology a row begins, with its date."""
    for before, text in pairwise(sheets):
        head = re.match(r"Iran–Tajikistan security partnership When What Evidence (.{60})", text)
        if head and "When What Evidence" in before:
            assert re.match(r"(?:About )?(?:\d{1,2} )?(?:\w+ )?(?:to \w+ )?\d{4}|open|\w+ open", head[1]), head[1]


NAME = "Abdurrahmanberdi-Muhammadjonovich Konstantinopolskiy-Wolfeschlegelsteinhausenberger"
EXTREME = {
    "title.txt": f"{('Ministers of the interior, of foreign affairs and of justice ' * 5)[:300].strip()}\n\n3 March 2025\n\n"
    "Interior Minister Ana Silva met Foreign Minister Omar Haddad in Lisbon on 2 March 2025, officials said.\n",
    "name.txt": f"Envoy arrives\n\n5 March 2025\n\nInterior Minister {NAME} met President Ana Silva in Lisbon on "
    f"4 March 2025. “We will keep our word,” said Minister {NAME}.\n",
    "line.txt": "A long day\n\n6 March 2025\n\nOn 5 March 2025, President Ana Silva met Foreign Minister Omar Haddad in "
    f"Lisbon to discuss {', '.join(f'border security, item {n} of the agenda' for n in range(30))}.\n",
    "scripts.txt": "Talks in Tehran\n\n7 March 2025\n\nInterior Minister Eskandar Momeni (اسکندر مؤمنی) met Minister Ramazon "
    f"Rahimzoda (Рамазон Раҳимзода) in Tehran on 6 March 2025 🎉🤝. The ministers talked about border security and the fight against organized "
    f"crime for two hours, and they agreed to meet again. See #{'x' * 180} or https://example.org/{'a' * 200}.\n",
}


@pytest.fixture(scope="module")
def extreme(tmp_path_factory, project):
    """The briefing of what is too long, on both papers."""
    folder = tmp_path_factory.mktemp("extreme")
    (folder / "seeds").mkdir()
    for name, text in EXTREME.items():
        (folder / "seeds" / name).write_text(text, encoding="utf-8")
    settings = (project / "report" / "settings.yml").read_text().replace("papersize: a4", "papersize: us-letter")
    (folder / "letter.yml").write_text(settings)
    rendered(folder / "seeds", folder / "a4")
    rendered(folder / "seeds", folder / "letter", settings=folder / "letter.yml", formats=("pdf",))
    return folder


@needs_poppler
@pytest.mark.parametrize(("size", "width"), [("a4", 595), ("letter", 612)])
def test_nothing_is_cut_off_on_either_paper(extreme, briefing, size, width):
    for paper in [extreme / size / "briefing.pdf", *([briefing / "briefing.pdf"] if size == "a4" else [])]:
        boxes = subprocess.run(["pdftotext", "-bbox", paper, "-"], capture_output=True, text=True, check=True).stdout
        sizes = {float(found) for found in re.findall(r'<page width="([\d.]+)"', boxes)}
        assert [round(found) for found in sizes] == [width]
        right = [float(found) for found in re.findall(r'xMax="([\d.]+)"', boxes)]
        left = [float(found) for found in re.findall(r'xMin="([\d.]+)"', boxes)]
        assert len(right) > 500
        assert max(right) < width - 50 and min(left) > 50


@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
def test_nothing_overflows_on_the_page(extreme, visit, width):
    page = visit(extreme / "a4" / "briefing.html", {"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    over = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter((element) => element.getClientRects().length
          && !element.closest("svg") && getComputedStyle(element).display !== "inline"
          && element.scrollWidth > element.clientWidth + 1).map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert over == []


def test_page_paper_and_figures_share_one_set_of_colours(briefing, tmp_path):
    """A colour changed in the style sheet changes in all three."""
    copy_shell(tmp_path)
    sheet = tmp_path / "briefing.css"
    changed = re.sub(r"(--(?:accent|bar): (?:light-dark\()?)#[0-9a-f]{6}", r"\g<1>#123456", sheet.read_text())
    sheet.write_text(changed)
    document = tmp_path / "colours.qmd"
    document.write_text(
        "---\ntitle: T\n---\n\n```{python}\nimport pandas as pd\nfrom pathlib import Path\n"
        "from IPython.display import Markdown\nfrom analysis import figures\nfigures.use_colours(Path('briefing.css'))\n"
        "totals = pd.DataFrame({'per_1000_words': [3.0], 'low': [2.0], 'high': [4.0], 'mentions': [3], 'documents': [1]}, index=['one'])\n"
        "figures.save(figures.frequencies(totals), Path('_figures/bars.svg'))\n"
        "Markdown('![C](_figures/bars.svg){#fig-bars fig-alt=\"B\"}')\n```\n\n::: {.lede}\n[x](#a) [y]{#a}\n:::\n"
    )
    page, paper = render(document, output=tmp_path / "out", engine="embedded")
    text = page.read_text(encoding="utf-8")
    assert "--accent: light-dark(#123456" in text
    picture = b64decode(re.search(r"data:image/svg\+xml;base64,([^\"]+)", text)[1])
    assert re.search(rb"fill:\s*#123456", picture)
    with pikepdf.open(paper) as pdf:
        content = b"".join(sheet.Contents.read_bytes() for sheet in pdf.pages)
    assert b"0.07058824 0.20392157 0.3372549" in content


def test_words_in_other_scripts_say_so(extreme):
    page = (extreme / "a4" / "briefing.html").read_text(encoding="utf-8")
    assert re.search(r'<span lang="und-Arab">\(?اسکندر</span>', page)
    assert re.search(r'<span lang="und-Cyrl">\(?Рамазон</span>', page)


def test_long_tables_show_the_top_and_count_the_rest(folder, tmp_path):
    files = {
        f"z{n:03}.txt": f"Report {n}\n\n{n % 28 + 1} May 2025\n\nMinister Ana Silva met Minister Omar Haddad in Lisbon on "
        f"{n % 28 + 1} May 2025, source {n} said.\n"
        for n in range(400)
    }
    output = rendered(folder(files), tmp_path / "out", formats=("html",))
    page = (output / "briefing.html").read_text(encoding="utf-8")
    events = re.search(r'id="tbl-events".*?</table>', page, re.DOTALL)[0]
    assert events.count("<tr") <= 61
    assert re.search(r"and [\w-]+ more in data/events\.csv", page) or events.count("<tr") < 60
    assert len(page) < 3_000_000


def test_headings_that_do_not_fit_wrap(tmp_path):
    copy_shell(tmp_path)
    document = tmp_path / "long.qmd"
    title = "A title of three hundred signs that goes on and on " * 6
    document.write_text(f"---\ntitle: {title[:300]}\n---\n\n# {'Heading ' * 30}\n\n{'word ' * 400}\n\n# B\n")
    (made,) = render(document, formats=["pdf"], output=tmp_path / "out", engine="embedded")
    assert Path(made).stat().st_size
    first = " ".join(PdfReader(made).pages[0].extract_text().split())
    assert first.count("three hundred") >= 5

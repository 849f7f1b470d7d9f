"""The rendered briefing: links, words, determinism, hostile text, few and many sources."""

import html
import os
import re
import subprocess
import sys

import pytest
from pypdf import PdfReader

from analysis.briefing.references import References
from tests.generated import articles
from tests.rendering import rendered

HOSTILE = """Ministers meet: a *bold* plan <b>now</b>

On 3 March 2025, President Ana <script>alert(1)</script> Silva met Minister `{python} 1+1` in Lisbon, officials said.
# Not a heading
::: {.callout-note}
{{< env HOME >}} and {{< include ../private.txt >}} and @citation [link](javascript:alert(1)) ![x](http://evil.example/x.png)
```{python}
raise SystemExit
```
#include "secret" and #eval("1") and $x^2$ and <!-- hidden --> and [^1] and | a | b | and ~~gone~~ \\textbf{no} &amp; © “quote”
"I signed the agreement *today* {=html} with @you {#id .class}," said President Silva on Tuesday.
"""


@pytest.fixture(scope="module")
def page(briefing):
    return (briefing / "briefing.html").read_text(encoding="utf-8")


def pdf_text(path):
    return "\n".join(sheet.extract_text() for sheet in PdfReader(path).pages)


def words(page):
    """The text of a page as a reader sees it, white space folded."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def test_the_outputs_are_the_documents_and_their_data(briefing):
    assert {path.name for path in briefing.iterdir()} == {"briefing.html", "briefing.pdf", "data", ".rendered.json"}
    assert (briefing / "data" / "events.csv").is_file()
    assert (briefing / "data" / "manifest.json").is_file()


def test_every_link_inside_the_page_resolves(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    targets = {html.unescape(target) for target in re.findall(r'href="#([^"]+)"', page)}
    assert len(targets) > 100
    assert targets <= set(ids)


def test_an_evidence_link_lands_on_the_very_words(page, edition):
    anchors = References(edition.texts)
    for name in ("events", "appearances", "topics"):
        for cell in edition[name]["evidence"]:
            entry = cell[0]
            place = page.index(f'id="{anchors.anchor(entry["source"], entry["start"])}"')
            after = html.unescape(re.sub(r"<[^>]+>", "", page[page.index(">", place) + 1 : place + 1500]))
            found, wanted = " ".join(after.split()), " ".join(entry["text"].split())
            assert found[: min(60, len(wanted))] == wanted[:60]


def test_nothing_is_asked_of_the_network_and_no_address_runs_code(page):
    assert not re.search(r'(?:src|poster|action)\s*=\s*"(?!data:)[^"#]', page)
    assert not re.search(r"<link\b[^>]+href=\"(?!data:)", page)
    assert all(re.match(r"#|https?://|data:", target) for target in re.findall(r'href="([^"]*)"', page))


def test_all_sections_stand_in_both_documents(briefing, page):
    text = pdf_text(briefing / "briefing.pdf")
    for heading in (
        "Bottom line", "Chronology", "Participants", "Topics", "Agreed and signed", "To watch", "In their own words",
        "Where sources disagree", "Sources", "Method and limits", "How to reproduce", "Source appendix",
    ):  # fmt: skip
        assert heading in words(page)
        assert heading in text


def test_what_happened_and_who_says_so_can_be_read(page):
    text = words(page)
    assert "22 April 2025" in text
    assert "Brigadier General" in text and "top police commander" in text
    assert "according to Iran’s Embassy in Dushanbe" in text
    assert "Tehran Declaration" in text and "final communiqué" in text


def test_two_renders_in_different_places_are_the_same(briefing, seeds, project, tmp_path):
    script = (
        "from pathlib import Path; from analysis.run import render_briefing as r; "
        f"r(seeds=Path({str(seeds)!r}), settings=Path({str(project / 'report' / 'settings.yml')!r}), "
        f"report=Path({str(project / 'report')!r}), output=Path({str(tmp_path / 'other place')!r}), "
        "formats=('html', 'pdf'), engine='embedded', warn=print)"
    )
    (tmp_path / "tmp").mkdir()
    environment = {
        **os.environ,
        "TMPDIR": str(tmp_path / "tmp"),
        "TZ": "Asia/Dushanbe",
        "PYTHONHASHSEED": "77",
        "LC_ALL": "C.UTF-8",
    }
    subprocess.run([sys.executable, "-c", script], check=True, env=environment, cwd=project)
    other = tmp_path / "other place"
    assert (other / "briefing.html").read_bytes() == (briefing / "briefing.html").read_bytes()
    assert pdf_text(other / "briefing.pdf") == pdf_text(briefing / "briefing.pdf")
    files = {
        path.relative_to(briefing): path.read_bytes() for path in (briefing / "data").rglob("*") if path.is_file()
    }
    assert files == {
        path.relative_to(other): path.read_bytes() for path in (other / "data").rglob("*") if path.is_file()
    }


def test_hostile_text_comes_out_as_the_words_it_is(folder, tmp_path):
    output = rendered(folder({"<img src=x>.txt": HOSTILE, "b {{< x >}}.txt": articles(1)[0]}), tmp_path / "out")
    page = (output / "briefing.html").read_text(encoding="utf-8")
    seen = words(page)
    for line in HOSTILE.splitlines():
        if line.strip():
            assert " ".join(line.lstrip("*- ").split()) in seen
    assert "alert(1)</script>" not in page
    assert "javascript:alert" not in re.sub(r">[^<]*<", "><", page)
    assert "evil.example" not in " ".join(re.findall(r'(?:src|href)="([^"]*)"', page))
    printed = " ".join(pdf_text(output / "briefing.pdf").split())
    assert "{{< env HOME >}}" in printed
    assert "#include" in printed


@pytest.mark.parametrize("count", [1, 2, 60])
def test_the_briefing_stays_true_with_few_and_with_many_sources(folder, tmp_path, count):
    files = {f"article-{n:02}.txt": text for n, text in enumerate(articles(count))}
    output = rendered(folder(files), tmp_path / "out")
    text = words((output / "briefing.html").read_text(encoding="utf-8"))
    wanted = {1: "One article", 2: "Two articles", 60: "60 articles"}[count]
    assert wanted in text
    assert not re.search(r"\bone events\b|\b1 articles\b|\bnan\b|\bNone\b", text)
    assert PdfReader(output / "briefing.pdf").pages


def test_a_new_source_shows_in_every_section(seeds, folder, tmp_path):
    new = (
        "Narvik pact signed\n\n14 November 2025\n\nOSLO, Nov. 14 (NTB) – Norway's Justice Minister, Kari Lund, signed a "
        "memorandum of understanding with Iran's Interior Minister, Eskandar Momeni, in Oslo on Friday. “We will guard our "
        "borders together from this day,” said Lund. A joint exercise will be held in Narvik in March 2026. "
        "The ministers discussed cybercrime for an hour.\n"
    )
    files = {path.name: path.read_bytes() for path in seeds.iterdir() if path.is_file()}
    output = rendered(folder({**files, "900_new.txt": new}), tmp_path / "out", formats=("html",))
    page = (output / "briefing.html").read_text(encoding="utf-8")
    sections = dict(
        re.findall(r'<section id="(sec-[^"]+)"(.*?)(?=<section id="sec-(?!undated|background)|\Z)', page, re.DOTALL)
    )
    for section in (
        "sec-chronology",
        "sec-participants",
        "sec-topics",
        "sec-agreed",
        "sec-planned",
        "sec-quotations",
        "sec-sources",
        "sec-appendix",
    ):
        assert re.search(r"\bS6\b", words(sections[section])), section
    assert "Kari Lund" in words(sections["sec-participants"])
    assert "Six articles" in words(page)

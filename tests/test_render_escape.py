"""What a source says comes out as the words it is."""

from __future__ import annotations

import io
import json
import subprocess
from typing import Any

import pypandoc
import pypdf
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.display import attribute, escape, escape_url, link, visible

NASTY = (
    """
{{< env HOME >}}|`{python} 1/0`|@fig-x|[@cite]|# h|1. one|a) b|- x|::: {.x}|---|--|...|"q" 'q' it's
<b>x</b> &amp; &lt; &#60;|$x$ $$y$$|[c](javascript:alert(1))|![x](y.png)|http://a.b/c|a@b.c|:smile:
Mr. Smith p. 3|^sup^ ~sub~ ~~x~~|\\ \\n \\newline|#highlight[x] #{1+1}|<label> @ref _a_ *b* `c`
: def|% title|* * *|(@) ex|i. roman|```{=html} <b>|\\(x\\)|/* c */ // d|[^1]|==x== ++y++|{#id .c}|=
+ x|/ t: d|``|don’t “x” — –|a--b---c|<!-- c -->|U.S. p. 4|-? -5 5-6|~ a~b|a -1 b|=> -> <-|#let x = 1
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
BROKEN = [
    "a\nb",
    "a\r\n\r\nb",
    "\ta",
    "    code",
    "x  ",
    "a\u2028b",
    "a\u00a0b",
    "\x00a\x07b",
    "a\u202eb\u202c",
]

fragments = st.lists(
    st.one_of(st.sampled_from([*NASTY, *BROKEN, " ", "\n", "1", "a"]), st.text(max_size=4)), max_size=5
).map("".join)
batches = st.lists(st.one_of(st.text(max_size=20), fragments), min_size=20, max_size=60)
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def as_json(markdown: str) -> list[Any]:
    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=json"]
    done = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True)
    return list(json.loads(done.stdout)["blocks"])


def plain(inlines: list[Any]) -> str:
    """The text of inlines that hold nothing but words and spaces; anything else shows."""
    return "".join(
        item["c"] if item["t"] == "Str" else " " if item["t"] in {"Space", "SoftBreak"} else f"⟨{item['t']}⟩"
        for item in inlines
    )


def cells(table: dict[str, Any]) -> list[str]:
    rows = table["c"][4][0][3]
    return [plain(row[1][0][4][0]["c"]) if row[1][0][4] else "" for row in rows]


@SLOW
@given(batches)
def test_paragraphs_headings_and_spans_hold_the_very_words(texts: list[str]) -> None:
    markdown = "\n\n".join(f"X{escape(text)}Y\n\n# X{escape(text)}Y\n\n[{escape(text)}]{{.s}}" for text in texts)
    blocks = as_json(markdown)
    assert len(blocks) == 3 * len(texts)
    for index, text in enumerate(texts):
        paragraph, heading, span = blocks[3 * index : 3 * index + 3]
        assert plain(paragraph["c"]) == f"X{visible(text)}Y"
        assert plain(heading["c"][2]) == f"X{visible(text)}Y"
        assert [item["t"] for item in span["c"]] == ["Span"]
        assert plain(span["c"][0]["c"][1]).strip() == visible(text).strip()


@SLOW
@given(batches)
def test_at_the_start_of_a_block_too(texts: list[str]) -> None:
    shown = [text for text in texts if visible(text).strip()]
    blocks = as_json("\n\n".join(map(escape, shown)))
    assert [block["t"] for block in blocks] == ["Para"] * len(shown)
    assert [plain(block["c"]) for block in blocks] == [visible(text).strip() for text in shown]


@SLOW
@given(batches)
def test_table_cells_and_attributes_hold_the_very_words(texts: list[str]) -> None:
    rows = "".join(f"| {escape(text)} | b |\n" for text in texts)
    spans = " ".join(f"[x]{{.a title={attribute(text)}}}" for text in texts)
    table, paragraph = as_json(f"| A | B |\n|---|---|\n{rows}\n\n{spans}\n")
    assert [cell.strip() for cell in cells(table)] == [visible(text).strip() for text in texts]
    titles = [dict(item["c"][0][2])["title"] for item in paragraph["c"] if item["t"] == "Span"]
    assert titles == [visible(text).strip() for text in texts]


def test_the_pdf_holds_the_very_words() -> None:
    # with the report's own filter, as the PDF is made; three full stops are no ellipsis
    texts = [*NASTY, "a...b....c", "x" * 60]
    markdown = "\n\n".join(f"X{escape(text)}Y\n\n{escape(text)}" for text in texts)
    source = pypandoc.convert_text(
        markdown, "typst", format="markdown", extra_args=["--wrap=none", "--lua-filter=report/briefing.lua"]
    )
    pdf = typst.compile(f"#set page(width: 50cm)\n{source}".encode(), ignore_system_fonts=True)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    read = "".join("".join(page.extract_text().replace("\u200b", "").split()) for page in pages)
    for text in texts:
        words = "".join(visible(text).split())
        assert f"X{words}Y{words}" in read.replace("\u00ad", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\n\tb", "a b"),
        (" a ", " a "),
        ("a\x00\x1bb", "ab"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("a\u200b\ufeff\u00adb", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800", "\ufffd"),
        ("\ufffe", "\ufffd"),
        ("“Yes” – it’s", "“Yes” – it’s"),
        ("a \x00 b", "a b"),
    ],
)
def test_what_cannot_be_seen_is_dropped(text: str, words: str) -> None:
    assert visible(text) == words


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a/b?c=d&e=f#g", "https://example.org/a/b?c=d&e=f#g"),
        ("HTTP://Example.ORG", "http://example.org"),
        ("https://example.org:8080/%41 b", "https://example.org:8080/%41%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/)](x){{<*_`'\"", "https://example.org/%29%5D%28x%29%7B%7B%3C%2A_%60%27%22"),
        ("http://münchen.de/ü", "http://xn--mnchen-3ya.de/%C3%BC"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//example.org", ""),
        ("https://bank.example@evil.example/", ""),
        ("https://exa mple.org", ""),
        ("http://[::1]/", ""),
        ("https://example.org:99999/", ""),
        ("https://example.org/" + "x" * 3000, ""),
        ("", ""),
    ],
)
def test_only_web_addresses_pass(url: str, address: str) -> None:
    assert escape_url(url) == address


def test_a_link_needs_an_address() -> None:
    assert link("a*b", "https://example.org/_x_") == r"[a\*b](https://example.org/_x_)"
    assert link("a*b", "javascript:x") == r"a\*b"


@SLOW
@given(st.text(max_size=40))
def test_an_address_in_a_link_stays_itself(tail: str) -> None:
    address = escape_url(f"https://example.org/{tail}")
    if address:
        (paragraph,) = as_json(link("x", f"https://example.org/{tail}"))
        (shown,) = paragraph["c"]
        assert shown["t"] == "Link"
        assert shown["c"][2][0] == address

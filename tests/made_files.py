"""PDF and Word documents and saved pages made for tests."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
import typst

PARAGRAPHS = [
    "Ministers meet in Oslo on offshore security",
    "May 12, 2025 - 18:30",
    "OSLO – The foreign minister of Norway, Kari Lund, met her Portuguese counterpart Ana Ferreira on Monday for talks "
    "on offshore installations, the efficient fight against organised crime and long-term cooperation.",
    "“We have an extraordinary responsibility for infrastructure,” the minister said. The talks on telecommunication "
    "and the well-known difficulties of multilateral negotiations will go on in Lisbon next month.",
]


def pdf(paragraphs=PARAGRAPHS, *, extra: str = "", furniture: bool = False) -> bytes:
    """A typeset PDF with hyphenation and ligatures, and with running heads on request."""
    head = '#set page(paper: "a6", header: [The Daily Paper], footer: context [Page #counter(page).display()])\n'
    plain = '#set page(paper: "a6")\n'
    body = "\n\n".join(f"#par(text({_quoted(paragraph)}))" for paragraph in paragraphs)
    source = (
        head if furniture else plain
    ) + '#set text(hyphenate: true, lang: "en", size: 10pt)\n#set par(justify: true)\n'
    return bytes(typst.compile((source + body + extra).encode()))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def locked_pdf(user: str, owner: str = "owner") -> bytes:
    """The same PDF under a password; with an empty one only its owner is asked."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt(user, owner, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def scanned_pdf() -> bytes:
    """A page that is a picture."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    source = f'#image(bytes({tuple(drawing)}), format: "svg")'
    return bytes(typst.compile(source.encode()))


def word(paragraphs=PARAGRAPHS) -> bytes:
    """A Word document with a heading, paragraphs and a list."""
    made = docx.Document()
    for number, paragraph in enumerate(paragraphs):
        made.add_heading(paragraph, 1) if not number else made.add_paragraph(paragraph)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(document: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return out.getvalue()


def page(
    paragraphs=PARAGRAPHS[2:],
    *,
    title: str = PARAGRAPHS[0],
    head: str = '<meta property="og:site_name" content="The Daily Paper">'
    '<link rel="canonical" href="https://example.org/2025/05/12/ministers">'
    '<meta property="article:published_time" content="2025-05-12T18:30:00Z">',
) -> str:
    """A saved web page with navigation, metadata and an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Daily Paper</title>{head}</head>'
        f'<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>{title}</h1>{body}</article>'
        "<footer>Copyright The Daily Paper. All rights reserved.</footer></body></html>"
    )


def jsonl(rows) -> bytes:
    """Rows as JSON lines."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def parquet(rows, **options) -> bytes:
    """Rows, or a table, as Parquet."""
    made = io.BytesIO()
    columns = dict.fromkeys(name for row in rows for name in row) if isinstance(rows, list) else {}
    table = pa.table({name: [row.get(name) for row in rows] for name in columns}) if columns else rows
    pq.write_table(table, made, **options)
    return made.getvalue()


def collections(rows) -> list[tuple[str, bytes]]:
    """The same rows in every kind of collection."""
    plain = jsonl(rows)
    return [("a.jsonl", plain), ("a.jsonl.gz", gzip.compress(plain, mtime=0)), ("a.parquet", parquet(rows))]

import docx
import pytest

from analysis.corpus import read_corpus
from analysis.encoding import UnreadableError
from analysis.formats import extract
from analysis.formats.clean import clean, mend
from tests.made_files import PARAGRAPHS, locked_pdf, page, pdf, scanned_pdf, with_part, word

ENGLISH = "The minister of foreign affairs met his counterpart in the capital on Monday for talks on trade.\n"


def words_of(text):
    return " ".join(text.split())


def test_a_pdf_gives_its_words_whole_and_in_order():
    text = extract("a.pdf", pdf()).text
    assert words_of(text) == words_of(" ".join(PARAGRAPHS))
    assert text.count("\n\n") == len(PARAGRAPHS) - 1


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out():
    text = extract("a.pdf", pdf([*PARAGRAPHS, *([PARAGRAPHS[2]] * 8)], furniture=True)).text
    assert words_of(text) == words_of(" ".join([*PARAGRAPHS, *([PARAGRAPHS[2]] * 8)]))


def test_ligatures_and_divided_words_are_mended_and_compounds_stay():
    text = "The ﬁrst ofﬁce of the secu-\nrity council had long-\nterm aims. The term is long. Iran-\nTajikistan talks. Well-\nknown: a well-known aﬀair.\n"
    assert mend(text) == (
        "The first office of the security council had long-term aims. The term is long. Iran-Tajikistan talks. "
        "Well-known: a well-known affair.\n"
    )


def test_extracted_text_can_always_be_written_and_shown():
    assert clean("a\0b\ud800c\r\nd\x1b[31m\u2028e\n\n\n\nf") == "ab\ufffdc\nd[31m\ne\n\nf\n"


def test_a_word_document_gives_its_paragraphs():
    assert extract("a.docx", word()).text == "\n\n".join(PARAGRAPHS) + "\n"


def test_word_keeps_insertions_tables_and_boxes_and_leaves_deletions():
    made = '<w:p><w:r><w:t xml:space="preserve">The talks </w:t></w:r><w:ins><w:r><w:t>began</w:t></w:r></w:ins><w:del><w:r><w:delText>failed</w:delText><w:t>failed</w:t></w:r></w:del><w:r><w:tab/><w:t>on Monday.</w:t></w:r></w:p>'
    cell = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a table</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{made}{cell}{control}</w:body></w:document>'
    text = extract("a.docx", with_part(word(), "word/document.xml", document.encode())).text
    assert text == "The talks began\ton Monday.\n\nIn a table\n\nIn a control\n"


def test_a_saved_page_gives_its_article_and_what_its_metadata_says():
    found = extract("a.html", page().encode())
    assert found.text == "\n\n".join([PARAGRAPHS[0], *PARAGRAPHS[2:]]) + "\n"
    assert (found.publisher, found.url, found.published) == (
        "The Daily Paper",
        "https://example.org/2025/05/12/ministers",
        "2025-05-12",
    )


def test_a_page_without_metadata_says_nothing_of_itself():
    found = extract("a.html", page(head="").encode())
    assert (found.url, found.published) == ("", "")
    saved = page(head="").replace("<html", "<!-- saved from url=(0025)https://example.org/news -->\n<html", 1)
    assert extract("a.html", saved.encode()).url == "https://example.org/news"
    assert extract("a.html", page(head='<link rel="canonical" href="javascript:alert(1)">').encode()).url == ""


@pytest.mark.parametrize(
    ("declared", "encoding"), [("windows-1252", "cp1252"), ("utf-8", "utf-8"), ("iso-8859-1", "cp1252")]
)
def test_a_page_is_decoded_as_it_declares(declared, encoding):
    html = page(["“Séance” – the minister of foreign affairs of Norway met her counterpart for talks in the café."])
    html = html.replace('charset="utf-8"', f'charset="{declared}"')
    assert "“Séance” – the minister" in extract("a.html", html.encode(encoding)).text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", locked_pdf("secret"), "protected by a password"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.pdf", scanned_pdf(), r"scanned.*OCR"),
        ("a.pdf", pdf()[:3000], "broken, its end is missing"),
        ("a.pdf", b"\x01\x02\x03" * 999, "broken, it does not begin"),
        ("a.docx", word()[:9000], "broken, its archive is damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "not a Word document but an old Office document"),
        ("a.pdf", page().encode(), r"not a PDF document but a web page: rename it to end in \.html"),
        ("a.html", pdf(), r"not a web page but a PDF document: rename it to end in \.pdf"),
        ("a.txt", word(), r"not plain text but a Word document: rename it to end in \.docx"),
        ("a.txt", page().encode(), r"not plain text but a web page: rename it to end in \.html"),
        ("a.html", ENGLISH.encode(), r"not a web page but plain text: rename it to end in \.txt"),
        ("a.docx", with_part(word(), "word/document.xml", b"<a"), "broken"),
        ("a.docx", b"", "empty"),
        ("a.html", b"<html><body><img src=x></body></html>", "a web page without an article"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_are_refused_with_the_reason(name, data, reason):
    with pytest.raises(UnreadableError, match=reason):
        extract(name, data)


def test_a_pdf_that_only_its_owner_may_change_is_read():
    assert words_of(extract("a.pdf", locked_pdf("")).text) == words_of(" ".join(PARAGRAPHS))


def test_properties_of_documents_are_no_dates_of_publication():
    made = docx.Document()
    assert made.core_properties.created is not None
    assert extract("a.docx", word()).published == extract("a.pdf", pdf()).published == ""


def test_every_format_becomes_an_article_and_the_originals_stay(folder):
    files = {
        "a.pdf": pdf(),
        "b.html": page(title="Another title"),
        "c.docx": word([*PARAGRAPHS, ENGLISH]),
        "d.txt": ENGLISH,
    }
    made = folder({**files, "b_files/tracker.js": "x()", "b_files/deep/pic.png": b"\x89PNG"})
    corpus = read_corpus(made)
    assert [article.source for article in corpus.articles] == ["a.pdf", "b.html", "c.docx", "d.txt"]
    assert [(file.source, file.reason) for file in corpus.rejected] == [
        ("b_files/", "the pictures and scripts of the saved page b.html")
    ]
    assert [article.title for article in corpus.articles[:3]] == [PARAGRAPHS[0], "Another title", PARAGRAPHS[0]]
    for name, content in files.items():
        assert (made / name).read_bytes() == (content if isinstance(content, bytes) else content.encode())


def test_sources_csv_wins_over_the_page_and_the_basis_says_which(folder):
    from analysis.reading import read_article

    undated = page(["The foreign minister of Norway, Kari Lund, met her counterpart on Monday for talks on trade."])
    article = read_corpus(folder({"a.html": undated})).articles[0]
    publication = read_article(article).dates.publication
    assert (publication.date, publication.basis) == ("2025-05-12", "metadata")
    assert publication.reason == "the date given in the page's metadata"
    csv = "file,publisher,published\na.html,Another,2025-05-13\n"
    article = read_corpus(folder({"a.html": undated, "sources.csv": csv}, "second")).articles[0]
    assert (article.publisher, article.published) == ("Another", "2025-05-13")
    assert article.url == "https://example.org/2025/05/12/ministers"
    assert read_article(article).dates.publication.reason == "the date given in sources.csv"


def test_the_text_as_read_is_kept_beside_the_tables(folder, tmp_path, settings):
    from analysis.files import files_of
    from analysis.run import make_edition
    from analysis.store import read_tables, write_files

    made = folder({"a.pdf": pdf(), "a.pdf.txt": ENGLISH, "b.html": page(title="Another title of a page")})
    edition = make_edition(made, settings, warn=lambda sentence: None)
    output = write_files(files_of(edition, ["json"]), tmp_path / "out")
    assert sorted(path.name for path in (output / "texts").iterdir()) == ["a.pdf.txt", "a.pdf.txt.txt", "b.html.txt"]
    _, texts, _ = read_tables(output)
    assert texts == dict(edition.texts)
    assert texts["a.pdf.txt"] == ENGLISH

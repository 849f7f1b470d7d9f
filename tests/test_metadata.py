import pytest

from analysis.corpus import read_corpus
from analysis.errors import InputError

ENGLISH = "The minister of foreign affairs met his counterpart in the capital on Monday for talks on trade.\n"


def test_metadata_goes_with_its_article(folder):
    csv = "file,publisher,url,published,note\ngood.txt,The Paper,https://example.org/1,2025-05-20~,roughly\n"
    article = read_corpus(folder({"good.txt": ENGLISH, "sources.csv": csv})).articles[0]
    assert (article.publisher, article.url, article.published) == (
        "The Paper",
        "https://example.org/1",
        "2025-05-20~",
    )
    assert article.note == "roughly"


@pytest.mark.parametrize(
    ("csv", "message"),
    [
        ("file,publisher\nother.txt,X\n", "'other.txt', which is not in"),
        ("file,published\ngood.txt,yesterday\n", "'yesterday' is not a date"),
        ("file,published\ngood.txt,2025-02-30\n", "'2025-02-30' is not a date"),
        ("file,editor\ngood.txt,X\n", "unknown column 'editor'"),
        ("publisher\nX\n", "no column 'file'"),
        ("file,publisher\ngood.txt,X\ngood.txt,Y\n", "'good.txt' twice"),
        ("file,url\ngood.txt,javascript:alert(1)\n", "not a web address"),
        ("file,publisher\ngood.txt,X,Y\n", "more cells than columns"),
        ('file,publisher\ngood.txt,"X\n', "not a valid CSV"),
        ("file,file\ngood.txt,good.txt\n", "a column twice"),
    ],
)
def test_faulty_metadata_gets_one_sentence_naming_the_file(folder, csv, message):
    with pytest.raises(InputError, match=message) as caught:
        read_corpus(folder({"good.txt": ENGLISH, "sources.csv": csv}))
    assert "sources.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "csv",
    [
        "file;publisher;url;published\ngood.txt;The Paper, Ltd;https://example.org/1;2025-05-20\n",
        "file\tpublisher\turl\tpublished\ngood.txt\tThe Paper, Ltd\thttps://example.org/1\t2025-05-20\n",
        'File, Publisher ,URL,PUBLISHED\ngood.txt,"The Paper, Ltd",https://example.org/1,2025-05-20\n',
        "sep=;\nfile;publisher;url;published;;\n./good.txt;The Paper, Ltd;https://example.org/1;2025-05-20;;\n;;;;;\n",
        "\n\nfile;publisher;url;published\r\n\r\ngood.txt;The Paper, Ltd;https://example.org/1;2025-05-20\r\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_as_spreadsheets_write_them_are_read(folder, csv, encoding):
    article = read_corpus(folder({"good.txt": ENGLISH, "sources.csv": csv.encode(encoding)})).articles[0]
    assert (article.publisher, article.url, article.published) == (
        "The Paper, Ltd",
        "https://example.org/1",
        "2025-05-20",
    )


@pytest.mark.parametrize("empty", [b"", b" \n\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_table_says_nothing(folder, empty):
    assert read_corpus(folder({"good.txt": ENGLISH, "sources.csv": empty})).articles[0].publisher == ""

import pytest

from analysis.corpus import MAX_BYTES, read_corpus
from analysis.encoding import UnreadableError, decode
from analysis.errors import InputError

ENGLISH = "The minister of foreign affairs met his counterpart in the capital on Monday for talks on trade.\n"
FRENCH = (
    "Le ministre des affaires étrangères a rencontré son homologue dans la capitale lundi pour des entretiens "
    "sur le commerce et la sécurité de la région, selon un communiqué publié par le ministère.\n"
)


@pytest.mark.parametrize(
    "data",
    [
        "“Talks” – naïve café\n".encode(),
        b"\xef\xbb\xbf" + "“Talks” – naïve café\n".encode(),
        "“Talks” – naïve café\n".encode("utf-16"),
        "\ufeff“Talks” – naïve café\n".encode("utf-16-le"),
        "“Talks” – naïve café\r\n".encode("cp1252"),
        "“Talks” – naïve café\r".encode(),
    ],
)
def test_every_encoding_and_line_end_gives_the_same_text(data):
    assert decode(data) == "“Talks” – naïve café\n"


def test_nothing_but_line_ends_and_byte_order_mark_is_changed():
    text = "\t A  tab,\u00a0a space \x0c and\u200b more \n\n\n end"
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (bytes(range(256)) * 50, "binary data"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        decode(data)


def test_every_file_is_read_or_listed_with_its_reason(folder):
    made = folder(
        {
            "good.txt": ENGLISH,
            "deep/er/good too.md": "# Head\n\n" + ENGLISH.replace("Monday", "Friday"),
            "empty.txt": "",
            "binary.txt": bytes(range(256)) * 40,
            "french.txt": FRENCH,
            "picture.png": b"\x89PNG",
            "huge.txt": b"a" * (MAX_BYTES + 1),
            "tiny.txt": "Yes.",
            ".hidden": "not meant as a source",
        }
    )
    corpus = read_corpus(made)
    assert [article.source for article in corpus.articles] == ["deep/er/good too.md", "good.txt"]
    reasons = {file.source: file.reason for file in corpus.rejected}
    assert set(reasons) == {"empty.txt", "binary.txt", "french.txt", "picture.png", "huge.txt", "tiny.txt"}
    assert "French" in reasons["french.txt"] or "fr" in reasons["french.txt"]
    assert "10 MB" in reasons["huge.txt"]


def test_the_same_text_twice_is_one_source_and_a_duplicate(folder):
    made = folder({"a.txt": ENGLISH, "b.txt": ENGLISH.replace("\n", "\r\n"), "c.txt": ENGLISH.upper()})
    corpus = read_corpus(made)
    assert [article.source for article in corpus.articles] == ["a.txt", "c.txt"]
    assert [(file.source, file.duplicate_of) for file in corpus.rejected] == [("b.txt", "a.txt")]


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(ENGLISH)
    made = folder({"good.txt": ENGLISH.replace("Monday", "Friday")})
    (made / "link.txt").symlink_to(secret)
    corpus = read_corpus(made)
    assert [file.source for file in corpus.rejected] == ["link.txt"]


def test_a_missing_an_empty_and_an_unreadable_folder_are_told_apart(folder, tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_corpus(tmp_path / "nowhere")
    with pytest.raises(InputError, match="is empty"):
        read_corpus(folder({}, "empty"))
    with pytest.raises(InputError, match=r"No readable article .*only\.txt: empty"):
        read_corpus(folder({"only.txt": ""}, "useless"))


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

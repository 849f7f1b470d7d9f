import pytest

from analysis.corpus import read_corpus
from analysis.encoding import UnreadableError, decode
from analysis.errors import InputError
from analysis.formats import MAX_BYTES
from analysis.language import detect_language
from analysis.reading import read_article

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
            "huge.txt": b"a" * (MAX_BYTES["text"] + 1),
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


@pytest.mark.parametrize(
    "text",
    [
        "DUSHANBE – Tajik Interior Minister Ramazon Rahimzoda met Iranian Interior Minister Eskandar Momeni on Tuesday.",
        "Momeni arrives in Dushanbe",
        "Iranian police chief visits Tajikistan",
        "RAHMON, PEZESHKIAN MEET IN TEHRAN",
        "Nurullo Khudoyorzoda and Gholamhossein Esmaeili sign protocol\nBahromjon Alamshozoda was present.",
        "Emmanuel Macron, Ursula von der Leyen and Luiz Inácio Lula da Silva arrived in Ashgabat.",
        "Chinese President Xi Jinping (习近平) met Tajik President Emomali Rahmon (Эмомалӣ Раҳмон).",
    ],
)
def test_short_english_full_of_names_is_english(text):
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministre de l'Intérieur Ramazon Rahimzoda a rencontré son homologue Eskandar Momeni mardi."),
        ("fr", "Momeni arrive à Douchanbé pour une visite officielle"),
        ("de", "Der tadschikische Innenminister Ramazon Rahimzoda traf am Dienstag den iranischen Innenminister."),
        ("de", "Innenminister Momeni besucht Duschanbe am Dienstag"),
        ("es", "El ministro del Interior de Irán llegó el martes a Dusambé."),
        ("it", "Il ministro dell'Interno iraniano è arrivato a Dushanbe in visita."),
        ("nl", "De minister van Binnenlandse Zaken was in Teheran op bezoek bij zijn ambtgenoot."),
        ("pt", "O ministro do Interior do Irã chegou a Duchambe na terça-feira."),
        ("pl", "Minister spraw wewnętrznych Iranu przybył do Duszanbe we wtorek."),
        ("tr", "Tacikistan İçişleri Bakanı salı günü Tahran'da İranlı mevkidaşıyla görüştü."),
        ("ru", "Министр внутренних дел Ирана прибыл в Душанбе."),
        ("tg", "Вазири корҳои дохилии Эрон ба Душанбе омад."),
        ("uz", "Eron ichki ishlar vaziri seshanba kuni Dushanbega tashrif buyurdi."),
        ("fa", "وزیر کشور ایران وارد دوشنبه شد و با همتای خود دیدار کرد."),
        ("ar", "وصل وزير الداخلية الإيراني إلى دوشنبه يوم الثلاثاء."),
        ("zh", "伊朗内政部长周二抵达杜尚别，会见塔吉克斯坦内政部长。"),
    ],
)
def test_other_languages_are_told_by_name_however_short(language, text):
    assert detect_language(text) == language


@pytest.mark.parametrize("other", [FRENCH, "Министр внутренних дел Ирана прибыл в Душанбе во вторник утром.\n"])
def test_the_larger_part_of_a_mixed_page_decides(other):
    assert detect_language("Read more about the visit\nLeave a comment\n" + other * 4) != "en"
    assert detect_language(ENGLISH + other * 5) != "en"
    assert detect_language(ENGLISH * 12 + other) == "en"


def test_hidden_articles_are_listed_and_files_of_other_programs_are_not(folder):
    made = folder(
        {
            "good.txt": ENGLISH,
            "..txt": ENGLISH,
            ".hidden.txt": ENGLISH,
            "...md": ENGLISH,
            ".DS_Store": b"\0",
            "._good.txt": b"\0",
            "Thumbs.db": b"\0",
            ".gitkeep": "",
            ".git/a.txt": ENGLISH,
            "~$good.txt": "x",
            "good.txt~": ENGLISH,
            ".good.txt.swp": ENGLISH,
            "#good.txt#": ENGLISH,
        }
    )
    corpus = read_corpus(made)
    assert [article.source for article in corpus.articles] == ["good.txt"]
    assert [file.source for file in corpus.rejected] == ["...md", "..txt", ".hidden.txt"]
    assert {file.reason for file in corpus.rejected} == {"hidden file: rename it without the leading dot"}


def test_a_file_in_place_of_the_folder_gets_its_own_sentence(folder):
    with pytest.raises(InputError, match=r"good\.txt is a file, not a folder"):
        read_corpus(folder({"good.txt": ENGLISH}) / "good.txt")


def test_output_of_the_program_among_the_sources_is_left_out_in_one_line(folder):
    manifest = '{"schema_version": "1", "tables": []}'
    made = folder(
        {
            "good.txt": ENGLISH,
            "out/briefing.html": "<p>",
            "out/data/manifest.json": manifest,
            "out/data/texts/good.txt": ENGLISH,
            "tables/manifest.json": manifest,
            "tables/events.csv": "a",
            "other/manifest.json": "[1]",
            "other/more.txt": ENGLISH.replace("Monday", "Friday"),
        }
    )
    corpus = read_corpus(made)
    assert [article.source for article in corpus.articles] == ["good.txt", "other/more.txt"]
    assert [file.source for file in corpus.rejected] == ["other/manifest.json", "out/", "tables/"]
    assert corpus.rejected[1].reason == "an output folder of a briefing: move it out of the sources"


def test_markdown_knows_its_markup_and_front_matter(folder):
    text = "---\ntitle: A *bridge*\nauthor: Jane Roe\n---\n\n**Roe** was there. " + ENGLISH
    article = read_corpus(folder({"a.md": text})).articles[0]
    assert article.title == "A *bridge*"
    assert article.text == text
    assert [text[start:end] for start, end in article.markup[-2:]] == ["**", "**"]
    assert read_corpus(folder({"b.txt": ENGLISH}, "plain")).articles[0].markup == ()


def test_markdown_may_stress_a_date_and_the_dateline(folder):
    text = "# The bridge\n\n**OSLO, 3 May 2025 (Fjord Wire)** — It was **opened** on *12 March* **2025** in Oslo.\n\n"
    reading = read_article(read_corpus(folder({"a.md": text + ENGLISH})).articles[0])
    assert reading.dates.publication.date == "2025-05-03"
    assert ("12 March* **2025", "2025-03-12") in [(e.text, e.value) for e in reading.dates.expressions]


def test_markdown_reaches_the_tables_without_its_markers():
    from analysis.corpus import Article
    from analysis.layout import find_blocks, markup_spans

    text = "# Talks\n\n**Kari Lund**, *Justice Minister of Norway*, [met](https://example.org) **Ana Ferreira** on 5 March 2024.\n"
    article = Article(
        "a.md", "0" * 64, text, blocks=find_blocks(text, markdown=True), markup=tuple(markup_spans(text))
    )
    reading = read_article(article)
    assert {person.name for person in reading.people.persons} == {"Kari Lund", "Ana Ferreira"}
    lines = [event.what for event in reading.events]
    assert lines
    assert not any(sign in line for line in lines for sign in ("*", "https://", "]"))

import csv
import io
import re
import sys

import pytest

from analysis.adding import safe_name
from analysis.corpus import read_corpus
from analysis.metadata import read_metadata, record_metadata
from tests.made_files import page, pdf, word
from tests.test_cli import ARTICLE, call

OTHER = (
    "Farmers in the northern hills harvested far more apples than in any year before, said the growers' union. Rain in "
    "spring and a warm summer helped the trees. Prices in the markets fell by a third within two weeks.\n"
)
SPUN = (
    "The foreign minister of Norway, Kari Lund, saw her colleague in Oslo on Monday 3 March 2025 for discussions on "
    "border security. They signed a memorandum of understanding.\n"
)


@pytest.fixture
def add(monkeypatch, capsys, tmp_path):
    """``briefing add`` into a folder of the test's own; returns (exit status, stdout, stderr)."""

    def run(*arguments, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        return call(monkeypatch, capsys, "add", *arguments, "--seeds", tmp_path / "seeds")

    return run


@pytest.fixture
def seeds(tmp_path):
    return tmp_path / "seeds"


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_file_is_added_and_what_was_understood_is_said(add, seeds, folder):
    made = folder({"new.txt": ARTICLE})
    status, out, _ = add(
        made / "new.txt", "--publisher", "The Paper", "--url", "https://example.org/1", "--published", "2025-03-04"
    )
    assert status == 0
    assert (seeds / "new.txt").read_text() == ARTICLE
    assert "added new.txt: untitled; 4 March 2025 (metadata); English; 28 words" in out
    assert "publisher: The Paper" in out
    assert "people: Kari Lund (foreign minister" in out
    assert "3 March 2025" in out
    assert "border security" in out
    assert read_metadata(seeds / "sources.csv", ["new.txt"])["new.txt"]["url"] == "https://example.org/1"


def test_every_format_folders_and_pasted_text_are_added(add, seeds, folder):
    made = folder({"deep/a.pdf": pdf(), "b.html": page([OTHER]), "c.docx": word([OTHER, ARTICLE])})
    assert add(made)[0] == 0
    status, out, _ = add("-", stdin="Apples in plenty\n\n" + OTHER + "\nThe union said so.\n")
    assert status == 0
    assert "added apples-in-plenty.txt: Apples in plenty" in out
    assert names(seeds) == ["a.pdf", "apples-in-plenty.txt", "b.html", "c.docx"]
    assert len(read_corpus(seeds).articles) == 4


def test_a_second_copy_is_refused_whatever_its_name_and_line_ends(add, seeds, folder):
    made = folder({"a.txt": ARTICLE, "b.txt": ARTICLE, "c.txt": ARTICLE.replace(" ", "  "), "d.txt": OTHER})
    assert add(made / "a.txt")[0] == 0
    for name, why in (("b.txt", "the same file as a.txt"), ("c.txt", "the same text as a.txt")):
        status, _, err = add(made / name)
        assert status == 1
        assert f"{name} was not added: {why}, which is there already." in err
    status, out, err = add(made)
    assert status == 1
    assert "added d.txt" in out
    assert err.count("was not added") == 3
    assert names(seeds) == ["a.txt", "d.txt"]


def test_metadata_can_follow_a_file_that_is_there(add, seeds, folder):
    made = folder({"a.txt": ARTICLE})
    add(made / "a.txt")
    status, out, _ = add(made / "a.txt", "--publisher", "The Paper")
    assert status == 0
    assert "recorded in sources.csv" in out
    assert add(made / "a.txt", "--publisher", "Another")[0] == 1
    assert read_metadata(seeds / "sources.csv", ["a.txt"])["a.txt"]["publisher"] == "The Paper"


def test_reprints_and_spun_copies_are_named_with_their_likeness(add, seeds, folder, monkeypatch, capsys):
    made = folder(
        {"a.txt": ARTICLE, "long.txt": f"{OTHER}\n{ARTICLE}\n{OTHER[::-1]}", "spun.txt": SPUN, "other.txt": OTHER}
    )
    assert "much the same" not in add(made / "a.txt")[1]
    assert "much the same text as a.txt (100%)" in re.sub(r"9\d%", "100%", add(made / "long.txt")[1])
    assert re.search(r"much the same text as a\.txt \(8\d%\): counted once", add(made / "spun.txt")[1])
    _, out, _ = call(monkeypatch, capsys, "check", "--seeds", seeds)
    assert re.search(r"spun\.txt: .*\n(  .*\n)*  much the same text as a\.txt \(8\d%\)", out)


def test_what_is_no_article_is_refused_and_nothing_is_written(add, seeds, folder):
    made = folder({"a.pdf": b"nothing of the kind", "b.xls": b"x", "c.txt": "Oui, bien sûr, monsieur le ministre.\n"})
    for name, reason in (("a.pdf", "broken"), ("b.xls", "not a format that can be read"), ("c.txt", "not English")):
        status, _, err = add(made / name)
        assert status == 1
        assert re.search(rf"{name} was not added: {reason}", err)
    assert not seeds.exists() or names(seeds) == []


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["nowhere.txt"], 1, "nowhere.txt cannot be read"),
        (["-", "--published", "yesterday"], 1, "--published takes an EDTF date"),
        (["-", "--url", "javascript:alert(1)"], 1, "--url takes a web address"),
        (["a.txt", "b.txt", "--url", "https://example.org"], 2, "--url goes with one file"),
        ([], 2, "Missing argument"),
        (["-"], 1, "the pasted text was not added: empty"),
    ],
)
def test_faults_get_one_sentence(add, arguments, status, message):
    got, _, err = add(*arguments)
    assert got == status
    assert message in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err


def test_another_file_of_the_same_name_is_kept(add, seeds, folder):
    add(folder({"a.txt": ARTICLE}) / "a.txt")
    assert add(folder({"a.txt": OTHER}, "second") / "a.txt")[0] == 0
    assert (seeds / "a.txt").read_text() == ARTICLE
    assert len(names(seeds)) == 2


@pytest.mark.parametrize(
    "name", ["..", "-rf.txt", "a\nb.txt", '"x".txt', ".hidden.txt", "sources.csv", "a\u202etxt.md", "  "]
)
def test_names_are_made_safe(name):
    safe = safe_name(name)
    assert safe
    assert not re.search(r"[\x00-\x1f/\\\"\u202e]", safe)
    assert not safe.startswith((".", "-"))
    assert safe not in ("sources.csv", "corrections.yml")


@pytest.mark.parametrize(
    "before",
    [
        "",
        "file,publisher,url,published,note\nold.txt,Old,,2020,\n",
        "\ufefffile;publisher\nold.txt;Old\n",
        "publisher\tfile\nOld\told.txt",
        'file,publisher\n"old.txt","Old, and older"\n',
        "sep=;\nfile;publisher;note\nold.txt;Old;\n",
    ],
)
def test_a_line_of_metadata_is_added_and_the_others_stay(tmp_path, before):
    path = tmp_path / "sources.csv"
    if before:
        path.write_bytes(before.encode())
    known = ["old.txt", "new, one.txt"]
    former = read_metadata(path, known)
    record_metadata(path, "new, one.txt", {"publisher": 'The "Paper"; daily', "published": "2025-03-04"})
    now = read_metadata(path, known)
    assert now["new, one.txt"]["publisher"] == 'The "Paper"; daily'
    assert now["new, one.txt"]["published"] == "2025-03-04"
    for name, entry in former.items():
        assert {key: value for key, value in now[name].items() if value} == {k: v for k, v in entry.items() if v}
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") == before.startswith("\ufeff")
    assert list(csv.reader(path.read_text().splitlines()))

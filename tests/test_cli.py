import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from analysis import cli

ARTICLE = (
    "The foreign minister of Norway, Kari Lund, met her counterpart in Oslo on Monday 3 March 2025 for talks "
    "on border security. They signed a memorandum of understanding.\n"
)


def briefing(*arguments, cwd=None):
    """Run the command as a user does; returns (exit status, stdout, stderr)."""
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, arguments)], capture_output=True, text=True, cwd=cwd, check=False
    )
    return done.returncode, done.stdout, done.stderr


def call(monkeypatch, capsys, *arguments):
    """Run the command in this process; returns (exit status, stdout, stderr)."""
    monkeypatch.setattr(sys, "argv", ["briefing", *map(str, arguments)])
    try:
        cli.main()
        status = 0
    except SystemExit as stop:
        status = stop.code
    out, err = capsys.readouterr()
    return status, out, err


def test_tables_writes_every_table_the_texts_and_the_manifest(folder, tmp_path):
    output = tmp_path / "out"
    status, out, err = briefing(
        "tables",
        "--seeds",
        folder({"a.txt": ARTICLE, "b.png": b"\x89PNG"}),
        "--output",
        output,
        "--format",
        "csv,json",
    )
    assert status == 0
    assert out.strip() == str(output)
    assert "b.png was not read" in err
    assert json.loads((output / "manifest.json").read_text())["sources"][0]["source"] == "a.txt"
    assert (output / "texts" / "a.txt").read_text() == ARTICLE
    people = json.loads((output / "participants.json").read_text())
    assert [person["name"] for person in people] == ["Kari Lund"]


def test_tables_can_be_written_again_into_the_same_folder(folder, tmp_path, monkeypatch, capsys):
    seeds, output = folder({"a.txt": ARTICLE}), tmp_path / "out"
    for _ in range(2):
        assert call(monkeypatch, capsys, "tables", "--seeds", seeds, "--output", output)[0] == 0
    assert [path.name for path in tmp_path.iterdir()] and not list(tmp_path.glob(".out*"))


def test_a_folder_with_other_files_is_not_replaced(folder, tmp_path, monkeypatch, capsys):
    keep = tmp_path / "mine" / "thesis.txt"
    keep.parent.mkdir()
    keep.write_text("years of work")
    status, _, err = call(
        monkeypatch, capsys, "tables", "--seeds", folder({"a.txt": ARTICLE}), "--output", keep.parent
    )
    assert status == 1
    assert "holds other files" in err
    assert keep.read_text() == "years of work"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["tables", "--seeds", "nowhere", "--output", "out"], 1, "nowhere does not exist"),
        (["tables"], 2, "Missing option"),
        (["tables", "--output", "out", "--format", "xls"], 2, "--format takes"),
        (["render", "--to", "docx"], 2, "--to takes"),
        (["render", "--engine", "word"], 2, "--engine takes"),
        (["render", "--settings", "nowhere.yml"], 1, "nowhere.yml does not exist"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_faults_end_with_one_sentence_and_their_status(monkeypatch, capsys, arguments, status, message):
    got, _, err = call(monkeypatch, capsys, *arguments)
    assert got == status
    assert message in err.replace("\n", " ")
    assert "Traceback" not in err


def test_quarto_asked_for_and_not_there_is_said_in_one_sentence(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    status, _, err = call(monkeypatch, capsys, "render", "--engine", "quarto", "--output", tmp_path / "out")
    assert status == 1
    assert "Quarto is not on the path" in err


def test_render_never_replaces_a_folder_that_is_not_its_own(monkeypatch, capsys, tmp_path, folder):
    precious = tmp_path / "out" / "data" / "precious.txt"
    precious.parent.mkdir(parents=True)
    precious.write_text("years of work")
    status, _, err = call(
        monkeypatch, capsys, "render", "--seeds", folder({"a.txt": ARTICLE}), "--output", tmp_path / "out"
    )
    assert status == 1
    assert "holds other files" in err
    assert precious.read_text() == "years of work"


@pytest.mark.parametrize("command", ["render", "tables"])
def test_the_output_does_not_lie_among_the_sources(monkeypatch, capsys, folder, command):
    seeds = folder({"a.txt": ARTICLE})
    for output in (seeds, seeds / "out"):
        status, _, err = call(monkeypatch, capsys, command, "--seeds", seeds, "--output", output)
        assert status == 1
        assert "lies among the sources" in err
    assert [path.name for path in seeds.iterdir()] == ["a.txt"]


def test_tables_cannot_go_where_a_file_is(monkeypatch, capsys, folder, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("a file")
    status, _, err = call(monkeypatch, capsys, "tables", "--seeds", folder({"a.txt": ARTICLE}), "--output", taken)
    assert status == 1
    assert "is a file" in err


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "getuid"), reason="permissions work differently there")
def test_an_output_folder_that_is_a_file_is_said_so(monkeypatch, capsys, tmp_path, folder):
    taken = tmp_path / "taken"
    taken.write_text("a file")
    status, _, err = call(
        monkeypatch, capsys, "render", "--seeds", folder({"a.txt": ARTICLE}), "--output", taken / "out"
    )
    assert status == 1
    assert "cannot be written" in err


def test_check_lists_sources_and_the_renderer(monkeypatch, capsys, folder):
    status, out, _ = call(monkeypatch, capsys, "check", "--seeds", folder({"a.txt": ARTICLE, "b.txt": ""}))
    assert status == 0
    assert "a.txt: untitled" in out
    assert "b.txt: not read, empty" in out
    assert "will be rendered by" in out


def test_help_names_every_command():
    result = CliRunner().invoke(cli.app, ["--help"])
    for command in ("render", "tables", "check"):
        assert command in result.output


@pytest.mark.parametrize(
    ("left", "sentence"),
    [({"a.txt": b"", "b.pdf": b"no PDF at all"}, "No readable article in"), ({}, "is empty: put articles in it")],
)
def test_a_render_without_a_readable_article_says_the_mend_and_leaves_the_former_output(
    folder, tmp_path, left, sentence
):
    output, seeds = tmp_path / "out", folder({"a.txt": ARTICLE})
    assert briefing("render", "--engine", "embedded", "--seeds", seeds, "--to", "html", "--output", output)[0] == 0
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert output / "briefing.html" in before
    (seeds / "a.txt").unlink()
    for name, content in left.items():
        (seeds / name).write_bytes(content)
    status, out, err = briefing(
        "render", "--engine", "embedded", "--seeds", seeds, "--to", "html", "--output", output
    )
    assert (status, out) == (1, "")
    assert sentence in err and err.count("\n") == 1 and ".txt" in err
    assert all(name in err for name in left)
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before

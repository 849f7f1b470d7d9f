"""The README names every command, option, setting, table and column; the map names every module."""

import re
from dataclasses import fields

import pytest
import typer.main

from analysis import cli
from analysis.contract import columns, contract, names
from analysis.settings import Settings


@pytest.fixture(scope="module")
def readme(project):
    return (project / "README.md").read_text()


COMMANDS = typer.main.get_command(cli.app).commands


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_stands_in_the_readme(readme, name):
    assert f"`briefing {name}" in readme
    for parameter in COMMANDS[name].params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in readme, option


@pytest.mark.parametrize("name", names())
def test_every_column_stands_in_the_readme_with_what_it_holds(readme, name):
    part = re.split(r"^\*\*`", readme.split(f"**`{name}`**")[1], flags=re.MULTILINE)[0]
    assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == columns(name)
    for column, (_, what) in contract()[name]["columns"].items():
        assert f"| `{column}` | {what}" in part


def test_every_setting_stands_in_the_readme(readme):
    for field in fields(Settings):
        assert f"`{field.name}`" in readme


def test_the_way_in_stands_on_the_first_screen(readme):
    first = "\n".join(readme.splitlines()[:36])
    for needed in (
        "make report",
        "make test",
        "conda env create -f environment.yml",
        "quarto render report",
        "add a source",
        "briefing.png",
    ):
        assert needed in first


def test_files_named_in_the_docs_exist(project):
    for document in ("README.md", "CONTRIBUTING.md"):
        text = (project / document).read_text()
        for path in re.findall(r"`((?:analysis|report|tests|seeds)/[\w./-]+)`", text):
            if not path.startswith(("report/_output", "seeds/corrections")):
                assert (project / path).exists(), f"{document}: {path}"

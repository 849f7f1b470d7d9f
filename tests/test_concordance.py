import json
import re

import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.concordance import as_text, concordance, line_of
from analysis.corpus import Article
from analysis.errors import InputError
from analysis.layout import find_blocks
from analysis.reading import read_article
from analysis.topic_lexicon import topic_lexicon


def reading(text, name="a.txt"):
    return read_article(Article(source=name, sha256="0" * 64, text=text, blocks=find_blocks(text)))


TEXT = "Red water runs. Blue water stands still.\n\nOld water, he said, and new water."


def lines(term, text=TEXT, **options):
    return concordance([reading(text)], term, topic_lexicon(), **options)


def test_every_place_of_a_word_with_its_offsets():
    found = lines("water")
    assert [TEXT[line.start : line.end] for line in found] == ["water"] * 4
    assert [line.start for line in found] == [match.start() for match in re.finditer("water", TEXT)]


def test_lines_are_sorted_by_the_nearest_word_on_the_left():
    assert [line.left.split()[-1] for line in lines("water", sort="left")] == ["Blue", "new", "Old", "Red"]


def test_lines_are_sorted_by_the_words_on_the_right():
    assert [line.right.split()[0] for line in lines("water", sort="right")[1:]] == [",", "runs.", "stands"]


def test_the_context_is_cut_at_words_and_folds_lines():
    line = lines("still", width=11)[0]
    assert (line.left, line.node, line.right) == ("stands ", "still", ". Old water")
    assert len(line.left) <= 11


def test_a_phrase_a_topic_and_a_group_can_be_asked_for():
    text = "They met on drug trafficking. Terrorism came up. Smugglers smuggled."
    assert [line.node for line in lines("smuggl*", text)] == ["Smugglers", "smuggled"]
    assert [line.node for line in lines("Drug Trafficking", text)] == ["drug trafficking"]
    assert [line.node for line in lines("threats", text)] == [
        "drug trafficking",
        "Terrorism",
        "Smugglers",
        "smuggled",
    ]


def test_signs_of_expressions_are_only_signs():
    assert [line.node for line in lines("w.ter (x)", "A w.ter (x) and water x.")] == ["w.ter (x)"]


@pytest.mark.parametrize("term", ["", "...", "*", "a*", " - "])
def test_a_term_without_words_gets_one_sentence(term):
    with pytest.raises(InputError):
        lines(term)


def test_a_term_that_is_nowhere_gives_no_line():
    assert lines("zebra") == []
    assert list(as_text([])) == []


def test_nothing_of_a_source_acts_on_the_terminal():
    line = line_of("a.txt", "red \x1b[31m\u202e water\tflows", (11, 16))
    assert "\x1b" not in line.left
    assert "\u202e" not in line.left
    assert "\t" not in line.right


def test_the_words_found_stand_one_below_the_other():
    rows = list(as_text(lines("water", width=20), width=20))
    assert {row.index("[") for row in rows} == {20}


def test_the_command_prints_lines_and_json(folder):
    seeds = folder({"a.txt": "Officials discussed water in the ministry for a long while.\n" * 3})
    run = CliRunner().invoke(app, ["kwic", "water", "--seeds", str(seeds), "--width", "20"])
    assert run.exit_code == 0
    assert run.stdout.count("[water]") == 3
    run = CliRunner().invoke(app, ["kwic", "water", "--seeds", str(seeds), "--jsonl"])
    entry = json.loads(run.stdout.splitlines()[0])
    assert (entry["source"], entry["start"], entry["node"]) == ("a.txt", 20, "water")


def test_the_command_says_when_there_is_nothing_and_what_is_wrong(folder):
    seeds = folder({"a.txt": "Officials discussed water in the ministry for a long while."})
    run = CliRunner().invoke(app, ["kwic", "zebra", "--seeds", str(seeds)])
    assert run.exit_code == 0
    assert run.stdout == ""
    assert "nowhere" in run.stderr
    assert CliRunner().invoke(app, ["kwic", "x", "--sort", "up"]).exit_code == 2
    assert CliRunner().invoke(app, ["kwic", "x", "--width", "0"]).exit_code == 2


def test_the_command_uses_the_topics_of_the_settings(folder, tmp_path):
    seeds = folder({"a.txt": "Officials discussed geysers in the ministry for a long while."})
    (tmp_path / "mine.yml").write_text("hot water:\n  group: region\n  phrases: [geysers]\n")
    (tmp_path / "settings.yml").write_text("topics: mine.yml\n")
    run = CliRunner().invoke(
        app, ["kwic", "hot water", "--seeds", str(seeds), "--settings", str(tmp_path / "settings.yml")]
    )
    assert "[geysers]" in run.stdout

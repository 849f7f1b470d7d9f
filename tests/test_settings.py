import pytest

from analysis.errors import InputError
from analysis.settings import read_settings


def written(tmp_path, text):
    path = tmp_path / "settings.yml"
    path.write_text(text)
    return path


def test_the_project_s_settings_say_what_the_briefing_is_about(settings):
    assert settings.countries == ("IR", "TJ")
    assert settings.title
    assert settings.papersize == "a4"


def test_an_empty_file_gives_the_defaults(tmp_path):
    assert read_settings(written(tmp_path, "")).title == "Briefing"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel: X", "unknown entry 'titel'"),
        ("countries: IR", "list of codes"),
        ("countries: [IR, NO]", "list of codes"),
        ("countries: [XX]", "'XX' is not an ISO"),
        ("rows_shown: 0", "whole number"),
        ("rows_shown: many", "whole number"),
        ("period: soon", "'soon' is not an EDTF"),
        ("papersize: a5", "use a4 or us-letter"),
        ("appendix: none", "use full or excerpts"),
        ("- a\n- b", "lines of the form"),
        ("title: [", "not valid YAML"),
    ],
)
def test_a_wrong_entry_gets_one_sentence_naming_the_file(tmp_path, text, message):
    with pytest.raises(InputError, match=message) as caught:
        read_settings(written(tmp_path, text))
    assert "settings.yml" in str(caught.value)


def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_settings(tmp_path / "settings.yml")


def test_the_fingerprint_follows_the_settings(tmp_path):
    one = read_settings(written(tmp_path, "title: A"))
    assert one.fingerprint == read_settings(written(tmp_path, "title: A # same")).fingerprint
    assert one.fingerprint != read_settings(written(tmp_path, "title: B")).fingerprint


def test_a_topic_lexicon_of_the_user_lies_beside_the_settings_and_counts_by_what_is_in_it(tmp_path):
    (tmp_path / "mine.yml").write_text("energy:\n  phrases: [geothermal]\n")
    (tmp_path / "settings.yml").write_text("topics: mine.yml\n")
    first = read_settings(tmp_path / "settings.yml")
    assert first.topics == (tmp_path / "mine.yml").resolve()
    before = first.fingerprint
    (tmp_path / "mine.yml").write_text("energy:\n  phrases: [tidal]\n")
    assert first.fingerprint != before


def test_a_topic_lexicon_that_is_not_there_gets_one_sentence(tmp_path):
    (tmp_path / "settings.yml").write_text("topics: mine.yml\n")
    with pytest.raises(InputError, match=r"there is no file 'mine.yml' for 'topics'"):
        read_settings(tmp_path / "settings.yml")

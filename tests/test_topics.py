import pytest

from analysis.errors import InputError
from analysis.phrases import phrase_table
from analysis.text import split_text
from analysis.topic_lexicon import compile_lexicon, topic_lexicon
from analysis.topics import find_topics

NAMES = [
    "counterterrorism",
    "extremism",
    "organized crime",
    "drug trafficking",
    "human trafficking",
    "smuggling",
    "arms smuggling",
    "money laundering",
    "cybercrime",
    "border security",
    "illegal migration",
    "intelligence exchange",
    "police training & capacity building",
    "joint exercises",
    "defence cooperation",
    "trade & economy",
    "energy",
    "transport",
    "culture & language",
    "refugees",
    "disaster management",
    "urban diplomacy",
    "regional organisation (ECO)",
    "Afghanistan",
    "sanctions",
    "Israel/Gaza",
]


def found(text, lexicon=None):
    return [(hit.topic, text[hit.start : hit.end]) for hit in find_topics(split_text(text), lexicon)]


def test_the_lexicon_has_the_fixed_names():
    assert set(NAMES) == set(topic_lexicon().names)


@pytest.mark.parametrize("phrase", ["counter-terrorism", "counterterrorism", "Counter-Terrorism", "anti-terror"])
def test_hyphens_and_case_make_no_difference(phrase):
    assert found(f"They spoke of {phrase} measures.") == [("counterterrorism", phrase)]


def test_the_longest_phrase_counts_and_its_words_only_once():
    assert found("It is transnational organized crime.") == [("organized crime", "transnational organized crime")]
    assert found("The illicit drug trade grows.") == [("drug trafficking", "illicit drug")]


def test_an_agency_of_the_name_is_no_mention():
    assert found("The Drug Control Agency has a new head.") == []


def test_a_phrase_may_count_for_two_topics_where_both_share_it():
    assert {topic for topic, _ in found("They fight drug and human trafficking.")} == {
        "drug trafficking",
        "human trafficking",
    }


def test_capitals_in_the_lexicon_want_capitals():
    assert found("The ECO ministers met.") == [("regional organisation (ECO)", "ECO")]
    assert found("An eco label for fridges.") == []


def test_a_country_in_a_list_is_named_not_discussed():
    assert found("Officials from Pakistan, Afghanistan, Iran and Iraq came.") == []
    assert [topic for topic, _ in found("They talked about Afghanistan for an hour.")] == ["Afghanistan"]


TOY = {
    "fruit": {
        "group": "economy",
        "phrases": ["apple*", "pear [tree]", "colo?r of fruit", "a.b(c)"],
        "not": ["apple pie"],
    },
    "tools": {"group": "economy", "phrases": ["saw/hammer blade"]},
}


def test_the_notation_of_phrases():
    lexicon = compile_lexicon(TOY)
    text = "Apples and an apple pie, pear tree, saw blade, a hammer blade, a.b(c) and aXb(c)."
    assert found(text, lexicon) == [
        ("fruit", "Apples"),
        ("fruit", "pear tree"),
        ("tools", "saw blade"),
        ("tools", "hammer blade"),
        ("fruit", "a.b(c)"),
    ]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({}, "holds no topics"),
        ([1], "holds no topics"),
        ({"x": {"group": "economy"}}, "no list of phrases"),
        ({"x": {"group": "economy", "phrases": []}}, "no list of phrases"),
        ({"x": {"group": "sport", "phrases": ["ball"]}}, "needs a group"),
        ({"x": {"group": "economy", "phrases": ["ball"], "colour": 1}}, "unknown key 'colour'"),
        ({"x": {"group": "economy", "phrases": [7]}}, "write words in quotes"),
        ({"x": {"group": "economy", "phrases": ["ba*"]}}, "too wide"),
        ({"x": {"group": "economy", "phrases": "ball"}}, "no list under 'phrases'"),
        ({"x": {"group": "economy", "phrases": ["a\tball"]}}, "no tabs"),
        ({"x": {"group": "economy", "phrases": ["[red ball"]}}, 'a "]" for every'),
        ({"x": {"group": "economy", "phrases": ["ball"], "unlisted": "often"}}, "write true or false"),
        ({"x": {"group": "economy", "phrases": ["ball", "ball"]}}, "'x' has 'ball' twice"),
        ({"x": {"group": "economy", "phrases": ["free-trade"], "broad": ["free trade"]}}, "twice"),
        ({"x": {"group": "economy", "phrases": [".. ball"]}}, "too wide"),
        (
            {"x": {"group": "economy", "phrases": ["a/b/c/d/e a/b/c/d/e a/b/c/d/e a/b/c/d/e a/b/c/d/e"]}},
            "3,125 spellings",
        ),
        ({7: {"group": "economy", "phrases": ["ball"]}}, "no name in words"),
        ({"groups": "sport", "x": {"group": "economy", "phrases": ["ball"]}}, "'groups' must be a list"),
        ({"groups": ["sport"]}, "holds no topics"),
        (
            {"x": {"group": "economy", "phrases": ["ball"]}, "y": {"group": "economy", "phrases": ["ball"]}},
            "stands under 'x' and 'y'",
        ),
    ],
)
def test_a_faulty_lexicon_gets_one_sentence(entries, message):
    with pytest.raises(InputError, match=message):
        compile_lexicon(entries)


def test_a_phrase_in_two_topics_is_allowed_where_it_is_said():
    one = {"group": "economy", "phrases": ["ball"]}
    lexicon = compile_lexicon({"x": one, "y": {"group": "economy", "phrases": ["bat"], "shared": ["ball"]}})
    assert found("A ball and a bat.", lexicon) == [("x", "ball"), ("y", "ball"), ("y", "bat")]


def test_every_sign_but_those_of_the_notation_stands_for_itself():
    signs = ["c++", "(sic)", "a.b", "x|y", "^top$", "back\\slash"]
    lexicon = compile_lexicon({"x": {"group": "economy", "phrases": signs}})
    text = "They wrote c++, (sic), a.b, x|y, ^top$ and back\\slash; not c, sic, aXb, xy, top or backslash."
    assert [words for _, words in found(text, lexicon)] == signs


OWN = """
groups: [sport]
football:
  group: sport
  phrases: [football, "league match*"]
energy:
  phrases: [geothermal]
  not: ["solar eclipse"]
"""


def test_a_user_adds_topics_and_phrases_in_a_file(tmp_path):
    own = tmp_path / "mine.yml"
    own.write_text(OWN, encoding="utf-8")
    lexicon = topic_lexicon(own)
    assert lexicon.groups["football"] == "sport"
    assert found("Football and geothermal plants.", lexicon) == [("football", "Football"), ("energy", "geothermal")]
    assert found("They met on terrorism.", lexicon) == [("counterterrorism", "terrorism")]
    assert lexicon.fingerprint != topic_lexicon().fingerprint


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("energy:\n\tphrases: [x]", "mine.yml has a tab in line 2: indent with spaces"),
        ("energy: [", "mine.yml is not valid YAML in line"),
        ("water:\n  phrases: [rain]", "mine.yml: the topic 'water' needs a group"),
        ("energy:\n  group: threats\n  phrases: [rain]", "'energy' needs a group: economy"),
        ("energy:\n  phrases: [rain]\nenergy:\n  phrases: [hail]", "mine.yml has 'energy' twice, again in line 3"),
        ("energy:\n  phrases: [oil]", "mine.yml: the topic 'energy' has 'oil' twice"),
        ("energy:\n  phrases: [terrorism]", "stands under 'counterterrorism' and 'energy'"),
        ("", "mine.yml holds no topics"),
    ],
)
def test_a_faulty_file_of_a_user_gets_one_sentence(tmp_path, content, message):
    own = tmp_path / "mine.yml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        topic_lexicon(own)


def test_a_missing_file_of_a_user_gets_one_sentence(tmp_path):
    with pytest.raises(InputError, match=r"mine\.yml is missing"):
        topic_lexicon(tmp_path / "mine.yml")


BROAD = {"energy": {"group": "economy", "phrases": ["power plant*"], "broad": ["oil", "gas"]}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They met. She fried it in oil. He left.", []),
        ("They met. Oil and gas came up.", []),  # one sentence only
        ("They met. Oil came up. Gas came up.", ["Oil", "gas"]),
        ("Oil came up. They met.", ["Oil"]),  # the first sentence says what a text is about
        ("They met. A power plant burns oil.", ["power plant", "oil"]),
    ],
)
def test_a_broad_word_counts_only_where_the_topic_is_in_the_article_elsewhere(text, words):
    assert [found.lower() for _, found in found_in(text)] == [word.lower() for word in words]


def found_in(text):
    return found(text, compile_lexicon(BROAD))


def test_a_phrase_may_begin_behind_a_hyphen_and_hold_one_for_a_space():
    assert found("The Tajik-Afghan border.")[0] == ("Afghanistan", "Afghan")
    assert found("A drug-trafficking ring.") == [("drug trafficking", "drug-trafficking")]


def test_no_hit_in_an_empty_text_or_one_of_other_matters():
    assert found("") == []
    assert found("The cat sat on the mat.") == []


def test_the_table_and_the_expressions_agree_on_every_phrase_of_the_lexicon():
    """The automaton and the regular expression of a phrase accept the same words."""
    import re

    from analysis.phrases import phrase_table, regex, spellings

    for phrase in [
        "organi?ed [and] crim*",
        "counter-terror*",
        "drug/drugs trade",
        "share .. data",
        "ISIS-K",
        "c++ code",
    ]:
        for steps in spellings(phrase):
            words = " ".join(steps).replace("*", "ism").replace("?", "s").replace(" .. ", " all the ")
            words = words.replace("c + +", "c++")
            assert re.fullmatch(regex(phrase), words), (phrase, words)
            assert list(phrase_table([(phrase, 1)]).matches(split_text(words), 0)) == [(0, len(words), 1)]


def test_a_short_gap_holds_two_words_and_no_comma():
    table = phrase_table([("share .. data", "x")])
    for text, count in [
        ("share data", 1),
        ("share all the data", 1),
        ("share all of the data", 0),
        ("share it, data", 0),
    ]:
        assert len(list(table.matches(split_text(text), 0))) == count, text


def test_figures_are_one_word_and_a_phrase_without_a_gap_wins_a_tie():
    table = phrase_table([("expel .. migrants", "x"), ("trade .. drugs", "wide"), ("trade in drugs", "narrow")])
    split = split_text("They expel 3,400 migrants and trade in drugs.")
    assert [payload for _, _, payload in table.matches(split, 0)] == ["x", "narrow"]


def test_phrases_with_a_gap_and_a_short_first_word():
    table = phrase_table([("held ... talks", "meeting"), ("by phone", "call")])
    split = split_text("They held three long and tiring talks. They spoke by phone.")
    assert [p for n in range(2) for _, _, p in table.matches(split, n)] == ["meeting", "call"]

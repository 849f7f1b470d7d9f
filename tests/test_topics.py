import pytest

from analysis.errors import InputError
from analysis.phrases import phrase_table
from analysis.text import split_text
from analysis.topics import compile_lexicon, find_topics, topic_lexicon

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
        (
            {"x": {"group": "economy", "phrases": ["ball"]}, "y": {"group": "economy", "phrases": ["ball"]}},
            "stands under 'x' and 'y'",
        ),
    ],
)
def test_a_faulty_lexicon_gets_one_sentence(entries, message):
    with pytest.raises(InputError, match=message):
        compile_lexicon(entries)


def test_phrases_with_a_gap_and_a_short_first_word():
    table = phrase_table([("held ... talks", "meeting"), ("by phone", "call")])
    split = split_text("They held three long and tiring talks. They spoke by phone.")
    assert [p for n in range(2) for _, _, p in table.matches(split, n)] == ["meeting", "call"]

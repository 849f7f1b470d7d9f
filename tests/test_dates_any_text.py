"""What must hold for any text: no exception, exact slices, order, valid dates, linear time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.dates import find_dates, read_dates
from analysis.dates.edtf import is_valid
from analysis.dates.grammar import grammar
from analysis.errors import InputError
from analysis.lexicons import load

TYPES = {"DATE", "TIME", "DURATION", "SET"}
BASES = {"explicit", "relative", "inferred", "metadata", "none"}
WORDS = sorted(
    {word for part in ("capital", "any") for words in load("dates_words")[part].values() for word in map(str, words)}
)
FILLERS = """the a of in on and to ’s will was next ended 0000 12025 31 1404 2025 Tuesday ago last
– - , . / : ' ( )"""
OTHERS = [*FILLERS.split(), "\n", "\n\n"]
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(str.capitalize),
    st.sampled_from(
        [
            "the",
            "a",
            "of",
            "in",
            "on",
            "and",
            "to",
            "–",
            "-",
            ",",
            ".",
            "/",
            ":",
            "'",
            "’s",
            "(",
            ")",
            "\n",
            "\n\n",
            "will",
            "was",
            "next",
            "ended",
            "0000",
            "12025",
            "31",
            "1404",
        ]
    ),
    st.integers(0, 3000).map(str),
    st.dates().map(str),
    st.text(max_size=3),
)
SENTENCES = st.lists(PIECES, max_size=30).map(" ".join)
PUBLISHED = st.one_of(
    st.none(),
    st.dates().map(str),
    st.text(max_size=12),
    st.sampled_from(["XXXX-10-29", "2025-05-20~", "2025-04-22/.."]),
)


@settings(max_examples=200, deadline=None)
@given(SENTENCES, PUBLISHED)
def test_expressions_are_exact_and_in_order(text, published):
    end = 0
    for e in find_dates(text, published=published):
        assert end <= e.start < e.end
        assert text[e.start : e.end] == e.text
        assert e.type in TYPES and e.basis in BASES and e.value and e.reason
        assert not e.date or is_valid(e.date), e
        assert not e.span or is_valid(e.span)
        assert all(is_valid(candidate) for candidate in e.candidates)
        end = e.end


@settings(max_examples=100, deadline=None)
@given(st.lists(SENTENCES, max_size=5).map("\n".join), st.text(alphabet="0123456789X-~/.", max_size=12))
def test_articles(text, given_date):
    read = read_dates(text, given=given_date)
    assert not read.publication.date or is_valid(read.publication.date)
    for clash in read.clashes:
        assert clash.kind in ("weekday", "date") and len(clash.statements) > 1
    assert read == read_dates(text, given=given_date)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "12 ",
        "May ",
        "two ",
        "year ",
        "the ",
        "word ",
        "-",
        "last year ",
        "early the ",
        "1-",
        "2025-10-28 ",
        "five and ",
        "a",
        "\n",
        "'9",
    ],
)
def test_time_is_linear(unit):
    """Four times the text takes no more than about four times as long."""
    find_dates("warm")

    def seconds(size):
        text = unit * (size // len(unit))
        start = time.perf_counter()
        find_dates(text)
        return time.perf_counter() - start

    short, long = seconds(20_000), seconds(80_000)
    assert long < 12 * short + 0.3


def test_every_rule_is_exercised_by_its_examples():
    """The examples beside a rule are found; those of one word stand in the sentence they need."""
    for rule in load("dates_rules")["rules"]:
        assert rule["examples"], rule["name"]
        for example in map(str, rule["examples"]):
            texts = [
                f"They spoke of it {before}{example}." for before in ("", "in ", "for ", "the ", "on ", "twice ")
            ]
            assert any(find_dates(text, published="2025-10-28") for text in texts), (rule["name"], example)


def test_rules_compile_once():
    assert grammar() is grammar()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"pattern": "<nothing>", "make": "year"}, "no category “nothing”"),
        ({"pattern": "(<year>", "make": "year"}, "mend its pattern"),
        ({"pattern": "<year> ~", "make": "year"}, "cannot read “~”"),
    ],
)
def test_a_wrong_rule_gives_one_sentence(monkeypatch, rule, words):
    source = dict(load("dates_rules"), rules=[{"name": "mine", "examples": [], **rule}])
    monkeypatch.setattr("analysis.dates.grammar.load", lambda name: source)
    with pytest.raises(InputError, match="rule “mine”") as caught:
        grammar.__wrapped__()
    assert words in str(caught.value)

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk import redos
from nltk.tokenize.punkt import PunktSentenceTokenizer

from analysis.layout import markup_spans
from analysis.punkt import punkt
from analysis.text import sentence_spans, split_text

GOLD = Path(__file__).parent / "gold"


def sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The U.S. and the U.K. signed it.", "They left."],
        ["He flew to the U.S.", "The minister stayed."],
        ["Maj. Gen. Ali Rezai and Lt. Col. Sam Poe spoke.", "All listened."],
        ["No. 5 won, No. 6 lost.", "It rained."],
        ["Dr. Asad M. Khan thanked H.E. Mr. Rao.", "Mrs. Roe did not."],
        ["“We came.", "We saw,” said Roe.", "“It was good.”", "He left."],
        ["Was it so?", "It was!", "Yes."],
        ["It cost $3.5 million on Oct. 28, 2025.", "It was dear."],
        ["The firm (Roe Co. Ltd.) closed at 5 p.m. on Friday.", "It reopened."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected):
    assert sentences(" ".join(expected)) == expected


def looking_everywhere():
    """Punkt with the same parameters, that takes no short way."""
    ours = punkt()
    tokenizer = PunktSentenceTokenizer(lang_vars=ours._lang_vars)
    tokenizer._params = ours._params
    return tokenizer


def test_the_short_way_through_a_text_ends_sentences_where_punkt_does():
    slow, count = looking_everywhere(), 0
    for path in sorted(GOLD.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        expected = list(slow.span_tokenize(text))
        assert list(punkt().span_tokenize(text)) == expected
        count += len(expected)
    assert count > 800


@given(
    st.lists(
        st.sampled_from(
            ["Dr", "Oslo", "a", "U.S", "it", "3", "etc", "(Co", "“No", "Nov", " ", ".", "!", "…", "”", "\n"]
        )
    )
)
def test_the_short_way_is_punkts_in_any_text(words):
    text = " ".join(words).replace(" .", ".").replace(" ”", "”")
    assert list(punkt().span_tokenize(text)) == list(looking_everywhere().span_tokenize(text))


def test_no_clock_decides_how_a_long_paragraph_is_read(monkeypatch):
    monkeypatch.setattr(redos, "DEFAULT_TIMEOUT", 1e-9)
    assert len(sentences("The minister met the envoy in Oslo. They signed it. " * 400)) == 800


def test_a_sentence_never_crosses_a_block():
    split = split_text("A headline without a stop\nThe text begins. It goes on.")
    assert [split.text[a:b] for a, b in split.sentences] == [
        "A headline without a stop",
        "The text begins.",
        "It goes on.",
    ]
    assert split.blocks == [0, 1, 1]


def test_tokens_keep_abbreviations_figures_and_compounds_whole():
    split = split_text("Iran’s Secretary-General met 1,500 U.S. officials at 20:12 on the 4th; O’Neill didn't.")
    assert split.tokens(0) == [
        "Iran", "’s", "Secretary-General", "met", "1,500", "U.S.", "officials", "at", "20:12", "on", "the", "4th",
        ";", "O’Neill", "didn't", ".",
    ]  # fmt: skip


def test_words_are_tokens_with_a_letter_or_digit():
    assert split_text("One, two – 3!").words == 3


def test_a_sentence_runs_on_over_the_end_of_a_wrapped_line():
    text = "He was met at Nur\nKhan Airbase by Maj.\nGen. Roe of the U.S.\nArmy. They left\nat 5 p.m.\nfor Lisbon."
    split = split_text(text, [(0, len(text))])
    assert [" ".join(text[a:b].split()) for a, b in split.sentences] == [
        "He was met at Nur Khan Airbase by Maj. Gen. Roe of the U.S. Army.",
        "They left at 5 p.m. for Lisbon.",
    ]
    assert split.tokens(0)[4:7] == ["Nur", "Khan", "Airbase"]


def test_markup_counts_as_white_space():
    text = "**Roe**’s plan is [new](http://e.org/x.y). It is *old.* _He_ said ![so](a.png) no."
    split = split_text(text, [(0, len(text))], blank=markup_spans(text))
    assert [split.tokens(n) for n in range(3)] == [
        ["Roe", "’s", "plan", "is", "new", "."],
        ["It", "is", "old", "."],
        ["He", "said", "no", "."],
    ]
    assert split.text == text
    assert len(split.lowered) == len(text)
    assert "**" not in split.lowered


@given(st.text(alphabet=st.sampled_from("Aa. *_`[]()!\\\n-’s"), max_size=200))
def test_no_token_holds_markup(text):
    blank = markup_spans(text)
    split = split_text(text, blank=blank)
    inside = {at for start, end in blank for at in range(start, end)}
    for start, end in zip(split.starts, split.ends, strict=True):
        assert inside.isdisjoint(range(start, end))


@given(st.text(max_size=400))
def test_offsets_are_exact_whatever_the_text(text):
    split = split_text(text)
    assert len(split.lowered) == len(text)
    end = 0
    for number, (start, stop) in enumerate(split.sentences):
        assert end <= start < stop <= len(text)
        end = stop
        for token in range(split.first[number], split.first[number + 1]):
            assert start <= split.starts[token] < split.ends[token] <= stop
        assert split.sentence_at(start) == number

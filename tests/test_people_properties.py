"""Whatever the text: no exception, exact slices, spans within one sentence, the same answer twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.participants import appearance_rows, merge_people
from analysis.people import find_people
from analysis.people.namesakes import Namesakes
from analysis.text import split_text
from analysis.transliteration import parts_of, same_name
from tests.told import Told

WORDS = st.sampled_from(
    [
        "President",
        "Minister",
        "Deputy",
        "Interior",
        "of",
        "the",
        "and",
        ",",
        ".",
        ";",
        ":",
        "(",
        ")",
        "“",
        "”",
        "’s",
        "'",
        "-",
        "–",
        "Iran",
        "Tajik",
        "Tehran",
        "ECO",
        "UN",
        "IRNA",
        "Ali",
        "Hassan",
        "Rahimzoda",
        "Karimov",
        "Xyz",
        "Smith",
        "Gen.",
        "Dr.",
        "said",
        "met",
        "received",
        "will",
        "was",
        "who",
        "his",
        "her",
        "He",
        "counterpart",
        "spokesman",
        "from",
        "to",
        "in",
        "Ministry",
        "Embassy",
        "Street",
        "12",
        "al-",
        "bin",
        "von",
        "\n",
        "Ильхам",
        "حسن",
        "é",
        "Republic",
        "Al",
        "de",
        "O’Neil",
        "U.S.",
        "H.E.",
        "A",
        "a",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_offsets_hold(text):
    split = split_text(text)
    people = find_people(split)
    for mention in people.mentions:
        assert " ".join(text[mention.start : mention.end].split()) == mention.name
        assert 0 <= mention.person < len(people.persons)
        assert split.sentence_at(mention.start) == split.sentence_at(mention.end - 1) >= 0
    for person in people.persons:
        assert person.name and person.evidence and person.present in ("yes", "no", "unclear")
        for start, end in person.evidence:
            assert start < end and split.sentence_at(start) == split.sentence_at(end - 1) >= 0
    spans = [
        *((o.start, o.end) for o in people.officials),
        *((d.start, d.end) for d in people.delegations),
        *((start, end) for start, end, *_ in people.countries),
        *((start, end) for start, end, *_ in people.organisations),
        *((start, end) for start, end, *_ in people.places),
        *((start, end) for start, end, _ in people.references),
    ]
    for start, end in spans:
        assert text[start:end].strip() and split.sentence_at(start) == split.sentence_at(end - 1)
    assert {mention.person for mention in people.mentions} == set(range(len(people.persons)))
    assert find_people(split) == people


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_merging_places_every_person_once(texts):
    sources = [Told(f"{i}.txt", find_people(split_text(text)), "", text) for i, text in enumerate(texts)]
    result = merge_people(sources)
    assert set(result.ids) == {(s.source, i) for s in sources for i in range(len(s.people.persons))}
    assert_one_row_each(sources, result)
    assert set(result.ids.values()) == set(result.participants["participant"])
    assert result.participants["participant"].is_unique


def assert_one_row_each(sources, result):
    keys = [(row["participant"], row["source"]) for row in appearance_rows(sources, result)]
    assert sorted(keys) == sorted({(key, source) for (source, _), key in result.ids.items()})


GIVEN = st.sampled_from(
    ["Sodiq", "Sadiq", "Sadegh", "Bahrom", "Bahram", "Hossein", "Hussein", "Aliakbar", "Ali Akbar"]
)
FAMILY = st.sampled_from(["Halimzoda", "Halimzada", "Halimzadeh", "Karimi", "Karimy", "Rahmonov", "Rakhmonov"])
ROLES = st.sampled_from(
    [
        "",
        "Interior Minister ",
        "Tajikistan's Interior Minister, ",
        "his Tajik counterpart, ",
        "the poet ",
        "Minister ",
    ]
)
TAILS = st.sampled_from([" spoke.", " arrived.", " was also invited.", ", the defence minister of Oman, left."])
SPELT = st.lists(st.tuples(ROLES, GIVEN, FAMILY, TAILS).map(lambda p: f"{p[0]}{p[1]} {p[2]}{p[3]}"), max_size=5)


@settings(max_examples=120, deadline=None)
@given(st.lists(SPELT.map(" ".join), max_size=3))
def test_one_row_for_a_person_and_source_however_spelt(texts):
    sources = [Told(f"{i}.txt", find_people(split_text(text)), "", text) for i, text in enumerate(texts)]
    assert_one_row_each(sources, merge_people(sources))


def test_a_thousand_names_in_one_sentence():
    first = ["Ali", "Hassan", "Reza", "Omar", "Igor", "John", "Maria", "Anna", "Peter", "Rustam"]
    names = [f"{first[i % 10]} Q{'bdflmnprtz'[i // 10 % 10]}o{'bdflmnprtz'[i // 100]}urzin" for i in range(1000)]
    text = f"Those present were {', '.join(names)} and others."
    assert len(find_people(split_text(text)).persons) == 1000


def test_odd_texts():
    for text in ("", " \n ", "A", "X.", "Dr. A", "A. B. C.", "President", "’s ’s", "(((", "Mr. X said Y."):
        find_people(split_text(text))


PARTS = st.sampled_from(
    [
        "ali",
        "akbar",
        "aliakbar",
        "rahim",
        "rahimov",
        "rahimzoda",
        "mohammad",
        "muhammad",
        "mohammed",
        "bin",
        "al-said",
        "said",
        "saeed",
        "karimov",
        "karimova",
        "gulnara",
        "kulnara",
        "vučić",
        "vucic",
        "cemil",
        "jemil",
        "aleksandr",
        "alexander",
        "alexandr",
        "a",
        "r",
        "bakhtiyor",
        "bakhtiyorzoda",
        "tokayev",
        "toqaev",
        "kassym",
        "jomart",
        "kassymjomart",
        "ghani",
        "gani",
        "xi",
        "y",
    ]
)


@given(
    st.lists(st.lists(PARTS, min_size=1, max_size=3), min_size=1, max_size=6), st.lists(PARTS, min_size=1, max_size=3)
)
def test_whoever_may_be_the_same_is_among_the_namesakes(names, asked):
    namesakes = Namesakes()
    known = [parts_of(" ".join(name)) for name in names]
    for number, parts in enumerate(known):
        namesakes.add(number, parts)
    parts = parts_of(" ".join(asked))
    same = [number for number, other in enumerate(known) if same_name(parts, other)]
    found = namesakes.of(parts)
    assert set(same) <= set(found)
    assert found == sorted(found)
    if len(parts) == 1:
        short = [n for n in same if same_name(parts, known[n]) in ("same", "spelling", "joined", "part")]
        assert set(short) <= set(namesakes.of(parts, sure=True))

import numpy as np
import pytest

from analysis.corpus import Article
from analysis.layout import find_blocks
from analysis.measures import dispersion, log_likelihood, log_ratio
from analysis.reading import read_article
from analysis.terms import TermCounts, Using, count_terms, find_keyness, find_terms


def reading(name, text, publisher=""):
    return read_article(
        Article(source=name, sha256="0" * 64, text=text, blocks=find_blocks(text), publisher=publisher)
    )


def counted(sizes, publishers, counts):
    """Return counts of words given by source."""
    terms = sorted({term for found in counts.values() for term in found})
    entries = [
        (place, terms.index(term), count)
        for place, source in enumerate(sizes)
        for term, count in sorted(counts[source].items())
    ]
    columns = np.array(entries, np.int64).reshape(-1, 3).T
    return TermCounts(
        list(sizes), publishers, np.array(list(sizes.values())), [("word", term) for term in terms], *columns
    )


def toy(**counts):
    """Return counts of words in sources a, b, c of publishers X, X, Y, with 100, 100 and 200 content words."""
    return counted({"a": 100, "b": 100, "c": 200}, ["X", "X", "Y"], counts)


def counts_in(name, text):
    """Return what is counted in one text."""
    found = count_terms(Using([reading(name, text)]))
    return {found.terms[term]: count for term, count in zip(found.term, found.count, strict=True)}


def test_the_table_of_terms_against_counts_by_hand():
    terms = find_terms(toy(a={"water": 8, "rain": 2}, b={"water": 2}, c={"water": 2}))
    assert list(terms["term"]) == ["water"] * 3  # "rain" stands twice, the floor is three
    row = terms.iloc[0]
    assert (row["source"], row["mentions"], row["per_1000_words"]) == ("a", 8, 80)
    assert row["keyness"] == pytest.approx(log_likelihood(8, 100, 4, 300), abs=1e-3)
    assert row["effect"] == pytest.approx(log_ratio(8, 100, 4, 300), abs=1e-3)
    assert row["dispersion"] == pytest.approx(dispersion([8, 2, 2], [100, 100, 200]), abs=1e-3)


def test_keyness_of_publishers_adds_their_sources():
    keyness = find_keyness(toy(a={"water": 8}, b={"water": 12}, c={"water": 4}))
    rows = keyness[keyness["by"] == "publisher"].set_index("of")
    assert dict(rows["mentions"]) == {"X": 20, "Y": 4}
    assert dict(rows["documents"]) == {"X": 2, "Y": 1}
    assert rows.loc["X", "keyness"] == pytest.approx(log_likelihood(20, 200, 4, 200), abs=1e-3)
    assert rows["comparable"].all()


def test_too_little_is_said_to_be_not_comparable():
    keyness = find_keyness(toy(a={"water": 2}, b={"water": 1}, c={}))
    assert not keyness["comparable"].any()


def test_one_source_is_compared_with_nothing():
    row = find_terms(counted({"a": 50}, [""], {"a": {"water": 5}})).iloc[0]
    assert row["mentions"] == 5
    assert row[["keyness", "effect", "dispersion"]].isna().all()


def test_no_source_gives_an_empty_table():
    assert find_terms(count_terms([])).empty
    assert find_keyness(count_terms([])).empty


def test_a_part_is_folded_into_the_longer_phrase():
    filler = "Rivers ran past quiet villages where people mended nets and sang. " * 12
    verbs = ("praised", "want", "need", "doubt", "expect")
    text = filler + " ".join(f"They {verb} law enforcement cooperation." for verb in verbs)
    text += " A law enforcement officer came." * 2
    counts = counts_in("a.txt", text)
    assert counts["phrase", "law enforcement cooperation"] == 5
    assert counts["phrase", "law enforcement"] == 2
    assert ("word", "enforcement") not in counts


def test_names_are_kept_apart_from_words_and_from_each_other():
    text = (
        "Interior Minister Kari Lund met colleagues in Oslo. Interior Minister Kari Lund spoke of water. "
        "Lund praised Norway. Water matters, Kari Lund said in Oslo. Water is short in Oslo."
    )
    counts = counts_in("a.txt", text)
    kinds = {kind: {term for found, term in counts if found == kind} for kind in ("word", "person", "place")}
    assert "Kari Lund" in kinds["person"]
    assert {"Oslo", "Norway"} <= kinds["place"]
    assert "water" in kinds["word"]
    assert not kinds["word"] & {"oslo", "norway", "lund", "kari"}


def test_terms_of_the_seeds_are_words_as_written_without_names(edition):
    terms = edition["terms"]
    found = set(terms["term"])
    assert "cooperation" in found
    assert "law enforcement" in found
    assert not found & {"iran", "tehran", "momeni", "tajikistan", "the", "said"}
    assert (terms["mentions"] > 0).all()
    texts = " ".join(" ".join(text.lower().split()) for text in edition.texts.values())
    assert all(term in texts for term in found), "a stem is no word of the texts"


def test_of_very_many_sources_only_what_can_be_weighed_is_given(monkeypatch):
    monkeypatch.setattr("analysis.terms.MOST_PARTS", 2)
    keyness = find_keyness(toy(a={"water": 8, "rain": 9}, b={"water": 14}, c={"water": 4}))
    assert set(keyness[keyness["by"] == "source"]["term"]) == {"water"}  # 6.5, 6.5 and 13 expected; of rain 2.25
    assert set(keyness[keyness["by"] == "publisher"]["term"]) == {"water", "rain"}

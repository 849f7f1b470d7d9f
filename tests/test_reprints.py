"""Reprints and spun copies found without comparing all with all."""

from itertools import combinations

import pytest

from analysis.reprints import REPRINT, containment, in_order, near_duplicates, spelled
from analysis.sketches import sketch
from tests.benchmarks.generator import generate


@pytest.fixture(scope="module")
def texts():
    return {name: text for name, _, _, _, _, text in generate(300)}


def share(one, other):
    held = containment(one, other)
    return max(held if held >= REPRINT else 0.0, in_order(spelled(one), spelled(other)))


def test_the_pairs_are_those_that_all_comparisons_find(texts):
    found = near_duplicates(texts, {name: sketch(text) for name, text in texts.items()})
    every = [pair for pair in combinations(sorted(texts), 2) if share(*(texts[name] for name in pair))]
    assert [(pair.one, pair.other) for pair in found] == every
    assert len(every) >= 5


def test_the_share_is_what_one_holds_of_the_other(texts):
    for pair in near_duplicates(texts, {name: sketch(text) for name, text in texts.items()}):
        assert pair.share == share(texts[pair.one], texts[pair.other]) >= 0.5


def test_a_text_of_one_word_again_and_again_is_compared_too():
    texts = {"a": "word " * 2_000, "b": "word " * 1_900 + "end", "c": "another " * 10}
    found = near_duplicates(texts, dict.fromkeys(texts, (1, 2)))
    assert [(pair.one, pair.other) for pair in found] == [("a", "b")]


def test_of_many_copies_each_meets_the_first_and_the_one_before():
    texts = {f"{n:02}": f"alpha beta gamma delta epsilon zeta eta theta number {n}" for n in range(30)}
    found = near_duplicates(texts, {name: sketch(text) for name, text in texts.items()})
    pairs = {(int(pair.one), int(pair.other)) for pair in found}
    assert pairs == {(0, n) for n in range(1, 30)} | {(n - 1, n) for n in range(1, 30)}


def test_no_texts_have_no_copies():
    assert near_duplicates({}, {}) == []

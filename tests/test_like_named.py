"""Comparing few names finds what comparing all with all finds."""

from itertools import combinations

import pytest

from analysis.participants import blocks
from analysis.participants.blocks import like_named
from analysis.transliteration import parts_of, same_name
from tests.benchmarks.generator import World

SPELLINGS = [("kh", "h"), ("zadeh", "zade"), ("ov", "of"), ("ee", "i"), ("ou", "u"), ("sh", "ş"), ("iev", "iyev")]


@pytest.fixture(scope="module")
def names():
    invented = sorted(World(3).taken)[::5]
    spelled = [name.replace(old, new) for name in invented for old, new in SPELLINGS if old in name]
    turned = [" ".join(reversed(name.split())) for name in invented[::7]]
    return [parts_of(name) for name in sorted({*invented, *spelled, *turned})]


def same(names):
    return {(i, j) for i, j in combinations(range(len(names)), 2) if same_name(names[i], names[j])}


def test_the_pairs_are_those_that_all_comparisons_find(names):
    assert like_named(names) == same(names)
    assert len(same(names)) > 100


def test_a_large_block_is_cut_and_not_left_out(names, monkeypatch):
    monkeypatch.setattr(blocks, "LARGEST_BLOCK", 1)
    found = like_named(names)
    assert found <= same(names)
    assert len(found) > 0.9 * len(same(names))


def test_a_name_again_is_a_pair():
    assert like_named([("kari", "lund"), ("ana", "ruiz"), ("kari", "lund")]) == {(0, 2)}

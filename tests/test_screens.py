"""What screens tell apart can never be one event."""

from array import array

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import screens
from analysis.screens import Signatures

SETS = st.lists(st.sets(st.integers(0, 2_000), max_size=40), min_size=2, max_size=12)


@settings(max_examples=200, deadline=None)
@given(SETS, st.integers(1, 5))
def test_no_two_sets_have_more_words_in_common_than_their_signatures_allow(sets, together):
    whole, screens.AT_ONCE = screens.AT_ONCE, together
    try:
        signatures = Signatures([array("I", sorted(one)) for one in sets])
    finally:
        screens.AT_ONCE = whole
    one, other = np.triu_indices(len(sets))
    most = signatures.common(one, other).tolist()
    for i, j, allowed in zip(one.tolist(), other.tolist(), most, strict=True):
        assert len(sets[i] & sets[j]) <= allowed
        assert i != j or allowed == len(sets[i])


def test_sets_without_a_word_in_common_are_told_apart():
    signatures = Signatures([array("I", range(10)), array("I", range(100, 110))])
    assert signatures.common(np.array([0]), np.array([1])).tolist() == [0]

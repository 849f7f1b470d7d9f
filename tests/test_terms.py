import math

import pytest

from analysis.terms import dispersion, find_terms, log_likelihood, log_ratio


def test_log_likelihood_against_a_table_worked_by_hand():
    # 20 of 1,000 words here, 10 of 2,000 there: expected 10 and 20
    expected = 2 * (20 * math.log(20 / 10) + 10 * math.log(10 / 20))
    assert log_likelihood(20, 1000, 10, 2000) == pytest.approx(expected)
    assert log_likelihood(10, 2000, 20, 1000) == pytest.approx(-expected)
    assert log_likelihood(10, 1000, 20, 2000) == pytest.approx(0)


def test_log_ratio_doubles_per_unit_and_takes_half_for_nothing():
    assert log_ratio(20, 1000, 10, 1000) == pytest.approx(1)
    assert log_ratio(4, 1000, 0, 1000) == pytest.approx(3)


def test_dispersion_after_gries():
    # his example: parts of equal size, everything in one of five: 1 - 0.2
    assert dispersion([5, 0, 0, 0, 0], [100] * 5) == pytest.approx(0.8)
    assert dispersion([1, 2, 3], [100, 200, 300]) == pytest.approx(0)


def test_terms_of_the_seeds_are_words_as_written_without_names(readings):
    terms = find_terms(readings)
    found = set(terms["term"])
    assert "cooperation" in found
    assert not found & {"iran", "tehran", "momeni", "tajikistan", "the", "said"}
    assert (terms["mentions"] > 0).all()

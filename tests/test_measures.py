"""The measures against published worked examples and against values worked by hand."""

import math

import numpy as np
import pytest

from analysis.measures import association, comparable, dispersion, log_likelihood, log_ratio, rate_intervals


def test_log_likelihood_of_a_published_example():
    # course of Lancaster University (UCREL), log-likelihood calculator: 52 in 50,000 words, 57 in 75,000: LL 2.65
    assert log_likelihood(52, 50_000, 57, 75_000) == pytest.approx(2.65, abs=0.005)


def test_log_likelihood_against_a_table_worked_by_hand():
    # 20 of 1,000 words here, 10 of 2,000 there: expected 10 and 20
    expected = 2 * (20 * math.log(20 / 10) + 10 * math.log(10 / 20))
    assert log_likelihood(20, 1000, 10, 2000) == pytest.approx(expected)
    assert log_likelihood(10, 2000, 20, 1000) == pytest.approx(-expected)
    assert log_likelihood(10, 1000, 20, 2000) == pytest.approx(0)
    assert log_likelihood(0, 1000, 10, 1000) == pytest.approx(-2 * 10 * math.log(2))


def test_log_ratio_doubles_per_unit_and_takes_half_for_nothing():
    assert log_ratio(20, 1000, 10, 1000) == pytest.approx(1)
    assert log_ratio(10, 2000, 20, 1000) == pytest.approx(-2)
    assert log_ratio(4, 1000, 0, 1000) == pytest.approx(3)


@pytest.mark.parametrize(
    ("counts", "sizes", "dp"),
    [
        (
            [1, 2, 3, 4, 5],
            [9, 10, 10, 10, 11],
            0.18,
        ),  # Gries (2008), section 3: the word "a" of his corpus of five parts
        ([5, 0, 0, 0, 0], [100] * 5, 0.8),  # all in one of five equal parts: 1 - 1/5
        ([1, 2, 3], [100, 200, 300], 0),
    ],
)
def test_dispersion_of_a_published_example_and_by_hand(counts, sizes, dp):
    assert dispersion(counts, sizes) == pytest.approx(dp)


@pytest.mark.parametrize(
    ("together", "one", "other", "score"),
    [(150, 12_593, 932, 1291.42), (13, 932, 3424, 80.39)],  # "most powerful", "powerful force"
)
def test_association_of_a_published_example(together, one, other, score):
    # Manning and Schütze (1999), Foundations of statistical natural language processing, table 5.12; N = 14,307,668
    assert association(together, one, other, 14_307_668) == pytest.approx(score, rel=0.001)


def test_association_by_hand_and_its_sign():
    # 20 sentences, 5 hold both, none holds one alone: -2 log λ = 2 (5 ln 4 + 15 ln (4/3))
    assert association(5, 5, 5, 20) == pytest.approx(2 * (5 * math.log(4) + 15 * math.log(4 / 3)))
    assert association(1, 4, 5, 20) == pytest.approx(0, abs=1e-6)  # as many as chance has it
    assert association(0, 10, 10, 20) < 0


def test_little_is_not_compared():
    assert comparable(5, 1000, 5, 1000)
    assert not comparable(9, 1000, 0, 1000)  # 4.5 expected in each
    assert not comparable(30, 50, 10, 1000)  # 1.9 expected in the smaller


def test_intervals_hold_the_rate_repeat_and_narrow_with_more_sentences():
    mentions = np.array([[1, 0], [0, 0], [2, 0], [1, 1]] * 5)
    words = np.array([20] * 20)
    low, high = rate_intervals(mentions, words)
    assert low[0] < 1000 * 20 / 400 < high[0]
    assert (rate_intervals(mentions, words)[0] == low).all()
    wide = high[0] - low[0]
    low, high = rate_intervals(np.tile(mentions, (25, 1)), np.tile(words, 25))
    assert high[0] - low[0] < wide / 3


def test_intervals_of_what_never_varies_are_the_rate():
    low, high = rate_intervals(np.ones((10, 1), dtype=int), np.full(10, 20))
    assert low[0] == high[0] == 50


def test_intervals_near_the_normal_approximation():
    # 1,000 sentences of 10 words, 200 with a mention: rate 20, standard error 1000 * sqrt(.2 * .8 / 1000) / 10
    mentions = np.array([[1]] * 200 + [[0]] * 800)
    low, high = rate_intervals(mentions, np.full(1000, 10))
    half = 1.96 * 1000 * math.sqrt(0.2 * 0.8 / 1000) / 10
    assert low[0] == pytest.approx(20 - half, abs=0.4)
    assert high[0] == pytest.approx(20 + half, abs=0.4)

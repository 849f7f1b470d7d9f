"""Dates as EDTF strings: bounds, precision, words and order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.dates.edtf import bounds, display, is_valid, overlap, precision, sort_key

CASES = [
    # edtf, earliest, latest, precision, words
    ("2025-04-22", "2025-04-22", "2025-04-22", "day", "22 April 2025"),
    ("2025-05-20~", "2025-05-20", "2025-05-20", "day", "about 20 May 2025"),
    ("2025-02", "2025-02-01", "2025-02-28", "month", "February 2025"),
    ("2025?", "2025-01-01", "2025-12-31", "year", "perhaps 2025"),
    ("XXXX-10-28", "", "", "day", "28 October (year not stated)"),
    ("XXXX-10", "", "", "month", "October (year not stated)"),
    ("2025-01/2025-03", "2025-01-01", "2025-03-31", "interval", "January to March 2025"),
    ("2025-07-24/2025-07-25", "2025-07-24", "2025-07-25", "interval", "24 to 25 July 2025"),
    ("2025-04-22/..", "2025-04-22", "", "interval", "on or after 22 April 2025"),
    ("../2025-10-28", "", "2025-10-28", "interval", "on or before 28 October 2025"),
    ("2024-12-30/2025-01-02", "2024-12-30", "2025-01-02", "interval", "30 December 2024 to 2 January 2025"),
    ("2025-21", "2025-03-01", "2025-05-31", "season", "spring 2025"),
    ("2025-24", "2025-12-01", "2026-02-28", "season", "winter 2025"),
    ("2025-34", "2025-04-01", "2025-06-30", "interval", "second quarter of 2025"),
    ("2025-40", "2025-01-01", "2025-06-30", "interval", "first half of 2025"),
    ("198X", "1980-01-01", "1989-12-31", "interval", "the 1980s"),
    ("19XX", "1900-01-01", "1999-12-31", "interval", "the 20th century"),
    ("2025-10-28T21:35", "2025-10-28", "2025-10-28", "day", "28 October 2025"),
    ("", "", "", "unknown", "date open"),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "fine", "words"), CASES)
def test_reads_a_date(edtf, earliest, latest, fine, words):
    assert bounds(edtf) == (earliest, latest)
    assert precision(edtf) == fine
    assert display(edtf) == words
    assert is_valid(edtf) is bool(edtf)


@pytest.mark.parametrize(
    "nonsense",
    [
        "2025-02-30",
        "2025-04-31",
        "0000-01-01",
        "12025",
        "2025-13",
        "2025-45",
        "../..",
        "/",
        "soon",
        "2025/2024",
        "a/b/c",
    ],
)
def test_refuses_what_is_no_date(nonsense):
    assert not is_valid(nonsense)
    assert bounds(nonsense) == ("", "")
    assert display(nonsense) == "date open"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2025-10-28", "2025-10", True),
        ("2025-10-28", "2025-11", False),
        ("XXXX-10-28", "2025-10-28", True),
        ("XXXX-10-28", "2025-10", True),
        ("XXXX-10-28", "2025", True),
        ("XXXX-10-28", "2025-11", False),
        ("2025-04-22/..", "2025-05-01", True),
        ("2025-04-22/..", "2025-04-01", False),
        ("", "2025", True),
    ],
)
def test_overlap(a, b, expected):
    assert overlap(a, b) is expected
    assert overlap(b, a) is expected


def test_order():
    dates = ["", "XXXX-10-28", "2025-04-22/..", "../2024", "2025", "2025-01", "1985"]
    assert sorted(dates, key=sort_key) == [
        "1985",
        "../2024",
        "2025-01",
        "2025",
        "2025-04-22/..",
        "XXXX-10-28",
        "",
    ]


@given(st.text(alphabet="0123456789X-/.~?%T", max_size=24), st.text(alphabet="0123456789X-/.~?%T", max_size=12))
def test_never_fails(a, b):
    first, last = bounds(a)
    assert not (first and last) or first <= last
    assert precision(a) and display(a)
    assert overlap(a, b) == overlap(b, a)
    assert sort_key(a) <= sort_key(a)

import pandas as pd
import pytest

from analysis.ranking import on_top_days, rank_days

EVENTS = pd.DataFrame(
    [
        # day, precision, status, independent sources, participants
        ("2024-01-01", "2024-01-01", "day", "reported", 1, ["a"]),
        ("2024-01-02", "2024-01-02", "day", "reported", 3, ["a", "b"]),
        ("2024-01-02", "2024-01-02", "day", "background", 1, []),
        ("2024-01-03", "2024-01-03", "day", "planned", 9, []),
        ("2024-01-01", "2024-01-31", "month", "reported", 9, []),
    ],
    columns=["earliest", "latest", "precision", "status", "independent_sources", "participants"],
)
DATES = pd.DataFrame({"source": ["x", "y", "y"], "date": ["2024-01-01", "2024-01-01", "2024-01-02"]})


def test_days_are_ranked_by_what_is_told_of_them():
    ranked = rank_days(EVENTS, DATES)
    assert list(ranked["day"]) == ["2024-01-02", "2024-01-01"]
    assert list(ranked["score"]) == [3 + 1 + 0.5 + 1, 1 + 0.25 + 2]


@pytest.mark.parametrize(("most", "rows"), [(0, 5), (1, 2), (2, 3), (9, 3)])
def test_the_events_of_the_most_important_days(most, rows):
    assert len(on_top_days(EVENTS, DATES, most)) == rows


def test_nothing_to_rank():
    assert rank_days(EVENTS.head(0), DATES).empty

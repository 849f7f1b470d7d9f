"""Open dates narrowed by other articles."""

import pytest

from analysis.resolve import Account, complete, corroborate, is_open, narrow


@pytest.mark.parametrize(
    ("date", "evidence", "expected"),
    [
        ("XXXX-10-28", ["2025-10-28"], "2025-10-28"),
        ("XXXX-10-28", ["2025-10"], "2025-10-28"),
        ("XXXX-10-28", ["2025"], "2025-10-28"),
        ("XXXX-10", ["2025-10-28"], "2025-10"),
        ("XXXX-10-28", ["2025-10-28", "2025"], "2025-10-28"),
        ("2025-04-22/..", ["2025-04-25"], "2025-04-25"),
        ("XXXX-10-28", ["2025-10-29"], None),
        ("XXXX-10-28", ["2025-10-28", "2024-10-28"], None),
        ("XXXX-10-28", ["2024/2026"], None),
        ("XXXX-02-29", ["2025"], None),
        ("2025-10-28", ["2025-10-28"], None),
        ("", ["2025-10-28"], None),
        ("XXXX-10-28", [], None),
        ("2025-04-22/..", ["2025"], None),
    ],
)
def test_narrow(date, evidence, expected):
    found = narrow(date, [(f"{i}.txt", other) for i, other in enumerate(evidence)])
    assert (found.date if found else None) == expected


def test_candidates_limit_what_may_come_out():
    assert narrow("XXXX-04-22", [("a", "2024-04-22")], candidates=["2014-04-22", "2025-04-22"]) is None


def test_reason_names_the_source():
    found = narrow("XXXX-10-28", [("004.txt", "2025-10-28")])
    assert found.basis == "corpus" and found.sources == ("004.txt",)
    assert "28 October (year not stated)" in found.reason and "004.txt" in found.reason


def test_the_rest_of_the_article_follows():
    assert complete("XXXX-10-29", "2025-10-28") == "2025-10-29"
    assert complete("XXXX-01-02", "2025-12-30") == "2026-01-02"
    assert complete("2024-10-29", "2025-10-28") == "2024-10-29"


def test_open_dates():
    assert [d for d in ("XXXX-10-28", "2025-04-22/..", "2025", "", "XXXX-13") if is_open(d)] == [
        "XXXX-10-28",
        "2025-04-22/..",
    ]


def test_accounts_of_one_event():
    accounts = (
        Account("000.txt", "XXXX-10-28", frozenset({"4 ECO"}), frozenset({"meeting", "Tehran"})),
        Account("004.txt", "2025-10-28", frozenset({"4 ECO"}), frozenset({"meeting", "Tehran", "IR"})),
        Account("009.txt", "XXXX-10-28", frozenset(), frozenset({"meeting", "Paris"})),
        Account("010.txt", "XXXX-10-28", frozenset(), frozenset({"meeting", "Tehran", "IR"})),
    )
    found = corroborate(accounts)
    assert {index: narrowed.date for index, narrowed in found.items()} == {0: "2025-10-28", 3: "2025-10-28"}
    assert accounts[0].date == "XXXX-10-28"

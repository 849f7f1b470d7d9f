"""Comparing few accounts finds what comparing all with all finds."""

from itertools import combinations
from pathlib import Path

import pytest

from analysis.accounts import accounts
from analysis.candidates import candidates, united
from analysis.corpus import Article, read_corpus
from analysis.layout import find_blocks, title_of
from analysis.participants import merge_people
from analysis.reading import read_article
from analysis.rows import named
from analysis.sameness import marks_of, same_event
from analysis.settle import settle
from tests.benchmarks.generator import generate

GOLD = Path(__file__).parent / "gold"


def generated(count):
    made = []
    for name, _, publisher, _, published, text in generate(count):
        blocks = find_blocks(text)
        title = title_of(text, blocks)
        made.append(Article(f"{name}.txt", name, text, blocks, title=title, publisher=publisher, published=published))
    return made


def told_of(articles):
    readings = [read_article(article) for article in articles]
    people = merge_people(named(readings))
    return settle(accounts(readings, people.ids)).told


@pytest.fixture(scope="module", params=["seeds", "story", "varied", "generated"])
def told(request, seeds):
    folders = {"seeds": seeds, "story": GOLD / "story", "varied": GOLD / "varied"}
    if request.param in folders:
        return told_of(read_corpus(folders[request.param]).articles)
    return told_of(generated(300))


def linked(count, pairs):
    """Return which of so many things belong together where some pairs do."""
    groups = {i: {i} for i in range(count)}
    for i, j in pairs:
        if groups[i] is not groups[j]:
            groups[i] |= groups[j]
            for k in groups[j]:
                groups[k] = groups[i]
    return {frozenset(group) for group in groups.values()}


def test_every_pair_that_tells_of_one_event_is_among_the_candidates(told):
    marks = [marks_of(account) for account in told]
    same = {(i, j) for i, j in combinations(range(len(marks)), 2) if same_event(marks[i], marks[j])}
    found = {(min(pair), max(pair)) for pair in candidates(marks)}
    assert same <= found
    assert linked(len(told), same) == {frozenset(group) for group in united(told)}


def test_few_pairs_are_compared():
    marks = [marks_of(account) for account in told_of(generated(300))]
    every = len(marks) * (len(marks) - 1) // 2
    assert sum(1 for _ in candidates(marks)) < every / 50


def test_the_order_of_the_accounts_does_not_matter(told):
    turned = told[::-1]
    last = len(told) - 1
    assert {frozenset(last - i for i in group) for group in united(turned)} == set(map(frozenset, united(told)))


def test_each_account_is_in_one_group(told):
    assert sorted(i for group in united(told) for i in group) == list(range(len(told)))


@pytest.fixture(scope="module")
def many():
    return told_of(generated(300))

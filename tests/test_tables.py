import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.contract import columns, contract, names
from analysis.corpus import Article, Corpus
from analysis.errors import ContractError
from analysis.files import files_of
from analysis.layout import find_blocks
from analysis.reading import read_article
from analysis.schema import checked
from analysis.settings import Settings
from analysis.store import read_tables, write_files
from analysis.tables import as_of, make_tables

DESIGNED = {
    "sources": "source sha256 title publisher url published published_basis published_reason language words sentences status duplicate_of note",
    "topics": "topic source mentions sentences words per_1000_words evidence",
    "terms": "term source mentions per_1000_words keyness effect dispersion",
    "participants": "participant name variants role rank organisation countries bodies sources mentions first last reason",
    "appearances": "participant source name role rank organisation countries bodies present evidence",
    "officials": "role countries bodies source present evidence",
    "delegations": "country body source present evidence",
    "events": "event date earliest latest precision basis reason kind status what place participants countries bodies topics attributed_to sources independent_sources part_of on_subject disputed evidence",
    "dates": "source start end text type value modifier date basis reason",
    "quotations": "speaker source quote evidence",
    "disagreements": "disagreement kind certainty events participants statements note",
}


ADDED = {
    "frequencies": "by of level topic mentions sentences documents words per_1000_words low high note",
    "cooccurrence": "topic other sentences expected log_likelihood effect evidence",
    "keyness": "kind term by of mentions documents words per_1000_words keyness effect dispersion comparable",
    "timeline": "day rank score published publications mentioned mentions people kinds told lines basis events evidence",
}


def article(text, name="a.txt", **fields):
    return Article(source=name, sha256="0" * 64, text=text, blocks=find_blocks(text), **fields)


def tables_of(*articles):
    return make_tables(Corpus(articles, ()), [read_article(a) for a in articles], Settings())


def test_names_and_columns_are_those_that_other_programs_rely_on():
    assert {name: columns(name) for name in names()} == {n: c.split() for n, c in {**DESIGNED, **ADDED}.items()}


def evidence_in(value):
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            yield value
        else:
            for part in value.values():
                yield from evidence_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from evidence_in(part)


def test_every_evidence_is_the_source_s_own_words_within_one_sentence(edition, readings):
    sentences = {reading.article.source: reading for reading in readings}
    count = 0
    for name in names():
        for row in edition[name].to_dict("records"):
            for entry in evidence_in(list(row.values())):
                text = edition.texts[entry["source"]]
                assert text[entry["start"] : entry["end"]] == entry["text"]
                sentence = sentences[entry["source"]].sentence_of(entry["start"])
                assert sentence == (entry["start"], entry["start"]) or entry["end"] <= sentence[1]
                count += 1
    assert count > 200


WORDS = st.sampled_from(
    [
        "Iran’s",
        "President",
        "Ali",
        "Rezaei",
        "Minister",
        "met",
        "signed",
        "on",
        "Tuesday",
        "28",
        "October",
        "2025",
        "in",
        "Tehran,",
        "and",
        "said",
        "“We",
        "agree.”",
        "U.S.",
        "terrorism",
        "drugs",
        "–",
        "•",
        "\n",
        "\n\n",
        "İstanbul",
        "𝔘nicode",
        "é",
        ";",
        ":",
        "(",
        ")",
        "yesterday",
        "according",
        "to",
        "IRNA",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(WORDS, min_size=1, max_size=80).map(" ".join),
    st.sampled_from(["", "2025-10-29", "2025-05-20~", "XXXX-01-02"]),
)
def test_any_text_gives_tables_that_hold_their_promise(text, published):
    made = tables_of(article(text, published=published))
    for name in names():
        assert list(made[name].columns) == columns(name)


def test_tables_come_back_from_disk_as_they_were(edition, tmp_path):
    folder = write_files(files_of(edition, ("csv", "json", "parquet")), tmp_path / "data")
    frames, texts, manifest = read_tables(folder)
    assert texts == edition.texts
    assert manifest == edition.manifest
    for name in names():
        assert list(frames[name].columns) == list(edition[name].columns)
        plain = frames[name].set_axis(edition[name].columns, axis=1)  # read back as plain strings, not Arrow's
        pd.testing.assert_frame_equal(plain, edition[name], check_dtype=False)


def test_json_is_an_array_of_objects_and_undefined_numbers_are_null(tmp_path):
    one = tables_of(article("Security cooperation. Security cooperation. Security cooperation is good for us all."))
    files = dict(files_of(one, ["json"]))
    terms = json.loads(files["terms.json"])
    assert terms[0]["keyness"] is None
    assert terms[0]["dispersion"] is None
    assert json.loads(files["events.json"]) == []


def test_csv_keeps_lists_as_json(edition):
    files = dict(files_of(edition, ["csv"]))
    header = files["participants.csv"].decode().splitlines()[0]
    assert header == ",".join(columns("participants"))
    frame = pd.read_csv(pd.io.common.BytesIO(files["participants.csv"]))
    assert json.loads(frame["countries"][0]) == edition["participants"]["countries"][0]


def test_the_manifest_names_what_the_edition_rests_on(edition):
    assert edition.manifest["as_of"] == "2025-12-23"
    assert edition.manifest["schema_version"] == contract()["version"]
    assert len(edition.manifest["sources"]) == 5
    assert set(edition.manifest["fingerprints"]) == {"settings", "lexicons", "code", "metadata"}


def test_as_of_is_the_newest_source_and_empty_where_none_has_a_date():
    frame = pd.DataFrame({"status": ["read", "read", "rejected"], "published": ["2024-05", "", "2030-01-01"]})
    assert as_of(frame) == "2024-05-31"
    assert as_of(frame[frame["published"] == ""]) == ""


def test_a_broken_promise_is_said_in_a_sentence(edition):
    topics = edition["topics"]
    wrong = topics.assign(mentions="many")
    with pytest.raises(ContractError, match="topics must hold"):
        checked("topics", contract()["topics"], wrong, edition.texts)
    twice = pd.concat([topics, topics.head(1)])
    with pytest.raises(ContractError, match="one row for each topic and source"):
        checked("topics", contract()["topics"], twice, edition.texts)
    moved = topics.assign(evidence=[[{**e[0], "text": "x"}] for e in topics["evidence"]])
    with pytest.raises(ContractError, match="quote its sources exactly"):
        checked("topics", contract()["topics"], moved, edition.texts)


def test_a_source_more_changes_no_reading_of_the_others(corpus):
    first = read_article(corpus.articles[0])
    make_tables(corpus, [read_article(a) for a in corpus.articles], Settings())
    assert read_article(replace(corpus.articles[0])) == first

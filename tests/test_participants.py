"""Merging over articles: what is one person and what is not, corrections, tables."""

from __future__ import annotations

import pytest

from analysis.errors import InputError
from analysis.participants import appearance_rows, delegation_rows, merge_people, official_rows, read_corrections
from analysis.people import find_people
from analysis.text import split_text
from analysis.transliteration import parts_of, same_name
from tests.told import Told


def source(name: str, text: str, published: str = "") -> Told:
    return Told(name, find_people(split_text(text, [(0, len(text))])), published, text)


def sources(*texts: str):
    return [source(f"{i}.txt", text) for i, text in enumerate(texts)]


def merged(*texts: str, corrections=None):
    return merge_people(sources(*texts), corrections)


def names(result) -> list[str]:
    return list(result.participants["name"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sodiq Halimzoda", "Sodiq Halimzada"),
        ("Sodiq Halimzoda", "Sadegh Halimzadeh"),
        ("Hossein Karimi", "Hussein Karimi"),
        ("Muammar Ghaddafi", "Moammar Qadhafi"),
        ("Muhammad Yunusov", "Mohammed Yunusov"),
        ("Bahrom Rahmon", "Bahrom Rakhmon"),
        ("Abdurahmon Sattorzoda", "Abdul-Rahman Sattarzadeh"),
        ("Ali Akbar Pournia", "Aliakbar Pournia"),
        ("Seyed Mohsen Karimi", "Mohsen Karimi"),
        ("Sanjar Askarovich Odilov", "Sanzhar Odilov"),
        ("Wang Xiaoming", "Xiaoming Wang"),
        ("Gurban Mukhamedov", "Gurban Muhammedow"),
        ("Sergey Petrovskiy", "Sergei Petrovsky"),
        ("Asef Baghaei", "Asef Baqaei"),
        ("Aleksandar Pešić", "Alexander Pesic"),
        ("Cemal Toprakçı", "Jemal Toprakci"),
        ("Davit Kobalia", "David Kobalia"),
        ("Dzhamshed Khudoydodov", "Jamshed Khudoidodov"),
        ("Yury Petrov", "Yuri Grigoryevich Petrov"),
        ("Ilya Petrov", "Illia Petrov"),
        ("Osman Yilmaz", "Usmon Yilmaz"),
        ("Yaqub Karimi", "Yakub Karimi"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert same_name(parts_of(one), parts_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hassan Karimi", "Hossein Karimi"),
        ("Rustam Rahimov", "Rustam Rahimzoda"),
        ("Ilham Aliyev", "Natig Aliyev"),
        ("Asad Khan", "Imran Khan"),
        ("Asad Khan", "Asad Qaiser"),
        ("Ali Rezaei", "Ali Razavi"),
        ("Rustam Emomov", "Emom Rustamov"),
    ],
)
def test_names_of_two_people(one, other):
    assert same_name(parts_of(one), parts_of(other)) in ("", "ending")  # an ending alone never joins


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        (
            "Tajikistan's Interior Minister Rustam Rahimov spoke.",
            "Tajik Interior Minister Rustam Rahimzoda spoke.",
            1,
        ),
        ("Tajikistan's Interior Minister Rustam Rahimov spoke.", "Tajik wrestler Rustam Rahimzoda won.", 2),
        ("Tajikistan's minister Rustam Rahimov spoke.", "Rustam Rahimzoda spoke.", 2),
        (
            "Adel Beik Sarbusano, Deputy Interior Minister of Oman, spoke.",
            "Deputy Interior Minister of Oman Adilbek Sarbusinov spoke.",
            1,
        ),
        ("Iran's Interior Minister Hassan Karimi spoke.", "Iran's Interior Minister Hossein Karimi spoke.", 2),
        ("Iran's Interior Minister Reza Mohammadi spoke.", "Iran's Interior Minister Reza Ahmadi spoke.", 2),
        ("Iran's Foreign Minister Ali bin Tariq spoke.", "Iran's Foreign Minister Ali bin Tariq Al Harthy spoke.", 1),
    ],
)
def test_unlike_endings_need_the_same_office(one, other, people):
    assert len(merged(one, other).participants) == people


def test_variants_merge_with_a_reason():
    result = merged(
        "Tajikistan's Interior Minister Sodiq Halimzoda spoke.",
        "Sadiq Halimzada, Minister of Internal Affairs of Tajikistan, spoke. Halimzada left.",
        "The Tajik interior minister, Sodiq Halimzoda, spoke.",
    )
    assert names(result) == ["Sodiq Halimzoda"]
    row = result.participants.iloc[0]
    assert row["participant"] == "sodiq-halimzoda"
    assert row["variants"] == ["Halimzada", "Sadiq Halimzada"]
    assert (row["sources"], row["mentions"]) == (["0.txt", "1.txt", "2.txt"], 4)
    assert "spelling" in row["reason"] and "same office and country (TJ)" in row["reason"]
    assert set(result.ids.values()) == {"sodiq-halimzoda"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran's minister Ali Karimi spoke.", "Oman's minister Ali Karimi spoke."),
        ("Iran's Interior Minister Hassan Karimi spoke.", "Iran's Interior Minister Hossein Karimi spoke."),
        ("Iran's Interior Minister Hassan Karimi spoke.", "Iranian wrestler Hasan Karimi won."),
        ("Interior Minister Sodiq Halimzoda of Tajikistan spoke.", "Rustam Halimzoda of Tajikistan spoke."),
    ],
)
def test_contradictions_stay_apart(one, other):
    result = merged(one, other)
    assert len(result.participants) == 2
    assert result.participants["participant"].is_unique


def test_a_short_form_joins_the_only_holder():
    result = merged("Iran's Interior Minister Hassan Karimi spoke.", "Iranian Interior Minister Karimi spoke.")
    assert names(result) == ["Hassan Karimi"]


def test_a_short_form_of_two_holders_joins_none():
    result = merged(
        "Iran's Deputy Interior Minister Hassan Karimi spoke.",
        "Iran's Deputy Interior Minister Reza Karimi spoke.",
        "Iranian Deputy Interior Minister Karimi spoke.",
    )
    assert len(result.participants) == 3


def test_change_of_office_is_kept_as_history():
    told = [
        source("a.txt", "Iran's Interior Minister Hassan Karimi spoke.", "2031-01-05"),
        source("b.txt", "Iran's Foreign Minister Hassan Karimi spoke.", "2032-01-05"),
    ]
    result = merge_people(told)
    assert list(result.participants["role"]) == ["Iran's Foreign Minister"]
    rows = appearance_rows(told, result)
    assert [row["role"] for row in rows] == ["Iran's Interior Minister", "Iran's Foreign Minister"]
    assert result.participants.iloc[0]["first"] == "2031-01-05"
    assert result.participants.iloc[0]["last"] == "2032-01-05"


def test_an_inferred_country_yields_to_a_stated_one():
    told = sources("MUSCAT – Interior Minister Hassan Karimi left.", "Iran's Interior Minister Hassan Karimi spoke.")
    result = merge_people(told)
    assert list(result.participants["countries"]) == [["IR"]]
    assert [row["countries"] for row in appearance_rows(told, result)] == [["IR"], ["IR"]]


def test_two_spellings_in_one_article_are_one_appearance():
    text = (
        "Tajikistan's Deputy Foreign Minister Sodiq Halimzoda signed a deal. "
        "Tajikistan's First Deputy Interior Minister, Colonel General Sodiq Halimzada, was also invited."
    )
    (row,) = appearance_rows(sources(text), merged(text))
    assert row["participant"] == "sodiq-halimzada"
    assert row["role"] == "Tajikistan's First Deputy Interior Minister"
    assert (row["countries"], row["rank"], row["present"]) == (["TJ"], "Colonel General", "yes")
    assert [span["text"][-9:] for span in row["evidence"]] == ["Halimzoda", "Halimzada"]


def test_a_counterpart_spelt_otherwise_is_one_person_of_the_article():
    text = (
        "Iran's Interior Minister Eldar Momenzadeh and his Tajik counterpart, Sodiq Halimzoda, have signed a deal. "
        "Tajikistan's Interior Minister, Colonel General Sodiq Halimzada, thanked him."
    )
    assert [person.variants for person in source("a", text).people.persons][1:] == [
        ("Sodiq Halimzoda", "Sodiq Halimzada")
    ]


def test_evidence_is_the_slice():
    text = "Ministers from Oman, Iraq and Iran attended. Oman's Foreign Minister Said Al Harthy spoke."
    told = sources(text, "The deputy foreign ministers of Iran and Oman held talks.")
    appearances = list(appearance_rows(told, merge_people(told)))
    for rows in (appearances, list(official_rows(told)), list(delegation_rows(told))):
        assert rows
        for row in rows:
            for span in row["evidence"]:
                assert span["text"] and set(span) == {"source", "start", "end", "text"}
    first = appearances[0]["evidence"][0]
    assert text[first["start"] : first["end"]] == first["text"] == "Oman's Foreign Minister Said Al Harthy"


def test_order_of_sources_does_not_matter():
    told = sources(
        "Iran's minister Ali Karimi spoke.",
        "Ali Karimy of Iran met Oman's Said Al Harthy.",
        "Saeed Al Harthi left.",
    )
    assert merge_people(told).participants.equals(merge_people(told[::-1]).participants)


def test_nothing_gives_empty_tables():
    result = merge_people([])
    assert len(result.participants) == len(list(appearance_rows([], result))) == 0
    assert "reason" in result.participants.columns


def corrections(tmp_path, text: str):
    path = tmp_path / "corrections.yml"
    path.write_text(text, encoding="utf-8")
    return read_corrections(path)


def test_corrections_win(tmp_path):
    texts = ("Iran's minister Ali Karimi spoke.", "Iran's minister Ali Karimy spoke.", "Oman's envoy Lu Bao spoke.")
    same = corrections(tmp_path, "people:\n  same:\n  - names: [Ali Karimi, Lu Bao]\n    reason: he moved\n")
    assert len(merged(*texts, corrections=same).participants) == 1
    apart = corrections(tmp_path, "people:\n  different:\n  - [Ali Karimi, Ali Karimy]\n")
    assert len(merged(*texts, corrections=apart).participants) == 3


def test_corrections_tell_namesakes_apart_by_source(tmp_path):
    texts = ("Iran's minister Ali Karimi spoke.", "Iran's minister Ali Karimi left.")
    apart = corrections(tmp_path, "people:\n  different:\n  - [Ali Karimi @ 0.txt, Ali Karimi @ 1.txt]\n")
    result = merged(*texts, corrections=apart)
    assert len(result.participants) == 2
    assert result.participants["participant"].is_unique


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("people: [", "not valid YAML"),
        ("- people", "named parts"),
        ("people: {equal: []}", "equal"),
        ("people: {same: {a: b}}", "list of lists"),
        ("people: {same: [[Ali Karimi]]}", "two names or more"),
        ("people: {same: [{names: [A, B], why: x}]}", "why"),
        ("people: {different: [[A, A]]}", "different from itself"),
        ("people: {same: [[A, B], [B, C]], different: [[A, C]]}", "both the same and different"),
    ],
)
def test_wrong_corrections_give_one_sentence(tmp_path, text, says):
    with pytest.raises(InputError, match=says) as error:
        corrections(tmp_path, text)
    assert str(error.value).startswith("corrections.yml") and str(error.value).endswith(".")


def test_unknown_name_in_corrections(tmp_path):
    known = corrections(tmp_path, "people: {same: [[Ali Karimi, Nobody Here]]}")
    with pytest.raises(InputError, match="Nobody Here"):
        merged("Iran's minister Ali Karimi spoke.", corrections=known)


def test_no_corrections(tmp_path):
    assert read_corrections(tmp_path / "corrections.yml").same == ()
    assert corrections(tmp_path, "").different == ()
    assert corrections(tmp_path, "events: []").same == ()

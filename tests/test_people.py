"""Names, offices, countries and presence, rule by rule, on one sentence each."""

from __future__ import annotations

import pytest

from analysis.layout import Block
from analysis.people import find_people, normal_office, same_office
from analysis.text import split_text


def read(text: str):
    return find_people(split_text(text, [(0, len(text))]))


def only(text: str):
    people = read(text)
    assert len(people.persons) == 1, [person.name for person in people.persons]
    return people.persons[0]


@pytest.mark.parametrize(
    ("text", "name", "role", "country"),
    [
        (
            "Narvia's neighbour Tajikistan's Minister of Internal Affairs, Sodiq Halimzoda, arrived.",
            "Sodiq Halimzoda",
            "Tajikistan's Minister of Internal Affairs",
            "TJ",
        ),
        (
            "Iran's top police commander, Brigadier General Rahmat Dorostkar, spoke.",
            "Rahmat Dorostkar",
            "Iran's top police commander",
            "IR",
        ),
        (
            "Omar Majid Khan, Secretary-General of the ECO, spoke.",
            "Omar Majid Khan",
            "Secretary-General of the ECO",
            "ECO",
        ),
        (
            "Iran's Deputy Minister of Interior for Security and Law Enforcement, Ali Asghar Pournia, left.",
            "Ali Asghar Pournia",
            "Iran's Deputy Minister of Interior for Security and Law Enforcement",
            "IR",
        ),
        (
            "The spokesman for Turkey's Interior Ministry, Kerem Aydogdu, said so.",
            "Kerem Aydogdu",
            "spokesman for Turkey's Interior Ministry",
            "TR",
        ),
        (
            "Lieutenant General Adel Bek Sadykov (Deputy Interior Minister of Kyrgyzstan) warned them.",
            "Adel Bek Sadykov",
            "Deputy Interior Minister of Kyrgyzstan",
            "KG",
        ),
        (
            "Former Kazakh Prime Minister Askar Mukhamedjanov wrote a book.",
            "Askar Mukhamedjanov",
            "Former Kazakh Prime Minister",
            "KZ",
        ),
        (
            "Secretary General of the Economic Cooperation Organization (ECO) Omar Majid Khan spoke.",
            "Omar Majid Khan",
            "Secretary General of the Economic Cooperation Organization (ECO)",
            "ECO",
        ),
        (
            "Ambassador of the Republic of Uzbekistan to Iran Baxtiyor Qodirov was received.",
            "Baxtiyor Qodirov",
            "Ambassador of the Republic of Uzbekistan to Iran",
            "UZ",
        ),
        ("Oman was represented at the talks by Colonel Jane Roe, who spoke first.", "Jane Roe", "", "OM"),
        ("Latvia will be represented by its Interior Minister John Poe.", "John Poe", "Interior Minister", "LV"),
    ],
)
def test_office_and_country(text, name, role, country):
    person = next(p for p in read(text).persons if p.name == name)
    assert person.role == role
    assert country in (*person.countries, *person.bodies)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"It was loud," said John Smithfield.', ["John Smithfield"]),
        ("Police Chief Wang Xiaoming met al-Mansour ibn Hatim on Monday.", ["Wang Xiaoming", "al-Mansour ibn Hatim"]),
        (
            "President Ann-Marie O'Dowd and Minister J. B. de la Cruz agreed.",
            ["Ann-Marie O'Dowd", "J. B. de la Cruz"],
        ),
        ("Tajik Interior Minister Sodiq\nHalimzoda arrived.", ["Sodiq Halimzoda"]),
        ("Hélène Marchetti’s speech was short.", ["Hélène Marchetti"]),
        ("Minister Nazarov met H.E. Dr. Yusuf bin Tariq Al Balushi.", ["Nazarov", "Yusuf bin Tariq Al Balushi"]),
        ("Kim Tae-ho, 45, and Park Sun-young, who lives in Busan, won.", ["Kim Tae-ho", "Park Sun-young"]),
        ("Her husband, Luis, was asleep.", ["Luis"]),
        ("The works were designed by Burt Ollerenshaw.", ["Burt Ollerenshaw"]),
    ],
)
def test_names(text, names):
    assert [person.name for person in read(text).persons] == names


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Internal Affairs and the Presidential Palace stand on Rudaki Avenue.",
        "They landed at Imam Khomeini International Airport and drove to Tehran's Azadi Square.",
        "The Nelson Mandela Foundation and the Khatlon Region signed the Tehran Declaration.",
        "Operation Rising Lion and the Second World War were discussed at the Summit Conference Hall.",
        "(Reporting by Jane Roe in London; Editing by John Doe)",
        "Photo: Daler Gulov",
        "Jane Roe in Kabul and John Doe in Doha contributed to this report.",
        "Belt and Road, the Silk Road and the Shanghai Cooperation Organization were mentioned.",
        "The Tajik was glad.",
        "A tanker Ali Bey sank near the town Nurek.",
    ],
)
def test_no_people(text):
    assert read(text).persons == ()


def test_possessive_is_no_part_of_a_name():
    people = read("President Bahrom Sattorov's visit was short. Sattorov’s plane left.")
    assert [mention.name for mention in people.mentions] == ["Bahrom Sattorov", "Sattorov"]
    assert all(people.persons[mention.person].name == "Bahrom Sattorov" for mention in people.mentions)


def test_counterpart_takes_the_office_and_its_own_country():
    people = read("Interior Minister Eldar Momenzadeh of Iran and his Tajik counterpart, Sodiq Halimzoda, talked.")
    halimzoda = next(person for person in people.persons if person.name == "Sodiq Halimzoda")
    assert (halimzoda.office, halimzoda.countries) == ("interior minister", ("TJ",))


def test_shared_office_is_parted_by_country():
    people = read("The interior ministers of Iran and Oman, Eldar Momenzadeh and Said Al Harthy, talked.")
    assert [(p.name, p.role, p.countries) for p in people.persons] == [
        ("Eldar Momenzadeh", "interior minister of Iran", ("IR",)),
        ("Said Al Harthy", "interior minister of Oman", ("OM",)),
    ]


def test_office_alone_refers_to_its_only_holder():
    text = "Tajik Interior Minister Sodiq Halimzoda arrived. The minister met nobody. He left."
    people = read(text)
    assert [text[start:end] for start, end, _ in people.references] == ["minister", "He"]
    assert people.officials == ()


MEN = "Iran's President Bahrom Sattorov met Iranian Interior Minister Eldar Momenzadeh. Omar Majid Khan, ECO secretary, came too. "


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "Echoing the president's remarks, Interior Minister Momenzadeh warned them. He cited aggression.",
            "Momenzadeh",
        ),
        ("Majid Khan went on. “As the minister noted, all is well,” he said.\n\nHe named three cases.", "Majid Khan"),
        ("“The president met the minister,” Khan said. He cited aggression.", "Majid Khan"),
        ("“The president is ill,” said Momenzadeh. He left.", "Momenzadeh"),
        ("According to Momenzadeh, the president is ill. He left.", "Momenzadeh"),
        ("Sattorov's plane brought Momenzadeh. He left.", ""),
        ("The talks were opened by Sattorov and led by Khan. He left.", ""),
        ("Sattorov and Momenzadeh talked. He left.", ""),
        ("Momenzadeh arrived. The Omani minister spoke. He left.", ""),
        ("Momenzadeh arrived. “He is ill,” a doctor said. He left.", ""),
        ("After meeting Sattorov, Momenzadeh flew home. He left.", "Momenzadeh"),
        ("During talks with Sattorov in Muscat, Momenzadeh thanked his hosts. He left.", "Momenzadeh"),
        ("The agency reported that Momenzadeh had arrived. He left.", "Momenzadeh"),
        ("Momenzadeh, who met Sattorov on Monday, spoke. It rained. He left.", "Momenzadeh"),
        ("Momenzadeh arrived. He met Momenzadeh. He left.", ""),
        ("Momenzadeh arrived. She left.", "Momenzadeh"),
        ("Momenzadeh arrived. She left. He spoke.", "Momenzadeh"),
    ],
)
def test_pronouns_mean_the_subject_or_nobody(text, meant):
    people = read(MEN + text)
    found = [people.persons[i].name for start, end, i in people.references if end - start < 4]
    assert [name[-len(meant) :] for name in found] == ([meant] if meant else [])


@pytest.mark.parametrize(
    "text",
    [
        "Minister Nazarov received the ambassador of Germany, Monika Iwersohn.",
        "On Monday, Yermek Nazarov received the ambassador of Germany, Monika Iwersohn.",
        "Yermek Nazarov met with the ambassador of Germany, Monika Iwersohn, in Muscat.",
        "Yermek Nazarov, who received the ambassador of Germany, Monika Iwersohn, left.",
    ],
)
def test_an_office_before_a_comma_and_a_name_belongs_to_that_name(text):
    nazarov, iwersohn = read(text).persons
    assert (iwersohn.role, iwersohn.countries) == ("ambassador of Germany", ("DE",))
    assert "ambassador" not in nazarov.role and nazarov.countries == ()


def test_somebody_is_what_a_verb_of_being_says():
    assert only("Sodiq Halimzoda is the ambassador of Germany.").role == "ambassador of Germany"
    assert only("Sodiq Halimzoda arrived as the ambassador of Germany.").role == "ambassador of Germany"


@pytest.mark.parametrize(
    "text",
    [
        "Iran, Tajikistan deepen security ties with high-level police chief visit.",
        "Oman hosted an interior minister summit.",
        "Oman's police chief meeting was long.",
        "Oman and Iraq spoke of the foreign minister post.",
        "Oman welcomed the interior minister.",
    ],
)
def test_an_office_that_describes_a_thing_or_has_no_country_is_no_official(text):
    assert read(text).officials == ()


def test_praise_is_no_part_of_an_office():
    assert [o.role for o in read("They met a senior Omani police chief and a top Iraqi minister.").officials] == [
        "Omani police chief",
        "Iraqi minister",
    ]


def test_no_official_of_a_heading_without_its_country():
    text = "Oman sends its delegation led by a deputy foreign minister\n\nIt rained."
    blocks = (Block(0, 58, "title"), Block(60, 69, "paragraph"))
    split = split_text(text, [(0, 58), (60, 69)])
    assert find_people(split, blocks=blocks).officials == ()
    assert [o.countries for o in find_people(split).officials] == [("OM",)]


def test_office_after_a_kinsman():
    people = read("His son, Rustam Sattorov, mayor of Dushanbe and chairman of the upper house, came along.")
    person = people.persons[0]
    assert (person.role, person.countries) == ("mayor of Dushanbe and chairman of the upper house", ("TJ",))


def test_another_name_of_the_body_in_brackets_before_a_rank():
    person = only("Iran's Law Enforcement Commander (FARAJA) Brigadier-General Rahmat Dorostkar left.")
    assert (person.role, person.rank) == ("Iran's Law Enforcement Commander", "Brigadier-General")


def test_the_deputy_of_one_named_otherwise():
    people = read("The mayor, Said Halim, came. The Tajik minister's deputy, Sodiq Halimzoda, spoke.")
    assert "mayor" not in people.persons[1].role


def test_minister_of_state_is_of_the_ministry_told_after():
    assert (
        only("Oman's Minister of State for Interior Said Halim spoke.").organisation == "Ministry of Interior of Oman"
    )


def test_a_bare_office_means_nobody_who_is_named_later():
    text = (
        "Echoing the president's remarks, they left. A letter of President Edmond Marchal came. The president is ill."
    )
    assert [start for start, _, _ in read(text).references] == [text.rindex("president")]


def test_office_alone_without_holder_is_an_official():
    people = read("The deputy foreign ministers of Iran and Tajikistan held talks by telephone.")
    assert [(o.role, o.countries) for o in people.officials] == [
        ("deputy foreign ministers of Iran and Tajikistan", ("IR", "TJ"))
    ]


def test_a_deputy_is_not_the_minister():
    text = "First Deputy Interior Minister of Oman Said Al Harthy met officials, including the Interior Minister of Oman."
    people = read(text)
    assert [person.name for person in people.persons] == ["Said Al Harthy"]
    assert [official.role for official in people.officials] == ["Interior Minister of Oman"]


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Tajik President Bahrom Sattorov received the guests.", "yes"),
        ("The guests were received by Tajik President Bahrom Sattorov.", "yes"),
        ("The guests sent greetings to Tajik President Bahrom Sattorov.", "no"),
        ("They recalled the visit of Tajik President Bahrom Sattorov to Oman.", "no"),
        ("Tajik President Bahrom Sattorov is expected to attend.", "unclear"),
        ("They were invited by Tajik President Bahrom Sattorov.", "unclear"),
        ("The late Bahrom Sattorov was a poet.", "no"),
        ("It was attended by Oman's King Said Al Harthy, Tajik President Bahrom Sattorov and others.", "yes"),
        ("Tajik President Bahrom Sattorov did not attend.", "no"),
    ],
)
def test_presence(text, present):
    assert next(p for p in read(text).persons if p.name == "Bahrom Sattorov").present == present


def test_delegations_of_a_list():
    people = read(
        "Ministers from Oman, Iraq, the Republic of Azerbaijan and Iran, along with the UN, attended the event."
    )
    assert {d.country for d in people.delegations} >= {"OM", "IQ", "AZ", "IR"}


def test_founders_are_no_delegations():
    assert read("Founded in 1985 by Iran, Turkey, and Pakistan, the body is active.").delegations == ()


@pytest.mark.parametrize(
    "role",
    [
        "Interior Minister",
        "Minister of Internal Affairs",
        "Minister of the Interior",
        "Tajik Minister of Internal Affairs",
    ],
)
def test_offices_are_normalised(role):
    assert normal_office(role) == "interior minister"


def test_same_office():
    assert same_office("Interior Minister", "Minister of Internal Affairs of Tajikistan")
    assert same_office("minister", "Minister of Defence")
    assert not same_office("Deputy Interior Minister", "Interior Minister")
    assert not same_office("Foreign Minister", "Interior Minister")
    assert not same_office("", "")


def test_countries_bodies_and_organisations_are_located():
    text = "Iran-Pakistan talks were held in Dushanbe, IRNA and the Tajik Foreign Ministry said, citing NATO."
    people = read(text)
    assert [(text[a:b], iso) for a, b, iso in people.countries] == [
        ("Iran", "IR"),
        ("Pakistan", "PK"),
        ("Dushanbe", "TJ"),
        ("Tajik", "TJ"),
    ]
    assert [(name, kind) for _, _, name, _, kind in people.organisations] == [
        ("IRNA", "agency"),
        ("Tajik Foreign Ministry", "ministry"),
        ("NATO", "body"),
    ]
    assert people.countries_in(0, 15) == ("IR", "PK")


def test_home_of_the_article_completes_offices():
    text = "MUSCAT – Interior Minister Said Al Harthy met Iran's police chief, Rahmat Dorostkar."
    people = read(text)
    assert {p.name: p.countries for p in people.persons} == {"Said Al Harthy": ("OM",), "Rahmat Dorostkar": ("IR",)}
    assert [p.inferred for p in people.persons] == [True, False]


def test_capitals_and_small_letters():
    text = "TAJIK PRESIDENT BAHROM SATTOROV MET IRANIAN FOREIGN MINISTER HOSSEIN KARIMI IN DUSHANBE ON MONDAY."
    for version in (text, text.lower()):
        people = read(version)
        assert people.note
        assert [person.name.lower() for person in people.persons] == ["bahrom sattorov", "hossein karimi"]
        assert [person.countries for person in people.persons] == [("TJ",), ("IR",)]


@pytest.mark.parametrize("foreign", ["Содиқ Ҳалимзода", "صادق حلیم‌زاده"])
def test_another_script_beside_a_name_is_a_variant(foreign):
    people = read(f"Tajik minister Sodiq Halimzoda ({foreign}) spoke. {foreign} left.")
    assert [person.name for person in people.persons] == ["Sodiq Halimzoda"]
    assert people.persons[0].variants == ("Sodiq Halimzoda", foreign)


@pytest.mark.parametrize(
    ("publication", "country"),
    [
        ("OM", "OM"),
        ("https://news.example.om/a/1", "OM"),
        ("https://example.co.uk/x", "GB"),
        ("https://example.com", ""),
    ],
)
def test_country_of_the_paper(publication, country):
    text = "Interior Minister Said Halim spoke about Iran."
    people = find_people(split_text(text), publication=publication)
    assert people.persons[0].countries == ((country,) if country else ())


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (
            "DUSHANBE – Tajikistan is ready. If President Edmond Marchal had met President Bahrom Sattorov, all were well.",
            {"Edmond Marchal": (), "Bahrom Sattorov": ()},
        ),
        (
            "DUSHANBE – Interior Minister Eldar Momenzadeh and his Tajik counterpart, Sodiq Halimzoda, met.",
            {"Eldar Momenzadeh": (), "Sodiq Halimzoda": ("TJ",)},
        ),
        (
            "DUSHANBE – Prime Minister Sodiq Halimzoda talked with President Edmond Marchal.",
            {"Sodiq Halimzoda": ("TJ",), "Edmond Marchal": ()},
        ),
        (
            "Tajikistan and Dushanbe rejoiced. Iran did not, and Minister Reza Rastin left. Tajikistan won.",
            {"Reza Rastin": ()},
        ),
        (
            "Tajikistan and Dushanbe rejoiced. Asked of Iran, they said: we phoned Minister Reza Rastin. Tajikistan won.",
            {"Reza Rastin": ()},
        ),
        ("The Tajik side was received by King Said.", {"Said": ()}),
        (
            "DUSHANBE – Spokesman Sodiq Halimzoda spoke of remarks by President Marchal and Chancellor Holt.",
            {"Marchal": (), "Holt": ()},
        ),
        ("DUSHANBE – They accused President Marchal.", {"Marchal": ()}),
        (
            "If President Edmond Marchal had met President Bahrom Sattorov, he had cut the Tajik knot. Tajikistan and "
            "Dushanbe wait.",
            {"Edmond Marchal": (), "Bahrom Sattorov": ()},
        ),
        ("DUSHANBE – The guests were received by President Bahrom Sattorov.", {"Bahrom Sattorov": ("TJ",)}),
        ("DUSHANBE – The guests met President Bahrom Sattorov.", {"Bahrom Sattorov": ("TJ",)}),
        ("DUSHANBE – President Bahrom Sattorov spoke.", {"Bahrom Sattorov": ("TJ",)}),
        (
            "DUSHANBE – Deputy Minister Sodiq Halimzoda and Ambassador Reza Rastin came.",
            {"Sodiq Halimzoda": ("TJ",), "Reza Rastin": ()},
        ),
        (
            "DUSHANBE – They met King Said II of Oman and Minister Reza Rastin of Iran.",
            {"Said": ("OM",), "Reza Rastin": ("IR",)},
        ),
        (
            "BISHKEK – The head of the State Committee for National Security, Kamchybek Toktogulov, spoke.",
            {"Kamchybek Toktogulov": ("KG",)},
        ),
        (
            "DUSHANBE – Police chief Rahmat Dorostkar came. Iran's top police commander Dorostkar spoke.",
            {"Rahmat Dorostkar": ("IR",)},
        ),
        (
            "They were received by Chinese leader Wang Xiaoming and King Said.",
            {"Wang Xiaoming": ("CN",), "Said": ()},
        ),
        ("Minister Nazarov received the ambassador of Germany, Monika Iwersohn.", {"Nazarov": ()}),
        (
            "DUSHANBE – Interior Minister Sodiq Halimzoda met Omani Interior Minister Said Halim.",
            {"Sodiq Halimzoda": ("TJ",), "Said Halim": ("OM",)},
        ),
        ("MUSCAT – President Bahrom Sattorov and Prime Minister Said Halim left.", {"Said Halim": ("OM",)}),
        ("ISLAMABAD – Foreign Office spokesperson Omar Majid Khan spoke.", {"Omar Majid Khan": ("PK",)}),
        ("Foreign Office spokesperson Omar Majid Khan spoke.", {"Omar Majid Khan": ()}),
        ("Britain's Foreign Office spokesperson John Smithfield spoke.", {"John Smithfield": ("GB",)}),
    ],
)
def test_a_country_is_read_from_the_context_only_with_reason(text, countries):
    found = {person.name: person.countries for person in read(text).persons}
    assert {name: found[name] for name in countries} == countries


def test_an_office_may_name_its_field_in_brackets():
    person = only("The group will be led by Secretary (Defence Production) Sanjeev Kumar.")
    assert (person.name, person.role) == ("Sanjeev Kumar", "Secretary (Defence Production)")


@pytest.mark.parametrize(
    "text",
    [
        "A worker was killed near Shamsiddin Shohin district on Monday.",
        "The treaties made the Wakhan a buffer. The Wakhan had no road.",
        "They agreed to explore two blocks in the Caspian, the companies said. The Caspian is shallow.",
    ],
)
def test_places_that_sound_like_names_are_no_people(text):
    assert read(text).persons == ()


def test_a_minister_of_energy_is_of_no_institution_called_energy():
    person = only("The document was signed in Astana before Energy Minister Erlan Nurpeisov.")
    assert (person.name, person.role) == ("Erlan Nurpeisov", "Energy Minister")
    assert "Ministry" in person.organisation or person.organisation == ""


def test_one_word_behind_an_office_and_of_is_a_company():
    people = read("A delegation headed by Maksat Babayev, chairman of Turkmengaz, arrived in Kabul.")
    assert [(person.name, person.role) for person in people.persons] == [("Maksat Babayev", "chairman of Turkmengaz")]


def test_a_deputy_secretary_general_is_no_general():
    person = only("NATO Deputy Secretary General Ingrid Vestergaard visited Finland on Monday.")
    assert (person.name, person.role, person.rank) == ("Ingrid Vestergaard", "NATO Deputy Secretary General", "")


def test_brothers_with_the_same_father_are_two():
    people = read(
        "Sheikh Abdullah bin Zayed Al Nahyan, Minister of Foreign Affairs, met Elchin Safarli on Monday. His Highness Sheikh "
        "Mohamed bin Zayed Al Nahyan, President of the UAE, visited Baku in 2024."
    )
    assert [person.name for person in people.persons if "bin" in person.name] == [
        "Abdullah bin Zayed Al Nahyan",
        "Mohamed bin Zayed Al Nahyan",
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Turkish Foreign Minister Kemal Arslan received Iraq's Ambassador to Ankara Majid Saleh on Monday. On Tuesday, "
            "Arslan spoke by phone with his Greek counterpart, Nikos Alexiou.",
            "Greek foreign minister",
        ),
        (
            "Secretary of the Security Council of Kazakhstan Gizat Sadenov held talks with his Uzbek counterpart Nikos Alexiou.",
            "Uzbek Secretary of the Security Council",
        ),
    ],
)
def test_a_counterpart_has_the_office_of_the_subject(text, role):
    assert [person.role for person in read(text).persons if person.name == "Nikos Alexiou"] == [role]


def test_a_style_in_letters_does_not_end_the_sentence():
    split = split_text("She will meet H.H. Sheikh Sultan Al Qasimi, Ruler of Sharjah.")
    assert len(split.sentences) == 1


def test_a_home_minister_is_not_of_the_country_whose_envoy_is_summoned():
    people = read(
        "The Ministry of External Affairs summoned Bangladesh's Acting High Commissioner Tanvir Rahman on Wednesday. "
        "Bangladesh rejected the charge. Home Minister Amit Rao is likely to chair a meeting on Bangladesh."
    )
    assert [person.countries for person in people.persons] == [("BD",), ()]


@pytest.mark.parametrize(
    ("text", "name", "role", "rank"),
    [
        ("The fifth person, businessman Aleksandr Y. Moshen, was listed.", "Aleksandr Y. Moshen", "businessman", ""),
        (
            "They freed the American citizen Thomas A. Whitcomb, who was held.",
            "Thomas A. Whitcomb",
            "",
            "",
        ),
        (
            "He said that External Affairs Minister S. Jaishan had left.",
            "S. Jaishan",
            "External Affairs Minister",
            "",
        ),
        (
            "Under Secretary of State for Civilian Security Uzma Zera spoke.",
            "Uzma Zera",
            "Under Secretary of State for Civilian Security",
            "",
        ),
        (
            "Senior Director for South and Central Asia Rear Admiral Eileen Laubach spoke.",
            "Eileen Laubach",
            "Senior Director for South and Central Asia",
            "Rear Admiral",
        ),
        ("Deputy Prime Minister Navruz Karimov left.", "Navruz Karimov", "Deputy Prime Minister", ""),
        ("Army spokesman Captain Bill Urban said so.", "Bill Urban", "Army spokesman", "Captain"),
        (
            "They met Yerlan Zhumagali, Deputy Prime Minister – Minister of National Economy.",
            "Yerlan Zhumagali",
            "Deputy Prime Minister – Minister of National Economy",
            "",
        ),
        (
            "They held Temirlan Sultanov, leader of Social Democrats, and others.",
            "Temirlan Sultanov",
            "leader of Social Democrats",
            "",
        ),
        (
            "Parliamentary Speaker Nurlan Turgun uulu said so.",
            "Nurlan Turgun uulu",
            "Parliamentary Speaker",
            "",
        ),
        (
            "Chairman of “Azerbaijan Railways” CJSC Rovshan Rustamov spoke.",
            "Rovshan Rustamov",
            "Chairman of “Azerbaijan Railways” CJSC",
            "",
        ),
        ("A soldier, Lance Naik Bahadar Khan, died.", "Bahadar Khan", "soldier", "Lance Naik"),
        (
            "The Ambassador-designate to Kabul, Ubaid Nizamani, arrived.",
            "Ubaid Nizamani",
            "Ambassador-designate to Kabul",
            "",
        ),
        (
            "Prince Khalid bin Salman, the defense minister and brother of the crown prince, called.",
            "Khalid bin Salman",
            "Prince, defense minister",
            "",
        ),
    ],
)
def test_offices_and_names_of_other_papers(text, name, role, rank):
    found = [(person.name, person.role, person.rank) for person in read(text).persons]
    assert found == [(name, role, rank)]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (
            "The Kyrgyz side was led by Nurdin Abdykal, deputy chairman of the committee, and the Tajik delegation by "
            "General Rustam Nazar's first deputy, Major General Sherali Mirzoev.",
            {"Nurdin Abdykal": ("KG",), "Sherali Mirzoev": ("TJ",)},
        ),
        (
            "National Security Advisor Jake Sully met in Washington with Deputy Prime Minister Sobir Karimov of Uzbekistan. "
            "Uzbekistan and the U.S. are friends of Uzbekistan. The Deputy Prime Minister was accompanied by Ambassador "
            "Furqat Siddiq.",
            {"Jake Sully": ("US",), "Sobir Karimov": ("UZ",), "Furqat Siddiq": ("UZ",)},
        ),
        (
            "Talks between Defence Minister Ivan Petrov and his Syrian counterpart were held in Damascus. Syria is glad.",
            {"Ivan Petrov": ()},
        ),
        (
            "BISHKEK – It is not known whether President Emomali Rahim will travel to Bishkek.",
            {"Emomali Rahim": ()},
        ),
        (
            "BRATISLAVA – The Russian operator Transoil confirmed it. Its spokesman, Igor Dyomin, said so.",
            {"Igor Dyomin": ("RU",)},
        ),
        (
            "BRATISLAVA – The company confirmed it. Its spokesman, Igor Dyomin, said so.",
            {"Igor Dyomin": ()},
        ),
        (
            "KABUL. Pakistan’s foreign ministry said it was over. Its spokesperson, Sadia Lodhi, ruled it out.",
            {"Sadia Lodhi": ("PK",)},
        ),
        (
            "In Kabul, Minister Isa Sani met the Special Representative of the President of Uzbekistan, Ismat Irgashev. "
            "Former president Ashraf Ghanizada fled.",
            {"Ismat Irgashev": ("UZ",), "Ashraf Ghanizada": ()},
        ),
    ],
)
def test_whose_country_the_words_around_tell(text, countries):
    found = {person.name: person.countries for person in read(text).persons}
    assert {name: found[name] for name in countries} == countries


def test_the_high_representative_is_of_the_union():
    person = only("Josep Borrel, High Representative for Foreign Affairs and Security Policy, spoke.")
    assert person.bodies == ("EU",)


def test_money_is_no_country():
    assert read("They signed a US$3.4 billion contract.").countries == ()


@pytest.mark.parametrize("office", ["DAPA Minister", "Union Minister", "Federal Minister"])
def test_what_is_no_field_makes_no_ministry(office):
    assert only(f"{office} Kiren Rijiju spoke.").organisation == ""


def test_the_headings_of_a_digest_tell_whose_the_offices_below_are():
    text = "Kyrgyzstan\nSpeaker Nurlan Turgunov spoke.\nTajikistan\nForeign Minister Sirojiddin Muhriddin left.\n"
    spans = [(a, b) for a, b in [(0, 10), (11, 42), (42, 52), (53, len(text))]]
    spans = [(a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in spans]
    kinds = ["heading", "paragraph", "heading", "paragraph"]
    blocks = tuple(Block(start, end, kind) for (start, end), kind in zip(spans, kinds, strict=True))
    people = find_people(split_text(text, spans), blocks=blocks)
    assert [person.countries for person in people.persons] == [("KG",), ("TJ",)]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("DAMASCUS – SOCAR President Rovshan Najafov spoke.", {"Rovshan Najafov": ()}),
        (
            "DAMASCUS – President Recep Tayyip Demir, who visited Damascus last month, spoke.",
            {"Recep Tayyip Demir": ()},
        ),
        ("DAMASCUS – Foreign Minister Hakan Fidanov is expected in Damascus.", {"Hakan Fidanov": ()}),
        (
            "DUSHANBE – The Iranian delegation was received by the Chairman of the State Committee, General Saimumin Yatimzoda.",
            {"Saimumin Yatimzoda": ("TJ",)},
        ),
        (
            "Uzbekistan’s Energy Minister Jurabek Mirzaev met Kyrgyzstan’s Energy Minister Talai Ibraev in Bishkek. Kyrgyzstan "
            "is glad. Former Energy Minister Alisher Sultanov left. Kyrgyzstan said so.",
            {"Alisher Sultanov": ()},
        ),
    ],
)
def test_whose_home_is_not_where_the_article_speaks_from(text, countries):
    found = {person.name: person.countries for person in read(text).persons}
    assert {name: found[name] for name in countries} == countries


def test_a_commissioner_of_the_union_is_of_no_country_and_of_no_international():
    person = only("KAZAKHSTAN – Commissioner for International Partnerships Jozef Siker spoke.")
    assert (person.bodies, person.organisation) == (("EU",), "")


def test_an_office_shared_by_countries_is_of_each():
    people = read(
        "Interior ministers of Kazakhstan, Yerzhan Sadenov, and of Uzbekistan, General Aziz Tashpulatov, met in Shymkent."
    )
    assert [(person.name, person.role, person.countries) for person in people.persons] == [
        ("Yerzhan Sadenov", "Interior minister", ("KZ",)),
        ("Aziz Tashpulatov", "Interior minister", ("UZ",)),
    ]


@pytest.mark.parametrize(
    ("text", "name", "role", "countries", "organisation"),
    [
        (
            "A senior adviser to the Finnish president, Erkki Halonen, said so.",
            "Erkki Halonen",
            "senior adviser to the Finnish president",
            ("FI",),
            "",
        ),
        (
            "Colonel Yaroslav Petrov, aide to the commander of Russia's Central Military District, came to Oslo.",
            "Yaroslav Petrov",
            "aide to the commander of Russia's Central Military District",
            ("RU",),
            "Central Military District",
        ),
        (
            "A spokesman for Norway's Prosecutor-General's Office, Viktor Hansen, declined to comment.",
            "Viktor Hansen",
            "spokesman for Norway's Prosecutor-General's Office",
            ("NO",),
            "Office",
        ),
        (
            "Iranian Deputy Foreign Minister for Asia and Oceania Mohsen Karimi left.",
            "Mohsen Karimi",
            "Iranian Deputy Foreign Minister for Asia and Oceania",
            ("IR",),
            "Ministry of Foreign Affairs of Iran",
        ),
        (
            "Tajik Energy and Industry Minister Sherali Karimov conceded that.",
            "Sherali Karimov",
            "Tajik Energy and Industry Minister",
            ("TJ",),
            "Ministry of Energy and Industry of Tajikistan",
        ),
        (
            "Afghanistan's Deputy Minister of Water and Energy, Ghulam Karimi, left.",
            "Ghulam Karimi",
            "Afghanistan's Deputy Minister of Water and Energy",
            ("AF",),
            "Ministry of Water and Energy of Afghanistan",
        ),
        (
            "French Armed Forces Minister Catherine Morel spoke.",
            "Catherine Morel",
            "French Armed Forces Minister",
            ("FR",),
            "Ministry of Armed Forces of France",
        ),
        (
            "Said Halim, Deputy Prime Minister and Minister of Interior of Oman, spoke.",
            "Said Halim",
            "Deputy Prime Minister and Minister of Interior of Oman",
            ("OM",),
            "Ministry of Interior of Oman",
        ),
        (
            "Colonel Lester Tan, commander of Singapore's First Flotilla, said so.",
            "Lester Tan",
            "commander of Singapore's First Flotilla",
            ("SG",),
            "First Flotilla",
        ),
        (
            "The shadow foreign secretary, Michael Hale, said so.",
            "Michael Hale",
            "shadow foreign secretary",
            (),
            "",
        ),
        (
            "Colonel Blaise Kouassi, then the defence attache at Ghana's embassy in Sofia, signed.",
            "Blaise Kouassi",
            "defence attache at Ghana's embassy",
            ("GH",),
            "",
        ),
        (
            "Colonel Jan Novak, Defense Attaché at the Embassy of Georgia in Oslo, came.",
            "Jan Novak",
            "Defense Attaché at the Embassy of Georgia",
            ("GE",),
            "Embassy of Georgia",
        ),
    ],
)
def test_offices_within_offices(text, name, role, countries, organisation):
    person = only(text)
    assert (person.name, person.role, person.countries, person.organisation) == (name, role, countries, organisation)


def test_the_name_of_a_unit_is_nobody():
    people = read("Jan Novak, a former commander of Serbian Gendarmerie's Kraljevo detachment, was arrested.")
    novak = next(person for person in people.persons if person.name == "Jan Novak")
    assert novak.role == "former commander of Serbian Gendarmerie's Kraljevo detachment"
    assert not any(person.role for person in people.persons if person is not novak)


LONG = (
    "Norway's parliament met. Norway and its neighbours are at odds, Norway's ministers say. Norway's army is small. "
    "In Norway the debate goes on.\n\n"
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russia remains a partner. Deputy Defense Minister Anatoly Drozdov came in July.", "Anatoly Drozdov"),
        ("The talks were cut short. Brigadier General Mehrdad Golshani came in July.", "Mehrdad Golshani"),
        ("Then-President Hassan Rashidi attended the summit.", "Hassan Rashidi"),
        ("Dita Novak, Director of the College, spoke.", "Dita Novak"),
    ],
)
def test_without_a_dateline_the_country_stays_open_where_it_may_be_another(text, name):
    found = {person.name: person.countries for person in read(LONG + text).persons}
    assert found[name] == ()


def test_whom_a_foreign_minister_meets_need_not_be_of_that_country():
    text = "The Finnish minister met Haluk Gorgun, the head of the Defense Industry Agency."
    assert all(person.countries != ("FI",) for person in read(LONG + text).persons)


def test_without_a_dateline_a_minister_is_of_the_country_told_of():
    found = {person.name: person.countries for person in read(LONG + "Defence Minister Ola Hansen spoke.").persons}
    assert found["Ola Hansen"] == ("NO",)


def test_an_external_affairs_minister_is_no_former_one():
    found = {
        person.name: person.countries for person in read(LONG + "External Affairs Minister Ola Hansen spoke.").persons
    }
    assert found["Ola Hansen"] == ("NO",)


def test_a_rank_beside_another_country_tells_nothing_of_the_dateline():
    text = "OSLO, 3 May (NTB) – Colonel Gul Ahmadi, a participant from the Afghan Border Police, was thanked."
    block = Block(0, text.index("–") + 2, "dateline")
    people = find_people(
        split_text(text, [(block.end, len(text))]), blocks=(block, Block(block.end, len(text), "paragraph"))
    )
    assert [person.countries for person in people.persons] == [()]


def test_a_dateline_of_two_countries_tells_none():
    text = (
        "MANILA/TOKYO -- Foreign Ministry spokesperson Lin Jian spoke. Japan and the Philippines met. Japan is glad."
    )
    blocks = (Block(0, 16, "dateline"), Block(16, len(text), "paragraph"))
    people = find_people(split_text(text, [(16, len(text))]), blocks=blocks)
    assert [person.countries for person in people.persons] == [()]


def test_a_counterpart_joined_to_another_is_his():
    people = read(
        "External Affairs Minister Ola Hansen said no meeting of Prime Minister Kari Lund and his Finnish counterpart, "
        "Timo Salo, was off."
    )
    salo = next(person for person in people.persons if person.name == "Timo Salo")
    assert (salo.role, salo.countries) == ("Finnish prime minister", ("FI",))


def test_a_district_is_nobody_who_bears_its_name():
    assert read("Troops clashed in the southern district of Shamsiddin Shohin on Monday.").persons == ()


def test_the_office_held_now_goes_before_one_held_once():
    person = only(
        "Jan Kos, a former commander of the Norwegian Army's 92nd Armoured Division, came. Norway's deputy minister Jan "
        "Kos spoke."
    )
    assert person.role == "Norway's deputy minister"


@pytest.mark.parametrize(
    ("text", "countries", "organisation"),
    [
        ("Jan Berg, ambassador to Germany and former prime minister, spoke.", (), ""),
        ("Shadow Minister Jan Berg spoke.", (), ""),
        (
            "Jan Berg, the former finance minister of Norway, said so. Lawyer Jan Berg left.",
            ("NO",),
            "Ministry of Finance of Norway",
        ),
    ],
)
def test_what_an_office_does_not_tell(text, countries, organisation):
    person = only(text)
    assert (person.countries, person.organisation) == (countries, organisation)
    assert person.role != "Lawyer"


def test_an_initial_and_the_family_name_are_of_the_one_named_in_full():
    text = (
        "OSLO, 3 May 2025 – Defence Minister of Kazakhstan Erlan Dosmuhanov was received by Envoy Rauf Hajizada.\n\n"
        "Expressing gratitude, E. Dosmuhanov said that the ties were close. R. Hajizada emphasized peace.\n"
    )
    assert [person.name for person in read(text).persons] == ["Erlan Dosmuhanov", "Rauf Hajizada"]


def test_a_side_named_behind_an_official_is_not_his():
    text = (
        "BANGKOK, 3 May 2025 – Lieutenant General Anan Kaew, commander of the Second Army, repeated that the first shots came "
        "from the Cambodian side.\n\nThai Defence Minister Prasert Wong and his Cambodian counterpart, Defence Minister Sok "
        "Vann, spoke for an hour.\n"
    )
    found = {person.name: person.countries for person in read(text).persons}
    assert found["Anan Kaew"] != ("KH",)
    assert found["Sok Vann"] == ("KH",)


def test_a_head_of_government_another_state_is_asked_about_is_not_of_the_dateline():
    text = (
        "BANGKOK, 3 May 2025 – Thailand’s prime minister will travel to Vientiane.\n\nCambodian government spokesman Chea Rithy "
        "would not say whether Prime Minister Keo Samnang would attend.\n"
    )
    found = {person.name: person.countries for person in read(text).persons}
    assert found["Keo Samnang"] != ("TH",)
    assert found["Chea Rithy"] == ("KH",)

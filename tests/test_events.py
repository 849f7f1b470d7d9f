"""Events of single invented articles."""

import pytest

from analysis.events.clauses import clause_of
from analysis.events.triggers import direct_speech
from analysis.reading import read_article
from tests.test_tables import article

LINE = "March 3, 2024 - 18:00\nOSLO – "


def events(text, published=""):
    return read_article(article(text, published=published)).events


def brief(text, published=""):
    return [(e.kind, e.status, e.date) for e in events(text, published)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway’s Justice Minister Kari Lund met Ana Ferreira on Friday.", ("meeting", "reported", "2024-03-01")),
        ("Foreign Minister Ana Ferreira arrived in Oslo on Saturday.", ("visit", "reported", "2024-03-02")),
        ("Ferreira and Lund signed a treaty on Sunday.", ("signing", "reported", "2024-03-03")),
        ("The two sides will sign a treaty on 9 May 2024.", ("signing", "planned", "2024-05-09")),
        ("A summit is expected to be held in Oslo in April.", ("meeting", "planned", "2024-04")),
        ("The council was founded in 1952.", ("founding", "background", "1952")),
        ("Joint exercises were held near Narvik last month.", ("exercise", "background", "2024-02")),
        (
            "The ministers talked by phone on Saturday, after a phone call on Friday.",
            ("call", "reported", "2024-03-02"),
        ),
    ],
)
def test_kind_status_and_date_follow_the_words(sentence, expected):
    assert expected in brief(LINE + sentence + "\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers meet every year.",
        "Norway hopes to sign a treaty.",
        "The talks aim to strengthen trade.",
        "“We will meet again and sign a treaty,” she hopes.",
        "Both sides stressed the need to hold talks.",
        "The relevant signed documents were published.",
    ],
)
def test_habits_hopes_and_aims_are_no_events(sentence):
    found = [e for e in events(LINE + sentence + "\n") if e.status != "planned" and e.kind != "statement"]
    assert found == []


def test_what_one_speaker_says_on_one_occasion_is_one_event():
    text = (
        LINE
        + "Foreign Minister Ana Ferreira met Kari Lund on Sunday. Ferreira stressed trade. Ferreira also said that "
        "borders matter.\nLater, speaking at a press conference, Ferreira praised the talks.\n"
    )
    said = [e for e in events(text) if e.kind == "statement"]
    assert len(said) == 2
    assert len(said[0].evidence) == 2
    assert said[0].date == "2024-03-03"
    assert said[0].basis == "inferred"


def test_the_meeting_is_the_one_told_before():
    text = (
        LINE + "Foreign Minister Ana Ferreira held talks with Justice Minister Kari Lund in Oslo on Saturday.\n"
        "The meeting took place at the ministry.\n"
    )
    meetings = [e for e in events(text) if e.kind == "meeting"]
    assert len(meetings) == 1
    assert len(meetings[0].evidence) == 2


def test_later_carries_the_day_on_and_nothing_else_does():
    text = (
        "On Tuesday, 5 March 2024, Foreign Minister Ana Ferreira arrived in Oslo.\nLater, the ministers of both countries "
        "held talks.\nMeanwhile the agency reports that a memorandum was signed.\n"
    )
    found = {e.kind: e for e in events(text)}
    assert (found["meeting"].date, found["meeting"].basis) == ("2024-03-05", "inferred")
    assert "Later" in found["meeting"].reason
    assert (found["signing"].date, found["signing"].basis) == ("", "none")


def test_a_line_is_in_the_words_of_the_source_with_the_pronoun_in_brackets():
    text = (
        "Norway’s Justice Minister Kari Lund arrived in Lisbon on 5 March 2024. She signed a treaty on 6 March 2024, "
        "according to the ministry.\n"
    )
    signing = next(e for e in events(text) if e.kind == "signing")
    assert signing.what == "[Kari Lund] signed a treaty on 6 March 2024"
    assert signing.attributed_to == "the ministry"


def test_direct_speech_and_clauses():
    text = "He said: “We met. We left,” and went. “More"
    assert [text[a:b] for a, b in direct_speech(text)] == ["“We met. We left,", "“More"]
    sentence = "Lund met Silva, who had arrived on Monday, while others left"
    assert sentence[slice(*clause_of(sentence, (0, len(sentence)), 5))] == "Lund met Silva"


def test_quotations_have_their_speakers():
    text = (
        "Foreign Minister Ana Ferreira came. “We share this long border,” Ferreira said. “It must be safe for all,” she added.\n"
        "“Nobody knows who said this.”\n"
    )
    reading = read_article(article(text))
    names = [reading.people.persons[q.speaker].name if q.speaker is not None else "" for q in reading.quotations]
    assert names == ["Ana Ferreira", "Ana Ferreira", ""]


def test_an_article_without_any_date_has_open_events():
    text = "Foreign Minister Ana Ferreira met Justice Minister Kari Lund. They signed an agreement.\n"
    assert {e.date for e in events(text)} == {""}
    assert all(e.basis == "none" for e in events(text))


def test_a_day_that_nothing_fixes_stays_open_with_what_is_known():
    visit = next(
        e for e in events("Foreign Minister Ana Ferreira arrived in Oslo on Tuesday.\n") if e.kind == "visit"
    )
    assert (visit.date, visit.basis) == ("", "none")
    assert visit.reason == "the text says “Tuesday”; nothing fixes which"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ana Ferreira met Kari Lund in Bergen on Friday and signed a treaty.",
            ("signing", "reported", "2024-03-01"),
        ),
        (
            "Ministers adopted a plan on Friday as they concluded their fifth meeting.",
            ("meeting", "reported", "2024-03-01"),
        ),
        (
            "On 5 February Ana Ferreira visited Oslo. Less than a month after her visit the two countries signed a treaty.",
            ("signing", "background", "2024-02-05/2024-03-05"),
        ),
        (
            "Two days before her visit on Saturday Ana Ferreira said little. Rescuers reached Narvik on Saturday, "
            "a day after a quake killed six people.",
            ("other", "reported", "2024-03-01"),
        ),
        ("The ferry line opened on Saturday.", ("other", "reported", "2024-03-02")),
        ("The border talks began on Saturday.", ("meeting", "reported", "2024-03-02")),
        ("The bridge will open on 9 May 2024.", ("other", "planned", "2024-05-09")),
        ("They agreed to put off the summit until 9 May 2024.", ("agreement", "reported", "2024-03-03")),
        ("The Foreign Ministry condemned the attack on Saturday.", ("statement", "reported", "2024-03-02")),
    ],
)
def test_what_a_sentence_as_a_whole_fixes(text, expected):
    lead = "Ana Ferreira and Kari Lund held talks in Oslo on Sunday. "
    assert expected in brief(LINE + lead + text + "\n")


@pytest.mark.parametrize(
    "text",
    [
        "More than a month after her visit the two countries signed a treaty.",  # how much more is not told
        "Two months after her visit the two countries signed a treaty.",  # to the day it is not told
    ],
)
def test_a_distance_that_names_no_day_leaves_the_event_open(text):
    made = brief(f"On 5 February 2024 Ana Ferreira visited Oslo. {text}\n")
    assert [date for kind, _, date in made if kind == "signing"] == [""]


@pytest.mark.parametrize(
    "text",
    ["Drills are held in Narvik to train conscripts.", "The ferry line opened.", "Rebels would be met with force."],
)
def test_what_goes_on_as_a_rule_or_has_no_date_is_no_event(text):
    assert [e for e in events(LINE + text + "\n") if e.kind in ("exercise", "meeting", "other")] == []


def test_a_pronoun_behind_the_day_takes_part():
    made = read_article(
        article(LINE + "Foreign Minister Ana Ferreira arrived on Friday. On Saturday she met Kari Lund.\n")
    )
    names = [[made.people.persons[i].name for i in e.people] for e in made.events if e.kind == "meeting"]
    assert names == [["Ana Ferreira", "Kari Lund"]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Customs officers found nine kilos of heroin on Saturday.", ("other", "reported", "2024-03-02")),
        ("Norway reopened the Storskog crossing on Friday.", ("other", "reported", "2024-03-01")),
        ("The mixed commission was formed in July 1992.", ("founding", "background", "1992-07")),
        ("The treaty was concluded in Bergen on 26 December 1996.", ("signing", "background", "1996-12-26")),
        ("A parcel will reach Narvik on 9 May 2024.", ("other", "planned", "2024-05-09")),
        ("Heads of the two services convene in Bergen on 9 May 2024.", ("meeting", "planned", "2024-05-09")),
        ("• May 2019: Oslo and Lisbon sign a fisheries treaty", ("signing", "background", "2019-05")),
        ("Ana Ferreira called on President Nils Berg on Saturday.", ("meeting", "reported", "2024-03-02")),
        ("Ana Ferreira called on both sides on Saturday to talk.", ("statement", "reported", "2024-03-02")),
    ],
)
def test_a_date_makes_an_event_of_a_verb_that_no_lexicon_lists(sentence, expected):
    lead = "Ana Ferreira and Kari Lund held talks in Oslo on Sunday.\n\n"
    assert expected in brief(LINE + lead + sentence + "\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "Exports rose by a tenth in February.",
        "The port was quiet on Saturday.",
        "Ana Ferreira said on Saturday that borders matter.",
        "Today’s threats are mixed, he warned.",
        "Kari Lund warned that today’s threats have moved into cyberspace.",
        "Nobody crossed the border on Saturday.",
        "The plan of measures for 2024–2026 lies in a drawer.",
        "The ban could be lifted on Saturday.",
    ],
)
def test_a_date_beside_a_state_a_number_or_a_maybe_makes_none(sentence):
    found = [e for e in events(LINE + sentence + "\n") if e.kind != "statement"]
    assert found == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A final investment decision is expected in May 2024.", "other"),
        ("The next summit is expected in May 2024.", "meeting"),
        ("Foreign Minister Ana Ferreira is expected in Oslo in May 2024.", "visit"),
    ],
)
def test_what_is_expected_in_a_month_is_no_visit(sentence, kind):
    assert (kind, "planned", "2024-05") in brief(LINE + sentence + "\n")


@pytest.mark.parametrize(
    ("sentence", "there"),
    [
        (
            "Analyst Kari Lund of the think-tank Fjord Watch said a similar accord, signed in May 2022, had lapsed.",
            [],
        ),
        ("Defence analyst Kari Lund said Minister Ana Ferreira signed the accord in May 2022.", ["Ana Ferreira"]),
        ("Minister Kari Lund said she signed the accord in May 2022.", ["Kari Lund"]),
        ("Minister Kari Lund, who spoke in Oslo, signed the accord in May 2022.", ["Kari Lund"]),
    ],
)
def test_who_only_tells_of_a_signing_takes_no_part_in_it(sentence, there):
    reading = read_article(article(LINE + sentence + "\n"))
    signing = next(event for event in reading.events if event.kind == "signing")
    assert [reading.people.persons[person].name for person in signing.people] == there


@pytest.mark.parametrize("quote", ["“{}”", '"{}"'])
def test_a_date_in_what_somebody_says_is_not_when_it_was_said(quote):
    words = quote.format("This road will be opened in 2030, not a day later,")
    assert ("statement", "reported", "") in brief(f"{LINE}{words} Minister Kari Lund said.\n")


def test_what_follows_does_not_take_the_day_of_what_is_told_aside():
    text = (
        "OSLO, Nov. 19 (NTB) – The line, construction of which started on Dec. 27, 2024, will link Oslo to Bergen.\n"
        "Minister Kari Lund met Ana Ferreira. The two sides agreed to hold more talks.\n"
    )
    assert ("agreement", "reported", "") in brief(text)


def test_greetings_are_no_presence_and_a_visiting_minister_is_from_abroad():
    text = (
        "November 6, 2033\n\nISLAMABAD: Pakistan's Railways Minister Hanif Rao met Uzbekistan's Transport Minister Ilkhom "
        "Makhkamov on Wednesday.\nLater, the visiting minister called on Prime Minister Shahbaz Mirza and conveyed "
        "greetings from President Shavkat Yusupov.\n"
    )
    reading = read_article(article(text))
    call = next(event for event in reading.events if "called on" in event.what)
    assert [reading.people.persons[person].name for person in call.people] == ["Ilkhom Makhkamov", "Shahbaz Mirza"]


def test_both_sides_are_the_two_that_fit_what_is_known():
    text = (
        LINE
        + "Norway’s envoy Kari Lund met envoys of Kenya and Chad.\nNorwegian Prime Minister Ana Berg recalled that she "
        "had visited Lima in February, when both sides signed a protocol.\n"
    )
    signing = next(event for event in events(text) if event.kind == "signing")
    assert signing.countries == ("NO", "PE")


def test_a_day_told_again_in_brackets_makes_no_second_event():
    text = "1404/08/11\n\nA delegation headed by Maksat Babayev arrived in Kabul today (Sunday) to discuss the pipeline.\n"
    assert [(e.kind, e.date) for e in events(text)] == [("visit", "2025-11-02")]


def test_a_date_behind_another_time_and_verb_is_not_that_of_the_first_verb():
    text = (
        LINE
        + "It was signed by the president less than 24 hours later and came into force at midnight on Saturday.\n"
    )
    assert ("signing", "reported", "") in brief(text)
    assert ("signing", "reported", "2024-03-02") not in brief(text)


def test_since_the_election_of_a_day_dates_nothing_else():
    found = brief(
        LINE + "On Friday the speaker accused the envoy of meddling since the disputed election of 26 October 2023.\n"
    )
    assert {date for _, _, date in found} == {"2024-03-01"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Minister Rao Singh met Suren Papikyan.\n\n“Had a very good meeting with my friend,” Singh posted on X.",
            "Rao Singh",
        ),
        ("Minister Kari Lund argued that the pact was “far from what we had hoped for”.", "Kari Lund"),
        (
            "Speaker Shalva Lomidze accused the envoy of having “bankrolled extremists for three years”.",
            "Shalva Lomidze",
        ),
        ("Ana Berg met Kari Lund in the “House of Friendship and Peace” in Oslo.", None),
        ("Minister Kari Lund launched the programme “Safe Roads for All Children”.", None),
    ],
)
def test_any_verb_of_speech_tells_the_speaker_and_others_do_not(text, speaker):
    reading = read_article(article(LINE + text + "\n"))
    [quotation] = reading.quotations
    found = None if quotation.speaker is None else reading.people.persons[quotation.speaker].name
    assert found == speaker


@pytest.mark.parametrize(
    ("text", "expected", "absent"),
    [
        (
            "Interior Minister Ali Khan said the attackers, who crossed the border in May, were trained abroad.",
            ("statement", "reported", ""),
            "2023-05",
        ),
        (
            "Ana Ferreira met Kari Lund on Friday.\nNoting that next year marks the 65th anniversary of the establishment of "
            "ties, Ferreira said trade grew.",
            ("meeting", "reported", "2024-03-01"),
            "2025",
        ),
        (
            "Minister Kari Lund said on Friday that talks would resume on March 9.",
            ("meeting", "planned", "2024-03-09"),
            "",
        ),
        ("The summit is scheduled for 12 November 2024 in Baku.", ("meeting", "planned", "2024-11-12"), ""),
        (
            "Minister Kari Lund rejected the criticism. “Our courts are independent,” she said on Friday.",
            ("statement", "reported", "2024-03-01"),
            "",
        ),
        (
            "Ana Ferreira visited Oslo on 17-19 February. During that trip, the parties signed a memorandum.",
            ("signing", "reported", "2024-02-17/2024-02-19"),
            "",
        ),
        ("Police launched an investigation on Friday.", ("other", "reported", "2024-03-01"), ""),
        (
            "Minister Kari Lund made the remarks in a meeting with Minister Ana Ferreira on Friday.",
            ("meeting", "reported", "2024-03-01"),
            "",
        ),
        (
            "Minister Kari Lund and Ambassador Ana Ferreira discussed bilateral contacts at a meeting in Oslo.",
            ("meeting", "reported", ""),
            "",
        ),
    ],
)
def test_what_news_agencies_say_is_dated_and_named_as_meant(text, expected, absent):
    found = brief(LINE + text + "\n")
    assert expected in found
    assert not absent or not any(date.startswith(absent) for _, _, date in found)


@pytest.mark.parametrize(
    "text",
    [
        "Minister Kari Lund said on Friday that President Ana Ferreira had no plans to visit Baku in the near future.",
        "Spokeswoman Kari Lund denied on Friday that Minister Ana Ferreira would visit Baku.",
    ],
)
def test_a_visit_that_is_denied_is_not_planned(text):
    assert {kind for kind, _, _ in brief(LINE + text + "\n")} == {"statement"}


@pytest.mark.parametrize(
    ("text", "kind", "there"),
    [
        (
            "Envoy Anna Kovacs visited Oslo on Friday, where she met with President Ana Ferreira and Minister Kari Lund.",
            "meeting",
            ["Anna Kovacs", "Ana Ferreira", "Kari Lund"],
        ),
        (
            "The attack on Friday hit the main market, army spokesman Colonel Tariq Rahmani told reporters.",
            "other",
            [],
        ),
        (
            "After a meeting with Minister Ana Ferreira on Friday, Kari Lund told reporters that borders matter.",
            "meeting",
            ["Ana Ferreira", "Kari Lund"],
        ),
        (
            "Ana Ferreira and Kari Lund signed the accord on Friday, ending a dispute that led to clashes in April 2021.",
            "other",
            [],
        ),
        (
            "France’s minister, Ana Ferreira, is expected in Oslo, where the deputies met on Friday.",
            "meeting",
            [],
        ),
        (
            "Ana Ferreira, who returned Thursday from a trip to Bergen, met there with Kari Lund on Friday.",
            "meeting",
            ["Ana Ferreira", "Kari Lund"],
        ),
        (
            "Ana Ferreira, who returned Thursday from a trip to Bergen, met there with Kari Lund on Friday.",
            "other",
            ["Ana Ferreira"],
        ),
        (
            "A truce was signed on the sidelines of the summit in Oslo on Friday by Ana Ferreira and Kari Lund.",
            "signing",
            ["Ana Ferreira", "Kari Lund"],
        ),
        (
            "The first meeting was held in Oslo on Friday, a day after President Kari Lund returned from a visit to Peru.",
            "meeting",
            [],
        ),
        (
            "The ministry’s spokesman, Kari Lund, said that a meeting of three countries was held on Friday.",
            "meeting",
            [],
        ),
        (
            "Kari Lund conveyed condolences over the death of former minister Ana Ferreira, who passed away on Friday.",
            "other",
            ["Ana Ferreira"],
        ),
        (
            "Gunmen abducted three workers on Friday, said Kari Lund, an administrator.",
            "other",
            [],
        ),
        (
            "Kari Lund handed over an invitation to the forum to be held on 9 May.",
            "meeting",
            [],
        ),
        (
            "The two sides signed a roadmap on the agreement reached during President Kari Lund’s visit to Lima.",
            "signing",
            [],
        ),
    ],
)
def test_who_takes_part_and_who_only_tells(text, kind, there):
    reading = read_article(article(LINE + text + "\n"))
    event = next(event for event in reading.events if event.kind == kind)
    assert sorted(reading.people.persons[person].name for person in event.people) == sorted(there)


def test_the_post_of_an_ambassador_is_not_where_somebody_met_him():
    [event] = events(LINE + "Norwegian Minister Kari Lund met Kenya's Ambassador to Lima Ana Ferreira on Friday.\n")
    assert event.place == ""


def test_a_month_that_goes_on_with_another_makes_no_event_of_its_own():
    found = brief(
        LINE
        + "Ana Ferreira signed the accord, ending a dispute that led to clashes in April 2021 and September 2022.\n"
    )
    assert "2022-09" not in {date for _, _, date in found}


@pytest.mark.parametrize(
    "text",
    [
        "Kari Lund will not meet Ana Ferreira on Friday.",
        "The ministers’ meeting, tentatively set for Friday in Oslo, did not take place.",
        "He dismissed as baseless a report that Kari Lund had visited Oslo on Friday.",
        "Kari Lund spoke with Ana Ferreira, formerly minister of energy (2016-2019).",
    ],
)
def test_what_did_not_happen_and_years_in_brackets_are_no_dated_events(text):
    assert [e for e in events(LINE + text + "\n") if e.date and e.kind != "statement"] == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Minister Kari Lund, who received Ana Ferreira on Friday, said that the talks were frank.", "Kari Lund"),
        ("Minister Kari Lund met Ana Ferreira in Oslo, pledged protection for workers.", "Kari Lund"),
        ("“We will not leave,” Kari Lund told Ana Ferreira, who asked.", "Kari Lund"),
    ],
)
def test_who_speaks_is_not_who_is_only_mentioned(text, speaker):
    reading = read_article(article(LINE + text + "\n"))
    said = [e for e in reading.events if e.kind == "statement"]
    assert [reading.people.persons[e.people[0]].name for e in said] == [speaker]


def test_a_quotation_is_not_of_whom_the_sentence_before_or_after_names():
    text = (
        "It is open whether President Kari Lund will go. A diplomat, who asked not to be named, said “nothing of the sort is "
        "planned.”\n\nThe spokesman, Ana Ferreira, confined himself to a sentence: “The talks will go on now.” Minister Ole "
        "Berg said that he was glad.\n"
    )
    reading = read_article(article(LINE + text))
    assert [q.speaker is not None and reading.people.persons[q.speaker].name for q in reading.quotations] == [
        False,
        "Ana Ferreira",
    ]


def test_a_quotation_may_be_signed_in_the_line_below():
    text = "“Those who harm people will be held to account.”\n\nAnna Petrova, High Representative for Peace\n\nThe ministers met on Friday.\n"
    reading = read_article(article(LINE + "The ministers met.\n\n" + text))
    assert [reading.people.persons[q.speaker].name for q in reading.quotations] == ["Anna Petrova"]


def test_a_title_before_a_speaker_ends_no_sentence():
    text = "Minister Kari Lund left. “I would go by our release,” Mr. Lund said at the briefing.\n"
    reading = read_article(article(LINE + text))
    assert [reading.people.persons[q.speaker].name for q in reading.quotations] == ["Kari Lund"]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Officials held talks in the Peruvian town of Isfana on Friday.", "meeting", "Isfana"),
        ("Kari Lund met Ana Ferreira in Uzhhorod on Friday.", "meeting", "Uzhhorod"),
        ("Kari Lund met Ana Ferreira in English on Friday.", "meeting", ""),
        ("The text was initialled on Friday and is to be signed in Lima on 9 May.", "signing", ""),
        ("The house ratified on Friday the treaty that was signed in Lima.", "agreement", ""),
        ("Kari Lund handed over an invitation to the Astana International Forum on Friday.", "other", ""),
    ],
)
def test_where_it_was(text, kind, place):
    assert [e.place for e in events(LINE + text + "\n") if e.kind == kind] == [place]


def test_the_month_of_may_is_neither_a_maybe_nor_a_name():
    text = (
        "On 12 May ministers signed a treaty. In May Ivan Petrov visited Oslo. On 12 May Petrov met Ana Ferreira.\n"
    )
    reading = read_article(article("June 3, 2024 - 18:00\nOSLO – " + text))
    assert [(e.kind, e.date) for e in reading.events] == [
        ("signing", "2024-05-12"),
        ("visit", "2024-05"),
        ("meeting", "2024-05-12"),
    ]
    assert sorted(person.name for person in reading.people.persons) == ["Ana Ferreira", "Ivan Petrov"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last month Norway’s Energy Agency announced that it was late.", ("statement", "2024-02", "")),
        (
            "On 12 October 2023, the Council called for sanctions after the false election of 9 August 2023.",
            ("statement", "2023-10-12", ""),
        ),
        (
            "The ministers will meet in Lima in the second half of June, TASS reported on Monday.",
            ("meeting", "2024-06", "Lima"),
        ),
        ("Police killed four in an operation launched on Friday night.", ("other", "2024-03-01", "")),
        ("The accord enters into force on 1 June and is valid until 2030.", ("other", "2024-06-01", "")),
        ("She was born in Lima, studied in Peru and was appointed minister on 1 March.", ("other", "2024-03-01", "")),
    ],
)
def test_the_day_and_place_of_what_is_told(text, expected):
    found = [(e.kind, e.date, e.place) for e in events(LINE + text + "\n")]
    assert expected in found
    assert {date for kind, date, _ in found if kind == expected[0]} == {expected[1]}


@pytest.mark.parametrize(
    "text",
    [
        "Norway will receive two patrol boats in May.",
        "Kari Lund told the Herald over the phone that it was late.",
        "Ministers will return to the issue on 9 May.",
        "Minister Ana Ferreira on Friday received a written message, delivered by Ambassador Kari Lund.",
    ],
)
def test_what_only_sounds_like_a_meeting_a_call_or_a_visit(text):
    assert {e.kind for e in events(LINE + text + "\n")} <= {"statement", "other"}


def test_who_tells_something_in_a_call_takes_part_in_it():
    text = "Minister Kari Lund told Ana Ferreira in a phone call on Friday that they should help.\n"
    reading = read_article(article(LINE + text))
    [call] = [e for e in reading.events if e.kind == "call"]
    assert [reading.people.persons[p].name for p in call.people] == ["Kari Lund", "Ana Ferreira"]


def test_a_date_set_aside_is_not_that_of_the_main_verb():
    text = "On the eve of the summit, which opens on 9 May, Kari Lund met Ana Ferreira.\n"
    found = [(e.kind, e.date, e.status, len(e.people)) for e in events(LINE + text)]
    assert found == [("other", "2024-05-09", "planned", 0), ("meeting", "", "reported", 2)]


def test_a_claim_has_its_claimant():
    [event] = [e for e in events(LINE + "A blogger claimed that Norway attacked a ship on Friday.\n") if e.date]
    assert event.attributed_to == "A blogger"


def test_news_without_a_day_stays_open_in_a_report_of_several_days():
    text = "Ana Ferreira met Kari Lund in Oslo on Sunday. A strike hit Bergen on Friday.\n\nThe ministry denied any loss.\n"
    assert ("statement", "reported", "") in brief(LINE + text)


def test_the_day_beside_a_verb_of_saying_is_when_it_was_said():
    assert ("statement", "reported", "2024-02-20") in brief(
        LINE + "Minister Kari Lund 20 February said it was late.\n"
    )


def test_two_men_last_met_before_the_news():
    text = "Ana Ferreira and Kari Lund held talks in Oslo on Sunday. The two last met in Bergen on 11 February.\n"
    assert ("meeting", "background", "2024-02-11") in brief(LINE + text)


def test_what_is_announced_at_the_end_of_a_sentence_is_not_placed_by_what_is_told():
    [said] = [
        e
        for e in events(
            LINE + "Minister Ole Berg did not come because of a trip to Lima, his spokeswoman Kari Lund said.\n"
        )
        if e.kind == "statement"
    ]
    assert said.place == ""


def test_an_entry_of_a_timeline_dates_all_it_tells():
    text = (
        "May 3, 2024\n\nA timeline\n\nMinisters met in Oslo on Friday.\n\n2019: Norway and Peru sign a treaty.\n\n"
        "Feb. 17-18, 2021: Minister Kari Lund visits Lima. Deals worth $20 billion are signed.\n\n"
        "2022: A planned joint naval drill is cancelled because of the storm.\n"
    )
    reading = read_article(article(text))
    found = [(e.kind, e.date) for e in reading.events]
    assert ("signing", "2021-02-17/2021-02-18") in found
    assert ("exercise", "2022") not in found
    assert reading.dates.publication.date == "2024-05-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The 21st meeting of the secretaries of the security councils of the member states was held here Thursday, two days "
            "after a 6.4-magnitude earthquake jolted Narvik.",
            ("meeting", "2024-02-29"),
        ),
        ("Kari Lund met Ana Ferreira in Lima the previous week, on February 22.", ("meeting", "2024-02-22")),
        (
            "Fuel was stolen and returns were falsified between March 2020 and January 2022.",
            ("other", "2020-03/2022-01"),
        ),
    ],
)
def test_which_of_two_dates_counts(text, expected):
    found = brief(LINE + text + "\n")
    assert expected in {(kind, date) for kind, _, date in found}
    assert {date for kind, _, date in found if kind == expected[0]} == {expected[1]}


@pytest.mark.parametrize(
    "text",
    [
        "The 10th meeting, which was to have taken place in Oslo on December 5, was cancelled because of snow.",
        "“Before 2022 we had no microscope; today we have six,” said Lieutenant Kari Lund.",
    ],
)
def test_no_event_of_a_meeting_given_up_or_of_what_is_quoted(text):
    assert [e for e in events(LINE + text + "\n") if e.kind != "statement" and e.date] == []


def test_a_condition_is_not_when_something_was_said():
    text = "If money is found by the end of the year, work may start in 2026, Minister Kari Lund said.\n"
    assert [(e.kind, e.date) for e in events(LINE + text)] == [("statement", "")]


def quoted(text):
    reading = read_article(article(text))
    people = reading.people.persons
    return [people[q.speaker].name if q.speaker is not None else "" for q in reading.quotations]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Minister Kari Lund spoke. “Cargo follows reliability now,” he told the guests, among them Minister Ana Ferreira.",
            ["Kari Lund"],
        ),
        (
            "Minister Kari Lund left. “This is a historic day for us,” he said. “We will stand with the people.”",
            ["Kari Lund", "Kari Lund"],
        ),
        ("Prosecutor Kari Lund called Ana Ferreira “a coward who never came here.”", ["Kari Lund"]),
        ("President Kari Lund wept. “The blood will not go in vain,” the premier said.", [""]),
        (
            "Minister Kari Lund said there was no proposal to meet President Jan Kos. “Nothing has been cancelled yet,” he told us.",
            ["Kari Lund"],
        ),
        (
            "Minister Kari Lund, who now advises President Jan Kos, told NTB so. “They did not do it then,” he said.",
            ["Kari Lund"],
        ),
        (
            "Minister Kari Lund offered condolences on the death of Corporal Jan Kos, who was killed in May. “He gave more than any other man,” she said.",
            ["Kari Lund"],
        ),
        ("“My client is not at all surprised,” said Jan Kos’s solicitor, Kari Lund.", ["Kari Lund"]),
        (
            "President Kari Lund, who met Minister Jan Kos, thanked Norway for what she called “a gift between two friends.”",
            ["Kari Lund"],
        ),
        (
            "Minister Kari Lund spoke. But in Oslo, alongside Minister Jan Kos, head of a mission, she said she saw “no sign of any fraud.”",
            ["Kari Lund"],
        ),
        (
            "Jan Kos was replaced by Kari Lund as army chief. “I thank the president for his trust,” he said.",
            [""],
        ),
        ("Minister Jan Kos asked Kari Lund about the war. “I do not know what will come,” she replied.", [""]),
        (
            "Minister Kari Lund said Jan Kos was wrong, and he insisted: “It was never my own idea at all.”",
            [""],
        ),
        (
            "“It was a hard year for all of us,” Jan Kos’s spokesman said, while Kari Lund was silent.",
            [""],
        ),
        (
            "A spokesman for President Jan Kos said Kari Lund was dismissed. “I will fight this decision in court,” she said.",
            ["Kari Lund"],
        ),
        (
            "Jan Kos met Kari Lund in Oslo. A ministry spokeswoman denied that she had given it “a nod or a wink or more.”",
            [""],
        ),
    ],
)
def test_who_is_quoted(text, speakers):
    assert quoted(LINE + text + "\n") == speakers


def test_two_acts_of_one_person_are_two_events():
    text = "General Kari Lund, who was later sentenced in absentia, died in Lima.\n\nLund was appointed in January 2008.\n"
    [appointed] = [e for e in events(LINE + text) if e.date == "2008-01"]
    assert appointed.place == ""


def test_initials_end_no_sentence():
    assert len(read_article(article("He met I.V. Petrov in Oslo on Friday.\n")).sentences) == 1


def test_a_round_that_is_due_is_no_visit_and_a_year_to_a_day_no_date():
    text = "The next round is due in Lima next spring. Guards seized 41 tons in the year to January 20, 2024.\n"
    assert brief(LINE + text) == [("meeting", "planned", "2025-21"), ("other", "reported", "")]


def test_what_is_still_to_come_is_not_when_it_was_said():
    assert ("statement", "reported", "") in brief(LINE + "Minister Kari Lund expressed hope for talks on 9 May.\n")


def test_the_first_round_of_the_talks_is_not_the_occasion_just_told():
    text = "Ambassador Kari Lund also attended the ceremony. The first round of the talks was held in Lima in May 2023.\n"
    [round_] = [e for e in events(LINE + text) if e.date == "2023-05"]
    assert round_.people == ()


def test_he_said_is_of_who_is_told_of_in_the_paragraph_above():
    text = (
        "Minister Jan Kos opened the talks. “We are glad to be here today,” he said.\n\n"
        "In Bergen, Kari Lund said she had fled with two children.\n\n"
        "“They shot at the roof that night,” she said. “I do not know who they were.”\n"
    )
    assert quoted(LINE + text) == ["Jan Kos", "Kari Lund", "Kari Lund"]


def test_the_day_of_a_cited_source_dates_no_event():
    text = (
        "On 3 May, Minister Kari Lund arrived in Oslo (Bergens.no, May 4). Lund and Jan Kos signed a protocol "
        "(Reuters, May 5; Avis, May 6).\n"
    )
    assert [(e.kind, e.date) for e in events(LINE + text)] == [("visit", "2024-05-03"), ("signing", "")]


def test_names_with_days_at_the_end_of_sentence_after_sentence_cite_sources():
    text = (
        "Minister Kari Lund arrived in Oslo (Avis, May 4). Lund and Jan Kos signed a protocol (Nordlys, May 5). "
        "Lund left Oslo (Avis, May 6).\n"
    )
    assert {e.date for e in events(LINE + text)} == {""}


def test_a_place_and_a_day_in_brackets_date_an_event():
    text = "Ministers met at the last summit (Oslo, 3 May 2025) and signed a protocol.\n"
    assert "2025-05-03" in [e.date for e in events(LINE + text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund said the two discussed radars but that no contract had been signed.", []),
        ("According to the exercise scenario, a group of 500 militants crossed the border and seized a town.", []),
        (
            "In a statement issued on March 2, the committee said the shoot-out occurred on the night of February 28-29, when "
            "five men crossed the river and refused to surrender.",
            [("other", "reported", "2024-02-28/2024-02-29")],
        ),
        (
            "The broker is to be handed over to Bergen within 28 days after the lords yesterday threw out his appeal.",
            [("other", "planned", ""), ("other", "reported", "2024-03-02")],
        ),
        (
            "Norway rejected the transition announced by the officers who overthrew President Jan Kos on 28 February.",
            [("announcement", "reported", ""), ("other", "reported", "2024-02-28")],
        ),
        (
            "The two sides reviewed progress under the charter, signed in Oslo on January 9, 2009.",
            [("meeting", "reported", ""), ("signing", "background", "2009-01-09")],
        ),
        (
            "Lund spoke at the forum in April, when he met his Chinese counterpart, Admiral Dong Jun.",
            [("meeting", "background", "2023-04")],
        ),
    ],
)
def test_each_day_dates_what_is_told_of_it(text, expected):
    found = [(e.kind, e.status, e.date) for e in events(LINE + text + "\n") if e.kind != "statement"]
    assert found == expected


def test_a_place_behind_a_participle_is_that_of_the_charter():
    text = "The two sides reviewed progress under the charter, signed in Oslo on January 9, 2009.\n"
    assert [(e.kind, e.place) for e in events(LINE + text)] == [("meeting", ""), ("signing", "Oslo")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lund has accepted an invitation by Defence Minister Jan Kos to pay an official visit to Oslo in May.",
            [("visit", "planned", "2024-05", "Oslo")],
        ),
        ("Jan Kos, who was not present at yesterday's talks, is a diplomat.", []),
        (
            "A joint commission was set up in 2005, but it met only twice before being frozen in 2016.",
            [("founding", "background", "2005", ""), ("meeting", "background", "", "")],
        ),
        (
            "Lund said the decision to hold the exercise was taken in November 2016.",
            [("other", "background", "2016-11", "")],
        ),
        ("It was the 34th ceasefire violation this year, officials said.", []),
        (
            "Lund was arrested at the airport on March 2 on his way to Bergen.",
            [("other", "reported", "2024-03-02", "")],
        ),
    ],
)
def test_what_is_decided_broken_skipped_or_ahead_is_told_as_that(text, expected):
    told = [(e.kind, e.status, e.date, e.place) for e in events(LINE + text + "\n") if e.kind != "statement"]
    assert told == expected


def test_where_a_treaty_was_made_available_it_was_not_signed():
    text = "The treaty signed by Lund, and made available to journalists in Oslo on Sunday, is long.\n"
    signing = next(e for e in events(LINE + text) if e.kind == "signing")
    assert (signing.place, signing.basis) == ("", "inferred")  # from the day of the report alone


def test_who_retired_in_a_year_spoke_at_another_time():
    found = events(LINE + "Colonel Jan Kos, who retired in 1998, has told investigators that he was on leave.\n")
    assert [e.date for e in found if e.kind == "statement"] == [""]


def test_who_invites_does_not_visit():
    text = (
        "Minister Kari Lund has accepted an invitation by Minister Jan Kos to pay an official visit to Oslo in May.\n"
    )
    reading = read_article(article(LINE + text))
    visit = next(e for e in reading.events if e.kind == "visit")
    assert [reading.people.persons[person].name for person in visit.people] == ["Kari Lund"]


def test_the_victim_takes_no_part_in_what_followed():
    text = "Troops entered Bergen on March 2, three days after the fatal stabbing of Major General Jan Kos.\n"
    assert [e.people for e in events(LINE + text)] == [()]


def test_a_place_and_a_day_in_brackets_cite_nobody_however_often():
    text = (
        "President Jan Kos visited Oslo (Norway, March 1). He visited Berlin (Germany, March 2). He met Kari Lund "
        "(Vienna, March 3).\n"
    )
    assert [e.date for e in events(LINE + text)] == ["2024-03-01", "2024-03-02", "2024-03-03"]


def test_a_treaty_concluded_once_is_signed_where_and_when_its_signing_is_told():
    text = "The ministers signed the treaty, concluded in 2019, in Oslo on March 2.\n"
    signing = next(e for e in events(LINE + text) if e.kind == "signing")
    assert (signing.date, signing.place) == ("2024-03-02", "Oslo")


def test_the_worst_scenario_is_no_exercise():
    text = "In the worst scenario for the government, President Jan Kos met Kari Lund in Oslo on March 2.\n"
    assert [(e.kind, e.date) for e in events(LINE + text)] == [("meeting", "2024-03-02")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The visit of Commerce Minister Jan Kos to Lisbon, which was to have taken place on February 14, "
            "“has been postponed, not cancelled”, the ministry said.",
            [],
        ),
        ("A visit to the camp by the ombudsman, Ana Ferreira, that had been set for March 2 did not take place.", []),
        ("Lund rubbished reports in a section of the media that a deal on gas was signed on March 1.", []),
        (
            "Asked about reports that Lund had met commanders of the rebels in Bergen last week, Kos said that no such "
            "meeting had taken place.",
            [],
        ),
        (
            "Two days before the opening, customs officers met in Bergen to discuss longer hours, the authority said in "
            "a statement on Friday.",
            [("meeting", "reported", "")],
        ),
        ("The summit, which had been set for March 2, opened on March 3.", [("meeting", "reported", "2024-03-03")]),
    ],
)
def test_what_was_set_denied_or_told_on_a_day_is_no_event_of_that_day(text, expected):
    told = [(e.kind, e.status, e.date) for e in events(LINE + text + "\n") if e.kind != "statement"]
    assert told == expected


def test_an_entry_that_denies_an_exercise_is_none():
    text = "- Feb. 24: The spokesman, Jan Kos, denies that his forces held a drill near Bergen.\n\n- Feb. 25: A drill opens.\n"
    told = [(e.kind, e.date) for e in events(LINE + "The dispute:\n\n" + text)]
    assert told == [("other", "2024-02-24"), ("exercise", "2024-02-25")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Spokesperson Ana Ferreira welcomed the pact. She said the envoy, Ole Berg, would travel to Lisbon. The visit of "
            "Minister Jan Kos “has been postponed, not cancelled”, she said.",
            ["Ana Ferreira"],
        ),
        (
            "The spokesperson for the council, Jan Kos, said the following:\n\n“The envoy will listen to all.”",
            ["Jan Kos"],
        ),
        ("The council published the following:\n\n“The envoy will listen to all.”", [""]),
    ],
)
def test_she_and_the_following_words_are_of_the_subject_before(text, speakers):
    assert quoted(LINE + text + "\n") == speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway and Finland agreed to hold fire for 72 hours in an emergency telephone call on Sunday.",
            [("agreement", "reported", "2024-03-03"), ("call", "reported", "2024-03-03")],
        ),
        (
            "Commenting on information spread on social networks that the delegation had inspected an air base in Bergen, "
            "the spokesman, Jan Kos, said that it was untrue.",
            [],
        ),
        ("A three-way meeting with Finland, floated in January, never took place.", []),
        ("Minister Kari Lund urged both governments in a statement on Sunday to return to talks.", []),
        (
            "The Zapad 2024 joint exercise of the Nordic Security Cooperation Treaty Organization (NSCO) will be held at a "
            "range in northern Norway on June 23-27.",
            [("exercise", "planned", "2024-06-23/2024-06-27")],
        ),
    ],
)
def test_calls_denials_and_names_with_a_year_are_read_as_they_stand(text, expected):
    told = [(e.kind, e.status, e.date) for e in events(LINE + text + "\n") if e.kind not in ("statement", "other")]
    assert told == expected


def test_who_opened_it_did_not_do_so_on_the_day_another_left():
    text = "Minister Kari Lund opened the drill; her colleague, Jan Kos, had flown home on Friday.\n"
    reading = read_article(article(LINE + text))
    dated = [e for e in reading.events if e.date == "2024-03-01"]
    assert all("Kari Lund" not in [reading.people.persons[p].name for p in e.people] for e in dated)


def test_who_is_succeeded_takes_no_part_in_the_first_visit_as_minister():
    text = (
        "Norway’s Foreign Minister Jan Kos resigned on February 1. His successor, Kari Lund, visited Lisbon on March 2 on "
        "her first trip abroad as foreign minister.\n"
    )
    reading = read_article(article(LINE + text))
    visit = next(e for e in reading.events if e.kind == "visit")
    assert "Jan Kos" not in [reading.people.persons[p].name for p in visit.people]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Ambassador Kari Lund had a quarrel. A diplomat who was there disagrees. “The door was slammed,” he says.",
            [""],
        ),
        (
            "On Friday Kari Lund watched as Jan Kos signed a letter with Ole Berg. “He brought his own black pen,” she recalls "
            "of the guest. “I knew then that he meant it.”",
            ["", ""],
        ),
    ],
)
def test_who_is_only_beside_a_quotation_does_not_speak_it(text, speakers):
    assert all(found in ("", "Kari Lund") for found in quoted(LINE + text + "\n"))
    assert len(quoted(LINE + text + "\n")) == len(speakers)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "General Jan Kos took over in May. The retired general was less hopeful. “Three days is time enough,” he wrote.",
            [""],
        ),
        ("Kari Lund leaves. Her deputy, Jan Kos, takes over. “He listens, which I had to learn,” she says.", [""]),
        (
            "“Nobody needs a thousand soldiers there,” said Kari Lund.\n\nJan Kos disagrees. “Follow the boxes,” he said. “The "
            "soldiers only walk behind them.”",
            ["Kari Lund", "Jan Kos"],
        ),
    ],
)
def test_who_goes_on_speaking_is_the_last_who_spoke(text, speakers):
    assert quoted(LINE + text + "\n") == speakers


def test_an_invitation_is_for_a_day_to_come():
    text = "Minister Jan Kos accepted an invitation to visit Lisbon in June.\n"
    assert ("visit", "planned", "2024-06") in brief(LINE + text)


def test_a_funeral_has_its_own_day():
    text = "Prime Minister Jan Kos yesterday attended the funeral of three soldiers who fell when rangers opened fire on Friday.\n"
    reading = read_article(article(LINE + text))
    assert [(e.date, len(e.people)) for e in reading.events if "funeral" in reading.text[e.start : e.end]] == [
        ("2024-03-02", 1)
    ]

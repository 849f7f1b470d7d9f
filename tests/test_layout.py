import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.layout import find_blocks, markup_spans, title_of, without_markup

PAGE = """Ministers open a bridge
March 3, 2024 - 10:15
By Jane Roe
LISBON, March 3 (XYZ) – The ministers opened a bridge over the river on Sunday. They shook hands.

What comes next

The bridge carries:
• trains
• cars

Read more: Another bridge
Leave a Comment
"""


def kinds(text, **options):
    return [(block.kind, text[block.start : block.end]) for block in find_blocks(text, **options)]


def test_the_lines_of_a_page_are_told_apart():
    assert kinds(PAGE) == [
        ("title", "Ministers open a bridge"),
        ("date_line", "March 3, 2024 - 10:15"),
        ("byline", "By Jane Roe"),
        ("dateline", "LISBON, March 3 (XYZ) – "),
        ("paragraph", "The ministers opened a bridge over the river on Sunday. They shook hands."),
        ("heading", "What comes next"),
        ("paragraph", "The bridge carries:"),
        ("bullet", "trains"),
        ("bullet", "cars"),
        ("boilerplate", "Read more: Another bridge"),
        ("boilerplate", "Leave a Comment"),
    ]


def test_lines_wrapped_at_a_width_are_one_paragraph():
    text = (
        "The prime minister of the republic said on Tuesday that the\n"
        "government would build three new roads, two railway lines and a\n"
        "port before the end of the decade.\n\n"
        "He spoke at a conference.\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]


def test_lines_that_are_paragraphs_stay_apart():
    text = "The minister spoke to the press on Tuesday.\nThe opposition was not there.\nNobody asked why.\n"
    assert len(kinds(text)) == 3


def test_a_dash_inside_a_sentence_is_no_dateline():
    assert kinds("NATO – the alliance – was founded long ago. It grew.\n")[0][0] in ("dateline", "paragraph")
    assert kinds("The plan – a bold one – failed on Tuesday.\n")[0][0] == "paragraph"


def test_markdown_headings_and_lists():
    text = "# A title here\n\nSome text that says something.\n\n## A part\n\n- one thing\n- another thing\n"
    found = kinds(text, markdown=True)
    assert found[0] == ("title", "A title here")
    assert ("heading", "A part") in found
    assert [block for block in found if block[0] == "bullet"] == [
        ("bullet", "one thing"),
        ("bullet", "another thing"),
    ]


@pytest.mark.parametrize("mark", ["**", "__", "***"])
def test_a_dateline_stands_behind_the_signs_of_emphasis_in_markdown(mark):
    text = f"# A bridge\n\n{mark}OSLO, 3 May 2025 (Fjord Wire){mark} — The minister opened the bridge on Friday.\n"
    assert ("dateline", "OSLO, 3 May 2025 (Fjord Wire)") in [
        (kind, words.strip("*_ —")) for kind, words in kinds(text, markdown=True)
    ]


def test_a_text_without_headline_has_no_title():
    text = "On Monday the two presidents met in the capital.\nThey talked for an hour.\n"
    assert title_of(text, find_blocks(text)) == ""


@given(st.text(alphabet=st.sampled_from("Aa .\n–-•:2025é“”,#"), max_size=300))
def test_blocks_are_in_order_within_the_text_and_hold_no_margin(text):
    end = 0
    for block in find_blocks(text, markdown=True):
        assert end <= block.start < block.end <= len(text)
        end = block.end


WRAPPED = """Naqvi, Roe agree on joint patrols

ISLAMABAD: Interior Minister Jane Roe on Wednesday met her Ruritanian
counterpart Eskandar Poe at the interior ministry and agreed to set up
joint patrols along the frontier, an official statement said.

The two ministers signed three memoranda of understanding covering
counter-narcotics, human smuggling and the exchange of prisoners. Mr Poe,
who arrived here on Tuesday evening on a two-day visit, was received at Nur
Khan Airbase by Minister of State for Interior Talal Doe and Ruritania's
Ambassador Reza Foe.
"""


def test_a_wrapped_line_may_begin_with_a_capital():
    found = kinds(WRAPPED)
    assert [kind for kind, _ in found] == ["title", "dateline", "paragraph", "paragraph"]
    assert found[3][1].endswith("Reza Foe.")


def test_wrapped_text_without_blank_lines_ends_paragraphs_at_short_lines_with_a_stop():
    found = kinds(WRAPPED.replace("\n\n", "\n"))
    assert [kind for kind, _ in found] == ["title", "dateline", "paragraph", "paragraph"]


def test_bullets_headings_and_date_lines_between_wrapped_lines_keep_their_kind():
    text = WRAPPED + (
        "\nWhat they signed\n\nNovember 6, 2025\n\n"
        "- an agreement on the transfer of sentenced persons between the two\n  countries\n"
        "- a protocol on the fight against the trafficking of drugs and of\n  Ruritanian antiquities\n"
        "Mr Poe left on Friday.\n"
    )
    assert [kind for kind, _ in kinds(text)][4:] == ["heading", "date_line", "bullet", "bullet", "paragraph"]


def test_headlines_and_names_in_a_list_are_not_wrapped_text():
    text = (
        "Ministers of the two countries open a bridge over the river\n"
        "Leaders of the Alliance of the East meet in the capital city\n"
        "Talks on the Eastern Corridor to go on in the coming month\n"
    )
    assert len(kinds(text)) == 3


PIECES = (
    "the Minister of the Interior of Ruritania",
    "said that Ambassador Jane Roe",
    "had not been at the border",
    "while talks on the Eastern Corridor went on",
)
WORDS = sorted({word for piece in PIECES for word in piece.split()})


@given(
    st.lists(st.lists(st.sampled_from(PIECES), min_size=8, max_size=24).map(" ".join), min_size=2, max_size=5),
    st.integers(55, 100),
)
def test_paragraphs_wrapped_at_any_width_are_found_again(paragraphs, width):
    text = "\n\n".join(textwrap.fill(words + ".", width) for words in paragraphs)
    found = [" ".join(words.split()) for _, words in kinds(text)]
    assert found == [words + "." for words in paragraphs]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=6, max_size=40), min_size=2, max_size=12))
def test_a_line_with_a_full_stop_is_a_paragraph_where_each_line_has_one(sentences):
    lines = ["He " + " ".join(words) + "." for words in sentences]
    assert [words for _, words in kinds("\n".join(lines))] == lines


@pytest.mark.parametrize(
    "dateline",
    [
        "TEHRAN – ",
        "ISLAMABAD: ",
        "QUETTA: ",
        "Islamabad, IRNA – ",
        "TASHKENT (UzA) — ",
        "Dushanbe, 5 March (Khovar). ",
        "DUSHANBE, 05.03.2025 (AMIT «Khovar») — ",
        "LONDON, Jan 5 (Reuters) - ",
        "BEIJING, March 3 (Xinhua) -- ",
        "Ankara, March 3, 2025 (AA) – ",
        "(Astana, Kazakhstan) ",
        "Tashkent – ",
        "WASHINGTON/LONDON, Jan. 5 (AP) — ",
        "Baku, April 3, AZERTAC – ",
    ],
)
def test_datelines_of_many_papers(dateline):
    text = dateline + "The minister met his guests in the capital.\nThey talked for a long time.\n"
    found = kinds(text)
    assert [kind for kind, _ in found] == ["dateline", "paragraph", "paragraph"]
    assert found[0][1].strip(":() –—-.") == dateline.strip(":() –—-.")
    assert found[1][1] == "The minister met his guests in the capital."


@pytest.mark.parametrize(
    "words",
    [
        "NATO: The ministers of the alliance met in the capital on Tuesday.",
        "WARNING: The pictures of the attack may trouble some readers of this paper.",
        "NOTE: This is a corrected version of the report of Tuesday.",
        "Rahmon: The two states will build a bridge over the river.",
        "The plan – a bold one – failed on Tuesday.",
        "Tehran – long the seat of the government – was quiet on Tuesday.",
        "Momeni (the minister of interior) arrived on Tuesday evening.",
        "Tehran and Dushanbe: The story of two capitals that never met.",
        "(Editor's note: The report was changed on Tuesday evening.)",
        "A: The two states will build a bridge over the river.",
    ],
)
def test_what_is_no_dateline(words):
    assert "dateline" not in [kind for kind, _ in kinds(words + "\nThey talked for a long time.\n")]


def test_a_section_of_the_paper_is_not_the_headline():
    text = "Opinion\n\nThe bridge should stay\n\nJane van den Roe\nMon 3 Nov 2025 06.00 GMT\n\nIt is long. It is old.\n\nIt is ours.\n"
    assert [kind for kind, _ in kinds(text)] == ["label", "title", "byline", "date_line", "paragraph", "paragraph"]


def test_a_section_word_below_the_headline_is_a_heading():
    text = "The bridge should stay\n\nIt is long. It is old.\n\nCulture\n\nIt is ours.\n"
    assert kinds(text)[2] == ("heading", "Culture")


def test_who_speaks_stands_outside_the_words_in_an_interview():
    text = "An interview with Jane Roe\n\nQ: Was it so?\n\nA: It was. Very much.\n\nInterviewer: Why?\n\nA. Poe said nothing.\n"
    assert kinds(text)[1:] == [
        ("speaker", "Q:"),
        ("paragraph", "Was it so?"),
        ("speaker", "A:"),
        ("paragraph", "It was. Very much."),
        ("speaker", "Interviewer:"),
        ("paragraph", "Why?"),
        ("paragraph", "A. Poe said nothing."),
    ]


def test_a_name_before_a_labelled_date_belongs_to_the_date_line():
    text = "A bridge is open\n\nJane Roe Published November 6, 2025 Updated November 7, 2025 09:14am\n\nIt is long. Go.\n\nIt is old.\n"
    assert kinds(text)[1][0] == "date_line"


PAGE_MD = """---
title: "The bridge"
author: Jane Roe
date: 2025-03-04
---

**Roe** met _Mr Poe_ at the [new bridge](https://example.org/a_b_(c) "A title") on Monday.

![A picture of Sam Doe](bridge.png)

---

> He said `it` is 5 \\* 3 <br> long.
"""


def test_front_matter_is_no_text_but_may_give_the_title():
    blocks = find_blocks(PAGE_MD, markdown=True)
    assert [block.kind for block in blocks] == [
        "front_matter",
        "paragraph",
        "boilerplate",
        "boilerplate",
        "paragraph",
    ]
    assert title_of(PAGE_MD, blocks, markdown=True) == "The bridge"
    assert "front_matter" not in [block.kind for block in find_blocks(PAGE_MD)]


def test_a_rule_at_the_start_is_no_front_matter():
    assert kinds("---\nThe bridge is long. Go.\n---\nIt is old.\n", markdown=True)[0][0] == "boilerplate"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Roe** met _Mr Poe_.", "Roe met Mr Poe."),
        ("***Roe*** and __Poe__ and ~~Doe~~", "Roe and Poe and Doe"),
        ('the [new **bridge**](https://e.org/a_b_(c) "T") is', "the new bridge is"),
        ("a [bridge][1] and a picture ![of it](x.png)", "a bridge and a picture "),
        ("`code` is 5 \\* 3, 2 * 3 * 4 and snake_case_name", "code is 5 * 3, 2 * 3 * 4 and snake_case_name"),
        ("<b>Roe</b> <https://e.org> left[^1]", "Roe  left"),
        ("an [aside] and a_b and 3 < 4 > 2", "an [aside] and a_b and 3 < 4 > 2"),
    ],
)
def test_words_without_markup(marked, plain):
    assert without_markup(marked) == plain


def test_the_title_is_without_markup_in_markdown_only():
    text = "# The **bold** [bridge](x) #\n\nIt is long. Go.\n\nIt is old.\n"
    assert title_of(text, find_blocks(text, markdown=True), markdown=True) == "The bold bridge"
    text = "The *bold* bridge\n\nIt is long. Go.\n\nIt is old.\n"
    assert title_of(text, find_blocks(text)) == "The *bold* bridge"


@pytest.mark.parametrize("mark", ["<!--", "`", "[a](b", "**", "_a", "\\*", "> ", "Ab ", "AB "])
def test_a_page_of_nothing_but_marks_is_read(mark):
    text = mark * 5_000
    assert all(block.start < block.end for block in find_blocks(text, markdown=True))
    assert all(start < end for start, end in markup_spans(text))


@given(st.text(alphabet=st.sampled_from("ab *_`[]()!<>\\~\n-#^"), max_size=200))
def test_markup_spans_are_in_order_and_leave_letters_outside_links_and_tags(text):
    end = 0
    for start, stop in markup_spans(text):
        assert end <= start < stop <= len(text)
        end = stop


def test_a_sentence_that_ends_in_a_date_line_of_its_own_is_one_sentence():
    words = (
        "The Interior Minister of Ruritania, Jane Roe, told the National Assembly on Tuesday that Foo and "
        "Bar had agreed to open three Border Markets by December. Prime Minister Sam Poe will visit Lisbon in March 2026."
    )
    for width in (45, 72, 100):
        text = "A headline of the paper\n\n" + "\n\n".join([textwrap.fill(words, width)] * 2)
        assert [" ".join(found.split()) for _, found in kinds(text)[1:]] == [words, words]


def test_markdown_has_soft_line_ends_quotations_and_underlined_headings():
    text = "Bridges\n=======\n\nText **one** is\nhere. Go.\n\n> He said\n> that it is.\n\nMore on it\n---\n\nIt is old.\n"
    assert [found for found in kinds(text, markdown=True) if found[0] != "boilerplate"] == [
        ("title", "Bridges"),
        ("paragraph", "Text **one** is\nhere. Go."),
        ("paragraph", "He said\n> that it is."),
        ("heading", "More on it"),
        ("paragraph", "It is old."),
    ]
    assert without_markup("He said\n> that it is.") == "He said\nthat it is."


def test_an_agency_above_the_text_is_a_byline():
    assert kinds("A bridge is open\nReuters\nMarch 3, 2024\n\nIt is long. Go.\n\nIt is old.\n")[1] == (
        "byline",
        "Reuters",
    )


def test_a_number_that_ends_a_sentence_on_the_next_line_is_no_bullet():
    text = (
        "More than 1,500 troops from Foo and Bar take part in the drill, which will run until October\n"
        "24. Ruritania has not sent a contingent to the training ground, as the ministry said on the\nsame day.\n"
    )
    assert len(kinds(text)) == 1
    listed = kinds(
        "They agreed on:\n1. a long paper on the fight against the trade in drugs\n2. a border\n3. trade\n"
    )
    assert [kind for kind, _ in listed] == ["paragraph", "bullet", "bullet", "bullet"]


@pytest.mark.parametrize("width", [60, 76, 100])
def test_articles_have_the_same_blocks_when_they_are_wrapped(project, width):
    for path in sorted((project / "tests" / "gold" / "people").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if re.search("^(Photo|Read more)", text, re.MULTILINE):  # what continues such a line cannot be told
            continue
        lines = [textwrap.fill(line, width, break_on_hyphens=False) for line in text.split("\n")]
        wrapped = [(kind, " ".join(words.split())) for kind, words in kinds("\n".join(lines))]
        assert wrapped == [(kind, " ".join(words.split())) for kind, words in kinds(text)], path.name


@pytest.mark.parametrize(
    "masthead",
    [
        "The Chisinau Gazette",
        "THE NORTHERN POST",
        "Fjord Times Online",
        "MINISTRY OF FOREIGN AFFAIRS OF NORWAY\n\nPress release No. 412",
    ],
)
def test_the_name_of_a_paper_above_the_headline_is_not_the_headline(masthead):
    text = f"{masthead}\n\nMinisters sign gas pact\n\n14 May 2033\n\nThe ministers signed a pact on Monday.\n"
    assert title_of(text, find_blocks(text)) == "Ministers sign gas pact"


@pytest.mark.parametrize(
    "above",
    [
        "Skip to main content\n\nThe Fjord\nNews | Opinion | Sport",
        "THE FJORD\nNORTH | SECURITY | CENTRAL ASIA",
        "Fjord News\n\n14 May 2033\n\nHOME > NEWS > TOP NEWS",
        "Main / Norway / Security",
        "Fjord\nPerspectives   North Sea   Baltic",
        "Le Fjord\nINTERNATIONAL\nNORWAY",
        "WORLD, ASIA - PACIFIC",
        "U.S. DEPARTMENT OF STATE\nDiplomacy in Action",
        "Organization for Security and Co-operation in Europe\nOSCE Office in Oslo\n\nPRESS RELEASE",
        "Collective Security Treaty Organization\nSecretariat. Press Office\n\n14.05.2033",
    ],
)
def test_menus_sections_and_names_above_the_headline_are_not_the_headline(above):
    title = "Norway and Finland sign pact on the gas of the North Sea"
    text = f"{above}\n\n{title}\n\nBy Jane Roe\n\n14 May 2033\n\nThe ministers signed a pact on Monday.\n"
    assert title_of(text, find_blocks(text)) == title


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("Rahmonov visits Oslo", "A treaty on gas and two on trade are to follow"),
        ("Two Dead in Oslo 2", "A treaty on gas and two on trade are to follow"),
        ("Why Oslo?", "A treaty on gas and two on trade are to follow"),
        ("Oslo Pact", "By Jane Roe"),
        ("Tajik President Dies", "Funeral of the leader to be held in Dushanbe on Friday"),
        ("Death in Oslo", "A treaty on gas and two on trade are to follow"),
        ("Sanctions Over Ukraine", "A treaty on gas and two on trade are to follow"),
        ("The Long Goodbye", "A treaty on gas and two on trade are to follow"),
        ("OSLO PACT", "Norway, Finland"),
    ],
)
def test_short_headlines_stay_headlines(title, below):
    text = f"{title}\n\n{below}\n\n14 May 2033\n\nThe ministers signed a pact on Monday.\n\nThey met again.\n"
    assert title_of(text, find_blocks(text)) == title


@pytest.mark.parametrize(
    "line",
    [
        "Jane Roe  May 14, 2033",
        "Jane Roe, Jan Kos | Oslo, Bergen | FNA | May 14, 2033 16:08",
        "Policy Brief No. 41 | May 2033",
    ],
)
def test_names_set_off_from_a_date_make_a_date_line(line):
    text = f"Norway and Finland sign pact\n\n{line}\n\nThe ministers signed a pact on Monday.\n"
    assert ("date_line", line) in kinds(text)


def test_a_headline_that_ends_like_the_name_of_a_paper_stays_one_above_the_text():
    text = "Ministers Meet the Press\n\nThe ministers signed a pact on Monday.\n\nThey met again on Tuesday.\n"
    assert title_of(text, find_blocks(text)) == "Ministers Meet the Press"


def test_a_line_that_ends_in_a_dash_is_no_headline():
    text = (
        "ASTANA/ANKARA, Sept 30 (a brief) -\n\nThe ministers signed a pact on Monday.\n\nThey met again on Tuesday.\n"
    )
    assert title_of(text, find_blocks(text)) == ""


def test_a_dateline_whose_agency_has_no_dash_stands_outside_the_words():
    text = "New Delhi, Nov 20 (PTI) Defence Minister Rao Singh held talks on Thursday, officials said.\n"
    kinds = [(block.kind, text[block.start : block.end][:12]) for block in find_blocks(text)]
    assert kinds == [("dateline", "New Delhi, N"), ("paragraph", "Defence Mini")]


def test_an_office_above_a_text_without_headline_stays_its_title():
    text = "EMBASSY OF NORWAY\nNEW DELHI\n\nPRESS RELEASE No. 58\n\nThe minister came on Monday.\n\nShe left on Tuesday.\n"
    assert title_of(text, find_blocks(text)) == "EMBASSY OF NORWAY"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (
            "Council of the Union\nPress release\n12 May 2033 17:40\n\n",
            "Council lists five more people over repression",
        ),
        (
            "THE WHITE HOUSE\nBriefing Room\n\nJUNE 06, 2034\n\n",
            "Readout of the meeting with Deputy Prime Minister Karim",
        ),
        ("", "(LEAD) S. Korea, Poland put off signing of second deal"),
    ],
)
def test_the_headline_below_an_institution_or_behind_a_tag(above, title):
    text = f"{above}{title}\n\nThe ministers signed a pact on Monday.\n\nThey will meet again in May.\n"
    assert title_of(text, find_blocks(text)) == title


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Eurasianet", "Middle Corridor: Big promises, thin timetables"),
        ("OSCE Programme Office in Bishkek", "OSCE trains Kyrgyz and Uzbek border officers on forged documents"),
        ("Kyrgyzstan", "Former security chief, convicted over shootings, dies at 68"),
        ("Mongolia", "Herders count their losses after the hardest winter"),
        ("UN Mission in South Sudan", "Peacekeepers to be withdrawn from two bases by May"),
    ],
)
def test_an_outlet_a_body_or_a_country_above_the_headline_is_not_the_headline(above, title):
    text = f"{above}\n\n{title}\n\nThe ministers signed a pact on Monday.\n\nThey will meet again in May.\n"
    assert title_of(text, find_blocks(text)) == title


def test_a_note_of_correction_is_no_paragraph():
    text = "Ministers meet\n\nThe ministers met.\n\nThis Nov. 9 story has been corrected to say that Rahim is 34, not 43\n"
    assert [b.kind for b in find_blocks(text)] == ["title", "paragraph", "boilerplate"]


def test_a_headline_that_names_a_body_is_the_headline():
    text = "UN Security Council Condemns Attack\n\nFifteen members call on all sides to stop the fighting\n\nThe council met.\n"
    text += "\nIt will meet again.\n"
    assert title_of(text, find_blocks(text)) == "UN Security Council Condemns Attack"


def test_a_heading_of_nothing_but_hashes_is_none():
    assert [b.kind for b in find_blocks("# #\n\nThe ministers met.\n", markdown=True)] == ["boilerplate", "paragraph"]


def test_a_line_of_white_space_is_read_at_once():
    text = "Home" + " \t" * 20_000 + "Asia\n\nNorway and Finland sign a pact on gas\n\nThey met on Monday.\n"
    assert find_blocks(text)

from hypothesis import given
from hypothesis import strategies as st

from analysis.layout import find_blocks, title_of

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


def test_a_text_without_headline_has_no_title():
    text = "On Monday the two presidents met in the capital.\nThey talked for an hour.\n"
    assert title_of(text, find_blocks(text)) == ""


@given(st.text(alphabet=st.sampled_from("Aa .\n–-•:2025é“”,#"), max_size=300))
def test_blocks_are_in_order_within_the_text_and_hold_no_margin(text):
    end = 0
    for block in find_blocks(text, markdown=True):
        assert end <= block.start < block.end <= len(text)
        end = block.end

"""Who took part: the items of a list of participants, as volumes write them."""

from __future__ import annotations

import pytest
from lxml import etree

from frus_pack.document.model import Agent
from frus_pack.sources.tei.agents import agents_of_item
from frus_pack.sources.tei.participants import (
    members_of_list,
    members_of_paragraphs,
    members_of_table,
)

LISTED = {"p_O_1": "Orlan, Emil", "p_P_1": "Pell, Anna"}
ORLAN = '<persName corresp="#p_O_1">Orlan</persName>'


def _list(*items: str) -> etree._Element:
    said = "".join(f"<item>{item}</item>" for item in items)
    return etree.fromstring(
        f'<list xmlns="http://www.tei-c.org/ns/1.0" type="participants">{said}</list>'
    )


def _said(*items: str) -> list[tuple[str, str | None, str | None, str | None]]:
    found = members_of_list(_list(*items), LISTED)
    return [(one.name, one.office, one.group, one.id) for one in found]


@pytest.mark.parametrize(
    ("item", "name", "office"),
    [
        (f"The Acting Secretary (Mr. {ORLAN})", "Mr. Orlan", "Acting Secretary"),
        ("The Acting Secretary (Mr. Orlan)", "Mr. Orlan", "Acting Secretary"),
        ("The Lornish Ambassador, Mr. van Orlan", "Mr. van Orlan", "Lornish Ambassador"),
        ("Secretary of Defense - Emil R. Orlan", "Emil R. Orlan", "Secretary of Defense"),
        (f"Ambassador to Lorne - {ORLAN}", "Orlan", "Ambassador to Lorne"),
        (
            "The Marques de Orlan, Ambassador of Lorne",
            "The Marques de Orlan",
            "Ambassador of Lorne",
        ),
        (f"S/P—-Mr. {ORLAN}", "Mr. Orlan", "S/P"),
        ("NEA:UAR—Emil Orlan", "Emil Orlan", "NEA:UAR"),
        ("Mr. Orlan vice Mr. Pell", "Mr. Orlan", "vice Mr. Pell"),
        (f"Mr. {ORLAN}, Orr Fund, New York", "Mr. Orlan", "Orr Fund, New York"),
        ("Mr. Emil Orlan 2nd, Chief of Ports", "Mr. Emil Orlan 2nd", "Chief of Ports"),
        (f"Mr. {ORLAN} 2nd, Chief of Ports", "Mr. Orlan 2nd", "Chief of Ports"),
        ("Mr. E. B. Orlan, 3rd., Ports", "Mr. E. B. Orlan, 3rd.", "Ports"),
        (f"His Majesty {ORLAN} I, King of Lorne", "His Majesty Orlan I", "King of Lorne"),
        (f"Mr. {ORLAN}, I, Ports", "Mr. Orlan", "I, Ports"),
        ("Ambassador Orlan (interpreting)", "Ambassador Orlan", "interpreting"),
    ],
)
def test_an_item_is_one_person_with_an_office(item: str, name: str, office: str) -> None:
    assert [(one[0], one[1]) for one in _said(item)] == [(name, office)]


@pytest.mark.parametrize(
    ("item", "names"),
    [
        ("The President and the Vice President", ["The President", "the Vice President"]),
        (f"Mr. {ORLAN} and Admiral Pell", ["Mr. Orlan", "Admiral Pell"]),
        (
            f"The President, the Secretary of State, Ambassador {ORLAN}",
            ["The President", "the Secretary of State", "Ambassador Orlan"],
        ),
    ],
)
def test_an_item_of_several_persons_names_each(item: str, names: list[str]) -> None:
    assert [one[0] for one in _said(item)] == names


def test_a_name_in_two_elements_is_one_person() -> None:
    item = f'Mr. <persName corresp="#p_P_1">Emil</persName> {ORLAN}, Staff'
    assert _said(item) == [("Mr. Emil Orlan", "Staff", None, "p_O_1")]


def test_a_people_heads_those_behind_it() -> None:
    assert _said("Koreans", "Mr. Pell", "Americans", f"Mr. {ORLAN}") == [
        ("Mr. Pell", None, "Koreans", None),
        ("Mr. Orlan", None, "Americans", "p_O_1"),
    ]


def test_a_pointer_to_another_page_is_nobody() -> None:
    assert _said("Listed on Page 4") == []


def test_the_listed_form_of_a_name_is_kept_beside_the_printed_one() -> None:
    (item,) = _list(f"Mr. {ORLAN}")
    assert list(agents_of_item(item, LISTED)) == [
        Agent(name="Mr. Orlan", id="p_O_1", listed="Orlan, Emil")
    ]


def _table(xml: str) -> list[tuple[str, str | None, str | None]]:
    root = etree.fromstring(f'<div xmlns="http://www.tei-c.org/ns/1.0">{xml}</div>')
    found = members_of_table(root[-1], LISTED)
    return [(one.name, one.office, one.group) for one in found]


def test_a_cell_of_a_table_is_the_office_of_its_row() -> None:
    assert _table(
        "<table><row><cell>Participants:</cell><cell>UNA—</cell><cell>Mr. Pell</cell></row>"
        "<row><cell/><cell>Mr. Orr</cell><cell>—Lornish Delegation</cell></row></table>"
    ) == [("Mr. Pell", "UNA", None), ("Mr. Orr", "Lornish Delegation", None)]


def test_what_is_printed_above_a_page_is_nobody() -> None:
    (first, running, last) = ("Mr. Pell", "Emil Orlan’s Trip in 1958 261", "Mr. Orr")
    listed = etree.fromstring(
        '<list xmlns="http://www.tei-c.org/ns/1.0" type="participants">'
        f'<item>{first}</item><pb n="261"/><item>{running}</item><item>{last}</item></list>'
    )
    assert [one.name for one in members_of_list(listed, LISTED)] == [first, last]


def test_those_who_met_before_have_no_group() -> None:
    assert _said("Before it the following met in the Cabinet Room:", "Mr. Pell", "Mr. Orr") == [
        ("Mr. Pell", None, None, None),
        ("Mr. Orr", None, None, None),
    ]


def test_the_columns_of_a_table_below_present_are_groups() -> None:
    assert _table(
        "<p>Present</p><table><row><cell>United States</cell><cell>United Kingdom</cell></row>"
        "<row><cell>President Orr</cell><cell>Prime Minister Pell</cell></row></table>"
    ) == [
        ("President Orr", None, "United States"),
        ("Prime Minister Pell", None, "United Kingdom"),
    ]


def test_the_columns_that_participants_heads_are_groups() -> None:
    assert _table(
        "<table><row><cell>Participants:</cell><cell>Participants:</cell></row>"
        '<row><cell><hi rend="italic">For Lorne:</hi></cell>'
        '<cell><hi rend="italic">For the United States:</hi></cell></row>'
        "<row><cell>M. E. Orlan, Lornish Embassy</cell><cell>Mr. Pell</cell></row>"
        "<row><cell/><cell>Mr. Orr, Chief of Ports</cell></row></table>"
    ) == [
        ("M. E. Orlan", "Lornish Embassy", "For Lorne"),
        ("Mr. Pell", None, "For the United States"),
        ("Mr. Orr", "Chief of Ports", "For the United States"),
    ]


def test_a_list_in_small_capitals_has_no_group_for_a_member() -> None:
    small = [f'<hi rend="smallcaps">{name}</hi>' for name in ("Mr. Orlan", "Mr. Pell", "Marand")]
    items = "".join(f"<item>{one}</item>" for one in small)
    assert _said(f"Present: <list>{items}</list>") == [
        ("Mr. Orlan", None, None, None),
        ("Mr. Pell", None, None, None),
        ("Marand", None, None, None),
    ]


def test_what_says_no_more_than_present_is_not_a_group() -> None:
    inner = "<list><item>Lorne <list><item>Mr. Orlan</item></list></item></list>"
    assert _said(f"Also present: {inner}") == [("Mr. Orlan", None, "Lorne", None)]


def _in_paragraphs(inner: str) -> list[tuple[str, str | None, str | None, str | None]]:
    division = etree.fromstring(f'<div xmlns="http://www.tei-c.org/ns/1.0">{inner}</div>')
    found = members_of_paragraphs(division, LISTED)
    return [(one.name, one.office, one.group, one.id) for one in found]


@pytest.mark.parametrize(
    "paragraphs",
    [
        f"<p>PARTICIPANTS:</p><p>PRC</p><p>Mr. {ORLAN}, Staff</p><pb n='2'/><p>Max Pell</p>",
        f"<p>PARTICIPANTS<lb/>PRC<lb/>Mr. {ORLAN}, Staff<lb/>Max Pell</p>",
        f"<p>Participants: PRC<lb/>Mr. {ORLAN}, Staff</p><p>Max Pell</p>",
        f"<p>MEMORANDUM<lb/>PARTICIPANTS: PRC<lb/>Mr. {ORLAN}, Staff</p><p>Max Pell</p>",
    ],
)
def test_participants_can_be_in_paragraphs_and_their_lines(paragraphs: str) -> None:
    text = "<p>DATE: May 3</p><p>Orlan: Let us begin.</p>"
    assert _in_paragraphs(f"<p>Harbors</p>{paragraphs}{text}") == [
        ("Mr. Orlan", "Staff", "PRC", "p_O_1"),
        ("Max Pell", None, "PRC", None),
    ]


def test_participants_can_be_in_a_list_inside_their_paragraph() -> None:
    items = f"<item>For Lorne:<list><item>Mr. {ORLAN}</item></list></item><item>Mr. Pell</item>"
    assert _in_paragraphs(f'<p rend="flushleft">Present: <list>{items}</list></p>') == [
        ("Mr. Orlan", None, "For Lorne", "p_O_1"),
        ("Mr. Pell", None, None, None),
    ]


@pytest.mark.parametrize(
    "before", [f"<p>{'We met. ' * 40}</p>", "<p>Attachment</p>", "<p>[Enclosure 1]</p>"]
)
def test_participants_behind_the_text_are_those_of_another_paper(before: str) -> None:
    assert _in_paragraphs(f"{before}<p>PARTICIPANTS</p><p>Mr. Pell</p>") == []


@pytest.mark.parametrize("rend", ["sectiontitleital", "center"])
def test_a_heading_ends_participants_in_paragraphs(rend: str) -> None:
    heading = f'<p rend="{rend}">Lorne Harbor</p>'
    assert [one[0] for one in _in_paragraphs(f"<p>PRESENT</p><p>Mr. Pell</p>{heading}")] == [
        "Mr. Pell"
    ]


def test_lines_of_an_item_are_persons() -> None:
    assert _said("Mr. Pell, Delegation of Lorne<lb/>Mr. Orr, Staff") == [
        ("Mr. Pell", "Delegation of Lorne", None, None),
        ("Mr. Orr", "Staff", None, None),
    ]


def test_who_was_absent_did_not_take_part() -> None:
    said = _said(
        "Mr. Orlan", "Mr. Pell was out of the city", "Mr. Orr; Mr. Ohm was absent in Lorne"
    )
    assert [one[0] for one in said] == ["Mr. Orlan", "Mr. Orr"]


def _present(said: str) -> list[tuple[str, str | None]]:
    division = etree.fromstring(f'<div xmlns="http://www.tei-c.org/ns/1.0"><p>{said}</p></div>')
    return [(one.name, one.office) for one in members_of_paragraphs(division, LISTED)]


def test_sentences_say_who_was_present_where_somebody_presides() -> None:
    assert _present(
        "Present at the 9th Lorne meeting were the President of Lorne, presiding; the Secretary of"
        " Ports (for Item 1; participating in Item 2); the Chief of Staff, U.S. Army, the Chief of"
        f' Ships, and the Commandant of Ports<pb n="9"/>; and Mr. {ORLAN}, Lorne Office. Also'
        " attending the meeting were Maj. Gen. A. B. Pell, Ports; General Orr for the Director,"
        " Lorne Fund; Special Assistants to the President Orr and Roy; the Acting Secretary of"
        " Roads (Max Pell, Jr.); and the Secretaries of Roads, the Woods, and the Harbor. The"
        " meeting began at noon."
    ) == [
        ("the President of Lorne", None),
        ("the Secretary of Ports", None),
        ("the Chief of Staff, U.S. Army", None),
        ("the Chief of Ships", None),
        ("the Commandant of Ports", None),
        ("Mr. Orlan", "Lorne Office"),
        ("Maj. Gen. A. B. Pell", "Ports"),
        ("General Orr", "for the Director, Lorne Fund"),
        ("Special Assistants to the President Orr and Roy", None),
        ("the Acting Secretary of Roads (Max Pell, Jr.)", None),
        ("the Secretaries of Roads, the Woods, and the Harbor", None),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Present at the meeting were Mr. Orlan; Mr. Pell; and the Secretary of Ports.",
        "Present at the meeting were the President, presiding; as follows: Mr. Pell, Ports.",
        "Present at the meeting were the President, presiding; and Mr. Pell. He; I; and you left.",
        (
            "Present at the meeting were the President, presiding; and General White for the Chief"
            " of Staff, U.S. Air Force."
        ),
    ],
)
def test_an_uncertain_list_in_a_sentence_gives_nobody(said: str) -> None:
    assert _present(said) == []

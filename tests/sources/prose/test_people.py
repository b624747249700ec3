"""The persons and offices that an item of a list names."""

from __future__ import annotations

import pytest

from frus_pack.sources.prose.participants import Line, members_of_lines
from frus_pack.sources.prose.passage import Mention
from frus_pack.sources.prose.people import people_of


def _said(item: str) -> list[tuple[str, str | None]]:
    """The names and offices of an item, in which braces mark persons."""
    text, mentions = "", []
    for piece in item.replace("{", "\n{").replace("}", "}\n").split("\n"):
        if piece.startswith("{"):
            mentions.append(Mention(len(text), len(text) + len(piece) - 2, "p_1"))
        text += piece.strip("{}") if piece.startswith("{") else piece
    return [(one.name, one.office) for one in people_of(text, mentions)]


@pytest.mark.parametrize(
    ("item", "people"),
    [
        ("State—Mr. Orlan; Mr. Pell", [("Mr. Orlan", "State"), ("Mr. Pell", "State")]),
        (
            "Mr. Orlan, Bank of Lorne; Mr. Pell",
            [("Mr. Orlan", "Bank of Lorne"), ("Mr. Pell", None)],
        ),
        (
            "Messrs. {Orlan}, Pell, and {Marand}",
            [("Orlan", None), ("Pell", None), ("Marand", None)],
        ),
        ("{Orlan}, EST [Attended part time]", [("Orlan", "EST")]),
        ("Mr. {Orlan}, part-time", [("Mr. Orlan", None)]),
        ("Mr. Orlan, FE (part time)", [("Mr. Orlan", "FE")]),
        ("Mr. {Orlan}, Embassy [and five officials]", [("Mr. Orlan", "Embassy")]),
        ("Mr. Orlan and 7 others", [("Mr. Orlan", None)]),
        ("Ambassador to Lorne Mr. {Orlan}", [("Mr. Orlan", "Ambassador to Lorne")]),
        ("Press Bureau Director {Emil Orlan}", [("Emil Orlan", "Press Bureau Director")]),
        ("Assistant Secretary of State {Orlan}", [("Orlan", "Assistant Secretary of State")]),
        ("Deputy Under Secretary {Orlan}", [("Deputy Under Secretary Orlan", None)]),
        ("Lorne Foreign Minister, Emil Orlan", [("Emil Orlan", "Lorne Foreign Minister")]),
        ("The Lorne Ambassador, Emil Orlan", [("Emil Orlan", "Lorne Ambassador")]),
        ("Executive Secretary, Mr. Emil Orlan", [("Mr. Emil Orlan", "Executive Secretary")]),
        ("Lorne Air Attaché, Col. Orlan", [("Col. Orlan", "Lorne Air Attaché")]),
        ("Third Secretary, Lorne Mission", [("Third Secretary", "Lorne Mission")]),
        ("Ambassador Orlan, Foreign Ministry", [("Ambassador Orlan", "Foreign Ministry")]),
        ("{Orlan} and Pell (EE)", [("Orlan", "EE"), ("Pell", "EE")]),
        (
            "Wen Sheng and Chao Chu, Interpreters",
            [("Wen Sheng", "Interpreters"), ("Chao Chu", "Interpreters")],
        ),
        (
            "The President, Orr, {Pell}, {Marand}, Abe Lund",
            [
                ("The President", None),
                ("Orr", None),
                ("Pell", None),
                ("Marand", None),
                ("Abe Lund", None),
            ],
        ),
        (
            "Acting Secretary {Orlan} NEA—{Anna Pell}",
            [("Acting Secretary Orlan", None), ("Anna Pell", "NEA")],
        ),
        (
            "Mr. {Orlan}, Lornish Ambassador Mr. Pell",
            [("Mr. Orlan", "Lornish Ambassador"), ("Mr. Pell", None)],
        ),
        (
            "Mr. Orlan, Director, Mr. Pell, Chief",
            [("Mr. Orlan", "Director"), ("Mr. Pell", "Chief")],
        ),
        ("Mr. Orlan was present for Item 1.", [("Mr. Orlan", None)]),
        ("Mr. Orlan and others", [("Mr. Orlan", None)]),
        ("Defense—Absent", []),
        ("Others", []),
    ],
)
def test_an_item_names_each_of_several(item: str, people: list[tuple[str, str | None]]) -> None:
    assert _said(item) == people


@pytest.mark.parametrize(
    ("item", "person"),
    [
        ("1. Emil Orlan, Director", ("Emil Orlan", "Director")),
        ("—Adm. {Orlan}, Chairman", ("Adm. Orlan", "Chairman")),
        ("[Secretary Orlan]", ("Secretary Orlan", None)),
        ("[Name and title deleted]", ("[Name and title deleted]", None)),
        ("Mr. {Emil} R. {Orlan}—S/AE", ("Mr. Emil R. Orlan", "S/AE")),
        ("Mr. {Davis A.} Orlan-Pell", ("Mr. Davis A. Orlan-Pell", None)),
        ("Emil Orlan, Assistant to Mr. {Pell}", ("Emil Orlan", "Assistant to Mr. Pell")),
        ("Emil Orlan, Chief of {Pell}’s Cabinet", ("Emil Orlan", "Chief of Pell’s Cabinet")),
        ("Secretary of Defense (ISA)—{Orlan}", ("Orlan", "Secretary of Defense (ISA)")),
        (
            "Deputy Secretary of Defense, Emil R. Orlan",
            ("Emil R. Orlan", "Deputy Secretary of Defense"),
        ),
        (
            "The Honorable Emil Orlan, Ambassador to Lorne",
            ("The Honorable Emil Orlan", "Ambassador to Lorne"),
        ),
        (
            "Admiral Orlan for the Department of Defense",
            ("Admiral Orlan", "for the Department of Defense"),
        ),
        (
            "Jan ORLAN Director of Plans of the Office",
            ("Jan ORLAN", "Director of Plans of the Office"),
        ),
        (
            "The Secretary of Health, Education and Welfare",
            ("The Secretary of Health, Education and Welfare", None),
        ),
        ("Counselor, New Delhi", ("Counselor", "New Delhi")),
    ],
)
def test_an_item_is_a_person_and_an_office(item: str, person: tuple[str, str | None]) -> None:
    assert _said(item) == [person]


def test_a_line_that_breaks_off_goes_on_in_the_next() -> None:
    lines = [Line("Mr. Orlan,"), Line("Under Secretary of Lorne"), Line("Mr. Pell")]
    assert [(one.name, one.office) for one in members_of_lines(lines)] == [
        ("Mr. Orlan", "Under Secretary of Lorne"),
        ("Mr. Pell", None),
    ]


def test_a_department_with_a_dash_heads_a_group() -> None:
    found = members_of_lines([Line("USIA —", is_heading=True), Line("Emil Orlan")])
    assert [(one.name, one.group) for one in found] == [("Emil Orlan", "USIA")]


def test_letters_head_members_only_behind_another_head() -> None:
    said = ["State", "Emil Orlan", "LORN", "Max Pell", "PFL", "Anna Marand", "KAN", "IDA"]
    found = members_of_lines([Line(one) for one in said])
    assert [(one.name, one.group) for one in found] == [
        ("Emil Orlan", "State"),
        ("Max Pell", "LORN"),
        ("Anna Marand", "PFL"),
        ("KAN", "PFL"),
        ("IDA", "PFL"),
    ]
    alone = members_of_lines([Line("Emil Orlan"), Line("LORN"), Line("Max Pell")])
    assert [one.name for one in alone] == ["Emil Orlan", "LORN", "Max Pell"]


def test_also_present_is_not_a_group() -> None:
    found = members_of_lines(
        [Line("Lorne:"), Line("Mr. Orr"), Line("Also present were:"), Line("Mr. Pell")]
    )
    assert [(one.name, one.group) for one in found] == [("Mr. Orr", "Lorne"), ("Mr. Pell", None)]


def test_a_surname_behind_a_shortened_name_is_a_person_of_a_list() -> None:
    text = "The President, Orlan, Pell, McG. Stern"
    marked = [
        Mention(text.find(name), text.find(name) + len(name), "p") for name in ("Orlan", "Pell")
    ]
    found = people_of(text, marked)
    assert [one.name for one in found] == ["The President", "Orlan", "Pell", "McG. Stern"]


def test_who_stands_for_another_has_that_as_office_behind_a_comma() -> None:
    found = people_of("Mr. Orlan vice Mr. Pell, General Orr vice the Attorney General")
    assert [(one.name, one.office) for one in found] == [
        ("Mr. Orlan", "vice Mr. Pell"),
        ("General Orr", "vice the Attorney General"),
    ]


def test_two_persons_can_end_in_a_full_stop() -> None:
    assert [one.name for one in people_of("First Party and Second Party.")] == [
        "First Party",
        "Second Party",
    ]


def test_a_post_alone_is_not_the_name_of_its_holder() -> None:
    assert _said("Director, Lorne Division, Emil Orlan") == [
        ("Emil Orlan", "Director, Lorne Division")
    ]
    assert _said("Chief, Lorne Division") == [("Chief, Lorne Division", None)]

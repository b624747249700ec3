"""Who had to do with a document: each once, as a person or a body as far as it is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frus_pack.crosswalks.people import (
    APPROVAL,
    DRAFTER,
    PARTICIPANT,
    RECIPIENT,
    SENDER,
    Role,
    contributors,
    creators,
    name_of,
    with_roles,
)
from frus_pack.crosswalks.ro_crate.people import agents, contributor_ids
from frus_pack.document.model import Agent, ArchivalSource
from tests.crosswalks.records import BARE

BUNDY, BALL = Agent(name="Bundy"), Agent(name="Ball")
TALK = replace(BARE, senders=(BUNDY,), recipients=(BALL,), participants=(BUNDY, BALL))


def test_who_sent_and_took_part_is_the_author_and_no_contributor() -> None:
    assert [name.authority for name in creators(TALK)] == ["Bundy"]
    assert list(contributors(TALK)) == ["Ball (addressee, participant)"]


def test_a_name_in_two_roles_is_one_entity_of_a_crate() -> None:
    assert list(agents(TALK)) == [
        {
            "@id": "#agent-1",
            "@type": "Person",
            "name": "Bundy",
            "description": "sender, participant",
        },
        {
            "@id": "#agent-2",
            "@type": "Person",
            "name": "Ball",
            "description": "addressee, participant",
        },
    ]
    assert contributor_ids(TALK) == []


def test_a_withheld_name_names_nobody() -> None:
    withheld = (Agent(name="[name not declassified]"), Agent(name="[5 names not declassified]"))
    named = Agent(name="CIA Station in [place not declassified]")
    metadata = replace(BARE, senders=(*withheld, named), participants=withheld)
    assert [name.authority for name in creators(metadata)] == [named.name]
    assert list(contributors(metadata)) == []


@pytest.mark.parametrize(
    ("words", "role", "kind"),
    [
        ("Robert H. Johnson", SENDER, "person"),
        ("S. Everett Gleason", RECIPIENT, "person"),
        ("U.S. Mission at Geneva", SENDER, "body"),
        ("Department of State", SENDER, "body"),
        ("Secretary of State", RECIPIENT, "body"),
        ("Brussels", RECIPIENT, "unknown"),
        ("Wallner", APPROVAL, "person"),
        ("EUR", APPROVAL, "body"),
        ("AF", DRAFTER, "body"),
        ("Klebenov", DRAFTER, "person"),
        ("The Secretary", PARTICIPANT, "person"),
    ],
)
def test_a_name_is_called_a_persons_only_where_that_is_known(
    words: str, role: Role, kind: str
) -> None:
    name = name_of(BARE, Agent(name=words), role)
    assert (name.is_person, name.is_body) == (kind == "person", kind == "body")


def test_a_crate_has_a_post_as_job_and_a_unit_as_affiliation() -> None:
    senders = (
        Agent(name="Marand", office="Chargé in Kestania"),
        Agent(name="Osk", office="NEA/K"),
        Agent(name="Orr", office="State"),
    )
    chargé, officer, unit, other = agents(replace(BARE, senders=senders))
    assert (chargé["jobTitle"], chargé["description"]) == ("Chargé in Kestania", "sender")
    assert officer["affiliation"] == {"@id": unit["@id"]}
    assert (unit["@type"], unit["name"]) == ("Organization", "NEA/K")
    assert other["description"] == "sender; State"
    assert {"jobTitle", "affiliation"}.isdisjoint(other)


def test_an_unlisted_person_with_and_without_office_is_one() -> None:
    metadata = replace(
        BARE,
        senders=(Agent(name="Karl Ohm", office="Secretary of State"),),
        source=ArchivalSource(drafted_by=(Agent(name="Karl Ohm"),)),
    )
    assert [name.authority for name in creators(metadata)] == ["Karl Ohm"]


def test_two_of_one_surname_with_other_offices_are_two() -> None:
    metadata = replace(
        BARE,
        senders=(Agent(name="Ohm", office="President"),),
        source=ArchivalSource(drafted_by=(Agent(name="Ohm", office="EUR"),)),
    )
    assert [name.office for name in creators(metadata)] == ["President", "EUR"]


@pytest.mark.parametrize(
    ("name", "is_person"), [("Edward M. House", True), ("U.S. Mission", False), ("EUR", False)]
)
def test_a_surname_that_is_an_offices_word_is_still_a_persons(name: str, is_person: bool) -> None:
    (found, _), *_ = with_roles(replace(BARE, senders=(Agent(name=name),)))
    assert found.is_person == is_person

"""MODS: which field arrives in which element."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from frus_pack.crosswalks.mods import mods
from frus_pack.document.model import Agent, ArchivalSource, Division, Reference, Withheld
from frus_pack.document.rights import RIGHTS
from tests.crosswalks.records import VOLUME, full, with_metadata

VOLUME_NAME = "Foreign Relations of the United States, 1958–1960, Volume XCIX, Kestania"
NAMES = {"m": "http://www.loc.gov/mods/v3"}

ARRIVES: dict[str, list[str]] = {
    "titleInfo/title": ["Letter From President Orlan to the Secretary of State"],
    "name/namePart": [
        "Orlan, Emil",
        "Secretary of State",
        "Paris",
        "London",
        "Ilse Marand",
        "Brewin",
        "Osgood",
        "Adams",
    ],
    "name[@type='personal']/namePart": ["Orlan, Emil", "Ilse Marand", "Brewin", "Osgood", "Adams"],
    "name[@type='corporate']/namePart": ["Secretary of State"],
    "name[not(@type)]/namePart": ["Paris", "London"],
    "name[@valueURI]/displayForm": ["Orlan"],
    "name[namePart='Orlan, Emil']/nameIdentifier[@type='frus']": ["frus1958-60v99/p_O_1"],
    "name[namePart='Orlan, Emil']/role/roleTerm": ["author", "aut", "sender"],
    "name[namePart='Secretary of State']/role/roleTerm": ["addressee", "rcp"],
    "name[namePart='London']/role/roleTerm": ["addressee", "rcp", "information addressee"],
    "name[namePart='Brewin']/affiliation": ["ARA/BC"],
    "name[namePart='Brewin']/role/roleTerm[@authority='marcrelator'][@type='code']": ["aut"],
    "name[namePart='Adams']/role/roleTerm": ["contributor", "ctb", "approving officer"],
    "typeOfResource": ["text"],
    "genre[@authority='local']": ["letter"],
    "genre[@authority='aat']": ["letters (correspondence)"],
    "physicalDescription/digitalOrigin": ["reformatted digital"],
    "location/url[@usage='primary display']": [f"{VOLUME}/d7"],
    "originInfo/place/placeTerm": ["Port Lorne"],
    "originInfo/dateCreated[@encoding='w3cdtf'][@point='start'][@keyDate='yes']": ["1959-05-02"],
    "originInfo/dateCreated[@encoding='w3cdtf'][@point='end'][not(@keyDate)]": [
        "1959-05-03T10:30:00-05:00"
    ],
    "originInfo/displayDate": ["May 2–3, 1959"],
    "language/languageTerm[@authority='rfc5646'][@type='code']": ["en"],
    "language/languageTerm[@authority='iso639-2b'][@type='code']": ["eng"],
    "physicalDescription/extent": ["2 pages"],
    "subject/topic": ["Harbor"],
    "subject/name": [],
    "note[@type='preferred citation']": [
        f"{VOLUME_NAME}, Document 7, pp. 11–12",
    ],
    "note[@type='original classification']": ["Secret"],
    "note[@type='handling']": ["Limdis"],
    "note[@type='source note']": ["Source: Kestanian State Archive."],
    "note[@type='withheld']": ["[2 lines not declassified] (page 12, note 2)"],
    "note[@type='figure']": ["The harbor (page 12)"],
    "note[@type='table']": ["Ships (page 12)"],
    "note[@type='footnotes' or @type='abbreviation']": [],
    "relatedItem[@type='host']/titleInfo/title": ["Kestania"],
    "relatedItem[@type='host']/name[@type='personal']/namePart": ["Ada Editor"],
    "relatedItem[@type='host']/name/role/roleTerm[@authority='marcrelator']": ["editor", "edt"],
    "relatedItem[@type='host']/originInfo/publisher": ["Government Printing Office"],
    "relatedItem[@type='host']/originInfo/dateIssued[@encoding='w3cdtf']": ["1964-05"],
    "relatedItem[@type='host']/part/detail[@type='volume']": [],
    "relatedItem[@type='host']/part/detail[@level='1']/title": ["The harbor"],
    "relatedItem[@type='host']/part/detail[@type='chapter'][@level='2']/title": ["1959"],
    "relatedItem[@type='host']/part/detail[@type='document']/number": ["7"],
    "relatedItem[@type='host']/part/extent[@unit='pages']/*": ["11", "12", "2"],
    "relatedItem[@type='host']/identifier": ["frus1958-60v99"],
    "relatedItem[@type='host']/relatedItem[@type='series']/titleInfo/*": [
        "Foreign Relations of the United States",
        "1958–1960",
        "XCIX",
    ],
    "relatedItem[@type='original']/location/physicalLocation": ["Kestanian State Archive"],
    "relatedItem[@type='original']/location/shelfLocator": ["RG 3, Presidency, Box 4"],
    "relatedItem[@type='original']/relatedItem/titleInfo/title": ["Presidency"],
    "relatedItem[@type='original']/relatedItem/relatedItem/identifier[@type='record group']": [
        "RG 3"
    ],
    "relatedItem[@type='original']/identifier[@type='file']": [],
    "relatedItem[@type='constituent']/titleInfo/title": ["Draft"],
    "relatedItem[@type='constituent']/originInfo/dateCreated": ["1959-04"],
    "relatedItem[@type='references'][@displayLabel='Document 8']/identifier": ["frus1958-60v99/d8"],
    "relatedItem[@type='references']/location/url": [f"{VOLUME}/d8"],
    "identifier": ["frus1958-60v99/d7", f"{VOLUME}/d7"],
    "accessCondition[@type='use and reproduction']": ["Public domain"],
    "relatedItem[@type='constituent']/accessCondition": ["Copyright Not Evaluated"],
    "recordInfo/recordContentSource": ["Kestanian State Archive"],
    "recordInfo/descriptionStandard": ["urn:x-frus-pack:schema:document:1"],
    "recordInfo/recordCreationDate": ["2026-01-02"],
    "recordInfo/recordIdentifier[not(@source)]": [f"urn:uuid:{full().uuid('mods')}"],
    "recordInfo/languageOfCataloging/languageTerm[@authority='rfc5646'][@type='code']": ["en"],
}


@pytest.mark.parametrize("path", ARRIVES)
def test_each_field_arrives_where_mods_wants_it(path: str) -> None:
    record = etree.fromstring(mods.to_mods(full()))
    assert [one.text for one in _found(record, path)] == ARRIVES[path]


def test_who_drafted_and_approved_is_one_name_with_both_roles() -> None:
    rostow = Agent(name="Eugene Rostow")
    source = ArchivalSource(drafted_by=(rostow,), approved_by=(rostow,))
    described = with_metadata(replace(full().metadata, source=source))
    record = etree.fromstring(mods.to_mods(described))
    (name,) = _found(record, "name[namePart='Eugene Rostow']")
    terms = [term.text for term in name.iter("{*}roleTerm")]
    assert terms == ["author", "aut", "contributor", "ctb", "drafter", "approving officer"]


def test_a_listed_person_is_one_name_however_printed() -> None:
    present = Agent(name="Mr. Emil Orlan", office="Harbor Office", id="p_O_1", listed="Orlan, Emil")
    source = ArchivalSource(drafted_by=(Agent(name="Orlan", id="p_O_1", listed="Orlan, Emil"),))
    metadata = replace(full().metadata, senders=(), participants=(present,), source=source)
    record = etree.fromstring(mods.to_mods(with_metadata(metadata)))
    (name,) = _found(record, "name[namePart='Orlan, Emil']")
    assert [one.text for one in name.iter("{*}displayForm", "{*}affiliation")] == [
        "Mr. Emil Orlan",
        "Harbor Office",
    ]
    terms = [term.text for term in name.iter("{*}roleTerm")]
    assert terms == ["associated name", "asn", "author", "aut", "participant", "drafter"]


def test_a_division_without_a_title_is_told_by_its_identifier_or_its_type() -> None:
    divisions = (Division(type="compilation", id="comp1"), Division(type="chapter"))
    described = with_metadata(replace(full().metadata, divisions=divisions))
    record = etree.fromstring(mods.to_mods(described))
    for path, told in {
        "detail[@type='compilation'][@level='1']/number": ["comp1"],
        "detail[@type='chapter'][@level='2']/caption": ["chapter"],
        "detail[@level]/*": ["comp1", "chapter"],
    }.items():
        assert [one.text for one in _found(record, f"relatedItem/part/{path}")] == told


def test_a_classification_of_old_is_no_condition_of_access() -> None:
    record = etree.fromstring(mods.to_mods(full()))
    assert [one.text for one in _found(record, "accessCondition")] == ["Public domain"]


def _found(record: etree._Element, path: str) -> list[etree._Element]:
    steps = ("/".join(_step(step) for step in path.split("/")),)
    found = record.xpath(steps[0], namespaces=NAMES)
    if not isinstance(found, list):
        raise TypeError(found)
    return [one for one in found if isinstance(one, etree._Element)]


def _step(step: str) -> str:
    return f"m:{step}".replace("[namePart", "[m:namePart")


def test_a_listed_person_has_the_address_of_its_entry() -> None:
    (name,) = _found(etree.fromstring(mods.to_mods(full())), "name[@valueURI]")
    assert name.get("valueURI") == f"{VOLUME}/persons#p_O_1"


def test_works_of_the_united_states_have_the_uri_of_no_copyright() -> None:
    record = with_metadata(replace(full().metadata, rights=RIGHTS))
    told = {
        str(one.text): one.get("{http://www.w3.org/1999/xlink}href")
        for one in etree.fromstring(mods.to_mods(record)).iter(
            "{http://www.loc.gov/mods/v3}accessCondition"
        )
    }
    assert told == {
        RIGHTS: "http://rightsstatements.org/vocab/NoC-US/1.0/",
        "Copyright Not Evaluated": "http://rightsstatements.org/vocab/CNE/1.0/",
    }


@pytest.mark.parametrize(
    ("file", "identifies"),
    [
        ("793B.02/1–2551", True),
        ("691C.93B3/11-3061", True),
        ("303/4-1461", True),
        ("Lot 64 D 563", True),
        ("Box 849, China Exchanges, March 1, 1972-June 24, 1972", False),
        ("China", False),
        ("Lot 71 D 440, Folder 3760", False),
    ],
)
def test_a_file_is_an_identifier_only_where_it_is_a_number(file: str, identifies: bool) -> None:
    record = with_metadata(replace(full().metadata, source=ArchivalSource(file=file)))
    path = "relatedItem[@type='original']/identifier[@type='file']"
    found = _found(etree.fromstring(mods.to_mods(record)), path)
    assert [one.text for one in found] == ([file] if identifies else [])


def test_a_post_is_a_description_and_a_unit_an_affiliation() -> None:
    senders = (Agent(name="Marand", office="Chargé in Kestania"), Agent(name="Osk", office="NEA/K"))
    metadata = replace(full().metadata, senders=senders, source=None)
    record = etree.fromstring(mods.to_mods(with_metadata(metadata)))
    assert [one.text for one in _found(record, "name/description")] == ["Chargé in Kestania"]
    assert [one.text for one in _found(record, "name/affiliation")] == ["NEA/K", "Foreign Office"]


def test_a_document_that_is_named_twice_is_one_reference() -> None:
    references = (
        Reference(target="frus1958-60v99/d8", text="Document 8"),
        Reference(target="frus1958-60v99/d9"),
        Reference(target="frus1958-60v99/d8", text="footnote 4"),
    )
    metadata = replace(full().metadata, references=references)
    record = etree.fromstring(mods.to_mods(with_metadata(metadata)))
    found = _found(record, "relatedItem[@type='references']")
    assert [(one.get("displayLabel"), one.findtext("{*}identifier")) for one in found] == [
        ("Document 8", "frus1958-60v99/d8"),
        (None, "frus1958-60v99/d9"),
    ]


def test_the_source_note_of_a_document_withheld_whole_is_one_note() -> None:
    note = "[Source: Agency, Box 80. Secret. 3 pages not declassified.]"
    metadata = replace(
        full().metadata, source=ArchivalSource(note=note), withheld=(Withheld(text=note),)
    )
    record = etree.fromstring(mods.to_mods(with_metadata(metadata)))
    notes = [(one.get("type"), one.text) for one in _found(record, "note") if one.text == note]
    assert notes == [("withheld", note)]

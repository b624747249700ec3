"""PREMIS: objects, events, agents and rights, and that they hang together."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from frus_pack.crosswalks.file_formats import formats_of
from frus_pack.crosswalks.premis import premis
from frus_pack.crosswalks.premis.vocabulary import file_id
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import NO_COPYRIGHT, NOT_EVALUATED
from frus_pack.document.rights import FOREIGN_RIGHTS, RIGHTS
from frus_pack.package.paths import TEI_PATH, TEXT_PATH
from tests.crosswalks.records import DIGEST, bare, full, with_metadata

NAMES = {"p": "http://www.loc.gov/premis/v3"}


def found(record: Record, path: str) -> list[str]:
    """The texts of elements, or the values of attributes, at a path."""
    tree = etree.fromstring(premis.to_premis(record))
    values = tree.xpath(path, namespaces=NAMES)
    if not isinstance(values, list):
        raise TypeError(values)
    return [str(getattr(one, "text", one)) for one in values]


def test_every_object_event_agent_and_statement_linked_to_is_there() -> None:
    linked = found(full(), "//p:*[starts-with(local-name(), 'linking')]/p:*[2]")
    related = found(full(), "//p:*[starts-with(local-name(), 'related')]/p:*[2]")
    owned = found(
        full(),
        "//p:objectIdentifierValue | //p:eventIdentifierValue | //p:agentIdentifierValue"
        " | //p:rightsStatementIdentifierValue",
    )
    assert {*linked, *related} <= set(owned)
    assert len(owned) == len(set(owned))


def test_files_have_fixity_size_and_format() -> None:
    image = "//p:object[p:originalName='data/page-images/0041.tif']//p:"
    assert found(full(), f"{image}messageDigestAlgorithm") == ["MD5", "SHA-512"]
    assert found(full(), f"{image}messageDigest") == ["a0" * 16, DIGEST]
    assert found(full(), f"{image}messageDigestAlgorithm/@valueURI") == [
        "http://id.loc.gov/vocabulary/preservation/cryptographicHashFunctions/md5",
        "http://id.loc.gov/vocabulary/preservation/cryptographicHashFunctions/sha512",
    ]
    assert found(full(), f"{image}size") == ["5"]
    assert found(full(), f"{image}formatName") == ["Tagged Image File Format"]
    assert found(full(), f"{image}formatRegistryKey") == ["fmt/353"]
    assert found(full(), f"{image}formatNote") == []


def test_a_format_that_could_be_several_says_so() -> None:
    record = full()
    image = replace(record.files[2], media_type="image/png")
    record = replace(record, files=(replace(image, formats=formats_of("image/png")),))
    assert found(record, "//p:formatRegistryKey") == ["fmt/11", "fmt/12", "fmt/13"]
    assert set(found(record, "//p:formatNote")) == {
        "one of 3 formats of image/png; which, was not determined"
    }


def test_a_file_of_an_unknown_kind_has_an_unknown_format() -> None:
    record = full()
    record = replace(record, files=(replace(record.files[0], media_type=None, formats=()),))
    assert found(record, "//p:format/p:formatDesignation/p:formatName") == ["unknown"]


def test_the_derived_transcription_has_the_original_as_its_source() -> None:
    record = full()
    ids = {file.path: file_id(record, file) for file in record.files}
    related = "/p:relationship[p:relationshipSubType='{}']//p:relatedObjectIdentifierValue"
    derived = f"//p:object[p:originalName='{TEXT_PATH}']" + related.format("has source")
    given = f"//p:object[p:originalName='{TEI_PATH}']" + related.format("is source of")
    assert found(record, derived) == [ids[TEI_PATH]]
    assert found(record, given) == [ids[TEXT_PATH]]


def test_packing_digests_and_validation_are_events_of_the_bagging_date() -> None:
    assert found(full(), "//p:eventType") == [
        "information package creation",
        "message digest calculation",
        "validation",
    ]
    assert found(full(), "//p:eventDateTime") == ["2026-01-02"] * 3
    assert found(full(), "//p:eventOutcome") == ["success"] * 3
    packing, digests, validation = found(full(), "//p:eventDetail")
    assert packing == (
        "frus1958-60v99-d7: BagIt 1.0, 5 files in the payload; the original is frus1958-60v99.xml,"
        f" SHA-512 {DIGEST}, of it 200 bytes from byte 100, SHA-512 {DIGEST}"
    )
    assert digests == "MD5, SHA-512 of each payload file, while it was written"
    assert validation == (
        "The description follows its schema and agrees with the text; every embedded image was"
        " decoded whole and is of the format its name says"
    )
    assert found(full(), "//p:agentName") == ["frus-pack", "Kestanian State Archive"]
    assert found(full(), "//p:agentVersion") == ["0.2.0"]


def test_of_a_bag_that_others_made_only_that_is_told() -> None:
    record = replace(full(), agent="bagit.py v1.9.0 <https://example.org>")
    assert found(record, "//p:eventType") == ["information package creation"]
    assert found(record, "//p:agentName")[0] == "bagit.py v1.9.0 <https://example.org>"
    assert found(record, "//p:agentVersion") == []


def test_rights_are_the_statement_of_the_description() -> None:
    assert found(full(), "//p:rightsBasis") == ["other"]
    assert found(full(), "//p:otherRightsNote") == ["Public domain"]


def test_the_drafted_statement_is_of_copyright_in_the_united_states() -> None:
    record = with_metadata(replace(full().metadata, rights=RIGHTS))
    vocabularies = "http://id.loc.gov/vocabulary/preservation"
    assert found(record, "//p:rightsBasis") == ["statute"]
    assert found(record, "//p:rightsBasis/@valueURI") == [f"{vocabularies}/rightsBasis/sta"]
    assert found(record, "//p:statuteInformation/*[not(*)]") == ["us", "17 U.S.C. 105", RIGHTS]
    assert found(record, "//p:statuteDocumentationIdentifierValue") == [NO_COPYRIGHT]
    assert found(record, "//p:otherRightsInformation") == []


def test_every_part_says_which_premis_it_is_in() -> None:
    assert found(full(), "/p:premis/*/@version") == ["3.0"] * len(found(full(), "/p:premis/*"))


def test_terms_of_the_library_of_congress_have_its_addresses() -> None:
    terms = {
        "rightsBasis": {"rightsBasis/oth"},
        "relationshipType": {"relationshipType/str", "relationshipType/der"},
        "relationshipSubType": {
            f"relationshipSubType/{code}" for code in ("isr", "rep", "inc", "hss", "iso")
        },
        "eventType": {"eventType/ipc", "eventType/mes", "eventType/val"},
        "formatRegistryRole": {"formatRegistryRole/spe"},
    }
    vocabularies = "http://id.loc.gov/vocabulary/preservation"
    for element, addresses in terms.items():
        said = found(full(), f"//p:{element}/@valueURI")
        assert len(said) == len(found(full(), f"//p:{element}"))
        assert set(said) == {f"{vocabularies}/{address}" for address in addresses}


def test_identifiers_are_the_same_every_time_and_differ_between_documents() -> None:
    assert premis.to_premis(full()) == premis.to_premis(full())
    assert full().uuid("package") == "9626eae4-1d41-5661-a456-a2b37f303296"
    other = replace(bare(), metadata=replace(bare().metadata, id="d8"))
    assert other.uuid("package") != bare().uuid("package")


def identifiers(record: Record, kind: str) -> list[str]:
    return found(record, f"//p:{kind}Identifier/p:{kind}IdentifierValue")


def test_what_has_changed_has_another_identifier_and_the_document_has_not() -> None:
    record = full()
    changed = replace(record.files[0], digests={"sha512": "ab" * 64})
    later = replace(record, files=(changed, *record.files[1:]))
    before, after = identifiers(record, "object"), identifiers(later, "object")
    assert [one == other for one, other in zip(before, after, strict=True)].count(False) == 1
    assert before[0] == after[0] == record.uuid()
    assert not {*identifiers(record, "event")} & {*identifiers(later, "event")}
    assert identifiers(record, "agent") == identifiers(later, "agent")


def test_another_version_of_the_software_is_another_agent() -> None:
    software, organization = identifiers(full(), "agent")
    other = identifiers(replace(full(), agent="frus-pack 0.1.0"), "agent")
    assert other[0] != software
    assert other[1] == organization


def test_a_licence_that_the_description_names_is_the_basis() -> None:
    words = "Crown copyright: https://example.org/licence."
    record = with_metadata(replace(full().metadata, rights=words))
    assert found(record, "//p:rightsBasis") == ["license"]
    assert found(record, "//p:licenseDocumentationIdentifierValue") == [
        "https://example.org/licence"
    ]
    assert found(record, "//p:licenseTerms") == [words]


def test_copyright_that_nobody_evaluated_is_of_unknown_status() -> None:
    record = with_metadata(replace(full().metadata, rights=FOREIGN_RIGHTS))
    assert found(record, "//p:rightsBasis") == ["copyright"]
    assert found(record, "//p:copyrightStatus") == ["unknown"]
    assert found(record, "//p:copyrightNote") == [FOREIGN_RIGHTS]
    assert found(record, "//p:copyrightDocumentationIdentifierValue") == [NOT_EVALUATED]


def test_a_statement_of_rightsstatements_is_about_copyright() -> None:
    vocabulary = "http://rightsstatements.org/vocab"
    for kind, status in (
        ("InC-EDU", "copyrighted"),
        ("NoC-CR", "public domain"),
        ("UND", "unknown"),
    ):
        words = f"See {vocabulary}/{kind}/1.0/"
        record = with_metadata(replace(full().metadata, rights=words))
        assert found(record, "//p:rightsBasis") == ["copyright"]
        assert found(record, "//p:copyrightStatus") == [status]


def test_events_link_files_and_nothing_else() -> None:
    record = full()
    files = [file_id(record, one) for one in record.files]
    assert found(record, "//p:linkingObjectIdentifierValue[ancestor::p:event]") == files * 3

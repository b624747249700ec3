"""RO-Crate: read back by the library that the community has for it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rocrate.rocrate import ROCrate

import frus_pack
from frus_pack.crosswalks.rights import NOT_EVALUATED
from frus_pack.crosswalks.ro_crate import ro_crate
from frus_pack.document.rights import FOREIGN_RIGHTS
from tests.crosswalks.records import DIGEST, FULL_SOURCE, SCANS, VOLUME, bare, full, with_metadata

HASHES = "https://w3id.org/ro/terms/workflow-run"
ONLY_OF = {
    "additionalProperty": "Place",
    "affiliation": "Person",
    "contentSize": "File",
    "holdingArchive": "ArchiveComponent",
    "instrument": "CreateAction",
    "itemLocation": "ArchiveComponent",
    "jobTitle": "Person",
    "pagination": "Chapter",
    "recipient": "Message",
    "sender": "Message",
    "value": "PropertyValue",
    "volumeNumber": "PublicationVolume",
    "width": "ImageObject",
}
"""Properties that schema.org has for some types, and the one of them that there may be here."""
SPECIFICATION = "https://w3id.org/ro/crate/1.2"


def graph(content: bytes) -> dict[str, Any]:
    return {one["@id"]: one for one in json.loads(content)["@graph"]}


def named(entities: dict[str, Any], links: Any) -> list[str]:
    return [entities[at]["name"] for at in pointers(links)]


def pointers(value: Any) -> Iterator[str]:
    """Every reference in a value."""
    if isinstance(value, list):
        for one in value:
            yield from pointers(one)
    elif isinstance(value, dict) and set(value) == {"@id"}:
        yield value["@id"]


def test_rocrate_reads_it_back(tmp_path: Path, packages: tuple[Path, ...]) -> None:
    for number, package in enumerate(packages):
        root = shutil.copytree(package, tmp_path / str(number))
        (root / "ro-crate-metadata.json").write_bytes(frus_pack.export(package, "ro-crate"))
        crate = ROCrate(root)
        metadata = frus_pack.open_package(package).metadata
        assert crate.name.endswith(metadata.title)
        assert crate.mainEntity["name"] == metadata.title
        assert crate.metadata["conformsTo"] == SPECIFICATION
        files = [one for one in crate.get_entities() if "File" in one.type]
        local = {one.id for one in files if not one.id.startswith("https:")}
        assert local == {f"data/{path}" for path in payload(package)}


def payload(package: Path) -> list[str]:
    data = package / "data"
    return [path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()]


def test_the_graph_is_flat_whole_and_without_repetition() -> None:
    for record in (full(), bare()):
        entities = json.loads(ro_crate.to_ro_crate(record))["@graph"]
        ids = Counter(one["@id"] for one in entities)
        assert max(ids.values()) == 1
        linked = {at for one in entities for value in one.values() for at in pointers(value)}
        assert linked - set(ids) == {SPECIFICATION}
        assert set(ids) - linked == {"ro-crate-metadata.json"}


def test_the_root_is_the_package() -> None:
    root = graph(ro_crate.to_ro_crate(full()))["./"]
    assert root["name"] == "7. Letter From President Orlan to the Secretary of State"
    assert root["datePublished"] == "2026-01-02"
    identifier = graph(ro_crate.to_ro_crate(full()))[root["identifier"]["@id"]]
    assert (identifier["value"], identifier["url"]) == ("frus1958-60v99/d7", f"{VOLUME}/d7")
    assert root["mainEntity"] == {"@id": f"{VOLUME}/d7"}
    assert [one["@id"] for one in root["hasPart"]] == [
        "data/metadata.json",
        "data/page-images.json",
        "data/page-images/0041.tif",
        "data/transcription.txt",
        "data/transcription.xml",
        f"{SCANS}/medium/0041.png",
    ]


def test_the_document_is_described_in_words_of_schema_org() -> None:
    entities = graph(ro_crate.to_ro_crate(full()))
    document = entities[f"{VOLUME}/d7"]
    plain = ("genre", "dateCreated", "keywords", "position", "pagination", "inLanguage")
    assert {key: document[key] for key in plain} == {
        "genre": ["letter", "http://vocab.getty.edu/aat/300026879"],
        "dateCreated": "1959-05-02/1959-05-03T10:30:00-05:00",
        "keywords": "Harbor",
        "position": "7",
        "pagination": "11–12",
        "inLanguage": "en",
    }
    lists = (
        "sender",
        "recipient",
        "author",
        "contributor",
        "hasPart",
        "citation",
        "mentions",
        "isBasedOn",
    )
    assert {key: named(entities, document[key]) for key in lists} == {
        "sender": ["Orlan, Emil"],
        "recipient": ["Secretary of State", "Paris", "London"],
        "author": ["Orlan, Emil", "Brewin"],
        "contributor": ["Ilse Marand", "Osgood", "Adams"],
        "hasPart": ["Draft", "The harbor (page 12)", "Ships (page 12)"],
        "citation": ["Document 8"],
        "mentions": ["KE"],
        "isBasedOn": ["Kestanian State Archive, RG 3, Presidency, Box 4"],
    }
    assert entities["#place"]["name"] == "Port Lorne"
    assert entities["#rights"]["name"] == "Public domain"
    assert document["description"].split("\n") == [
        "Written at: Port Lorne",
        "Date as printed: May 2–3, 1959",
        "Original classification: Secret; Limdis",
        "Source: Kestanian State Archive.",
        "Withheld from publication: [2 lines not declassified] (page 12, note 2)",
    ]


def test_a_document_is_a_section_and_with_correspondents_a_message() -> None:
    told = [graph(ro_crate.to_ro_crate(one))[f"{VOLUME}/d7"]["@type"] for one in (full(), bare())]
    assert told == [["Chapter", "Message"], "Chapter"]
    assert graph(ro_crate.to_ro_crate(full()))[f"{VOLUME}/comp1"]["@type"] == "Chapter"


def test_the_paper_lies_in_its_collection_record_group_and_archive() -> None:
    entities = graph(ro_crate.to_ro_crate(full()))
    paper = entities["#original"]
    assert (paper["itemLocation"], paper["isPartOf"]) == (
        "RG 3, Presidency, Box 4",
        {"@id": "#collection"},
    )
    assert "identifier" not in paper  # a box is a place, not what the paper is
    assert entities[paper["holdingArchive"]["@id"]]["name"] == "Kestanian State Archive"
    collection, group = entities["#collection"], entities["#record-group"]
    assert (collection["name"], collection["isPartOf"]) == ("Presidency", {"@id": "#record-group"})
    assert (group["name"], "isPartOf" in group) == ("RG 3", False)
    assert collection["@type"] == group["@type"] == ["ArchiveComponent", "Collection"]


def test_a_paper_of_no_collection_lies_in_its_record_group() -> None:
    source = replace(FULL_SOURCE, collection=None)
    record = with_metadata(replace(full().metadata, source=source))
    entities = graph(ro_crate.to_ro_crate(record))
    assert entities["#original"]["isPartOf"] == {"@id": "#record-group"}
    assert "#collection" not in entities


def test_properties_stand_on_the_types_that_schema_org_has_them_for() -> None:
    for one in graph(ro_crate.to_ro_crate(full())).values():
        types = {one["@type"]} if isinstance(one["@type"], str) else set(one["@type"])
        assert {ONLY_OF[name] for name in set(one) & set(ONLY_OF)} <= types


def test_the_document_stands_in_its_chapter_compilation_volume_and_series() -> None:
    entities = graph(ro_crate.to_ro_crate(full()))
    chain, at = [], f"{VOLUME}/d7"
    while "isPartOf" in entities[at]:
        at = entities[at]["isPartOf"]["@id"]
        chain.append(entities[at]["name"])
    series = "Foreign Relations of the United States, 1958–1960"
    assert chain == ["1959", "The harbor", "Kestania", series]


def test_the_transcriptions_say_which_is_the_original() -> None:
    entities = graph(ro_crate.to_ro_crate(full()))
    told = [entities[f"data/transcription.{suffix}"]["description"] for suffix in ("xml", "txt")]
    assert told == [
        "The text of the document, the original, from frus1958-60v99.xml",
        "The text of the document, derived from data/transcription.xml",
    ]


def test_the_making_of_the_bag_is_an_action_of_this_software() -> None:
    entities = graph(ro_crate.to_ro_crate(full()))
    software = entities[entities["#packing"]["instrument"]["@id"]]
    assert (software["name"], software["version"]) == ("frus-pack", "0.2.0")
    assert entities["#packing"]["endTime"] == "2026-01-02"
    assert entities[entities["./"]["publisher"]["@id"]]["name"] == "Kestanian State Archive"


def test_a_file_has_size_digests_and_format() -> None:
    content = ro_crate.to_ro_crate(full())
    context = json.loads(content)["@context"]
    assert context[1] == {"md5": f"{HASHES}#md5", "sha512": f"{HASHES}#sha512"}
    assert graph(content)["data/page-images/0041.tif"] == {
        "@id": "data/page-images/0041.tif",
        "@type": ["File", "ImageObject"],
        "name": "Page 11, scan 0041 (master)",
        "description": "Image of a printed page: the best there is, for preservation",
        "encodingFormat": [
            "image/tiff",
            {"@id": "https://www.nationalarchives.gov.uk/PRONOM/fmt/353"},
        ],
        "contentSize": "5",
        "md5": "a0" * 16,
        "sha512": DIGEST,
        "width": 60,
        "height": 90,
    }


def test_a_digest_that_there_is_no_property_for_is_left_to_the_manifests() -> None:
    record = full()
    digests = {"blake2b256": "c0" * 32, "sha256": "b0" * 32}
    content = ro_crate.to_ro_crate(
        replace(record, files=(replace(record.files[0], digests=digests),))
    )
    file = graph(content)["data/metadata.json"]
    assert (file["sha256"], "blake2b256" in file) == ("b0" * 32, False)
    assert json.loads(content)["@context"][1] == {"sha512": f"{HASHES}#sha512"}


def test_transcriptions_and_images_are_the_document_and_json_is_about_it() -> None:
    document = graph(ro_crate.to_ro_crate(full()))[full().address]
    encoding = [one["@id"] for one in document["encoding"]]
    assert encoding == [
        "data/page-images/0041.tif",
        "data/transcription.txt",
        "data/transcription.xml",
        f"{SCANS}/medium/0041.png",
    ]
    assert [one["@id"] for one in document["subjectOf"]] == [
        "data/metadata.json",
        "data/page-images.json",
    ]


def test_one_statement_serves_a_foreign_letter_and_its_enclosures() -> None:
    record = with_metadata(replace(full().metadata, rights=FOREIGN_RIGHTS))
    graph = json.loads(ro_crate.to_ro_crate(record))["@graph"]
    found = [one for one in graph if one["@id"] == NOT_EVALUATED]
    assert [one["name"] for one in found] == ["Copyright Not Evaluated"]
    assert [one["description"] for one in found] == [FOREIGN_RIGHTS]
    licensed = {one["@id"] for one in graph if one.get("license") == {"@id": NOT_EVALUATED}}
    assert {"./", "#attachment-1"} <= licensed

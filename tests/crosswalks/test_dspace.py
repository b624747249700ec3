"""DSpace's Simple Archive Format: which field arrives where, and how bitstreams are told of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from frus_pack.crosswalks import dspace
from frus_pack.crosswalks.record import PackagedFile, Record
from frus_pack.document.page import Page, Rendition, Role
from frus_pack.package.paths import METADATA_PATH, TEI_PATH, TEXT_PATH
from tests.crosswalks.records import DIGEST, VOLUME, bare, full
from tests.crosswalks.test_dublin_core import (
    CONTRIBUTORS,
    DESCRIPTIONS,
    PAPER,
    PLACE_IN_VOLUME,
    TITLE,
    VOLUME_NAME,
)

TAG_FILES = ["bagit.txt", "bag-info.txt", "manifest-sha512.txt"]
REGISTERED = {
    *("title", "contributor.author", "contributor.other", "subject"),
    *("description", "description.abstract"),
    *("description.provenance", "publisher", "date.created", "date.issued", "type"),
    *("format.extent", "identifier.other", "identifier.uri", "identifier.citation"),
    *("relation.isbasedon", "language.iso", "relation.ispartof", "relation.ispartofseries"),
    *("relation.haspart", "rights"),
}
"""Fields of the schema dc in the registry that DSpace is installed with."""


def _fields(content: bytes) -> list[tuple[str, str | None]]:
    """As DSpace's importer reads them: what has the qualifier none has none."""
    fields = []
    for one in etree.fromstring(content).iter("dcvalue"):
        element, qualifier = str(one.get("element")), str(one.get("qualifier"))
        fields.append((element if qualifier == "none" else f"{element}.{qualifier}", one.text))
    return fields


def test_every_field_arrives_where_dspace_has_one_for_it() -> None:
    files = dspace.files(full(), TAG_FILES)
    fields = _fields(files["dublin_core.xml"])
    assert etree.fromstring(files["dublin_core.xml"]).get("schema") == "dc"
    assert [one for one in fields if one[0] != "description.provenance"] == [
        ("title", TITLE),
        ("contributor.author", "Orlan, Emil"),
        ("contributor.author", "Brewin"),
        *(("contributor.other", one) for one in CONTRIBUTORS),
        ("subject", "Harbor"),
        ("description.abstract", "The harbor of Port Lorne was discussed."),
        *(("description", one) for one in DESCRIPTIONS),
        ("publisher", "Government Printing Office"),
        ("date.created", "1959-05-02/1959-05-03T10:30:00-05:00"),
        ("date.issued", "1964-05"),
        ("type", "letter"),
        ("format.extent", "2 pages (11–12)"),
        ("identifier.other", "frus1958-60v99/d7"),
        ("identifier.uri", f"{VOLUME}/d7"),
        ("identifier.citation", PLACE_IN_VOLUME),
        ("relation.isbasedon", PAPER),
        ("language.iso", "en"),
        ("relation.ispartof", VOLUME),
        ("relation.ispartofseries", VOLUME_NAME),
        ("relation.haspart", "Draft (1959-04)"),
        ("rights", full().metadata.rights),
    ]
    assert {name for name, _ in fields} == REGISTERED


def test_what_dublin_core_has_no_field_for_is_in_dcterms() -> None:
    content = dspace.files(full(), TAG_FILES)["metadata_dcterms.xml"]
    assert etree.fromstring(content).get("schema") == "dcterms"
    assert _fields(content) == [("references", f"{VOLUME}/d8")]


def test_an_item_with_images_is_shown_in_the_viewer() -> None:
    content = dspace.files(full(), TAG_FILES)["metadata_dspace.xml"]
    assert etree.fromstring(content).get("schema") == "dspace"
    assert _fields(content) == [("iiif.enabled", "true")]


def test_what_is_not_known_is_left_out() -> None:
    files = dspace.files(bare(), TAG_FILES)
    assert files.keys() == {"dublin_core.xml", "contents"}
    assert all(text for _, text in _fields(files["dublin_core.xml"]))


def test_fixity_is_told_in_the_words_dspace_has_for_it() -> None:
    (told,) = (
        text
        for name, text in _fields(dspace.files(full(), TAG_FILES)["dublin_core.xml"])
        if name == "description.provenance"
    )
    record = full()
    lines = str(told).splitlines()
    assert lines[0] == (
        f"From the BagIt package frus1958-60v99-d7, made by {record.agent} on"
        f" {record.bagging_date}. No. of files: {len(record.files)}"
    )
    octets = next(file.octets for file in record.files if file.path == TEXT_PATH)
    assert f"transcription.txt: {octets} bytes, checksum: {DIGEST} (sha512)" in lines


def _with_files(record: Record, *paths: str) -> Record:
    return replace(record, files=tuple(PackagedFile(path, 1, {}, None) for path in paths))


def test_bitstreams_have_bundles_and_the_reading_text_is_primary() -> None:
    record = full()
    lines = dspace.files(record, TAG_FILES)["contents"].decode().splitlines()
    assert len(lines) == len(record.files) + len(TAG_FILES)
    assert lines[0] == "transcription.txt\tbundle:ORIGINAL\tdescription:Reading text\tprimary:true"
    assert lines[1] == "transcription.xml\tbundle:ORIGINAL\tdescription:TEI P5 transcription"
    assert "metadata.json\tbundle:METADATA\tdescription:Description of the document" in lines
    assert "bagit.txt\tbundle:METADATA\tdescription:bagit.txt of the BagIt package" in lines
    embedded = [one for _, one in record.renditions() if one.file]
    for one in embedded:
        name = str(one.file).rpartition("/")[2]
        (line,) = (line for line in lines if line.startswith(f"{name}\t"))
        assert line.startswith(f"{name}\tbundle:ORIGINAL\tdescription:Page")
        kind = f"{one.role} image, {one.media_type}, {one.width} × {one.height}"
        canvas = f"iiif-label:Page 11\tiiif-toc:{TITLE}\tiiif-width:60\tiiif-height:90"
        assert line.endswith(f", {kind}\t{canvas}")


VIEWER_IGNORES = {"LICENSE", "CC-LICENSE", "METADATA", "THUMBNAIL", "BRANDED_PREVIEW", "TEXT"} | {
    "OtherContent"
}
"""Bundles in which DSpace's viewer looks for no images (DSpace 7 to 10, IIIFSharedUtils)."""


def _image(role: Role, file: str) -> Rendition:
    return Rendition(
        status="embedded",
        role=role,
        media_type="image/png",
        width=60,
        height=90,
        octets=9,
        sha512=DIGEST,
        file=file,
    )


def test_images_are_in_one_bundle_so_that_none_is_a_heading() -> None:
    bundles = {one.bundle for one in dspace.bitstreams(full(), TAG_FILES)}
    assert bundles - VIEWER_IGNORES == {"ORIGINAL"}


def test_the_viewer_has_one_image_a_page_in_the_order_of_the_pages() -> None:
    pages = (
        Page(page="9", sequence=1, renditions=(_image("master", "page-images/p9.png"),)),
        Page(
            page="10",
            sequence=2,
            renditions=(
                _image("master", "page-images/p10-large.png"),
                _image("access", "page-images/p10.png"),
            ),
        ),
    )
    images = [f"data/page-images/{name}.png" for name in ("p10", "p10-large", "p9")]
    record = replace(_with_files(full(), *images, TEXT_PATH), pages=pages)
    there = dspace.bitstreams(record, TAG_FILES)
    assert [(one.name, one.bundle, len(one.iiif)) for one in there[:4]] == [
        ("transcription.txt", "ORIGINAL", 0),
        ("p9.png", "ORIGINAL", 4),
        ("p10.png", "ORIGINAL", 4),
        ("p10-large.png", "OtherContent", 0),
    ]
    assert there[3].description == "Page 10, master image, image/png, 60 × 90"


def test_an_image_of_two_pages_names_both() -> None:
    record = full()
    page = next(page for page in record.pages if any(one.file for one in page.renditions))
    twice = replace(record, pages=(page, replace(page, page="12a")))
    described = {one.description for one in dspace.bitstreams(twice, [])}
    assert any(one.startswith(f"Page {page.page}, Page 12a, ") for one in described)


def test_names_that_are_taken_or_dspaces_become_whole_paths() -> None:
    paths = (
        METADATA_PATH,
        TEXT_PATH,
        TEI_PATH,
        "data/page-images/contents",
        "data/page-images/Metadata.json",
    )
    tags = ["bagit.txt", "metadata/bagit.txt", "metadata/metadata_mods.xml"]
    names = {one.path: one.name for one in dspace.bitstreams(_with_files(full(), *paths), tags)}
    assert names["data/page-images/contents"] == "data-page-images-contents"
    assert names["data/page-images/Metadata.json"] == "data-page-images-Metadata.json"
    assert names["metadata/bagit.txt"] == "metadata-bagit.txt"
    assert names["metadata/metadata_mods.xml"] == "metadata-metadata_mods.xml"


@pytest.mark.parametrize(
    "path",
    ["metadata_x.xml", "contents", "handle", "a\tb", "-r x", "a\n-r -s 1 -f x", "a\rb"],
)
def test_a_name_that_dspace_would_take_for_something_else_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="can have no name in an item"):
        dspace.bitstreams(full(), [path])


def test_no_path_ends_the_line_of_its_bitstream() -> None:
    contents = dspace.files(full(), ["a\nb\tprimary:true\u2028c/d.txt"])["contents"].decode()
    assert contents.split("\n")[-2] == (
        "d.txt\tbundle:METADATA\tdescription:a b primary:true c/d.txt of the BagIt package"
    )

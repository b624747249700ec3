"""METS: a whole that hangs together, page by page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import metsrw
import pytest
from lxml import etree

import frus_pack
from frus_pack.crosswalks.mets import mets
from frus_pack.crosswalks.premis.vocabulary import file_id
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from frus_pack.sources.tei.xml_names import XML_ID
from tests.crosswalks.records import DIGEST, SCANS, VOLUME, full, with_metadata
from tests.support.bags import digest

IMAGE = "data/page-images/0041.tif"
METS = "{http://www.loc.gov/METS/}"
HREF = "{http://www.w3.org/1999/xlink}href"


def tree(content: bytes) -> etree._Element:
    return etree.fromstring(content)


def every(root: etree._Element, name: str, **attributes: str) -> list[etree._Element]:
    found = root.iter(METS + name)
    return [one for one in found if all(one.get(key) == value for key, value in attributes.items())]


def only(root: etree._Element, name: str, **attributes: str) -> etree._Element:
    (one,) = every(root, name, **attributes)
    return one


def test_each_page_ties_its_images_to_its_part_of_the_transcription() -> None:
    root = tree(mets.to_mets(full()))
    uses = {
        one.get("ID"): group.get("USE")
        for group in every(root, "fileGrp")
        for one in every(group, "file")
    }
    told = []
    for page in every(only(root, "structMap", LABEL="Pages of the document"), "div", TYPE="page"):
        images = [uses[one.get("FILEID")] for one in every(page, "fptr") if one.get("FILEID")]
        area = only(page, "area", BETYPE="IDREF")
        ends = (area.get("BEGIN"), area.get("END"))
        told.append((page.get("ORDER"), page.get("ORDERLABEL"), images, ends))
        assert uses[area.get("FILEID")] == "transcription"
    assert told == [
        ("1", "11", ["master", "access"], ("d7", "pg_12")),
        ("2", "12", ["master"], ("pg_12", None)),
    ]


def test_files_have_their_place_size_and_digest() -> None:
    record = replace(full(), base="../")
    ids = {f"file-{file_id(record, file)}": file.path for file in record.files}
    root = tree(mets.to_mets(record))
    told = [
        (
            ids.get(str(one.get("ID")), one.get("ID")),
            one.get("GROUPID"),
            one.get("MIMETYPE"),
            one.get("SIZE"),
            one.get("CHECKSUMTYPE"),
            [place.get(HREF) for place in one],
        )
        for one in every(root, "file")
    ]
    sha512 = "SHA-512"
    assert told == [
        (TEXT_PATH, None, "text/plain", "3", sha512, ["../data/transcription.txt"]),
        (TEI_PATH, None, "application/tei+xml", "4", sha512, ["../data/transcription.xml"]),
        (
            "data/page-images/0041.tif",
            "0041",
            "image/tiff",
            "5",
            sha512,
            [f"../{IMAGE}"],
        ),
        ("image-2", "page-2", "image/jpeg", None, sha512, []),
        ("image-1", "0041", "image/png", "5", sha512, [f"{SCANS}/medium/0041.png"]),
        (METADATA_PATH, None, "application/json", "1", sha512, ["../data/metadata.json"]),
        (PAGE_IMAGES_PATH, None, "application/json", "2", sha512, ["../data/page-images.json"]),
    ]
    assert {one.get("CHECKSUM") for one in every(root, "file")} == {DIGEST}
    assert only(root, "file", ID="image-2").get("OWNERID") == "0042.jpg"


def test_the_parts_of_the_volume_lead_to_the_document_and_what_it_has() -> None:
    logical = only(tree(mets.to_mets(full())), "structMap", TYPE="logical")
    keys = ("TYPE", "ORDERLABEL", "LABEL", "CONTENTIDS", "ORDER")
    title = "Letter From President Orlan to the Secretary of State"
    assert [tuple(one.get(key) for key in keys) for one in every(logical, "div")] == [
        ("volume", "XCIX", "Kestania", VOLUME, None),
        ("compilation", None, "The harbor", f"{VOLUME}/comp1", None),
        ("chapter", None, "1959", None, None),
        ("document", "7", title, f"{VOLUME}/d7", None),
        ("source note", "1", None, None, "1"),
        ("note", "*", None, None, "2"),
        ("attachment", None, "Draft (1959-04)", None, None),
        ("figure", None, "The harbor (page 12)", None, None),
        ("table", None, "Ships (page 12)", None, None),
    ]
    begins = [area.get("BEGIN") for area in every(logical, "area")]
    assert begins == ["d7", "d7fn1", "d7fn2"]


def test_a_volume_without_a_title_is_called_by_its_place_in_the_series() -> None:
    volume = replace(full().metadata.volume, title=None)
    root = tree(mets.to_mets(with_metadata(replace(full().metadata, volume=volume))))
    name = "Foreign Relations of the United States, 1958–1960, Volume XCIX"
    assert only(root, "div", TYPE="volume").get("LABEL") == name


@pytest.mark.parametrize(
    ("kind", "told"),
    [("memorandum-of-conversation", "memorandum of conversation"), ("other", None)],
)
def test_the_type_of_the_whole_is_the_genre_in_words_if_it_has_one(
    kind: str, told: str | None
) -> None:
    record = with_metadata(replace(full().metadata, kind=kind))
    assert tree(mets.to_mets(record)).get("TYPE") == told


def test_the_sections_hold_mods_and_premis() -> None:
    root = tree(mets.to_mets(full()))
    assert [
        (etree.QName(parent).localname, wrap.get("MDTYPE"), wrap.get("MDTYPEVERSION"))
        for wrap in every(root, "mdWrap")
        if (parent := wrap.getparent()) is not None
    ] == [
        ("dmdSec", "MODS", "3.8"),
        *[("techMD", "PREMIS:OBJECT", "3.0")] * 2,
        ("rightsMD", "PREMIS:RIGHTS", "3.0"),
        *[("digiprovMD", "PREMIS:EVENT", "3.0")] * 3,
        *[("digiprovMD", "PREMIS:AGENT", "3.0")] * 2,
        *[("techMD", "PREMIS:OBJECT", "3.0")] * 5,
    ]


def test_whatever_premis_links_to_is_in_the_same_mets() -> None:
    root = tree(mets.to_mets(full()))
    owned, linked = set[str](), set[str]()
    for one in root.iter("{http://www.loc.gov/premis/v3}*"):
        name = etree.QName(one).localname
        if name.endswith("IdentifierValue"):
            is_link = name.startswith(("linking", "related"))
            (linked if is_link else owned).add(one.text or "")
    assert linked
    assert linked <= owned


def check_pointers(package: Path, content: bytes) -> None:
    """Everything that is pointed at is there, and is as the document says."""
    root = tree(content)
    ids = {one.get("ID") for one in root.iter("*")} - {None}
    for one in root.iter("*"):
        for name in ("FILEID", "DMDID", "ADMID"):
            assert {*(one.get(name) or "").split()} <= ids
    anchors = {
        one.get(XML_ID) for one in etree.parse(str(package / "data/transcription.xml")).iter("*")
    }
    for area in every(root, "area"):
        assert {area.get("BEGIN"), area.get("END")} <= anchors
    for file in every(root, "file"):
        place = only(file, "FLocat").get(HREF) or ""
        if not place.startswith("https:"):
            there = (package / "metadata" / unquote(place)).resolve().read_bytes()
            assert (file.get("SIZE"), file.get("CHECKSUM")) == (str(len(there)), digest(there))


def test_everything_pointed_at_is_there(sample_packages: tuple[Path, ...]) -> None:
    for package in sample_packages:
        (package / "metadata").mkdir(exist_ok=True)
        check_pointers(package, frus_pack.export(package, "mets"))
        (package / "metadata").rmdir()


@pytest.mark.usefixtures("shared")
def test_everything_pointed_at_is_there_in_true_documents(true_packages: tuple[Path, ...]) -> None:
    for package in true_packages:
        (package / "metadata").mkdir(exist_ok=True)
        check_pointers(package, frus_pack.export(package, "mets"))
        (package / "metadata").rmdir()


def test_metsrw_reads_every_file_with_its_technical_metadata(packages: tuple[Path, ...]) -> None:
    for package in packages:
        content = frus_pack.export(package, "mets")
        read = metsrw.METSDocument.fromstring(content)
        files = [one for one in read.all_files() if one.type == "Item"]
        local = {path.relative_to(package) for path in package.glob("data/**/*") if path.is_file()}
        assert {Path(one.path) for one in files} == {".." / path for path in local}
        for one in files:
            premis = one.get_premis_objects()
            assert [str(entry.identifier_value) for entry in premis] == [one.file_uuid]
            assert one.checksum in content.decode()
        assert [one.label for one in read.all_files() if one.label == package.name]


def test_metsrw_writes_what_it_read_as_a_mets_that_it_reads(
    sample_packages: tuple[Path, ...],
) -> None:
    read = metsrw.METSDocument.fromstring(frus_pack.export(sample_packages[0], "mets"))
    again = metsrw.METSDocument.fromtree(read.serialize())
    assert len(again.all_files()) == len(read.all_files())


def test_a_file_inside_an_archive_has_no_url() -> None:
    root = tree(mets.to_mets(replace(full(), base=None)))
    kinds = {(one.get("LOCTYPE"), one.get("OTHERLOCTYPE")) for one in every(root, "FLocat")}
    assert kinds == {("OTHER", "PATH-IN-PACKAGE"), ("URL", None)}
    text = only(only(root, "fileGrp", USE="transcription"), "file", MIMETYPE="text/plain")
    assert only(text, "FLocat").get(HREF) == "data/transcription.txt"

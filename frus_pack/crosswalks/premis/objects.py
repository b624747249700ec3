"""PREMIS: the objects."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.crosswalks import file_formats
from frus_pack.crosswalks.file_formats import FileFormat
from frus_pack.crosswalks.premis.events import PACKING, links
from frus_pack.crosswalks.premis.vocabulary import (
    file_id,
    hash_function,
    identifier,
    word,
)
from frus_pack.crosswalks.record import PackagedFile, Record
from frus_pack.crosswalks.xml_elements import PREMIS, XSI_TYPE, Content
from frus_pack.package.paths import TEI_PATH, TEXT_PATH


def intellectual_entity(record: Record) -> Content:
    """Return the document itself."""
    return _object(
        "intellectualEntity",
        identifier("objectIdentifier", record.uuid()),
        identifier("objectIdentifier", record.identifier, "FRUS"),
        identifier("objectIdentifier", record.address, "URI"),
        _relationship("structural", "is represented by", record.uuid("package")),
        _rights(record),
    )


def representation(record: Record) -> Content:
    """Return the package."""
    return _object(
        "representation",
        identifier("objectIdentifier", record.uuid("package")),
        PREMIS("originalName", record.name),
        _relationship("structural", "represents", record.uuid()),
        _relationship("structural", "includes", *(file_id(record, one) for one in record.files)),
        *links(record),
    )


def file_object(record: Record, file: PackagedFile) -> Content:
    """Return a file of the payload. Its original name is its path in the bag, under which a
    repository receives it."""
    return _object(
        "file",
        identifier("objectIdentifier", file_id(record, file)),
        PREMIS(
            "objectCharacteristics",
            PREMIS("compositionLevel", "0"),
            *_fixity(record, file),
            PREMIS("size", str(file.octets)),
            *_formats(file),
        ),
        PREMIS("originalName", file.path),
        _derivation(record, file),
        *links(record),
        _rights(record),
    )


def _object(kind: str, *content: Content) -> Content:
    return PREMIS.root("object", {XSI_TYPE: f"premis:{kind}", "version": "3.0"}, *content)


def _rights(record: Record) -> Content:
    """Return the link from an object to its rights."""
    return identifier("linkingRightsStatementIdentifier", record.uuid("rights"))


def _fixity(record: Record, file: PackagedFile) -> Iterator[Content]:
    for algorithm, digest in sorted(file.digests.items()):
        yield PREMIS(
            "fixity",
            hash_function(algorithm),
            PREMIS("messageDigest", digest),
            PREMIS("messageDigestOriginator", record.agent),
        )


def _formats(file: PackagedFile) -> Iterator[Content]:
    known = file.formats
    note = f"one of {len(known)} formats of {file.media_type}; which, was not determined"
    for one in known:
        yield _format(one, note if len(known) > 1 else None)
    if not known:
        name = PREMIS("formatName", file.media_type or "unknown")
        yield PREMIS("format", PREMIS("formatDesignation", name))


def _format(one: FileFormat, note: str | None) -> Content:
    return PREMIS(
        "format",
        PREMIS(
            "formatDesignation",
            PREMIS("formatName", one.name),
            PREMIS("formatVersion", one.version),
        ),
        PREMIS(
            "formatRegistry",
            PREMIS("formatRegistryName", file_formats.REGISTRY),
            PREMIS("formatRegistryKey", one.puid),
            word("formatRegistryRole", "specification", "formatRegistryRole", "spe"),
        ),
        PREMIS("formatNote", note),
    )


def _derivation(record: Record, file: PackagedFile) -> Content:
    """Return which of the two transcriptions was made from the other."""
    original = record.metadata.original
    if original is None or file.path not in (TEXT_PATH, TEI_PATH):
        return None
    derived = TEI_PATH if original.form == "reading-text" else TEXT_PATH
    subtype = "has source" if file.path == derived else "is source of"
    other = (
        file_id(record, one)
        for one in record.files
        if one.path in {TEXT_PATH, TEI_PATH} - {file.path}
    )
    return _relationship("derivation", subtype, *other, packing=record)


_TYPES = {"structural": "str", "derivation": "der"}
_SUBTYPES = {
    "represents": "rep",
    "is represented by": "isr",
    "includes": "inc",
    "has source": "hss",
    "is source of": "iso",
}


def _relationship(kind: str, subtype: str, *related: str, packing: Record | None = None) -> Content:
    return PREMIS(
        "relationship",
        word("relationshipType", kind, "relationshipType", _TYPES[kind]),
        word("relationshipSubType", subtype, "relationshipSubType", _SUBTYPES[subtype]),
        *(identifier("relatedObjectIdentifier", one) for one in related),
        identifier("relatedEventIdentifier", PACKING.uuid(packing)) if packing else None,
    )

"""Harnesses of volumes, reading texts, descriptions and inventories."""

from __future__ import annotations

import json

from frus_pack.checks.transcription.difference import first_difference
from frus_pack.document import strict_json
from frus_pack.document.transcription import Heading, PageBreak
from frus_pack.errors import SourceError
from frus_pack.ocfl.inventory import format_inventory
from frus_pack.ocfl.inventory_parsing import parse_inventory
from frus_pack.sources.folder import metadata_file
from frus_pack.sources.folder.description import infer_description
from frus_pack.sources.tei.standalone_tei import parse_tei, render_tei
from frus_pack.sources.text.derived_text import render_derived_text
from frus_pack.sources.volume.document import read_in_stages
from frus_pack.sources.volume.volume import VolumeDocument, documents_in_volume
from frus_pack.storage.stages import at_once
from tests.fuzz.bag_harnesses import OtherBytesError, scratch

VOLUME = "frus1958-60v99"


def tei(data: bytes) -> None:
    """The documents of a volume are slices of its bytes."""
    with scratch() as folder:
        path = folder / f"{VOLUME}.xml"
        path.write_bytes(data)
        try:
            for place in documents_in_volume(path):
                if not isinstance(place, VolumeDocument):
                    continue
                document = at_once(read_in_stages(place))
                part = place.place.slice
                if document.original != data[part.offset : part.offset + part.length]:
                    raise OtherBytesError("a document is not the slice that it says")
                render_derived_text(document.transcription)
        except SourceError:
            return


def reading_text(data: bytes) -> None:
    """A reading text becomes TEI that has the same transcription, if it begins with its heading:
    TEI is read so that the heading goes before whatever is above it. A note without text, which
    is warned of, is read from TEI as one that says so."""
    try:
        found = infer_description(data, VOLUME, file="letter.txt", document="d1")
        xml = render_tei(found.metadata, found.transcription)
    except SourceError:
        return
    blocks = (one for one in found.transcription.blocks if not isinstance(one, PageBreak))
    difference = first_difference(parse_tei(xml), found.transcription)
    is_told = all(note.content for note in found.transcription.notes)
    if difference and is_told and isinstance(next(blocks), Heading):
        raise OtherBytesError(f"the TEI has another transcription: {difference}")


def yaml(data: bytes) -> None:
    """A description in YAML is read or refused."""
    try:
        metadata_file.read_yaml(data, "metadata.yaml")
    except SourceError:
        return


def json_text(data: bytes) -> None:
    """JSON that is taken says what Python's own reader finds."""
    try:
        found = metadata_file.read_json(data, "metadata.json").data
    except SourceError:
        found = None
    if found is not None and found != json.loads(data):
        raise OtherBytesError("other values")
    try:
        parsed = strict_json.parse(data)
    except ValueError:
        return
    if json.dumps(parsed) != json.dumps(json.loads(data)):
        raise OtherBytesError("other values")


def inventory(data: bytes) -> None:
    """An inventory of OCFL is the same when it is written and read again."""
    try:
        found = parse_inventory(data)
    except ValueError:
        return
    if parse_inventory(format_inventory(found)) != found:
        raise OtherBytesError("another inventory")

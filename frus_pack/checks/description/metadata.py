"""The description of a document: data/metadata.json by itself, and as the bag is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from frus_pack.bag.opening import without_suffix
from frus_pack.bag.tag_files.parsed import BagInfo
from frus_pack.checks.description.json_file import METADATA_FILE, check_schema, place
from frus_pack.checks.description.packaged_document import PackagedDocument
from frus_pack.document import description_rules
from frus_pack.document.package_name import document_identifier, package_name
from frus_pack.document.schemas import Pointer
from frus_pack.requirements.finding import Finding

_BY_NUMBER_ALONE = re.compile(r"Documents?\s+([0-9]{1,6})")


class MetadataCheck:
    """Everything asked of the description alone; it is compared with the text by the
    checks of the transcription."""

    family = METADATA_FILE.family

    def __call__(self, document: PackagedDocument) -> Iterator[Finding]:
        file = document.metadata
        yield from file.findings
        if file.data is None:
            return
        findings, faults = check_schema(METADATA_FILE, file.data)
        yield from findings
        at_fault = {fault.pointer[0] for fault in faults if fault.pointer}
        # Values that break the schema are reported already; the others can be relied on.
        sound = {key: value for key, value in file.data.items() if key not in at_fault}
        if not any(one.code == "metadata.schema-version" for one in findings):
            yield from _names(document, sound)
            yield from _rules(sound)
            yield from check_pages(sound)
            yield from check_identifiers(sound)
            yield from _references(sound)


def _names(document: PackagedDocument, data: Mapping[str, Any]) -> Iterator[Finding]:
    """Check the bag's own names for the document."""
    if "volume" not in data or "id" not in data:
        return
    volume, identifier = data["volume"]["id"], data["id"]
    info, name = document.inventory.bag_info, document.inventory.bag_info_name
    if info is not None:
        expected = document_identifier(volume, identifier)
        yield from _tag(info, name, "External-Identifier", "external-identifier", expected)
        yield from _tag(info, name, "Bag-Group-Identifier", "bag-group-identifier", volume)
    yield from _bag_name(document, package_name(volume, identifier))


def _tag(info: BagInfo, name: str, label: str, what: str, expected: str) -> Iterator[Finding]:
    """That a label is there at all, and once, is for the profile."""
    for (given, value), line in zip(info.tags, info.lines, strict=True):
        if given.lower() == label.lower() and value != expected:
            message = f"{label} differs from the description"
            yield Finding(f"metadata.{what}", f"{name}, line {line}", message, expected, value)


def _bag_name(document: PackagedDocument, expected: str) -> Iterator[Finding]:
    bag = document.bag
    if bag.is_archive:
        stem = without_suffix(bag.path.name)
        if stem != expected:
            message = "the archive is not named after the document in it"
            yield Finding("metadata.bag-name", "", message, expected, stem)
        if bag.name == bag.path.name:
            return  # it names no folder, which is a finding of its own
    if bag.name != expected:
        message = "the bag's folder is not named after the document in it"
        yield Finding("metadata.bag-name", "", message, expected, bag.name)


def _rules(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Dates, identifiers and the language, by the rules that packing uses."""
    for fault in (*description_rules.date_faults(data), *description_rules.form_faults(data)):
        location = place(METADATA_FILE, fault.pointer)
        yield Finding(f"metadata.{fault.kind}", location, fault.message, fault.expected)


def check_pages(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the pages that notes, withheld passages and scans name."""
    pages = data.get("pages")
    if pages:
        for pointer, page in _named_pages(data):
            if page not in pages:
                message = "is not one of the document's pages"
                location = place(METADATA_FILE, pointer)
                expected = f"one of {pages[0]} to {pages[-1]}"
                yield Finding("metadata.page-unlisted", location, message, expected, page)
    if "notes" not in data:
        return
    notes = {note["n"] for note in data["notes"]}
    for index, passage in enumerate(data.get("withheld", ())):
        if "note" in passage and passage["note"] not in notes:
            location = place(METADATA_FILE, ("withheld", index, "note"))
            message = "is not one of the document's notes"
            yield Finding("metadata.note-unlisted", location, message, None, passage["note"])


def _named_pages(data: Mapping[str, Any]) -> Iterator[tuple[Pointer, str]]:
    for key in ("notes", "withheld"):
        for index, item in enumerate(data.get(key, ())):
            if "page" in item:
                yield (key, index, "page"), item["page"]
    for page in data.get("facs", {}):
        yield ("facs", page), page


def check_identifiers(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Persons and terms that have one identifier."""
    for key in ("persons", "terms"):
        seen: Counter[str] = Counter()
        for index, item in enumerate(data.get(key, ())):
            seen[item["id"]] += 1
            if seen[item["id"]] == 2:
                location = place(METADATA_FILE, (key, index, "id"))
                message = f"two {key} have the same identifier"
                yield Finding("metadata.identifier-twice", location, message, None, item["id"])


def _references(data: Mapping[str, Any]) -> Iterator[Finding]:
    if "volume" not in data or "id" not in data:
        return
    volume = data["volume"]["id"]
    for index, reference in enumerate(data.get("references", ())):
        location, target = (
            place(METADATA_FILE, ("references", index, "target")),
            reference["target"],
        )
        named = _BY_NUMBER_ALONE.fullmatch(reference.get("text", "").strip())
        if target == document_identifier(volume, data["id"]):
            message = "the document refers to itself"
            yield Finding("metadata.reference-to-itself", location, message, None, target)
        elif named and target.partition("/")[0] != volume:
            message = "is in another volume, and its words name no volume"
            expected = f"{volume}/d{named[1]}"
            yield Finding("metadata.reference-to-other-volume", location, message, expected, target)

"""What the checks of a document get from a bag, and what they give.

A family is a `DocumentCheck` in `frus_pack.validating.validate`. It checks only packages of this
project, and reports by findings alone. Whether it passed follows from their severities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from frus_pack.bag.tag_files.inventory import Inventory
from frus_pack.checks.description import json_file
from frus_pack.checks.description.json_file import METADATA_FILE, PAGE_IMAGES_FILE, JsonFile
from frus_pack.checks.description.payload import Payload
from frus_pack.checks.page_images.seen_images import SeenImages
from frus_pack.checks.transcription.files import (
    TranscriptionFile,
    is_tei_original,
    read_derived_tei,
    read_derived_text,
    read_tei,
    read_text,
)
from frus_pack.document.transcription import Transcription
from frus_pack.package import bag_info as package_tags
from frus_pack.requirements.finding import Finding, Result, first_of_each, outcome

OWN_LABELS = (package_tags.PROFILE, package_tags.PUBLISHED_PROFILE)
"""Labels of bag-info.txt that can name our profile. Versions to 0.2.0 used the second."""


@dataclass(frozen=True)
class PackagedDocument(Payload):
    """The payload of a package, of which each file of the document is read once for all
    families.

    `known` is what the original says, where the same bytes were read already. `seen` has the
    images that were decoded already.
    """

    known: Transcription | None = None
    seen: SeenImages = field(default_factory=SeenImages)

    @cached_property
    def metadata(self) -> JsonFile:
        """data/metadata.json."""
        return json_file.read_json_file(self, METADATA_FILE)

    @cached_property
    def page_images(self) -> JsonFile:
        """data/page-images.json."""
        return json_file.read_json_file(self, PAGE_IMAGES_FILE)

    @cached_property
    def original(self) -> TranscriptionFile:
        """The transcription that was given."""
        if is_tei_original(self.metadata.data):
            return read_tei(self, self.metadata.data, self.known)
        return read_text(self)

    @cached_property
    def derived(self) -> TranscriptionFile:
        """The transcription that is derived from the original."""
        if is_tei_original(self.metadata.data):
            return read_derived_text(self, self.original)
        return read_derived_tei(self, self.metadata.data, self.original)

    def files(self) -> Iterator[JsonFile | TranscriptionFile]:
        """Yield each of these, read when it is asked for."""
        yield self.metadata
        yield self.page_images
        yield self.original
        yield self.derived


class DocumentCheck(Protocol):
    """The checks of one family, such as ``metadata``."""

    family: str

    def __call__(self, document: PackagedDocument, /) -> Iterable[Finding]:
        """Return every finding of the family."""


def is_package(inventory: Inventory, identifier: str) -> bool:
    """Return whether a bag says that it is a package of this project, by the profile it names."""
    info = inventory.bag_info
    return info is not None and any(identifier in info.values(label) for label in OWN_LABELS)


def check_family(document: PackagedDocument, family: DocumentCheck) -> Result:
    """One family on one package."""
    findings = first_of_each(family(document))
    return findings, [outcome(family.family, findings)]

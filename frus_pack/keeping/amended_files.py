"""The files of an amended package: some are made again, and the others are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from os import PathLike
from typing import Any, BinaryIO, Self

from frus_pack.bag.seal import SEALED_BY, sealed
from frus_pack.bag.tag_files import tag_writing
from frus_pack.bag.tag_files.inventory import is_tag_file, is_tag_manifest
from frus_pack.bag.tag_files.parsed import BAG_INFO
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_parsing import parse_bag_info
from frus_pack.bag.writer import Oxum
from frus_pack.checks.description.packaged_document import PackagedDocument
from frus_pack.crosswalks.forms import CROSSWALKS
from frus_pack.crosswalks.record import anchors, make_record
from frus_pack.document import schemas
from frus_pack.document.amendment import Change
from frus_pack.document.model import Metadata
from frus_pack.document.model_json import from_json
from frus_pack.document.page import Page, Rendition
from frus_pack.document.transcription import Transcription
from frus_pack.errors import Problem, SourceError, StorageError
from frus_pack.keeping.rebuilt_files import RebuiltFile
from frus_pack.keeping.replaced_images import replaced_images
from frus_pack.keeping.sealed_package import SealedPackage
from frus_pack.package.bag_info import SEAL, size_for_people
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH
from frus_pack.packing.payload_files import made_description, made_page_images, problem_of
from frus_pack.sources.folder.field_examples import advice
from frus_pack.sources.tei.header import with_header_of
from frus_pack.sources.tei.parsing import parse_xml
from frus_pack.storage.fixity import HASHES

_LARGEST_TEXT = 64 << 20
_LARGEST_IMAGE = 1 << 32


@dataclass(frozen=True, slots=True)
class AmendedFiles:
    """What an amended package has and the old one does not have."""

    metadata: Metadata
    transcription: Transcription
    pages: tuple[Page, ...]
    tags: tuple[tuple[str, str], ...]
    images: Mapping[BagPath, bytes] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    @classmethod
    def of(
        cls,
        opened: SealedPackage,
        description: Mapping[str, Any],
        bag_info: Mapping[str, str | None],
        images: Mapping[str, str | PathLike[str]],
    ) -> Self:
        """Return what changes with a description, elements of bag-info.txt and replaced images.

        Raises SourceError, with every fault, if they are not sound.
        """
        faults = schemas.faults(schemas.DOCUMENT, dict(description))
        if faults:
            raise SourceError(
                *(problem_of(METADATA_PATH, replace(one, expected=advice(one))) for one in faults)
            )
        metadata, transcription = from_json(Metadata, description), _transcription(opened)
        made_description(metadata, transcription, METADATA_PATH)
        pages, contents, changed = replaced_images(opened.bag, images)
        _refuse_addressed(opened, contents)
        tags, changed_tags = _tags(opened, bag_info)
        return cls(metadata, transcription, pages, tags, contents, (*changed, *changed_tags))


def amended_package_files(opened: SealedPackage, files: AmendedFiles) -> list[RebuiltFile]:
    """Return the files of the amended package in the order of the old one."""
    made = dict(files.images)
    origin = str(opened.path)
    made[METADATA_PATH] = made_description(files.metadata, files.transcription, origin).content
    old = from_json(Metadata, opened.description)
    tei = with_header_of(opened.bag.read(TEI_PATH, _LARGEST_TEXT), old, files.metadata)
    made[TEI_PATH] = tei
    if files.images:
        made[PAGE_IMAGES_PATH] = made_page_images(files.pages, origin).content
    digests = _digests(opened, made)
    tags = _with_sizes(opened, files.tags, made)
    made |= _crosswalks(opened, files, tei, digests, tags, made)
    made |= _tag_files(opened, digests, tags, made)
    return [
        RebuiltFile(path, opened.bag, {}, made[path])
        if path in made
        else RebuiltFile(path, opened.bag, {}, linked=True)  # the built package is checked whole
        for path in opened.bag.files
    ]


def _refuse_addressed(opened: SealedPackage, images: Iterable[str]) -> None:
    """Raise SourceError for replaced images with an address in fetch.txt, which would be wrong."""
    entries = opened.inventory.fetch.entries if opened.inventory.fetch else ()
    addressed = {one.path for one in entries}
    message = "cannot be replaced: fetch.txt says where to fetch the image that exists"
    advice = "pack the document again with the new image"
    if problems := [Problem(path, message, advice=advice) for path in images if path in addressed]:
        raise SourceError(*problems)


def _transcription(opened: SealedPackage) -> Transcription:
    """Return what the original says. Raises SourceError if it cannot be read."""
    original = PackagedDocument(opened.bag, opened.inventory).original
    if original.transcription is None:
        advice = "validate the package, which says why"
        raise SourceError(Problem(original.path, "cannot be read", advice=advice))
    return original.transcription


def _tags(
    opened: SealedPackage, bag_info: Mapping[str, str | None]
) -> tuple[tuple[tuple[str, str], ...], tuple[Change, ...]]:
    """Return the elements of bag-info.txt without the seal, and the changes among them."""
    old = [tag for tag in parse_bag_info(opened.tag_files[BAG_INFO]).tags if tag[0] != SEAL]
    tags, changed = list(old), list[Change]()
    for label, value in bag_info.items():
        before = next((one for name, one in old if name.lower() == label.lower()), None)
        if before == value:
            continue
        changed.append(Change(pointer=f"bag-info/{label}", before=before, after=value))
        kept = [tag for tag in tags if tag[0].lower() != label.lower()]
        tags = [(label, value), *kept] if value is not None else kept
    return tuple(tags), tuple(changed)


def _digests(
    opened: SealedPackage, made: Mapping[BagPath, bytes]
) -> dict[BagPath, Mapping[str, str]]:
    """Return the digests of the payload of the amended package."""
    algorithms = {*opened.algorithms, SEALED_BY}
    new = {
        path: {name: HASHES[name](content).hexdigest() for name in algorithms}
        for path, content in made.items()
    }
    return {**opened.payload, **new}


def _with_sizes(
    opened: SealedPackage, tags: tuple[tuple[str, str], ...], made: Mapping[BagPath, bytes]
) -> tuple[tuple[str, str], ...]:
    """Return the elements with the Payload-Oxum and Bag-Size of the amended package."""
    sizes = {**opened.sizes, **{path: len(content) for path, content in made.items()}}
    oxum = Oxum(sum(sizes.values()), len(sizes))
    new = {"Payload-Oxum": str(oxum), "Bag-Size": size_for_people(oxum.octets)}
    return tuple((label, new.get(label, value)) for label, value in tags)


def _crosswalks(
    opened: SealedPackage,
    files: AmendedFiles,
    tei: bytes,
    digests: Mapping[BagPath, Mapping[str, str]],
    tags: tuple[tuple[str, str], ...],
    made: Mapping[BagPath, bytes],
) -> dict[BagPath, bytes]:
    """Return the description in the other forms that the package includes."""
    included = [one for one in CROSSWALKS.values() if one.path in opened.tag_files]
    if not included:
        return {}
    if opened.unfetched:
        message = (
            f"{min(opened.unfetched)} is still to be fetched, and {included[0].path} describes it"
        )
        raise StorageError(f"{opened.path}: {message}: complete the package first")
    bag = opened.bag

    def open_image(image: Rendition) -> BinaryIO:
        path = BagPath(f"data/{image.file}")
        return BytesIO(made[path] if path in made else bag.read(path, _LARGEST_IMAGE))

    sizes = {
        path: (
            len(made[path]) if path in made else opened.sizes[path],
            {name: one[name] for name in opened.algorithms},
        )
        for path, one in digests.items()
    }
    known = anchors(parse_xml(tei, TEI_PATH))
    record = make_record(files.metadata, files.pages, sizes, known, tags, open_image)
    return {BagPath(one.path): one.in_bag(record) for one in included}


def _tag_files(
    opened: SealedPackage,
    digests: Mapping[BagPath, Mapping[str, str]],
    tags: tuple[tuple[str, str], ...],
    made: Mapping[BagPath, bytes],
) -> dict[BagPath, bytes]:
    """Return manifests, bag-info.txt with its seal, and tag manifests."""
    listed = dict(opened.tag_files) | {path: one for path, one in made.items() if is_tag_file(path)}
    new = {
        BagPath(f"manifest-{name}.txt"): tag_writing.format_manifest(
            {path: one[name] for path, one in digests.items() if path.startswith("data/")}
        )
        for name in opened.algorithms
    }
    listed |= new
    others = {
        path: hashlib.sha512(content).hexdigest()
        for path, content in listed.items()
        if path != BAG_INFO and not is_tag_manifest(path)
    }
    payload = {path: one[SEALED_BY] for path, one in digests.items() if path.startswith("data/")}
    new[BAG_INFO] = sealed(tag_writing.format_bag_info(tags), SEAL, {**payload, **others})
    listed |= new
    for name in opened.algorithms:
        new[BagPath(f"tagmanifest-{name}.txt")] = tag_writing.format_manifest(
            {
                path: HASHES[name](content).hexdigest()
                for path, content in listed.items()
                if not is_tag_manifest(path)
            }
        )
    return new

"""Write the package of one document into a bag."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from frus_pack.bag.sink import Sink
from frus_pack.bag.writer import BagWriter, ClaimedFile, Oxum, UnfetchedFile
from frus_pack.document.model import Document
from frus_pack.document.page import Page, Rendition
from frus_pack.errors import SourceError
from frus_pack.images.image_inspection import ImageFacts, inspect, inspect_file
from frus_pack.package import bag_info as package_tags
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from frus_pack.packing.built_check import Built, is_as_read, refuse_invalid
from frus_pack.packing.payload_files import (
    made_description,
    made_description_as_read,
    made_page_images,
    made_transcriptions,
)
from frus_pack.packing.recipe import Recipe
from frus_pack.packing.recipe_digest import document_digest, recipe_digest
from frus_pack.storage.fixity import Fixity, fixity_of_file
from frus_pack.storage.parallel import all_cores, in_threads
from frus_pack.storage.regular_file import octets_of, unchanged
from frus_pack.storage.stages import Stages

_IMAGE_DIGEST = "sha512"
_WORTH_THREADS = 8 << 20

R = TypeVar("R")
_Place: TypeAlias = ClaimedFile | UnfetchedFile | Path
"""An image that the bag will hold, one that it will list, or the path of one that it describes."""


def write_package(
    document: Document, sink: Sink, recipe: Recipe, day: date
) -> Stages[tuple[Page, ...]]:
    """Write the whole package; return the pages with the facts of their images.

    In bag-info.txt the caller's elements come first, then the package's own.

    Raises:
        SourceError: The document or an image is not sound.
        OSError: The package cannot be written.
    """
    description = (
        made_description_as_read(document)
        if is_as_read(document)
        else made_description(document.metadata, document.transcription, document.origin)
    )
    yield
    text, xml = made_transcriptions(document)
    yield
    writer = BagWriter(
        sink,
        recipe.algorithms,
        also=(_IMAGE_DIGEST,),
        seal=package_tags.SEAL,
        version=recipe.bagit_version,
    )
    writer.add_bytes(METADATA_PATH, description.content)
    writer.add_bytes(TEXT_PATH, text)
    writer.add_bytes(TEI_PATH, xml)
    yield
    pages = _write_images(document.pages, writer)
    page_images = made_page_images(pages, document.origin)
    writer.add_bytes(PAGE_IMAGES_PATH, page_images.content)
    yield
    refuse_invalid(document, Built(description, pages, page_images, text, xml))
    yield
    tags = _tags(document, recipe, day, writer.oxum, pages)
    recipe.tag_files.add(writer, document.metadata, pages, xml, tags)
    writer.finish(tags)
    return pages


def _tags(
    document: Document, recipe: Recipe, day: date, oxum: Oxum, pages: tuple[Page, ...]
) -> tuple[tuple[str, str], ...]:
    """Return the elements of bag-info.txt, without the seal."""
    profile = recipe.profile.identifier if recipe.profile else None
    ours = package_tags.bag_info_tags(document.metadata, oxum, day.isoformat(), profile)
    digest = recipe_digest(recipe.options_digest, document_digest(document), pages)
    return (*recipe.bag_info, *ours, (package_tags.RECIPE, digest))


def _write_images(pages: tuple[Page, ...], writer: BagWriter) -> tuple[Page, ...]:
    """Copy the embedded images into the bag, and inspect every local image once.

    A scan that shows two pages is one file.
    """
    local = {(one.path, one.file): one for page in pages for one in page.renditions if one.path}
    known = dict(zip(local, _all_facts(writer, list(local.values())), strict=True))
    return tuple(
        replace(
            page,
            renditions=tuple(
                replace(one, **known[one.path, one.file]) if one.path else one
                for one in page.renditions
            ),
        )
        for page in pages
    )


def _all_facts(writer: BagWriter, images: list[Rendition]) -> list[dict[str, Any]]:
    """Return the facts of each local image. Raises SourceError with the problems of all."""
    places = [_place(writer, one, one.path) for one in images if one.path]
    found = _in_threads(_facts_or_problems, places)
    problems = [
        problem for one in found if isinstance(one, SourceError) for problem in one.problems
    ]
    if problems:
        raise SourceError(*problems)
    return [one for one in found if not isinstance(one, SourceError)]


def _place(writer: BagWriter, image: Rendition, path: Path) -> _Place:
    if image.bag_path is None:
        return path
    if image.to_fetch and image.url:
        return writer.claim_unfetched(image.bag_path, path, image.url)
    return writer.claim(image.bag_path, path)


def _in_threads(work: Callable[[_Place], R], places: list[_Place]) -> list[R]:
    """Return the results of `work`; threads do it where there are enough bytes to gain by it."""
    threads = min(all_cores(), len(places))
    if threads < 2 or sum(map(_octets, places)) < _WORTH_THREADS:
        threads = 1
    return list(in_threads(work, places, threads))


def _octets(place: _Place) -> int:
    return octets_of(place) if isinstance(place, Path) else place.octets


def _facts_or_problems(place: _Place) -> dict[str, Any] | SourceError:
    try:
        match place:
            case ClaimedFile():
                return _kept(place)
            case UnfetchedFile():
                with unchanged(place.source):
                    return _facts(inspect(place.source), place.digest())
        return _left(place)
    except SourceError as error:
        return error


def _kept(image: ClaimedFile) -> dict[str, Any]:
    """Copy an image into the bag; return its facts."""
    written = image.copy()
    try:
        with image.open() as file:  # check the bytes that the bag has
            return _facts(inspect_file(file, image.path), written)
    except SourceError as error:
        named = (replace(problem, file=str(image.source)) for problem in error.problems)
        raise SourceError(*named) from error


def _left(image: Path) -> dict[str, Any]:
    """Return the facts of an image that is not copied."""
    with unchanged(image):
        written = fixity_of_file(image, (_IMAGE_DIGEST,))
        return _facts(inspect(image), written)


def _facts(facts: ImageFacts, written: Fixity) -> dict[str, Any]:
    """Return the fields of a rendition that follow from the bytes of its image."""
    return {
        "media_type": facts.media_type,
        "width": facts.width,
        "height": facts.height,
        "mode": facts.mode,
        "bits": facts.bits,
        "dpi": facts.dpi,
        "frames": facts.frames if facts.frames > 1 else None,
        "octets": written.octets,
        "sha512": written.digests[_IMAGE_DIGEST],
    }

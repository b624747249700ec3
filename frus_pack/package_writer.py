"""Writing one document's package into an empty folder: the layout of `package` on a bag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from frus_pack import agreement, package_tags, schemas
from frus_pack.bag import fixity
from frus_pack.bag.parallel import all_cores
from frus_pack.bag.writer import BagWriter
from frus_pack.both_transcriptions import both
from frus_pack.errors import Problem, SourceError
from frus_pack.further_tag_files import FurtherTagFiles
from frus_pack.image_inspection import inspect
from frus_pack.metadata import format_json, to_json
from frus_pack.model import Document, Page
from frus_pack.package import METADATA, PAGE_IMAGES, TEI, TEXT
from frus_pack.schemas import join_pointer

_IMAGE_DIGEST = "sha512"
_WORTH_THREADS = 8 << 20

R = TypeVar("R")
_Image: TypeAlias = tuple[Path, str | None]
"""A local image, and what it is called below data/ if it is to be embedded."""


def write_package(
    document: Document,
    folder: Path,
    algorithms: Sequence[str],
    bag_info: Iterable[tuple[str, str]],
    bagging_date: str,
    further: FurtherTagFiles,
    profile: str | None,
) -> tuple[Page, ...]:
    """Write the whole package into `folder`; returns the pages with what was found of their images.

    `bag_info` comes first in bag-info.txt, then what is ours; `further` are the tag files that
    BagIt does not define; `profile` is the identifier of a profile that is met besides ours. Raises
    SourceError if the document is not sound, or an image is not, and StorageError if the folder
    cannot be written.
    """
    data = _description(document)
    writer = BagWriter(folder, algorithms, also=(_IMAGE_DIGEST,))
    writer.add_bytes(METADATA, format_json(data))
    text, xml = both(document)
    writer.add_bytes(TEXT, text)
    writer.add_bytes(TEI, xml)
    pages = _write_images(document.pages, writer)
    writer.add_bytes(PAGE_IMAGES, format_json(_page_images(document, pages)))
    tags = (*bag_info, *package_tags.of(document.metadata, writer.oxum, bagging_date, profile))
    further.add(writer, document.metadata, pages, xml, tags)
    writer.finish(tags)
    return pages


def _description(document: Document) -> dict[str, Any]:
    data = {"schema": schemas.identifier(schemas.DOCUMENT), **to_json(document.metadata)}
    faults = agreement.faults(data, document.transcription)
    if faults:
        raise SourceError(
            *(
                Problem(document.origin, fault.message, join_pointer(fault.pointer), fault.expected)
                for fault in faults
            )
        )
    return data


def _page_images(document: Document, pages: tuple[Page, ...]) -> dict[str, Any]:
    data = {
        "schema": schemas.identifier(schemas.PAGE_IMAGES),
        "pages": [to_json(page) for page in pages],
    }
    faults = schemas.faults(schemas.PAGE_IMAGES, data)
    if faults:
        raise SourceError(
            *(
                Problem(
                    document.origin, fault.message, f"page images {join_pointer(fault.pointer)}"
                )
                for fault in faults
            )
        )
    return data


def _write_images(pages: tuple[Page, ...], writer: BagWriter) -> tuple[Page, ...]:
    """Put the embedded images in the bag and look inside every local one; a scan that shows two
    pages is one file."""
    local = {(one.path, one.file): None for page in pages for one in page.renditions if one.path}
    known = dict(zip(local, _all_facts(writer, list(local)), strict=True))
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


def _all_facts(writer: BagWriter, images: list[_Image]) -> list[dict[str, Any]]:
    """What is told of each image. Raises SourceError with the problems of all."""
    found = _in_threads(partial(_facts_or_problems, writer), images)
    problems = [
        problem for one in found if isinstance(one, SourceError) for problem in one.problems
    ]
    if problems:
        raise SourceError(*problems)
    return [one for one in found if not isinstance(one, SourceError)]


def _in_threads(work: Callable[[_Image], R], images: list[_Image]) -> list[R]:
    """`work` on each, side by side where there are enough bytes to make up for it."""
    threads = min(all_cores(), len(images))
    if threads < 2 or sum(path.stat().st_size for path, _ in images) < _WORTH_THREADS:
        return list(map(work, images))
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, images))


def _facts_or_problems(writer: BagWriter, image: _Image) -> dict[str, Any] | SourceError:
    try:
        return _facts(writer, image)
    except SourceError as error:
        return error


def _facts(writer: BagWriter, image: _Image) -> dict[str, Any]:
    """Keep an image if it is to be embedded; the fields of its rendition that its bytes tell."""
    source, file = image
    if file:
        path = f"data/{file}"
        written = writer.add_file(path, source)
        looked_at = writer.folder / path  # the bytes that are kept are those that are checked
    else:
        written = fixity.of_file(source, (_IMAGE_DIGEST,))
        looked_at = source
    try:
        facts = inspect(looked_at)
    except SourceError as error:
        named = (replace(problem, file=str(source)) for problem in error.problems)
        raise SourceError(*named) from error
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

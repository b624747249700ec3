"""The pages of a document and the images of each: found by their names, or where they are
published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Literal
from urllib.parse import quote

from frus_pack.document import citation, scan_numbers
from frus_pack.document.model import Metadata
from frus_pack.document.page import Page, Rendition, Role
from frus_pack.document.page_marks import UNNUMBERED
from frus_pack.errors import Problem, SourceError
from frus_pack.images.fetched_images import refuse_unfetchable
from frus_pack.images.image_folder import FoundImage, ImageFolder, in_order

ImagesAs = Literal["embedded", "referenced", "fetched"]
"""Whether a package holds its local images, only describes them, or lists them in fetch.txt."""


@dataclass(frozen=True)  # no slots: sent to workers
class PublishedPage:
    """A page as its volume has it: its identifier there, "" where it has none, and the images of
    it that are published."""

    id: str
    renditions: tuple[Rendition, ...] = ()


Published = Mapping[str, tuple[PublishedPage, ...]]
"""The pages of a volume, by printed number; those of one number in order."""

SCANS_ALONE = ""
"""In their place the scans of a document that is published in images alone, by scan number."""

_UNKNOWN = PublishedPage("")
_SCANS = "https://static.history.state.gov/frus"
_UNPUBLISHED = ("large/", "small/")
_NAME_BY_SCAN = "name it by its scan number, 0371.png"
_NAME_THEM = "name it by its page, p341.png, or give its scan number under `facs` in the metadata"


def find(
    metadata: Metadata,
    folder: ImageFolder | None,
    images_as: ImagesAs,
    published: Published = MappingProxyType({}),
) -> tuple[Page, ...]:
    """Return the document's pages, in order, each with its images in a folder that others share.

    The images of a page are the files named by its scan number (``facs``: ``0371.tif``) or by its
    printed number (``p341.png``; of ``[II]``, bracketed since it is not printed, ``pII.png``),
    letter for letter. A page without a file has the renditions that its volume says are
    `published`. If the volume says nothing, it has the two that the series publishes, if its scan
    number is known. Else it has one rendition that is missing. Two pages of one scan share its
    files.

    Raises SourceError for every file of a page that cannot be used or, as ``fetched``, could not be
    fetched. It raises it too for a file named by a number that several pages of the document have.
    """
    facs = scan_numbers.of_pages(metadata.facs, metadata.pages)
    pages = _pages(metadata, facs, folder, images_as, published)
    scans = published.get(SCANS_ALONE, ())
    every = (*pages, *_scans_alone(scans, len(pages), folder, images_as))
    refuse_unfetchable(every)
    return every


def find_own(metadata: Metadata, folder: Path | None, images_as: ImagesAs) -> tuple[Page, ...]:
    """Return the pages with the images of the document's own folder, if it has such a folder.

    The metadata may give no scan numbers, while the files are named by them. Then the numbers are
    the pages' in order. There must be as many as pages, and none left out between first and last.

    Raises SourceError for every file that belongs to no page or cannot be used, and where scan
    numbers cannot be matched with pages.
    """
    if folder is None:
        return find(metadata, None, images_as)
    images = ImageFolder.of(folder, metadata.volume.id)
    facs = (
        scan_numbers.of_pages(metadata.facs, metadata.pages)
        if metadata.facs
        else _scans_in_order(metadata.pages, images)
    )
    if problems := list(_surplus(metadata.pages, facs, images)):
        raise SourceError(*sorted(problems, key=lambda problem: problem.file))
    pages = _pages(metadata, facs, images, images_as, {})
    refuse_unfetchable(pages)
    return pages


def _pages(
    metadata: Metadata,
    facs: Sequence[str | None],
    folder: ImageFolder | None,
    images_as: ImagesAs,
    published: Published,
) -> tuple[Page, ...]:
    volume, pages = metadata.volume.id, metadata.pages
    found = [_images(page, scan, folder) for page, scan in zip(pages, facs, strict=True)]
    _refuse_unusable(image for images in found for image in images)
    _refuse_ambiguous(pages, folder)
    return tuple(
        Page(
            page=page,
            sequence=sequence,
            facs=scan,
            url=_address(volume, page, known),
            renditions=tuple(_local(volume, scan, images, images_as))
            or tuple(_elsewhere(volume, scan, known)),
        )
        for sequence, (page, scan, images, known) in enumerate(
            zip(pages, facs, found, _known(pages, published), strict=True), 1
        )
    )


def _scans_alone(
    scans: Sequence[PublishedPage], before: int, folder: ImageFolder | None, images_as: ImagesAs
) -> Iterator[Page]:
    """Yield the scans of a document that is published in images alone: pages without a number."""
    for sequence, scan in enumerate(scans, before + 1):
        path = next((one.name for one in scan.renditions if one.name), None) or scan.id
        here = [] if folder is None else _at_path(folder, scan.id, path)
        _refuse_unusable(here)
        yield Page(
            page=UNNUMBERED,
            sequence=sequence,
            facs=scan_numbers.usable(scan.id),
            renditions=tuple(_local("", None, here, images_as)) or scan.renditions,
        )


def _at_path(folder: ImageFolder, scan: str, path: str) -> list[FoundImage]:
    """Return the images with the number of a scan, or at the path that the volume gives it."""
    named = [one for one in folder.images.get(scan, ()) if scan]
    at_path = [
        one
        for one in folder.images.get(PurePosixPath(path).stem, ())
        if one.path.as_posix().lower().endswith(f"/{path.lower()}")
    ]
    return sorted({one.path: one for one in (*named, *at_path)}.values(), key=in_order)


def _known(pages: Sequence[str], published: Published) -> list[PublishedPage]:
    """Return each page as its volume has it. The volume may know one more of a number: the page
    before the document."""
    left = {page: list(published.get(page, ())) for page in set(pages)}
    known = [left[page].pop() if left[page] else _UNKNOWN for page in reversed(pages)]
    return known[::-1]


def _address(volume: str, page: str, published: PublishedPage) -> str | None:
    """Return the web address of a page: by its identifier, or as the series forms that; None if it
    has neither that nor a number."""
    bare = page.strip("[]")
    part = published.id or (f"pg_{bare}" if bare else "")
    return citation.address_in_volume(volume, quote(part, safe="")) if part else None


def _images(page: str, facs: str | None, folder: ImageFolder | None) -> list[FoundImage]:
    if folder is None:
        return []
    names = stems(page, facs)
    return sorted((image for stem in names for image in folder.images.get(stem, ())), key=in_order)


def stems(page: str, facs: str | None) -> set[str]:
    """Return what files of a page are called, without suffix."""
    named = page_stem(page)
    return {named, facs} if facs else {named}


def page_stem(page: str) -> str:
    """Return what files of a page are called that are named by its printed number: ``p341``."""
    # An XML name has no brackets: the series' identifier of page [II] is pg_II.
    return f"p{page.strip('[]')}"


def _refuse_unusable(images: Iterable[FoundImage]) -> None:
    problems = {image.path: image.problem for image in images if image.problem}
    if problems:
        raise SourceError(*problems.values())


def _refuse_ambiguous(pages: Sequence[str], folder: ImageFolder | None) -> None:
    """Images named by a number that several pages have."""
    if folder is None or len(set(pages)) == len(pages):
        return
    problems = [
        Problem(
            str(image.path),
            f"is named after page {page}, and {times} pages of the document have that number",
            advice=_NAME_BY_SCAN,
        )
        for page, times in Counter(pages).items()
        for image in (folder.images.get(page_stem(page), ()) if times > 1 else ())
    ]
    if problems:
        raise SourceError(*problems)


def _local(
    volume: str, facs: str | None, images: list[FoundImage], images_as: ImagesAs
) -> Iterator[Rendition]:
    is_described = images_as == "referenced"
    for image in images:
        yield Rendition(
            status="referenced" if is_described else "embedded",
            role=image.role,
            name=image.name,
            file=None if is_described else f"page-images/{image.name}",
            # Which address a scan in another size would have is not known.
            url=None if image.name.startswith(_UNPUBLISHED) else _scan(volume, facs, image.role),
            # What is packed is the file itself. A link that leads out was refused before.
            path=image.file,
            to_fetch=images_as == "fetched",
        )


def _elsewhere(volume: str, facs: str | None, published: PublishedPage) -> Iterator[Rendition]:
    """Yield the images of a page that has no file here."""
    if published.renditions:
        yield from published.renditions
    elif facs:
        yield Rendition(status="referenced", role="master", url=_scan(volume, facs, "master"))
        yield Rendition(status="referenced", role="access", url=_scan(volume, facs, "access"))
    else:
        yield Rendition(status="missing", role="master")


def _scan(volume: str, facs: str | None, role: Role) -> str | None:
    if facs is None:
        return None
    scan = quote(facs, safe="")
    return f"{_SCANS}/{volume}/" + (
        f"tiff/{scan}.tif" if role == "master" else f"medium/{scan}.png"
    )


def _scans_in_order(pages: tuple[str, ...], folder: ImageFolder) -> tuple[str | None, ...]:
    named = sorted((int(stem), stem) for stem in folder.images if stem.isascii() and stem.isdigit())
    if not named:
        return (None,) * len(pages)
    numbers, scans = zip(*named, strict=True)
    if numbers != tuple(range(numbers[0], numbers[0] + len(pages))):
        several = f"{len(scans)} scans ({scans[0]} to {scans[-1]})"
        counts = f"{several if len(scans) > 1 else f'1 scan ({scans[0]})'} for {len(pages)} pages"
        message = f"has {counts}, so which scan shows which page is unknown"
        raise SourceError(Problem(str(folder.path), message, advice=_NAME_THEM))
    return scans


_OTHERS = "save each page as an image of one of these kinds, or take the file out"


def _surplus(
    pages: tuple[str, ...], facs: Sequence[str | None], folder: ImageFolder
) -> Iterator[Problem]:
    wanted = {stem for page, scan in zip(pages, facs, strict=True) for stem in stems(page, scan)}
    for stem, images in folder.images.items():
        for image in images:
            if stem not in wanted:
                yield image.problem or Problem(
                    str(image.path), "belongs to no page of the document", advice=_NAME_THEM
                )
    for path in folder.others:
        yield Problem(str(path), "is not a PNG, TIFF, JPEG or JPEG 2000 image", advice=_OTHERS)

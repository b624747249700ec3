"""Check the list in page-images.json: by itself, with the description, with the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.description.json_file import PAGE_IMAGES_FILE, place, words
from frus_pack.checks.description.packaged_document import PackagedDocument
from frus_pack.document import scan_numbers
from frus_pack.document.model_json import from_json
from frus_pack.document.page import Page, Rendition
from frus_pack.document.page_marks import UNNUMBERED
from frus_pack.document.schemas import Fault, Pointer
from frus_pack.package.paths import PAGE_IMAGES_FOLDER
from frus_pack.requirements.finding import Finding

_SCANS = "https://static.history.state.gov/frus/"


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page that follows the schema, and its index in the list."""

    index: int
    page: Page

    @property
    def scan(self) -> tuple[str, str]:
        """A value that is equal for pages of one scan."""
        return ("facs", self.page.facs) if self.page.facs else ("page", self.page.page)


@dataclass(frozen=True, slots=True)
class ListedImage:
    """A rendition of a page, and its place in the list."""

    pointer: Pointer
    listed: ListedPage
    rendition: Rendition

    @property
    def path(self) -> BagPath:
        """The path in the bag, if it is embedded."""
        return BagPath(f"data/{self.rendition.file}")

    def place(self, key: str = "") -> str:
        """Return where it, or a value of it, is."""
        return place(PAGE_IMAGES_FILE, (*self.pointer, key) if key else self.pointer)


def sound_pages(data: Mapping[str, Any], faults: Sequence[Fault]) -> list[ListedPage]:
    """Return the pages that follow the schema."""
    pointers = [fault.pointer for fault in faults if fault.pointer[:1] == ("pages",)]
    if "pages" not in data or ("pages",) in pointers:
        return []
    at_fault = {pointer[1] for pointer in pointers}
    return [
        ListedPage(index, from_json(Page, page))
        for index, page in enumerate(data["pages"])
        if index not in at_fault
    ]


def listed_images(pages: Sequence[ListedPage]) -> Iterator[ListedImage]:
    """Yield every rendition of the pages, in order."""
    for listed in pages:
        for index, rendition in enumerate(listed.page.renditions):
            yield ListedImage(("pages", listed.index, "renditions", index), listed, rendition)


def check_list(pages: Sequence[ListedPage]) -> Iterator[Finding]:
    """Check what each page says of itself."""
    for listed in pages:
        page, expected = listed.page, listed.index + 1
        if page.sequence != expected:
            location = place(PAGE_IMAGES_FILE, ("pages", listed.index, "sequence"))
            message = "is not the page's place in the list"
            found = words(page.sequence)
            yield Finding("page-images.sequence-wrong", location, message, str(expected), found)
        if all(one.status == "missing" for one in page.renditions):
            location = place(PAGE_IMAGES_FILE, ("pages", listed.index))
            message = f"there is no image of page {page.page}"
            yield Finding("page-images.image-missing", location, message)


def compare_with_description(
    data: Mapping[str, Any], pages: Sequence[ListedPage], metadata: Mapping[str, Any]
) -> Iterator[Finding]:
    """Compare the pages and their scan numbers with the description, whatever its form."""
    described, numbers = metadata.get("pages", []), _page_numbers(data)
    if not described and set(numbers) == {UNNUMBERED}:
        return  # the scans of a document that is published in images alone
    if isinstance(described, list):
        yield from _pages_differ(_page_numbers(data), described)
    facs = metadata.get("facs", {})
    known = scan_numbers.of_pages(facs, _page_numbers(data)) if isinstance(facs, dict) else ()
    for listed in pages if known else ():
        expected, found = known[listed.index], listed.page.facs
        if expected != found:
            location = place(PAGE_IMAGES_FILE, ("pages", listed.index, "facs"))
            message = "is not the scan number of the description"
            values = (words(expected) or "nothing", found or "nothing")
            yield Finding("page-images.facs-differs", location, message, *values)


def _page_numbers(data: Mapping[str, Any]) -> list[object]:
    """Return the printed number of each entry, or None."""
    pages = data.get("pages")
    entries = pages if isinstance(pages, list) else []
    return [entry.get("page") if isinstance(entry, dict) else None for entry in entries]


def _pages_differ(found: Sequence[object], expected: Sequence[object]) -> Iterator[Finding]:
    code, message = "page-images.pages-differ", "is not the page of the description"
    if len(found) != len(expected):
        message = f"has {len(found)} pages, and the description {len(expected)}"
        location = place(PAGE_IMAGES_FILE, ("pages",))
        yield Finding(code, location, message, words(expected), words(found))
        return
    for index, (page, described) in enumerate(zip(found, expected, strict=True)):
        # A value that is not text breaks the schema, which is reported already.
        if page != described and isinstance(page, str) and isinstance(described, str):
            location = place(PAGE_IMAGES_FILE, ("pages", index, "page"))
            yield Finding(code, location, message, described, page)


def check_files(
    document: PackagedDocument, data: Mapping[str, Any], images: Sequence[ListedImage]
) -> Iterator[Finding]:
    """Compare the files with the list, and their names with scan numbers."""
    files, to_fetch = document.bag.files, document.to_fetch
    for image in images:
        is_here = image.path in files or image.path in to_fetch
        if image.rendition.status == "embedded" and not is_here:
            message = f"{image.path} does not exist"
            yield Finding("page-images.file-missing", image.place("file"), message)
        yield from _names(image)
    listed = set(_listed(data))
    for path in files:
        if path.startswith(PAGE_IMAGES_FOLDER) and path not in listed:
            message = "is listed as the image of no page"
            yield Finding("page-images.file-unlisted", path, message)


def _listed(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield every listed file, also where the list does not follow its schema."""
    for page in _objects(data.get("pages")):
        for rendition in _objects(page.get("renditions")):
            yield f"data/{rendition.get('file')}"


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def _names(image: ListedImage) -> Iterator[Finding]:
    page, rendition = image.listed.page, image.rendition
    proper = {f"p{page.page.strip('[]') or page.page}"} | ({page.facs} if page.facs else set())
    url = rendition.url if rendition.url and rendition.url.startswith(_SCANS) else None
    # A supplement on microfiche names its scans itself, by reel and frame: 0003/0001.TIF.
    own = rendition.name if rendition.name and "/" not in rendition.name else None
    for key, name in (("file", rendition.file), ("name", own), ("url", url)):
        stem = name and unquote(name.rpartition("/")[2]).partition(".")[0]
        if stem and stem not in proper:
            message = f"is not named as an image of page {page.page}"
            expected = " or ".join(sorted(proper))
            location = image.place(key)
            yield Finding("page-images.name-differs", location, message, expected, name)

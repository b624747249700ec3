"""The files below data/page-images/: each is listed, exists, and is named after its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from frus_pack.checks.description.document import PackagedDocument
from frus_pack.checks.page_images.page_list import ListedImage
from frus_pack.requirements.finding import Finding

_FOLDER = "data/page-images/"
_SCANS = "https://static.history.state.gov/frus/"


def check_files(
    document: PackagedDocument, data: Mapping[str, Any], images: Sequence[ListedImage]
) -> Iterator[Finding]:
    """Compare the files with the list, and their names with scan numbers."""
    files, to_fetch = document.bag.files, document.to_fetch
    for image in images:
        is_here = image.path in files or image.path in to_fetch
        if image.rendition.status == "embedded" and not is_here:
            message = f"{image.path} is not there"
            yield Finding("page-images.file-missing", image.place("file"), message)
        yield from _names(image)
    listed = set(_listed(data))
    for path in files:
        if path.startswith(_FOLDER) and path not in listed:
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

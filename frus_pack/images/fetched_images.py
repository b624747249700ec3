"""Page images that a package leaves out, because fetch.txt says where to fetch them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from frus_pack.document.page import Page, Rendition
from frus_pack.errors import Problem, SourceError

_ADVICE = "embed it: images_as='embedded'"
_SAME_FORMAT = {".tiff": ".tif", ".jpeg": ".jpg"}


def refuse_unfetchable(pages: Iterable[Page]) -> None:
    """Raise SourceError with every image that is to be fetched and has no address, or the address
    of an image of another format."""
    images = (one for page in pages for one in page.renditions if one.to_fetch)
    if problems := list(dict.fromkeys(_problems(images))):
        raise SourceError(*problems)


def _problems(images: Iterable[Rendition]) -> Iterator[Problem]:
    for one in images:
        if one.url is None:
            message = "cannot be left to be fetched: the series has no known address for it"
            yield Problem(str(one.path), message, advice=_ADVICE)
        elif _format(one.url) != _format(one.name or ""):
            message = f"cannot be left to be fetched: its address {one.url} is of another format"
            yield Problem(str(one.path), message, advice=_ADVICE)


def _format(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return _SAME_FORMAT.get(suffix, suffix)

"""Check the embedded images: each is whole, as it is recorded, and like the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.checks.description.packaged_document import PackagedDocument
from frus_pack.checks.page_images.inspection import Inspected, inspect_each
from frus_pack.checks.page_images.page_list import ListedImage
from frus_pack.checks.page_images.seen_images import SeenImage
from frus_pack.images import image_sizes
from frus_pack.images.image_inspection import ImageFacts
from frus_pack.images.image_sizes import is_far
from frus_pack.requirements.finding import Finding
from frus_pack.storage.parallel import all_cores

_LOOKS = {
    "one-colour": "is of one colour: there is nothing to be read on it",
    "dark": "is very dark",
    "blank": "seems to be an empty page",
}


def check_embedded_images(
    document: PackagedDocument, images: Sequence[ListedImage]
) -> tuple[list[Finding], dict[BagPath, ImageFacts]]:
    """Return every finding on the images themselves, and the facts of each that is whole."""
    embedded = [image for image in images if image.rendition.status == "embedded"]
    there = [image for image in embedded if image.path in document.bag.files]
    paths = list(dict.fromkeys(image.path for image in there))
    findings: list[Finding] = []
    facts: dict[BagPath, ImageFacts] = {}
    for inspected in _inspected(document, paths):
        findings += _of_file(inspected)
        if inspected.facts is not None:
            facts[inspected.path] = inspected.facts
    unfetched = [image for image in embedded if image.path in document.to_fetch]
    findings += _records(document, [*there, *unfetched], facts)
    return findings, facts


def _inspected(document: PackagedDocument, paths: Sequence[BagPath]) -> Iterator[Inspected]:
    """Yield what is found in each image; one that was decoded before is not decoded again."""
    digests = _listed_digests(document)
    unseen: list[BagPath] = []
    for path in paths:
        if seen := document.seen.recall(path, digests.get(path)):
            yield Inspected(path, seen.facts, seen.appearance)
        else:
            unseen.append(path)
    for inspected in inspect_each(document, unseen):
        path, facts = inspected.path, inspected.facts
        if facts is not None and path in digests:
            document.seen.add(SeenImage(path, digests[path], facts, inspected.appearance))
        yield inspected


def _of_file(inspected: Inspected) -> Iterator[Finding]:
    path = inspected.path
    if inspected.problem is not None:
        problem = inspected.problem
        location = f"{path}, {problem.place}" if problem.place else path
        yield Finding("page-images.undecodable", location, problem.message)
    elif inspected.unread:
        message = f"was not checked: {inspected.unread}"
        yield Finding("page-images.image-unreadable", path, message)
    elif inspected.passed_over:
        message = f"was not checked: {inspected.passed_over}"
        yield Finding("page-images.not-checked", path, message)
    elif inspected.appearance is not None:
        code = f"page-images.{inspected.appearance}"
        yield Finding(code, path, _LOOKS[inspected.appearance])


def _records(
    document: PackagedDocument, images: Sequence[ListedImage], facts: Mapping[BagPath, ImageFacts]
) -> Iterator[Finding]:
    """Compare what is recorded of each image with the image.

    An image that is still to be fetched is compared with fetch.txt and the manifest.
    """
    digests = _digests(document, [image.path for image in images])
    for image in images:
        rendition = image.rendition
        pairs: list[tuple[str, object, object]] = []
        if (octets := _octets(document, image.path)) is not None:
            pairs.append(("bytes", rendition.octets, octets))
        if image.path in facts:
            pairs += _properties(image, facts[image.path])
        for key, recorded, found in pairs:
            if recorded != found and not (key == "dpi" and recorded is None):
                message = f"is not as {image.path} has it"
                values = (_shown(recorded), _shown(found))
                yield Finding("page-images.record-differs", image.place(key), message, *values)
        digest = digests.get(image.path)
        if digest and digest != rendition.sha512:
            message = f"is not the digest of {image.path}"
            location = image.place("sha512")
            yield Finding("page-images.digest-differs", location, message, rendition.sha512, digest)


def _octets(document: PackagedDocument, path: BagPath) -> int | None:
    """Return the size of a file, or for one to be fetched what fetch.txt says, or None."""
    files = document.bag.files
    return files[path] if path in files else document.to_fetch[path]


def _properties(image: ListedImage, facts: ImageFacts) -> list[tuple[str, object, object]]:
    """Return each key, the recorded value and the value of the file."""
    recorded = image.rendition
    return [
        ("media_type", recorded.media_type, facts.media_type),
        ("width", recorded.width, facts.width),
        ("height", recorded.height, facts.height),
        ("mode", recorded.mode, facts.mode),
        ("bits", recorded.bits, facts.bits),
        ("dpi", recorded.dpi, facts.dpi),
        ("frames", recorded.frames or 1, facts.frames),
    ]


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " × ".join(map(str, value))
    return "nothing" if value is None else str(value)


def _digests(document: PackagedDocument, paths: Iterable[BagPath]) -> dict[BagPath, str]:
    """Return the SHA-512 of each file, by the manifest, which the checks of the bag compare.

    Where no manifest has one, it is computed; it is empty if the file cannot be read.
    """
    digests = _listed_digests(document)
    files = document.bag.files
    unlisted = [path for path in dict.fromkeys(paths) if path not in digests and path in files]
    if unlisted:
        for result in document.bag.digests(unlisted, ["sha512"], all_cores()):
            digests[BagPath(result.path)] = result.digests.get("sha512", "")
    return digests


@dataclass(frozen=True, slots=True)
class _Sized:
    """An image and its size in pixels."""

    image: ListedImage
    width: int
    height: int


def compare_images(
    images: Sequence[ListedImage], facts: Mapping[BagPath, ImageFacts]
) -> Iterator[Finding]:
    """Report images that occur twice, and images of an unusual size.

    `facts` has what was found in each image that is in the package and whole.
    """
    yield from _twice(images)
    kinds: dict[tuple[str, str, str], list[_Sized]] = defaultdict(list)
    for image in images:
        if sized := _sized(image, facts.get(image.path)):
            kinds[_kind(image)].append(sized)
    for alike in kinds.values():
        yield from _odd_sizes(alike)


def _twice(images: Sequence[ListedImage]) -> Iterator[Finding]:
    first: dict[str, ListedImage] = {}
    for image in images:
        digest = image.rendition.sha512
        if digest is None:
            continue
        other = first.setdefault(digest, image)
        if other.listed.scan != image.listed.scan:
            page, other_page = image.listed.page.page, other.listed.page.page
            message = f"pages {other_page} and {page} have the same image"
            yield Finding("page-images.image-twice", image.place(), message)


def _sized(image: ListedImage, facts: ImageFacts | None) -> _Sized | None:
    """Return the size found, or else recorded; None if neither is known."""
    if facts is not None:
        return _Sized(image, facts.width, facts.height)
    width, height = image.rendition.width, image.rendition.height
    return _Sized(image, width, height) if width and height else None


def _kind(image: ListedImage) -> tuple[str, str, str]:
    """Return which images are made alike: by role, folder of origin, and format."""
    name = image.rendition.file or image.rendition.name or image.rendition.url or ""
    return image.rendition.role, name.rpartition("/")[0], name.rpartition(".")[2].lower()


def _odd_sizes(alike: Sequence[_Sized]) -> Iterator[Finding]:
    width, height = image_sizes.typical([(one.width, one.height) for one in alike])
    for one in alike:
        if is_far(one.width, width) or is_far(one.height, height):
            message = f"page {one.image.listed.page.page} has an image of another size"
            expected, found = f"about {width} × {height}", f"{one.width} × {one.height}"
            yield Finding("page-images.size-unusual", one.image.place(), message, expected, found)


def _listed_digests(document: PackagedDocument) -> dict[BagPath, str]:
    """Return the SHA-512 of each file, by the manifest."""
    digests: dict[BagPath, str] = {}
    for one in document.inventory.manifests:
        if one.algorithm == "sha512":
            digests.update(one.manifest.digests)
    return digests

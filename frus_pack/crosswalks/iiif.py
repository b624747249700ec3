"""IIIF Presentation 3: the pages of a document as canvases, with their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from frus_pack.crosswalks import fields_in_words
from frus_pack.crosswalks.people import contributors, creators
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.rights import rights_of
from frus_pack.document import citation, page_marks
from frus_pack.document.model_json import format_json
from frus_pack.document.page import Page, Rendition
from frus_pack.document.page_marks import UNNUMBERED
from frus_pack.package.paths import METADATA_PATH, TEI_PATH, TEXT_PATH

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
_PRESENTABLE = re.compile(r"https?(://rightsstatements\.org/vocab/.+|://creativecommons\.org/.+)")
"""The property ``rights`` takes only addresses of these two vocabularies, which begin with http."""
_NOMINAL = (1000, 1500)
"""Width and height of a canvas whose image has no known size. They are units, not pixels."""
_HOME = "https://history.state.gov"
_PUBLISHING_OFFICE = "Office of the Historian, United States Department of State"

Part = dict[str, Any]


def to_iiif(record: Record, reading_text: str, base_url: str) -> bytes:
    """Return the manifest of a document.

    Args:
        record: The package.
        reading_text: Its ``data/transcription.txt``.
        base_url: Where the deposit is published. ``VOLUME/NAME/`` below it is the package's
            folder, and ``VOLUME/NAME.iiif.json`` the manifest.
    """
    return format_json(_Manifest(record, reading_text, base_url).whole())


class _Manifest:
    def __init__(self, record: Record, reading_text: str, base_url: str) -> None:
        self._record = record
        self._reading_text = reading_text.strip()
        self._texts = text_of_pages(reading_text, record.pages)
        volume, name = quote(record.metadata.volume.id), quote(record.name)
        self._at = f"{base_url.rstrip('/')}/{volume}/{name}"

    def whole(self) -> Part:
        record, metadata = self._record, self._record.metadata
        rights = rights_of(metadata)
        number = f"{metadata.number}. " if metadata.number else ""
        cited = citation.document_in_volume(metadata)
        return _filled(
            {
                "@context": CONTEXT,
                "id": f"{self._at}.iiif.json",
                "type": "Manifest",
                "label": _said(f"{number}{metadata.title}"),
                "summary": _said(fields_in_words.summary(metadata) or cited),
                "metadata": list(self._statements()),
                "rights": _presentable(rights.uri),
                "requiredStatement": {"label": _said("Rights"), "value": _said(rights.words)},
                "provider": list(self._providers()),
                "homepage": [_link(record.address, "Text", "text/html", metadata.title)],
                "seeAlso": [
                    _link(self._file(METADATA_PATH), "Dataset", "application/json", "Description")
                ],
                "rendering": [
                    _link(self._file(TEXT_PATH), "Text", "text/plain", "Reading text"),
                    _link(self._file(TEI_PATH), "Text", "application/tei+xml", "TEI transcription"),
                ],
                "items": self._canvases(),
                "structures": self._ranges(),
            }
        )

    def _statements(self) -> Iterator[Part]:
        metadata = self._record.metadata
        rows: list[tuple[str, Sequence[str | None]]] = [
            ("Author", [name.authority for name in creators(metadata)]),
            ("Contributor", list(contributors(metadata))),
            ("Kind", [citation.kind(metadata)]),
            ("Date", ["/".join(fields_in_words.bounds(metadata.date)) if metadata.date else None]),
            ("Subject", [metadata.subject]),
            ("Source", [citation.paper(metadata.source)]),
            ("Remarks", list(fields_in_words.remarks(metadata))),
            ("Attachments", [fields_in_words.attachment(one) for one in metadata.attachments]),
            ("Printed in", [citation.document_in_volume(metadata)]),
            ("Identifier", [self._record.identifier]),
        ]
        for label, values in rows:
            if known := [value for value in values if value]:
                yield {"label": _said(label), "value": {"en": known}}

    def _providers(self) -> Iterator[Part]:
        """Yield who hands the package in; else the office that publishes the series."""
        for number, name in enumerate(self._record.organizations, 1):
            at = f"{self._at}/provider/{number}"
            yield {"id": at, "type": "Agent", "label": _said(name)}
        if not self._record.organizations:
            home = [_link(_HOME, "Text", "text/html", _PUBLISHING_OFFICE)]
            yield {
                "id": _HOME,
                "type": "Agent",
                "label": _said(_PUBLISHING_OFFICE),
                "homepage": home,
            }

    def _file(self, path: str) -> str:
        return f"{self._at}/{quote(path)}"

    def _canvases(self) -> list[Part]:
        """Return a canvas for each page; one for the text of a document whose pages are not known,
        because a manifest needs a canvas."""
        if not self._record.pages:
            unpaged = Page(page=UNNUMBERED, sequence=1)
            return [self._canvas(unpaged, self._reading_text) | {"label": _said("Transcription")}]
        pages = zip(self._record.pages, self._texts, strict=True)
        return [self._canvas(page, text) for page, text in pages]

    def _canvas_id(self, page: Page) -> str:
        return f"{self._at}/canvas/{page.sequence}"

    def _canvas(self, page: Page, text: str) -> Part:
        at = self._canvas_id(page)
        images = [one for one in page.renditions if self._address(one)]
        images.sort(key=lambda one: one.role != "access")
        width, height = _size(images)
        painted = [self._painting(at, image) for image in images[:1]]
        return _filled(
            {
                "id": at,
                "type": "Canvas",
                "label": _label(page),
                "width": width,
                "height": height,
                "items": [{"id": f"{at}/page", "type": "AnnotationPage", "items": painted}],
                "rendering": [self._rendering(image) for image in images[1:]],
                "annotations": [self._transcription(at, text)] if text else [],
            }
        )

    def _address(self, image: Rendition) -> str | None:
        return self._file(image.bag_path) if image.bag_path else image.url

    def _painting(self, canvas: str, image: Rendition) -> Part:
        body = {
            "id": self._address(image),
            "type": "Image",
            "format": image.media_type,
            "width": image.width,
            "height": image.height,
        }
        return _annotation(f"{canvas}/image", "painting", _filled(body), canvas)

    def _rendering(self, image: Rendition) -> Part:
        address, kind = str(self._address(image)), image.media_type or "image/tiff"
        return _link(address, "Image", kind, f"{image.role.capitalize()} image")

    def _transcription(self, canvas: str, text: str) -> Part:
        language = self._record.metadata.language
        body = {"type": "TextualBody", "value": text, "format": "text/plain", "language": language}
        note = _annotation(f"{canvas}/transcription", "supplementing", body, canvas)
        return {"id": f"{canvas}/texts", "type": "AnnotationPage", "items": [note]}

    def _ranges(self) -> list[Part]:
        """Return the document's range within those of the volume and its divisions."""
        metadata = self._record.metadata
        if not self._record.pages:
            return []
        canvases = [{"id": self._canvas_id(page), "type": "Canvas"} for page in self._record.pages]
        inner = self._range("document", metadata.title, [*canvases, *self._parts()])
        for level, one in reversed(list(enumerate(metadata.divisions, 1))):
            inner = self._range(f"division-{level}", one.title or one.type, [inner])
        return [self._range("volume", citation.volume_title(metadata.volume), [inner])]

    def _parts(self) -> Iterator[Part]:
        metadata = self._record.metadata
        named = [(one.title or one.graphic, one.page) for one in metadata.figures]
        named += [(one.title, one.page) for one in metadata.tables]
        at = {page.page: self._canvas_id(page) for page in self._record.pages}
        for number, (title, page) in enumerate(named, 1):
            if title and page in at:
                yield self._range(f"part-{number}", title, [{"id": at[page], "type": "Canvas"}])

    def _range(self, name: str, label: str, items: list[Part]) -> Part:
        at = f"{self._at}/range/{name}"
        return {"id": at, "type": "Range", "label": _said(label), "items": items}


def _size(images: Sequence[Rendition]) -> tuple[int, int]:
    for one in images:
        if one.width and one.height:
            return one.width, one.height
    return _NOMINAL


def _presentable(uri: str | None) -> str | None:
    known = _PRESENTABLE.fullmatch(uri or "")
    return f"http{known[1]}" if known else None


def _label(page: Page) -> Part:
    number = fields_in_words.page_number(page)
    return {"none": [number]} if number else _said(fields_in_words.page_name(page))


def _said(text: str) -> Part:
    return {"en": [text]}


def _link(at: str, kind: str, media_type: str, label: str) -> Part:
    return {"id": at, "type": kind, "label": _said(label), "format": media_type}


def _annotation(at: str, motivation: str, body: Part, target: str) -> Part:
    return {
        "id": at,
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": target,
    }


def _filled(part: Part) -> Part:
    """Leave out what is not known: IIIF allows no empty property but a canvas's items."""
    return {key: value for key, value in part.items() if value not in (None, []) or key == "items"}


def text_of_pages(reading_text: str, pages: Sequence[Page]) -> tuple[str, ...]:
    """Return the text of each page, in the order of `pages`.

    A mark (``[Page 341]``) begins a page. Text before the first mark is of the first page. The
    notes are at the end of the text, and so on the last page.
    """
    texts = [""] * len(pages)
    at, begin = 0, 0
    for mark in page_marks.MARK.finditer(reading_text):
        following = _next(pages, at, mark["page"], reading_text[begin : mark.start()])
        if following is None:
            continue
        if texts:
            texts[at] += reading_text[begin : mark.start()]
        at, begin = following, mark.end()
    if texts:
        texts[at] += reading_text[begin:]
    return tuple(text.strip() for text in texts)


def _next(pages: Sequence[Page], at: int, page: str, before: str) -> int | None:
    """Return the index of the next page of this number: the first, if no text precedes it."""
    first = at if not before.strip() and at == 0 else at + 1
    return next((n for n in range(first, len(pages)) if pages[n].page == page), None)

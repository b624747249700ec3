"""The page of one document: its text beside its images, its description, fixity and history."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import etree
from markupsafe import Markup

from frus_pack.document import citation
from frus_pack.document.model import Metadata, Person, Term
from frus_pack.errors import StorageError
from frus_pack.keeping.history import PastCheck
from frus_pack.package.package import Package
from frus_pack.reports.html_pages import environment
from frus_pack.reports.report import Report
from frus_pack.requirements.table import TABLE
from frus_pack.sources.tei.elements import documents_below
from frus_pack.validating.validate import ValidationOptions, report_on, validate
from frus_pack.viewing.assets import builder
from frus_pack.viewing.description import description_rows, web_address
from frus_pack.viewing.history import read_history
from frus_pack.viewing.images import ShownPage, shown_pages, statuses
from frus_pack.viewing.markup.tei_html import Link, tei_to_html
from frus_pack.viewing.markup.text_html import (
    PageMarks,
    TextHtml,
    page_called,
    reading_text_to_html,
)
from frus_pack.viewing.page_records import PageRecord
from frus_pack.viewing.site_documents import SiteDocuments, note_place
from frus_pack.viewing.site_folder import SiteFolder

_HERE = "frus_pack.viewing"


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as HTML, and its record."""

    html: str
    record: PageRecord


def page_key(
    site_documents: SiteDocuments,
    identifier: str,
    state: str,
    checks: Iterable[PastCheck],
    pointers: Iterable[str],
) -> str:
    """Return a digest that changes with everything that a page is made of."""
    volume, _, document = identifier.partition("/")
    near = site_documents.neighbours(volume, document)
    links = [_address(site_documents.link(one, volume)) for one in pointers]
    past = [(one.checked, one.outcome) for one in checks]
    beside = [(one.document, one.heading) for one in (near.before, near.after) if one]
    parts = (builder(), identifier, state, beside, links, past)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def make_page(
    package: Package,
    site: SiteFolder,
    site_documents: SiteDocuments,
    state: str,
    checks: tuple[PastCheck, ...],
) -> MadePage:
    """Check a package, and make the page of its document. Its images are put into the site.

    Raises StorageError if its description or list of pages cannot be read, or an image of a valid
    package.
    """
    metadata = package.metadata
    pages = shown_pages(package, site, metadata.volume.id)
    checked = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    report = _report(package)
    if report.ok:
        _refuse_unread(package, pages)
    targets = _Targets(metadata, site_documents)
    text, text_problem = _text(package, targets)
    history = read_history(package, checks)
    record = PageRecord(
        key=page_key(site_documents, metadata.identifier, state, checks, targets.pointers),
        state=state,
        pointers=tuple(targets.pointers),
        files=_image_files(pages),
        **_facts(package, report),
        checked=checked,
        last_audit=checks[-1].checked if checks else None,
    )
    html = _render(
        package,
        site_documents,
        record=record,
        pages=pages,
        text=text,
        text_problem=text_problem,
        report=report,
        history=history,
    )
    return MadePage(html, record)


def _report(package: Package) -> Report:
    """Check a package. A bag that can be read again at any place is not opened again."""
    if package.bag.form in ("folder", "tar", "zip"):
        return report_on(package.bag, ValidationOptions(jobs=1))
    return validate(package.path, jobs=1)


def _image_files(pages: Iterable[ShownPage]) -> tuple[str, ...]:
    """Return the images of pages that are in the site, below its folder of images."""
    sources = (one.source for page in pages for one in page.images)
    return tuple(source.removeprefix("images/") for source in sources if source)


def _refuse_unread(package: Package, pages: Iterable[ShownPage]) -> None:
    """Raise StorageError if an image could not be read, though the package is valid: the page
    would say so for good."""
    for image in (image for page in pages for image in page.images):
        if image.is_unread:
            raise StorageError(f"{package.path}: an image {image.missing}")


def _render(package: Package, site_documents: SiteDocuments, **values: Any) -> str:
    metadata = package.metadata
    return (
        environment(_HERE)
        .get_template("document.html")
        .render(
            **values,
            root="../",
            page_called=page_called,
            note_place=note_place,
            metadata=metadata,
            volume_title=citation.volume_in_series(metadata.volume),
            near=site_documents.neighbours(metadata.volume.id, metadata.id),
            has_images=any(page.has_image for page in values["pages"]),
            rows=description_rows(metadata),
            address=web_address(metadata),
            references=_references(metadata, site_documents),
            requirements=TABLE,
            package=package,
            form=package.bag.form,
        )
    )


class _Targets:
    """Where the pointers of one document lead; keeps which were asked for."""

    def __init__(self, metadata: Metadata, site_documents: SiteDocuments) -> None:
        self.pointers: dict[str, None] = {}
        self._volume = metadata.volume.id
        self._own = metadata.id
        self._site_documents = site_documents
        self._listed = _places(metadata.persons, "person") | _places(metadata.terms, "term")

    def target(self, pointer: str) -> Link | None:
        self.pointers[pointer] = None
        link = self._site_documents.link(pointer, self._volume)
        if link is None or link.on_the_web:
            return link
        own = f"{self._own}.html"
        return Link(link.href.removeprefix(own) or "#top") if link.href.startswith(own) else link

    def listed(self, pointer: str) -> str | None:
        return self._listed.get(pointer)


def _places(listed: Iterable[Person | Term], kind: str) -> dict[str, str]:
    return {one.id: f"{kind}-{number}" for number, one in enumerate(listed, 1)}


def _text(package: Package, targets: _Targets) -> tuple[TextHtml, str]:
    """Return the text of a document, and why it is not shown from its TEI, if it is not."""
    pages = tuple(page.page for page in package.pages)
    try:
        root = package.tei.getroot()
        division = next(iter(documents_below(root)), root)
        return tei_to_html(division, PageMarks(pages), targets), ""
    except (StorageError, etree.LxmlError, RecursionError) as error:
        problem = "elements are nested too deep" if isinstance(error, RecursionError) else error
    why = f"The reading text is shown, because transcription.xml cannot be: {problem}"
    try:
        return reading_text_to_html(package.transcription, PageMarks(pages)), why
    except StorageError as error:
        return TextHtml(Markup("")), f"{why}; {error}"


def _facts(package: Package, report: Report) -> Mapping[str, Any]:
    metadata = package.metadata
    severities: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for one in report.findings:
        severities[one.severity] += 1 + one.alike
        codes[one.code] += 1 + one.alike
    date = metadata.date
    year = date.earliest[:4] if date else ""
    return {
        "identifier": metadata.identifier,
        "number": metadata.number,
        "title": metadata.title,
        "volume_title": citation.volume_in_series(metadata.volume),
        "kind": metadata.kind,
        "date": (date.display or date.earliest) if date else None,
        "year": int(year) if year.isascii() and year.isdecimal() else None,
        "divisions": tuple(
            (one.type, one.title or one.id or one.type) for one in metadata.divisions
        ),
        "pages": len(package.pages),
        "images": dict(Counter(statuses(package.pages))),
        "withheld": len(metadata.withheld),
        "amended": bool(metadata.amendments),
        "verdict": report.verdict,
        "severities": dict(severities),
        "codes": dict(codes),
    }


def _references(metadata: Metadata, site_documents: SiteDocuments) -> list[tuple[str, Link | None]]:
    """Return the words of each reference and where it leads."""
    found = []
    for one in metadata.references:
        pointer = one.target.replace("/", "#", 1)
        link = site_documents.link(pointer, metadata.volume.id)
        said = f"{one.text} ({one.target})" if one.text else one.target
        found.append((said, link))
    return found


def _address(link: Link | None) -> str | None:
    return None if link is None else link.href

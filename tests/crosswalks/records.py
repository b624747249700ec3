"""Records for tests: one that has everything, one that has next to nothing."""

from __future__ import annotations

from dataclasses import replace

from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.crosswalks.record import Record, make_record
from frus_pack.document.model import (
    Agent,
    ArchivalSource,
    Attachment,
    DateRange,
    Division,
    Editor,
    Figure,
    Metadata,
    Note,
    Original,
    Person,
    Reference,
    Slice,
    Table,
    Term,
    Volume,
    Withheld,
)
from frus_pack.document.page import Page, Rendition
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH

DIGEST = "0f" * 64
VOLUME = "https://history.state.gov/historicaldocuments/frus1958-60v99"
SCANS = "https://static.history.state.gov/frus/frus1958-60v99"

FULL_SOURCE = ArchivalSource(
    note="Source: Kestanian State Archive.",
    repository="Kestanian State Archive",
    record_group="RG 3",
    collection="Presidency",
    file="Box 4",
    drafted_by=(Agent(name="Brewin", office="ARA/BC"),),
    cleared_by=(Agent(name="Osgood"),),
    approved_by=(Agent(name="Adams"),),
    also_sent_to=("Paris",),
    repeated_to=("London",),
    unread=("The harbor was closed",),
)
FULL = Metadata(
    volume=Volume(
        id="frus1958-60v99",
        title="Kestania",
        series="Foreign Relations of the United States",
        sub_series="1958–1960",
        volume_number="XCIX",
        publisher="Government Printing Office",
        published="1964-05",
        editors=(Editor(name="Ada Editor", roles=("general",)),),
    ),
    divisions=(
        Division(type="compilation", id="comp1", title="The harbor"),
        Division(type="chapter", title="1959"),
    ),
    id="d7",
    number="7",
    title="Letter From President Orlan to the Secretary of State",
    kind="letter",
    summary="The harbor of Port Lorne was discussed.",
    date=DateRange(earliest="1959-05-02", latest="1959-05-03T10:30-05:00", display="May 2–3, 1959"),
    place="Port Lorne",
    senders=(Agent(name="Orlan", id="p_O_1"),),
    recipients=(Agent(name="Secretary of State"),),
    subject="Harbor",
    participants=(Agent(name="Ilse Marand", office="Foreign Office"),),
    classification="Secret",
    handling="Limdis",
    source=FULL_SOURCE,
    persons=(Person(id="p_O_1", name="Orlan, Emil", description="President"),),
    terms=(Term(id="t_KE_1", name="KE", description="Kestania"),),
    pages=("11", "12"),
    facs={"11": "0041", "12": "0042"},
    notes=(Note(n="1", type="source", page="11"), Note(n="2", type="note", label="*", page="12")),
    withheld=(Withheld(text="[2 lines not declassified]", page="12", note="2"),),
    references=(Reference(target="frus1958-60v99/d8", text="Document 8"),),
    attachments=(Attachment(title="Draft", date=DateRange(earliest="1959-04", latest="1959-04")),),
    figures=(Figure(graphic="map.png", title="The harbor", page="12"),),
    tables=(Table(title="Ships", rows=3, columns=2, page="12"),),
    language="en",
    rights="Public domain",
    original=Original(
        form="tei",
        file="frus1958-60v99.xml",
        sha512=DIGEST,
        slice=Slice(offset=100, length=200, sha512=DIGEST),
    ),
)
BARE = Metadata(
    volume=Volume(id="frus1958-60v99"),
    id="d7",
    title="Editorial Note",
    kind="other",
    language="en",
    rights="Public domain",
)
PAGES = (
    Page(
        page="11",
        sequence=1,
        facs="0041",
        url=f"{VOLUME}/pg_11",
        renditions=(
            Rendition(
                status="embedded",
                role="master",
                media_type="image/tiff",
                width=60,
                height=90,
                octets=9,
                sha512=DIGEST,
                file="page-images/0041.tif",
            ),
            Rendition(
                status="referenced",
                role="access",
                media_type="image/png",
                octets=5,
                sha512=DIGEST,
                url=f"{SCANS}/medium/0041.png",
            ),
        ),
    ),
    Page(
        page="12",
        sequence=2,
        renditions=(
            Rendition(status="referenced", role="master", name="0042.jpg", sha512=DIGEST),
            Rendition(status="missing", role="access"),
        ),
    ),
)
BAG_INFO = (
    ("Source-Organization", "Kestanian State Archive"),
    ("Bagging-Date", "2026-01-02"),
    ("Bag-Software-Agent", "frus-pack 0.2.0"),
)
DIGESTS = {"md5": "a0" * 16, "sha512": DIGEST}


def full() -> Record:
    """A record whose every field is filled."""
    paths = (METADATA_PATH, PAGE_IMAGES_PATH, TEXT_PATH, TEI_PATH, "data/page-images/0041.tif")
    return make_record(
        FULL,
        PAGES,
        {BagPath(path): (number, DIGESTS) for number, path in enumerate(paths, 1)},
        frozenset(("d7", "pg_12", "d7fn1", "d7fn2")),
        BAG_INFO,
    )


def bare() -> Record:
    """A record of a description with what has to be there, and of no files but the two."""
    fixity = {path: (1, {"sha512": DIGEST}) for path in (METADATA_PATH, TEXT_PATH)}
    return make_record(BARE, (), fixity, frozenset(), BAG_INFO[1:])


def with_metadata(metadata: Metadata) -> Record:
    """The full record with another description."""
    return replace(full(), metadata=metadata)

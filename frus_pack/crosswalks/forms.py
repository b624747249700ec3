"""Every form in which packages can be exported, and the place of each crosswalk in a bag."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from frus_pack.crosswalks import archivematica, bulkrax, dublin_core, inventory, islandora
from frus_pack.crosswalks.mets import mets
from frus_pack.crosswalks.mods import mods
from frus_pack.crosswalks.premis import premis
from frus_pack.crosswalks.record import Record
from frus_pack.crosswalks.ro_crate import ro_crate

CrosswalkForm: TypeAlias = Literal[
    "oai_dc",
    "dcterms",
    "mods",
    "premis",
    "mets",
    "ro-crate",
    "archivematica",
    "archivematica-rights",
]
"""The names of `CROSSWALKS`."""

RecordForm: TypeAlias = CrosswalkForm | Literal["iiif"]
"""A form that describes one package."""

ExportForm: TypeAlias = RecordForm | Literal["dspace", "csv", "bulkrax", "islandora"]
"""A form of one package or of many."""

IIIF = "iiif"
DSPACE = "dspace"


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A form in which a package is described.

    `path` is the path of its tag file in a bag; `write` makes the file of a record, whose
    ``base`` says where that file is.
    """

    name: CrosswalkForm
    path: str
    write: Callable[[Record], bytes]

    def in_bag(self, record: Record) -> bytes:
        """Return the file as it is in the bag itself, under `path`."""
        return self.write(replace(record, base="../" * self.path.count("/")))


CROSSWALKS: Mapping[str, Crosswalk] = {
    one.name: one
    for one in (
        Crosswalk("oai_dc", "metadata/oai_dc.xml", dublin_core.to_oai_dc),
        Crosswalk("dcterms", "metadata/dcterms.xml", dublin_core.to_dcterms),
        Crosswalk("mods", "metadata/mods.xml", mods.to_mods),
        Crosswalk("premis", "metadata/premis.xml", premis.to_premis),
        Crosswalk("mets", "metadata/mets.xml", mets.to_mets),
        Crosswalk("ro-crate", "ro-crate-metadata.json", ro_crate.to_ro_crate),
        Crosswalk("archivematica", "metadata/metadata.csv", archivematica.to_metadata_csv),
        Crosswalk("archivematica-rights", "metadata/rights.csv", archivematica.to_rights_csv),
    )
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table that describes many packages: its file, columns, and the rows of one package."""

    file: str
    columns: tuple[str, ...]
    rows: Callable[[Record], Iterator[tuple[str, ...]]]


TABLES: Mapping[str, Table] = {
    "csv": Table("inventory.csv", inventory.COLUMNS, inventory.rows),
    "bulkrax": Table("bulkrax.csv", bulkrax.COLUMNS, bulkrax.rows),
    "islandora": Table("islandora.csv", islandora.COLUMNS, islandora.rows),
}

FORMS = (*CROSSWALKS, IIIF, DSPACE, *TABLES)

"""Every form in which packages can be exported, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from frus_pack.crosswalks import bulkrax, inventory, islandora
from frus_pack.crosswalks.forms import CROSSWALKS, CrosswalkForm
from frus_pack.crosswalks.record import Record

RecordForm: TypeAlias = CrosswalkForm | Literal["iiif"]
"""A form that describes one package."""

ExportForm: TypeAlias = RecordForm | Literal["dspace", "csv", "bulkrax", "islandora"]
"""A form of one package or of many."""

IIIF = "iiif"
DSPACE = "dspace"


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

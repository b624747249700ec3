"""Offline archival packaging of *Foreign Relations of the United States* documents.

for document in frus_pack.read("samples"):
    package = frus_pack.pack(document, to="deposit")
"""

from importlib import import_module
from typing import TYPE_CHECKING

from frus_pack.version import __version__

if TYPE_CHECKING:
    from frus_pack.bag.opening import open_bag
    from frus_pack.bag.reader import Bag, Limits
    from frus_pack.bag_info_file import read_bag_info_file
    from frus_pack.batch import pack_all
    from frus_pack.dspace_item import export_dspace
    from frus_pack.errors import (
        ExecutorError,
        FrusPackError,
        PackageExistsError,
        Problem,
        SourceError,
        StorageError,
    )
    from frus_pack.exporting import export
    from frus_pack.ingester import Ingested
    from frus_pack.ingesting import ingest, ingest_all
    from frus_pack.model import Document, Metadata, Page, Rendition
    from frus_pack.outcome import Outcome
    from frus_pack.package import Package, open_package
    from frus_pack.packing import pack
    from frus_pack.reading import describe, read
    from frus_pack.report import Check, Finding, Report
    from frus_pack.retrieving import retrieve
    from frus_pack.surveying import survey
    from frus_pack.valid_copy import InvalidPackageError
    from frus_pack.validation import validate
    from frus_pack.validation_batch import validate_all
    from frus_pack.volume_report import Counted, VolumeReport

__all__ = [
    "Bag",
    "Check",
    "Counted",
    "Document",
    "ExecutorError",
    "Finding",
    "FrusPackError",
    "Ingested",
    "InvalidPackageError",
    "Limits",
    "Metadata",
    "Outcome",
    "Package",
    "PackageExistsError",
    "Page",
    "Problem",
    "Rendition",
    "Report",
    "SourceError",
    "StorageError",
    "VolumeReport",
    "__version__",
    "describe",
    "export",
    "export_dspace",
    "ingest",
    "ingest_all",
    "open_bag",
    "open_package",
    "pack",
    "pack_all",
    "read",
    "read_bag_info_file",
    "retrieve",
    "survey",
    "validate",
    "validate_all",
]

_HOMES = {
    "bag.opening": "open_bag",
    "bag.reader": "Bag Limits",
    "bag_info_file": "read_bag_info_file",
    "batch": "pack_all",
    "dspace_item": "export_dspace",
    "errors": "ExecutorError FrusPackError PackageExistsError Problem SourceError StorageError",
    "exporting": "export",
    "ingester": "Ingested",
    "ingesting": "ingest ingest_all",
    "model": "Document Metadata Page Rendition",
    "outcome": "Outcome",
    "package": "Package open_package",
    "packing": "pack",
    "reading": "describe read",
    "report": "Check Finding Report",
    "retrieving": "retrieve",
    "surveying": "survey",
    "valid_copy": "InvalidPackageError",
    "validation": "validate",
    "validation_batch": "validate_all",
    "volume_report": "Counted VolumeReport",
}
"""The public names by the module they stand in; a module is imported when a name of it is asked
for, so that the command is there at once."""
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

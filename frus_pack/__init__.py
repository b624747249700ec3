"""Offline archival packaging of *Foreign Relations of the United States* documents.

for document in frus_pack.read("samples"):
    package = frus_pack.pack(document, to="deposit")
"""

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
from frus_pack.version import __version__
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

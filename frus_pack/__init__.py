"""Offline archival packaging of *Foreign Relations of the United States* documents.

for document in frus_pack.read("samples"):
    package = frus_pack.pack(document, to="deposit")
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from frus_pack.version import __version__

if TYPE_CHECKING:
    from frus_pack.bag.opening import open_bag
    from frus_pack.bag.reader import Bag, Limits
    from frus_pack.bag.tag_files.parsed import Labels
    from frus_pack.document.amendment import Amendment, Change
    from frus_pack.document.model import (
        Agent,
        ArchivalSource,
        Attachment,
        DateRange,
        Division,
        Document,
        Editor,
        Figure,
        Metadata,
        Note,
        Original,
        Person,
        Reference,
        Table,
        Term,
        Volume,
        Withheld,
    )
    from frus_pack.document.page import Page, Rendition
    from frus_pack.errors import (
        ExecutorError,
        FrusPackError,
        PackageExistsError,
        Problem,
        SourceError,
        StorageError,
    )
    from frus_pack.exporting.dspace_item import export_dspace
    from frus_pack.exporting.export import export
    from frus_pack.exporting.export_all import Exported, export_all
    from frus_pack.exporting.unpack import Unpacked, unpack, unpack_all
    from frus_pack.ingesting.ingest import ingest, ingest_all
    from frus_pack.ingesting.ingester import Ingested
    from frus_pack.ingesting.retrieve import Retrieved, retrieve, retrieve_all
    from frus_pack.keeping.amend import Amended, AmendmentError, amend
    from frus_pack.keeping.audit import audit
    from frus_pack.keeping.complete import Completed, UnavailableFilesError, complete
    from frus_pack.keeping.history import (
        LedgerSummary,
        PastCheck,
        ledger_summary,
        package_history,
    )
    from frus_pack.keeping.ledger_rows import Recorded
    from frus_pack.keeping.premis_history import export_premis, export_premis_all
    from frus_pack.keeping.rebag import ChangedFilesError, Rebagged, rebag
    from frus_pack.keeping.repair import Repaired, UnrepairableError, repair
    from frus_pack.keeping.repair_proof import UnprovenError
    from frus_pack.package.package import Package, open_package
    from frus_pack.package.packages import packages
    from frus_pack.packing.bag_info_file import read_bag_info_file
    from frus_pack.packing.pack import pack
    from frus_pack.packing.pack_all import pack_all
    from frus_pack.packing.packed import Packed
    from frus_pack.reports.report import Report
    from frus_pack.reports.volume_report import Counted, VolumeReport
    from frus_pack.requirements.finding import Check, Finding
    from frus_pack.sources.reading import describe, read
    from frus_pack.surveying.survey import survey
    from frus_pack.surveying.survey_all import Surveyed, survey_all
    from frus_pack.validating.valid_copy import InvalidPackageError
    from frus_pack.validating.validate import validate
    from frus_pack.validating.validate_all import validate_all
    from frus_pack.viewing.view import Site, view
    from frus_pack.viewing.view_page import Viewed
    from frus_pack.workers.progress import Progress

__all__ = [
    "Agent",
    "Amended",
    "Amendment",
    "AmendmentError",
    "ArchivalSource",
    "Attachment",
    "Bag",
    "Change",
    "ChangedFilesError",
    "Check",
    "Completed",
    "Counted",
    "DateRange",
    "Division",
    "Document",
    "Editor",
    "ExecutorError",
    "Exported",
    "Figure",
    "Finding",
    "FrusPackError",
    "Ingested",
    "InvalidPackageError",
    "Labels",
    "LedgerSummary",
    "Limits",
    "Metadata",
    "Note",
    "Original",
    "Package",
    "PackageExistsError",
    "Packed",
    "Page",
    "PastCheck",
    "Person",
    "Problem",
    "Progress",
    "Rebagged",
    "Recorded",
    "Reference",
    "Rendition",
    "Repaired",
    "Report",
    "Retrieved",
    "Site",
    "SourceError",
    "StorageError",
    "Surveyed",
    "Table",
    "Term",
    "UnavailableFilesError",
    "Unpacked",
    "UnprovenError",
    "UnrepairableError",
    "Viewed",
    "Volume",
    "VolumeReport",
    "Withheld",
    "__version__",
    "amend",
    "audit",
    "complete",
    "describe",
    "export",
    "export_all",
    "export_dspace",
    "export_premis",
    "export_premis_all",
    "ingest",
    "ingest_all",
    "ledger_summary",
    "open_bag",
    "open_package",
    "pack",
    "pack_all",
    "package_history",
    "packages",
    "read",
    "read_bag_info_file",
    "rebag",
    "repair",
    "retrieve",
    "retrieve_all",
    "survey",
    "survey_all",
    "unpack",
    "unpack_all",
    "validate",
    "validate_all",
    "view",
]

_HOMES = {
    "bag.opening": "open_bag",
    "bag.reader": "Bag Limits",
    "packing.pack_all": "pack_all",
    "exporting.dspace_item": "export_dspace",
    "exporting.export": "export",
    "exporting.export_all": "Exported export_all",
    "exporting.unpack": "Unpacked unpack unpack_all",
    "errors": "ExecutorError FrusPackError PackageExistsError Problem SourceError StorageError",
    "ingesting.ingest": "ingest ingest_all",
    "ingesting.ingester": "Ingested",
    "ingesting.retrieve": "Retrieved retrieve retrieve_all",
    "keeping.amend": "Amended AmendmentError amend",
    "keeping.audit": "audit",
    "keeping.complete": "Completed UnavailableFilesError complete",
    "keeping.history": "LedgerSummary PastCheck ledger_summary package_history",
    "keeping.premis_history": "export_premis export_premis_all",
    "keeping.repair_proof": "UnprovenError",
    "keeping.rebag": "ChangedFilesError Rebagged rebag",
    "keeping.ledger_rows": "Recorded",
    "keeping.repair": "Repaired UnrepairableError repair",
    "document.amendment": "Amendment Change",
    "document.model": (
        "Agent ArchivalSource Attachment DateRange Division Document Editor Figure Metadata Note"
        " Original Person Reference Table Term Volume Withheld"
    ),
    "bag.tag_files.parsed": "Labels",
    "package.package": "Package open_package",
    "package.packages": "packages",
    "document.page": "Page Rendition",
    "packing.bag_info_file": "read_bag_info_file",
    "packing.packed": "Packed",
    "packing.pack": "pack",
    "sources.reading": "describe read",
    "reports.report": "Report",
    "requirements.finding": "Check Finding",
    "surveying.survey": "survey",
    "surveying.survey_all": "Surveyed survey_all",
    "reports.volume_report": "Counted VolumeReport",
    "validating.valid_copy": "InvalidPackageError",
    "validating.validate": "validate",
    "validating.validate_all": "validate_all",
    "viewing.view": "Site view",
    "viewing.view_page": "Viewed",
    "workers.progress": "Progress",
}
"""The public names by the module that holds them. A module is imported when a name of it is first
used, so that the command starts at once."""
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=sys.modules[__name__])
    found: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)

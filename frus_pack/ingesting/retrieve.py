"""Packages out of an OCFL storage root, byte for byte as they were put in."""

from __future__ import annotations

from pathlib import Path

from frus_pack.bag.publishing import publish_new
from frus_pack.errors import StorageError
from frus_pack.ocfl.identifier import object_identifier, package_name
from frus_pack.ocfl.retrieval import retrieve_version
from frus_pack.ocfl.root import find_root
from frus_pack.storage.separate_places import refuse_deposit_inside
from frus_pack.storage.staging import STAGING, staging, storage_errors


def retrieve(
    document: str, *, ocfl: str | Path, to: str | Path, version: str | None = None
) -> Path:
    """Give a document's package back as a folder in `to`, and return that, safe on the disk.

    `document` is its identifier (``frus1964-68v31/d151``) or its object's; `version` is such as
    ``v2``, or None for the latest. Every byte is held against the object's digests on the way.
    If the same package stands in `to` already, nothing is written.

    Raises StorageError if there is no such object or version, or a file of it is missing or
    altered; PackageExistsError if something else has the name; SourceError if `to` is in the
    root; StorageError if `to` cannot be written. In these cases nothing is left in `to`.
    """
    root, deposit = find_root(Path(ocfl)), Path(to)
    identifier = object_identifier(document)
    if root is None:
        raise StorageError(f"{ocfl}: is no OCFL storage root")
    refuse_deposit_inside(root.path, deposit)
    with storage_errors(deposit, STAGING), staging(deposit) as stage:
        built = stage.new_folder()
        retrieve_version(root, identifier, version, built)
        return publish_new(stage, built, package_name(identifier))

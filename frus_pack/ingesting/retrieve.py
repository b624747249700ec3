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
    """Give a document's package back from an OCFL storage root, byte for byte.

    Every byte is compared with the object's digests on the way. The same package again is left
    as it is. After an error nothing is left in `to`.

    Args:
        document: The identifier of the document (``frus1964-68v31/d151``) or of its object
            (``info:frus/frus1964-68v31/d151``).
        ocfl: The storage root.
        to: The folder that the package goes to; made if needed, not inside the root.
        version: The version, such as ``v2``; by default the latest.

    Returns:
        The folder of the package, safe on the disk.

    Raises:
        StorageError: There is no such object or version, a file of it is missing or altered, or
            `to` cannot be written.
        PackageExistsError: Something else has the name.
        SourceError: `to` is inside the root.

    Example:
        >>> folder = frus_pack.retrieve("frus1958-60v99/d12", ocfl="storage", to="back")
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

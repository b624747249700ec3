"""Bags out of archives, whole and valid or not at all."""

from __future__ import annotations

from os import PathLike
from os.path import realpath
from pathlib import Path

from frus_pack.bag.opening import without_suffix
from frus_pack.bag.publishing import publish_new
from frus_pack.bag.reader import Bag, Limits
from frus_pack.errors import StorageError
from frus_pack.storage.staging import STAGING, staging, storage_errors
from frus_pack.validating.valid_copy import copy_valid_bag


def unpack(
    package: str | PathLike[str], to: str | PathLike[str], *, limits: Limits | None = None
) -> Path:
    """Make a folder in `to` of a bag, a package or one of any origin, which is a tar, tar.gz or
    zip file or another folder; return it, safe on the disk.

    It is called as the bag's folder in the archive, or else as the archive. Every check is made
    while it is written, in one pass, within `limits`. Names and bytes are those of the bag; times
    and modes are not kept. If the same stands in `to` already, nothing is written.

    Raises InvalidPackageError, with the report, for what is not valid (RFC 8493 §5); StorageError
    if it cannot be read, holds `to` itself, or `to` cannot be written; PackageExistsError if
    something else has the name. In these cases nothing is left in `to`.
    """
    package, deposit = Path(package), Path(to)
    if package.is_dir() and Path(realpath(deposit)).is_relative_to(realpath(package)):
        raise StorageError(f"{deposit}: is in the bag that is to be unpacked there")
    with storage_errors(deposit, STAGING), staging(deposit) as stage:
        built = stage.new_folder()
        bag, _ = copy_valid_bag(package, built, limits or Limits())
        return publish_new(stage, built, _name(bag))


def _name(bag: Bag) -> str:
    without_folder = any(one.code == "archive-no-base-folder" for one in bag.irregularities)
    return without_suffix(bag.name) if without_folder else bag.name

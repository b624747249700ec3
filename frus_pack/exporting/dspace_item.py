"""A package as an item in DSpace's Simple Archive Format."""

from __future__ import annotations

import os
from pathlib import Path

from frus_pack.bag.forbidden_places import refuse_deposit_inside, refuse_inside_bag
from frus_pack.bag.tag_files.inventory import is_tag_file
from frus_pack.crosswalks import dspace
from frus_pack.errors import StorageError
from frus_pack.exporting.export import read_record
from frus_pack.package.package import open_package
from frus_pack.storage.given_paths import one_path
from frus_pack.storage.new_file import write_new_file
from frus_pack.storage.publishing import Published, publish_new
from frus_pack.storage.staging import STAGING, staging, storage_errors
from frus_pack.validating.valid_copy import copy_valid_package


def export_dspace(package: str | os.PathLike[str], to: str | Path) -> Path:
    """Make an item in DSpace's Simple Archive Format from a package.

    Several items in one folder are an archive that DSpace imports at once. Every file of the bag
    becomes a bitstream, so that the item can be made a bag again. The same item again is left as
    it is.

    Args:
        package: A folder, or a tar (.gz, .bz2, .xz) or zip file. It must be valid.
        to: The folder for the item; made if needed, not inside the package.

    Returns:
        The folder of the item, named as the package, safe on the disk.

    Raises:
        InvalidPackageError: The package is not valid.
        SourceError: The bag is not a package, or `to` is inside it.
        PackageExistsError: Something else has the item's name.
        StorageError: The package cannot be read or cannot be an item, or `to` cannot be written.

    Example:
        >>> item = frus_pack.export_dspace("frus1958-60v99-d12.tar", to="items")
    """
    return make_item(one_path(package, "package", "export_all"), one_path(to, "to")).path


def make_item(package: Path, folder: Path) -> Published:
    """Make an item; see `export_dspace`. Return its folder, and whether it is new."""
    refuse_deposit_inside(package, folder)
    refuse_inside_bag(folder)
    with storage_errors(folder, STAGING), staging(folder) as stage:
        copy, item = stage.new_folder(), stage.new_folder()
        bag, _ = copy_valid_package(package, copy)
        tag_files = list(filter(is_tag_file, bag.files))
        try:
            record = read_record(open_package(copy))
            files, bitstreams = (
                dspace.files(record, tag_files),
                dspace.bitstreams(record, tag_files),
            )
        except ValueError as error:
            raise StorageError(f"{package}: cannot be an item: {error}") from error
        for name, content in files.items():
            write_new_file(item / name, (content,))
        for one in bitstreams:
            (copy / one.path).rename(item / one.name)
        return publish_new(stage, item, record.name)

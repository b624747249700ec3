"""A package as an item in DSpace's Simple Archive Format."""

from __future__ import annotations

import os
from pathlib import Path

from frus_pack.bag.publishing import publish_new
from frus_pack.bag.tag_files.inventory import is_tag_file
from frus_pack.crosswalks import dspace
from frus_pack.errors import StorageError
from frus_pack.exporting.export import read_record
from frus_pack.package.package import open_package
from frus_pack.storage.new_file import write_new_file
from frus_pack.storage.separate_places import refuse_deposit_inside
from frus_pack.storage.staging import STAGING, staging, storage_errors
from frus_pack.validating.valid_copy import copy_valid_package


def export_dspace(package: str | os.PathLike[str], to: str | Path) -> Path:
    """Make an item of a package, as a folder, tar, tar.gz or zip file, in the folder `to`, and
    return it, safe on the disk. Several items in one folder are an archive DSpace imports at once.

    The item is called as the package. Every file of the bag is a bitstream of it, so that it can
    be made a bag again. If the same item stands there already, nothing is written.

    Raises InvalidPackageError for a package that is not valid, SourceError for a bag that is no
    package and for a folder `to` inside it, PackageExistsError if something else has the name, and
    StorageError if the package cannot be read, has a file that cannot be in an item, or `to`
    cannot be written.
    """
    package, folder = Path(package), Path(to)
    refuse_deposit_inside(package, folder)
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

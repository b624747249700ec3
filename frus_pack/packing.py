"""One document into one package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from frus_pack.bag.fixity import DEFAULT_ALGORITHM
from frus_pack.errors import StorageError
from frus_pack.further_tag_files import FurtherTagFiles
from frus_pack.model import Document
from frus_pack.package import Package, open_package
from frus_pack.package_group import open_group
from frus_pack.packer import Packer


def pack(
    document: Document,
    to: str | Path,
    *,
    algorithms: Iterable[str] = (DEFAULT_ALGORITHM,),
    bag_info: Iterable[tuple[str, str]] = (),
    include: Iterable[str] = (),
    tag_files: Mapping[str, bytes] | None = None,
    bagging_date: date | None = None,
    replace: bool = False,
) -> Package:
    """Make the document's package in the deposit `to` and return it, safe on the disk.

    It stands there under ``VOLUME/VOLUME-DOCUMENT``; if the same package stood there already,
    nothing is written. `include` names the crosswalks (see `export`) that become tag files of it,
    `tag_files` has further ones: path in the bag, content. See `Packer` for the rest. Raises
    SourceError if the document or an image of it is not sound, PackageExistsError if another
    package has the name, StorageError if the deposit cannot be written, and ValueError for an
    argument that cannot be followed.
    """
    packer = Packer(
        deposit=Path(to),
        algorithms=tuple(algorithms),
        bag_info=tuple(bag_info),
        tag_files=FurtherTagFiles(
            include=tuple(dict.fromkeys(include)), given=tuple((tag_files or {}).items())
        ),
        bagging_date=bagging_date,
        replace=replace,
    )
    with open_group(packer) as group:
        group.add(document)
        (outcome,) = group.publish()
    if outcome.error or not outcome.path:
        raise outcome.error or StorageError(f"{to}: nothing was packed")
    return open_package(outcome.path)

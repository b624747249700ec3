"""A package's description in a form that a repository knows."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from frus_pack.bag.inventory import Inventory, is_tag_file, read_inventory
from frus_pack.bag.opening import open_bag
from frus_pack.bag.reader import Bag, Limits
from frus_pack.crosswalks.forms import CROSSWALKS
from frus_pack.crosswalks.record import Record, anchors, make_record
from frus_pack.errors import StorageError
from frus_pack.package import Package, open_package


def export(package: Package | str | PathLike[str], form: str) -> bytes:
    """The package's description as one of the `CROSSWALKS`: ``oai_dc``, ``dcterms``, ….

    Sizes and digests are those of its files and manifests; nothing is checked: that is what
    validating is for. Raises ValueError for a form that is none, and StorageError if the package
    cannot be read, or holds what the form cannot.
    """
    if form not in CROSSWALKS:
        raise ValueError(f"{form!r} is none of the forms {', '.join(CROSSWALKS)}")
    opened = package if isinstance(package, Package) else open_package(Path(package))
    try:
        return CROSSWALKS[form].export(read_record(opened))
    except ValueError as error:
        raise StorageError(f"{opened.path}: cannot be exported as {form}: {error}") from error


def read_record(package: Package) -> Record:
    """What crosswalks are made from. Raises StorageError if the package cannot be read, and
    ValueError if its bag-info.txt does not tell when and by what it was made."""
    limits = Limits()
    with open_bag(package.path, limits, ()) as bag:
        fixity = _fixity(bag, read_inventory(bag, limits.tag_file_octets))
    return make_record(
        package.metadata,
        package.pages,
        fixity,
        anchors(package.tei.getroot()),
        package.bag_info,
    )


def _fixity(bag: Bag, inventory: Inventory) -> Mapping[str, tuple[int, Mapping[str, str]]]:
    """Sizes and digests of the payload's files."""
    return {
        path: (
            octets,
            {
                one.algorithm: one.manifest.digests[path]
                for one in inventory.manifests
                if path in one.manifest.digests
            },
        )
        for path, octets in bag.files.items()
        if not is_tag_file(path)
    }

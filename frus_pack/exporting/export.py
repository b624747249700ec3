"""A package's description in a form that a repository knows."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from frus_pack.bag.reader import Bag, Limits
from frus_pack.bag.tag_files.inventory import Inventory, is_tag_file, read_inventory
from frus_pack.crosswalks.forms import CROSSWALKS
from frus_pack.crosswalks.record import Record, anchors, make_record
from frus_pack.errors import StorageError
from frus_pack.package.package import Package, open_package


def export(package: Package | str | PathLike[str], form: str) -> bytes:
    """Describe a package in the form of another standard.

    Nothing is checked. The same package gives the same bytes.

    Args:
        package: The package, or the path of one: a folder, tar, tar.gz or zip file.
        form: ``oai_dc``, ``dcterms``, ``mods``, ``premis``, ``mets``, ``ro-crate`` or
            ``archivematica``.

    Returns:
        The description: XML, JSON or CSV, in UTF-8.

    Raises:
        StorageError: The package cannot be read, or holds what the form cannot express.
        ValueError: The form is not known.

    Example:
        >>> mods = frus_pack.export("deposit/frus1958-60v99/frus1958-60v99-d12", "mods")
    """
    if form not in CROSSWALKS:
        raise ValueError(f"{form!r} is none of the forms {', '.join(CROSSWALKS)}")
    if isinstance(package, Package):
        return _export(package, form)
    with open_package(Path(package)) as opened:
        return _export(opened, form)


def read_record(package: Package) -> Record:
    """What crosswalks are made from. Raises StorageError if the package cannot be read, and
    ValueError if its bag-info.txt does not tell when and by what it was made."""
    limits = Limits()
    fixity = _fixity(package.bag, read_inventory(package.bag, limits.tag_file_octets))
    return make_record(
        package.metadata,
        package.pages,
        fixity,
        anchors(package.tei.getroot()),
        package.bag_info,
    )


def _export(package: Package, form: str) -> bytes:
    try:
        return CROSSWALKS[form].export(read_record(package))
    except ValueError as error:
        raise StorageError(f"{package.path}: cannot be exported as {form}: {error}") from error


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

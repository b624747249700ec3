"""One document into one package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from frus_pack.bag.sink import Serialization
from frus_pack.document.model import Document
from frus_pack.errors import StorageError
from frus_pack.package.package import Package
from frus_pack.packing.package_group import open_group
from frus_pack.packing.recipe import recipe_for


def pack(
    document: Document,
    to: str | Path,
    *,
    algorithms: Iterable[str] | None = None,
    bag_info: Iterable[tuple[str, str]] = (),
    include: Iterable[str] = (),
    tag_files: Mapping[str, bytes] | None = None,
    profile: str | Path | None = None,
    bagging_date: date | None = None,
    replace: bool = False,
    serialize: Serialization | None = None,
    strict: bool = False,
) -> Package:
    """Make the document's package in the deposit `to` and return it, safe on the disk.

    It stands there under ``VOLUME/VOLUME-DOCUMENT``, or serialised, as ``tar`` or ``zip``, under
    that name with ``.tar`` or ``.zip``; if the same package stood there already, nothing is
    written. `include` names the crosswalks (see `export`) that become tag files of it,
    `tag_files` has further ones: path in the bag, content. `profile` is the file of a repository's
    BagIt Profile that the package is to meet; what is not given of `algorithms` and `serialize` is
    as the profile requires, else SHA-512 and a folder. See `Recipe` for the rest.

    Raises SourceError if the document or an image of it is not sound, or, before anything is
    written, if the profile cannot be met; PackageExistsError if another package has the name,
    StorageError if the deposit cannot be written, and ValueError for an argument that cannot be
    followed.
    """
    recipe = recipe_for(
        Path(to),
        algorithms=algorithms,
        bag_info=bag_info,
        include=include,
        tag_files=tag_files,
        profile=profile,
        bagging_date=bagging_date,
        replace=replace,
        serialize=serialize,
        strict=strict,
    )
    with open_group(recipe) as group:
        group.add(document)
        (outcome,) = group.publish()
    if outcome.error or not outcome.path:
        raise outcome.error or StorageError(f"{to}: nothing was packed")
    return Package(outcome.path)

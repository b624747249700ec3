"""One document into one package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from frus_pack.bag.sink import Serialization
from frus_pack.bag.writer import BagItVersion
from frus_pack.document.model import Document
from frus_pack.errors import StorageError
from frus_pack.package.package import Package
from frus_pack.packing.arguments import BagInfoLike
from frus_pack.packing.package_group import open_group
from frus_pack.packing.recipe import recipe_for
from frus_pack.storage.given_paths import one_path
from frus_pack.storage.stages import at_once


def pack(
    document: Document,
    to: str | Path,
    *,
    algorithms: Iterable[str] | None = None,
    bag_info: BagInfoLike = (),
    include: Iterable[str] = (),
    tag_files: Mapping[str, str | bytes] | None = None,
    profile: str | Path | None = None,
    bagging_date: date | str | None = None,
    replace: bool = False,
    serialize: Serialization | None = None,
    strict: bool = False,
    bagit_version: BagItVersion | None = None,
) -> Package:
    """Make the package of one document, safe on the disk.

    It is named ``VOLUME/VOLUME-DOCUMENT`` in the deposit, with ``.tar`` or ``.zip`` where it is
    serialized. If the same package exists already, nothing is written.

    Args:
        document: The document, as `read` returns it.
        to: The deposit; made if needed.
        algorithms: Those of the manifests. By default SHA-512, and what the profile requires.
        bag_info: Further labels and values of bag-info.txt: pairs, or a dict of a value, or a
            list of values, for each label.
        include: Names of crosswalks (see `export`) that become tag files of the package.
        tag_files: Further tag files: the path in the bag, and the content. Text becomes UTF-8.
        profile: The file of a repository's BagIt Profile that the package has to meet.
        bagging_date: The date of the package, also as text (``2026-01-02``). By default that of
            the same package if it exists, else SOURCE_DATE_EPOCH or today (UTC).
        replace: Let it take the place of an earlier package of this document. Anything else that
            exists under the name is never removed, nor is a package that was changed since.
        serialize: ``tar`` or ``zip`` for one archive. By default a folder, or the form that the
            profile requires.
        strict: Refuse a document in which reading found something that is not understood.
        bagit_version: ``0.97`` for receivers that read no 1.0. By default 1.0, or what the
            profile accepts.

    Returns:
        The package.

    Raises:
        SourceError: The document or an image of it is not sound, or the profile cannot be met.
        PackageExistsError: Something else exists under the name.
        StorageError: The deposit cannot be written.
        ValueError: An argument is not possible.
        TypeError: An argument is of another type; the message says what to pass.

    Example:
        >>> for document in frus_pack.read("samples"):
        ...     package = frus_pack.pack(document, to="deposit")
    """
    if not isinstance(document, Document):
        kind = type(document).__name__
        message = f"document: give a Document, as read() yields them, not {kind}"
        raise TypeError(f"{message}; pack_all() takes paths")
    recipe = recipe_for(
        one_path(to, "to"),
        algorithms=algorithms,
        bag_info=bag_info,
        include=include,
        tag_files=tag_files,
        profile=profile,
        bagging_date=bagging_date,
        replace=replace,
        serialize=serialize,
        strict=strict,
        bagit_version=bagit_version,
    )
    with open_group(recipe) as group:
        at_once(group.add(document))
        (outcome,) = group.publish()
    if outcome.error or not outcome.path:
        raise outcome.error or StorageError(f"{to}: nothing was packed")
    return Package(outcome.path)

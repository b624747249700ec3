"""A package's description in a form that a repository knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from os import PathLike
from typing import BinaryIO

from frus_pack.bag.reader import Limits
from frus_pack.bag.tag_files.inventory import (
    Inventory,
    is_manifest,
    is_tag_file,
    read_inventory,
)
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.crosswalks.forms import CROSSWALKS, IIIF, RecordForm
from frus_pack.crosswalks.iiif import to_iiif
from frus_pack.crosswalks.record import Record, anchors, make_record
from frus_pack.document.page import Rendition
from frus_pack.errors import StorageError
from frus_pack.ocfl.discovery import opened_package
from frus_pack.package.package import Package
from frus_pack.requirements.finding import Finding
from frus_pack.storage.given_paths import one_path


def export(
    package: Package | str | PathLike[str], form: RecordForm, *, base_url: str | None = None
) -> bytes:
    """Describe a package in the form of another standard.

    Nothing is checked. The same package gives the same bytes.

    Args:
        package: The package, or the path of one: a folder, tar (.gz, .bz2, .xz) or zip file.
        form: ``oai_dc``, ``dcterms``, ``mods``, ``premis``, ``mets``, ``ro-crate``,
            ``archivematica``, ``archivematica-rights`` or ``iiif``. Relative addresses in METS
            and RO-Crate hold from the form's place inside the bag.
        base_url: For ``iiif``, the address at which the deposit is published.

    Returns:
        The description: XML, JSON or CSV, in UTF-8.

    Raises:
        StorageError: The package cannot be read, or holds what the form cannot express.
        ValueError: The form is not known, or ``iiif`` lacks its `base_url`.

    Example:
        >>> mods = frus_pack.export("deposit/frus1958-60v99/frus1958-60v99-d12", "mods")
    """
    if form not in (*CROSSWALKS, IIIF):
        message = f"{form!r} is not one of the forms {', '.join((*CROSSWALKS, IIIF))}"
        raise ValueError(f"{message} (export_all() makes tables and DSpace items)")
    if form == IIIF and not base_url:
        raise ValueError("iiif needs base_url: the address at which the deposit is published")
    if isinstance(package, Package):
        return _export(package, form, base_url or "")
    with opened_package(one_path(package, "package", "export_all")) as opened:
        return _export(opened, form, base_url or "")


def in_form(package: Package, record: Record, form: str, base_url: str) -> bytes:
    """Return a package in one form. Relative addresses hold from the record's `base`."""
    if form == IIIF:
        return to_iiif(record, package.transcription, base_url)
    return CROSSWALKS[form].write(record)


def read_record(package: Package, base: str | None = "") -> Record:
    """Return what crosswalks are made from.

    `base` is the relative address of the package from the place of the exported file.

    Raises:
        StorageError: The package or a manifest of it cannot be read.
        ValueError: Its bag-info.txt does not say when and by what it was made.
    """
    limits = Limits()
    inventory = read_inventory(package.bag, limits.tag_file_octets)
    record = make_record(
        package.metadata,
        package.pages,
        payload_fixity(package, inventory),
        anchors(package.tei.getroot()),
        package.bag_info.pairs,
        partial(_open_image, package),
    )
    return replace(record, base=base)


def _export(package: Package, form: str, base_url: str) -> bytes:
    depth = CROSSWALKS[form].path.count("/") if form in CROSSWALKS else 0
    try:
        return in_form(package, read_record(package, "../" * depth), form, base_url)
    except ValueError as error:
        raise StorageError(f"{package.path}: cannot be exported as {form}: {error}") from error


def payload_fixity(
    package: Package, inventory: Inventory
) -> Mapping[BagPath, tuple[int, Mapping[str, str]]]:
    """Return size and digests of the payload's files.

    Raises StorageError where a manifest does not give them, or a file is still to be fetched:
    nothing is left out for a failure.
    """
    for one in package.bag.irregularities:
        if Finding(f"bag.{one.code}", one.path, one.message).severity == "error":
            place = f"{one.path}: " if one.path else ""
            raise StorageError(f"{package.path}: {place}{one.message}")
    if missing := inventory.unfetched(package.bag.files):
        advice = "complete it first: frus-pack complete"
        message = f"{len(missing)} of its files are still to be fetched"
        raise StorageError(f"{package.path}: {message} ({advice})")
    listed = {path for one in inventory.manifests for path in one.manifest.digests}
    if lost := listed - package.bag.files.keys():
        raise StorageError(
            f"{package.path / min(lost)}: is listed by a manifest and does not exist"
        )
    for path, why in {**inventory.unreadable, **inventory.too_large}.items():
        if is_manifest(path):
            raise StorageError(f"{package.path}: {path} {why}")
    return {
        path: (octets, _digests(package, inventory, path))
        for path, octets in package.bag.files.items()
        if not is_tag_file(path)
    }


def _digests(package: Package, inventory: Inventory, path: BagPath) -> Mapping[str, str]:
    if not inventory.manifests:
        raise StorageError(f"{package.path}: has no manifest, and so no digest of {path}")
    for one in inventory.manifests:
        if path not in one.manifest.digests:
            message = f"{one.name} does not list {path} (see frus-pack validate)"
            raise StorageError(f"{package.path}: {message}")
    return {one.algorithm: one.manifest.digests[path] for one in inventory.manifests}


def _open_image(package: Package, image: Rendition) -> BinaryIO:
    return BytesIO(package.read(f"data/{image.file}"))

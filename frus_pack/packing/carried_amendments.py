"""Carry the amendments of an existing package over to one that is made of another source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from frus_pack.document.amendment import Change, value_at, with_value
from frus_pack.document.model import Document, Metadata
from frus_pack.document.model_json import from_json, to_json
from frus_pack.errors import PackageExistsError
from frus_pack.package.paths import METADATA_PATH
from frus_pack.packing.recipe_digest import document_digest
from frus_pack.packing.unchanged import ExistingPackage

_ELSEWHERE = "pack to another deposit, and amend that package"


def carry_over(existing: ExistingPackage, document: Document) -> Document:
    """Return the document with the amendments of the package that it is to replace.

    A change applies where the new source says what the old one said. It is done already where
    the new source says what the change says.

    Raises:
        PackageExistsError: The new source says anything else, a change is not of the
            description, or it makes no description. The message names the fields.
    """
    if not existing.amendments:
        return document
    data, conflicts = to_json(document.metadata), list[str]()
    for change in _changes(existing):
        said = value_at(data, change.pointer) if change.pointer.startswith("/") else None
        if not change.pointer.startswith("/") or said not in (change.before, change.after):
            conflicts.append(change.pointer)
        else:
            data = with_value(data, change.pointer, change.after)
    if conflicts:
        raise _conflict(existing, conflicts)
    amended = replace(_description(existing, data), amendments=existing.amendments)
    return replace(document, metadata=amended).read_from_source(document_digest(document))


def amended_differs(existing: ExistingPackage) -> PackageExistsError:
    """Return the error of an amended package whose source or options changed."""
    fields = ", ".join(dict.fromkeys(change.pointer for change in _changes(existing)))
    return PackageExistsError(
        f"{existing.path}: this package was amended ({fields}), and its source or the options"
        " changed since (replace=True makes it anew and carries the amendments over)"
    )


def _description(existing: ExistingPackage, data: Mapping[str, Any]) -> Metadata:
    try:
        return from_json(Metadata, data)
    except ValueError as error:
        raise PackageExistsError(
            f"{existing.path / METADATA_PATH}: amendments cannot be carried over: {error}"
            f" ({_ELSEWHERE})"
        ) from error


def _changes(existing: ExistingPackage) -> Iterable[Change]:
    return (change for one in existing.amendments for change in one.changes)


def _conflict(existing: ExistingPackage, fields: Iterable[str]) -> PackageExistsError:
    return PackageExistsError(
        f"{existing.path}: amendments cannot be carried over: {', '.join(fields)}: the source no"
        f" longer says what was amended ({_ELSEWHERE})"
    )

"""Amend a package: correct its description, and record the correction in it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

from frus_pack.bag.reader import Limits
from frus_pack.document.amendment import Amendment, Change, changes_between, with_patch
from frus_pack.document.model import Metadata
from frus_pack.errors import FrusPackError, SourceError
from frus_pack.keeping.amended_files import AmendedFiles, amended_package_files
from frus_pack.keeping.ledger import open_if_given
from frus_pack.keeping.ledger_rows import images_at, record_event
from frus_pack.keeping.rebuilding import changing, replace_package
from frus_pack.keeping.replaced_images import recorded_images
from frus_pack.keeping.sealed_package import SealedPackage, open_sealed
from frus_pack.packing.recipe import refuse_labels
from frus_pack.reports.outcome import Outcome
from frus_pack.storage import clock
from frus_pack.storage.given_paths import path_to_replace

TOLD_BY_THE_TEXT = frozenset(
    ("number", "title", "pages", "facs", "notes", "withheld", "figures", "tables")
)
"""Fields that the transcription decides: they are corrected in the source."""

FIXED = frozenset(("schema", "id", "original", "amendments"))
"""Fields that identify the document and its origin."""


class AmendmentError(FrusPackError):
    """An amendment cannot be made; the message names the field and says why."""


@dataclass(frozen=True, slots=True)
class Amended(Outcome):
    """What an amendment did, or with `dry_run` would do.

    Attributes:
        path: The package.
        changes: Each field that changed: its `pointer`, and its value `before` and `after`. Empty
            where nothing differed, so that nothing was written.
    """

    path: Path
    changes: tuple[Change, ...]

    @property
    def needed(self) -> bool:
        """Return whether there is anything to amend."""
        return bool(self.changes)


def amend(
    package: str | PathLike[str],
    patch: Mapping[str, Any] | None = None,
    *,
    reason: str,
    agent: str,
    bag_info: Mapping[str, str | None] | None = None,
    images: Mapping[str, str | PathLike[str]] | None = None,
    dry_run: bool = False,
    ledger: str | PathLike[str] | None = None,
    limits: Limits | None = None,
) -> Amended:
    """Correct the description of a package, and record in it what was changed, by whom and why.

    The original transcription is kept. Files that are derived from the description are made
    again; manifests and seal are new. Every file is compared with its digests on the way. Files
    of a folder that do not change are not copied. Images that do not change are not decoded, unless
    a ledger is given that does not know them. The amended package takes the place of the old one in
    one step.

    Args:
        package: The package: a folder, a tar or a zip file, whose seal is whole.
        patch: A JSON merge patch (RFC 7396) of metadata.json: ``{"place": "Lima"}``; None as a
            value removes a field.
        reason: Why the correction is made.
        agent: Who makes it.
        bag_info: Further elements of bag-info.txt; None as a value removes one.
        images: Embedded page images to replace, by name (``0371`` or ``0371.png``), with files of
            the same format.
        dry_run: Say what would change, and write nothing. What the description and the images
            say is checked; the digests of the other files are not.
        ledger: Record the amendment in this ledger.
        limits: What an archive may unpack to.

    Returns:
        The fields that were changed, with what they said before and say after.

    Raises:
        AmendmentError: The patch changes a field that cannot be amended, does not follow the
            schema, or contradicts the text. Or an image is not like the one that it replaces.
        InvalidPackageError: A file of the package is altered: repair it first.
        StorageError: It is not a package of frus-pack whose seal is whole, or it cannot be
            written.
        TypeError: `patch` is not a dict.
        ValueError: `reason` or `agent` is empty.

    Example:
        >>> frus_pack.amend(  # doctest: +SKIP
        ...     "deposit/v/v-d1", {"place": "Lima"}, reason="misread", agent="M. Kest"
        ... )
    """
    path, limits = path_to_replace(package, "package"), Limits.of(limits)
    if patch is not None and not isinstance(patch, Mapping):
        raise TypeError(f'patch: give a dict like {{"place": "Lima"}}, not {patch!r}')
    for name, value in (("reason", reason), ("agent", agent)):
        if not value.strip():
            raise ValueError(f"{name} is empty: an amendment says who made it and why")
    refuse_labels((bag_info or {}).keys())
    with ExitStack() as stack:
        connection = stack.enter_context(open_if_given(None if dry_run else ledger))
        locked = None if dry_run else stack.enter_context(changing(path))
        opened = stack.enter_context(open_sealed(path, limits))
        files = _amended(opened, patch or {}, bag_info or {}, images or {})
        result = Amended(path, files.changes)
        if not result.needed:
            return result
        record = Amendment(
            when=f"{clock.now():%Y-%m-%dT%H:%M:%SZ}",
            agent=agent,
            reason=reason,
            changes=files.changes,
        )
        files = replace(files, metadata=_with_record(files.metadata, record))
        rebuilt = amended_package_files(opened, files)
        if locked is None:
            return result
        # What a ledger calls valid must not rest on what a package says of itself.
        seen = images_at(connection, path) if connection else tuple(recorded_images(files.pages))
        check = replace_package(locked, opened.bag, rebuilt, limits, seen=seen)
        if connection is not None:
            record_event(connection, check, f"amended by {agent}: {reason}")
    return result


def _amended(
    opened: SealedPackage,
    patch: Mapping[str, Any],
    bag_info: Mapping[str, str | None],
    images: Mapping[str, str | PathLike[str]],
) -> AmendedFiles:
    """Return what is to change; nothing is written."""
    for key in patch.keys() & (TOLD_BY_THE_TEXT | FIXED):
        reason = (
            "the transcription says it: correct the source and pack it again"
            if key in TOLD_BY_THE_TEXT
            else "it says which document this is"
        )
        raise AmendmentError(f"{opened.path}: {key} cannot be amended: {reason}")
    before = opened.description
    after = with_patch(before, patch)
    try:
        files = AmendedFiles.of(opened, after, bag_info, images)
    except SourceError as error:
        lines = (f"{opened.path}: cannot be amended: {one}" for one in str(error).splitlines())
        raise AmendmentError("\n".join(lines)) from error
    return replace(files, changes=(*changes_between(before, after), *files.changes))


def _with_record(metadata: Metadata, record: Amendment) -> Metadata:
    """Return the description with one more amendment."""
    return replace(metadata, amendments=(*metadata.amendments, record))

"""What ocfl-py, an implementation of others, says of storage roots and objects."""

from __future__ import annotations

import re
from pathlib import Path

from ocfl.layout import Layout
from ocfl.layout_registry import add_layout
from ocfl.storage_root import StorageRoot
from ocfl.validator import Validator

from frus_pack.ocfl.layout import EXTENSION

PASSED_OVER = {"W901"}
"""Of extensions that are registered, and that ocfl-py does not know for all that."""

_CODE = re.compile(r"\[([EW][0-9]{3})[a-z]?\]")


class _HashedLayout(Layout):  # type: ignore[misc]
    """Lets ocfl-py open roots of a layout it does not know; it looks into them all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.NAME = EXTENSION

    def read_layout_params(self, **_: object) -> None:
        """Leave the parameters alone."""


add_layout(EXTENSION, _HashedLayout)


def complaints(root: Path) -> set[str]:
    """The codes of every error and warning on a storage root and all its objects."""
    store = StorageRoot(root=str(root))
    valid = store.validate(log_warnings=True)
    said = "".join((*store.log.messages, *(messages for _, messages in store.errors)))
    codes = set(_CODE.findall(said)) - PASSED_OVER
    if not valid or store.good_objects != store.num_objects:
        codes.add(f"{store.good_objects} of {store.num_objects} objects are good")
    return codes


def object_complaints(folder: Path) -> set[str]:
    """The codes of every error on one object."""
    validator = Validator()
    validator.validate_object(str(folder))
    return set(_CODE.findall(str(validator)))

"""A package that changes at any call of its audit: nothing sound is altered, nothing lost sound."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import frus_pack
from tests.keeping.auditing import audit, flip
from tests.support.swapping import count_calls, swap_at_call

NAME = "frus1961-63v98-d6"
OUTCOMES = {
    "amended": ({"as-before", "changed"}, {"as-before", "changed"}),
    "damaged": ({"as-before", "altered", "unreadable"}, {"altered"}),
    "removed": ({"as-before", "altered", "unreadable", "missing"}, {"missing"}),
}
"""What an audit may say of a package that changes meanwhile, and the next audit."""


class Changing:
    """An audited package, and what happens to it in the next audit."""

    def __init__(self, place: Path, whole: Path) -> None:
        self.package, self.ledger = place / "deposit" / NAME, place / "fixity.sqlite"
        self.whole, self.newer = whole, Path(shutil.copytree(whole, place / "newer" / NAME))
        frus_pack.amend(self.newer, {"place": "Lima"}, reason="misread", agent="M. Kest")
        self.set_up()
        self.audit()
        self.known = self.ledger.read_bytes()

    def set_up(self) -> None:
        for path in self.package.parent.glob("*"):
            shutil.rmtree(path)
        shutil.copytree(self.whole, self.package)
        if self.ledger.exists():
            self.ledger.write_bytes(self.known)

    def audit(self) -> str:
        return audit(self.package.parent, self.ledger)[NAME]

    def amended(self) -> None:
        built = Path(shutil.copytree(self.newer, self.ledger.parent / "built"))
        shutil.rmtree(self.ledger.parent / "old", ignore_errors=True)
        self.package.rename(self.ledger.parent / "old")
        built.rename(self.package)

    def damaged(self) -> None:
        flip(self.package / "data/transcription.txt")

    def removed(self) -> None:
        shutil.rmtree(self.package)


CHANGES: dict[str, Callable[[Changing], None]] = {
    "amended": Changing.amended,
    "damaged": Changing.damaged,
    "removed": Changing.removed,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_package_that_changes_in_its_audit_is_never_misjudged(
    packed_samples: Path, tmp_path: Path, change: str
) -> None:
    scene = Changing(tmp_path, packed_samples / "frus1961-63v98" / NAME)
    calls = count_calls(scene.audit)
    meanwhile, later = OUTCOMES[change]
    for number in range(calls):
        scene.set_up()
        with swap_at_call(number, lambda: CHANGES[change](scene)):
            first = scene.audit()
        assert first in meanwhile, number
        assert scene.audit() in later, number

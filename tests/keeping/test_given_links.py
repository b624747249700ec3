"""A package that is given by a link to it: the package changes, and the link stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import frus_pack
from tests.keeping.amending import TELEGRAM, WHY, description
from tests.keeping.auditing import flip
from tests.support.bags import as_tar, make_bag, seal


def _link_to(package: Path) -> Path:
    link = package.parents[1] / f"link{package.suffix}"
    link.symlink_to(package)
    return link


@pytest.mark.parametrize("form", [lambda package: package, as_tar], ids=["folder", "tar"])
def test_an_amendment_is_made_where_the_package_is(
    deposit: Path, form: Callable[[Path], Path]
) -> None:
    package = form(deposit / TELEGRAM)
    link = _link_to(package)
    assert frus_pack.amend(link, {"place": "Lima"}, **WHY).path == package
    assert link.is_symlink()
    with frus_pack.open_package(package) as opened:
        assert opened.metadata.place == "Lima"


def test_a_repair_is_made_where_the_package_is(deposit: Path, tmp_path: Path) -> None:
    package = deposit / TELEGRAM
    replica = shutil.copytree(package, tmp_path / "replicas" / package.name)
    flip(package / "data/transcription.txt")
    link = _link_to(package)
    repaired = frus_pack.repair(link, replicas=replica.parent)
    assert link.is_symlink()
    assert (repaired.path, repaired.kept is not None) == (package, True)
    assert repaired.kept is not None
    assert repaired.kept.parent == package.parent
    assert frus_pack.validate(package).ok
    assert "amendments" not in description(package)


def test_a_bag_is_rebagged_where_it_is(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "deposit/bag")
    link = _link_to(bag)
    assert frus_pack.rebag(link, algorithms=["sha256"]).path == bag
    assert link.is_symlink()
    assert (bag / "manifest-sha256.txt").exists()


def test_a_bag_is_completed_where_it_is(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "deposit/bag", {"data/a.txt": b"a"})
    (bag / "fetch.txt").write_text("https://example.org/a.txt 1 data/a.txt\n")
    seal(bag)
    (tmp_path / "mirror").mkdir()
    (bag / "data/a.txt").rename(tmp_path / "mirror/a.txt")
    link = _link_to(bag)
    assert frus_pack.complete(link, mirror=tmp_path / "mirror").path == bag
    assert link.is_symlink()
    assert frus_pack.validate(bag).ok

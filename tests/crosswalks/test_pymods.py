"""MODS as pymods, a reader of MODS, finds it."""

from __future__ import annotations

from pathlib import Path

import pymods

import frus_pack
from frus_pack.crosswalks.mods import mods
from frus_pack.crosswalks.rights import NO_COPYRIGHT, NOT_EVALUATED
from tests.crosswalks.records import VOLUME, full


def test_names_dates_genres_and_rights_are_found(tmp_path: Path) -> None:
    path = tmp_path / "mods.xml"
    path.write_bytes(mods.to_mods(full()))
    (record,) = pymods.MODSReader(str(path))
    assert record.titles == ["Letter From President Orlan to the Secretary of State"]
    assert [(name.text, name.role.code) for name in record.names[:2]] == [
        ("Orlan, Emil", "aut"),
        ("Secretary of State", "rcp"),
    ]
    assert [one.text for one in record.genre] == ["letter", "letters (correspondence)"]
    assert record.purl == []
    assert [one.text for one in record.rights] == ["Public domain"]
    assert f"{VOLUME}/d7" in [one.text for one in record.identifiers]


def test_every_package_is_one_record_with_its_rights(
    tmp_path: Path, packages: tuple[Path, ...]
) -> None:
    for package in packages:
        path = tmp_path / f"{package.name}.xml"
        path.write_bytes(frus_pack.export(package, "mods"))
        (record,) = pymods.MODSReader(str(path))
        assert len(record.titles) == 1
        assert {one.uri for one in record.rights} <= {NO_COPYRIGHT, NOT_EVALUATED, None}

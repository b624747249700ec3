"""What one version makes of the samples, to the byte, is always the same."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

import frus_pack
from frus_pack.bag.sink import Serialization
from frus_pack.crosswalks.forms import CROSSWALKS

MADE_BY = {
    "0.6.0": {
        "tar": "9235d648b34b7848ff956002bb47099d8281b3a6ef573df70298a3dd016a088d",
        "zip": "b6129e280ebf50181eef754e163cb436d1ca3d9633d81ab5fb32826003dc2749",
    }
}
"""SHA-256 of all packages of the samples, by the version that made them. A change that makes other
packages needs another version (see `frus_pack.version`), and so another entry in this one's place.
"""


@pytest.mark.parametrize("form", ["tar", "zip"])
def test_another_package_is_another_version(
    samples: Path, tmp_path: Path, form: Serialization
) -> None:
    outcomes = frus_pack.pack_all(
        [samples],
        tmp_path,
        images=samples / "frus1961-63v98/scans",
        bagging_date=date(2026, 1, 2),
        include=list(CROSSWALKS),
        serialize=form,
        jobs=1,
    )
    assert {outcome.status for outcome in outcomes} == {"packed"}
    made = hashlib.sha256()
    for path in sorted(tmp_path.rglob(f"*.{form}")):
        made.update(path.read_bytes())
    assert made.hexdigest() == MADE_BY[frus_pack.__version__][form]

"""What one version makes of the samples, to the byte, is always the same."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

import frus_pack
from frus_pack.bag.sinks import Serialization
from frus_pack.crosswalks.forms import CROSSWALKS

MADE_BY = {
    "0.2.0": {
        "tar": "fd77a712db65f8796a77d59ce2d5f68c08e33183776564e8f4a067b639ca1dc1",
        "zip": "1a24decb5f7fcf41e25343d6928da5f82dcfaf383fdfe5568f1ead5fb9ea5a28",
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

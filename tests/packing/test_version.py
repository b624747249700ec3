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
        "tar": "3152b6776030a485ab66bd517dc8e1e671a5cb68ce8565e589a260ccce6a8ba5",
        "zip": "8f429657fbe1275257e8c88a30b59c33d6c118857a58f9174fdebb1c80c42140",
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

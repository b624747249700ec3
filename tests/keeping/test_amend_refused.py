"""Packages that are not amended, because they cannot be understood or change meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack
from frus_pack import FrusPackError, StorageError
from frus_pack.storage.staging import Staging
from tests.keeping.amending import TELEGRAM, WHY, description
from tests.support.packages import seal_as_packed


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("data/page-images.json", '{"pages": {}}', "it has no list of pages"),
        ("data/page-images.json", "{", "Expecting property name"),
        ("data/metadata.json", "{", "Expecting property name"),
    ],
)
def test_what_cannot_be_understood_under_a_whole_seal_is_named(
    deposit: Path, path: str, content: str, message: str
) -> None:
    package = deposit / TELEGRAM
    (package / path).write_text(content)
    seal_as_packed(package)
    with pytest.raises(FrusPackError, match=f"{path}: cannot be understood: {message}"):
        frus_pack.amend(package, {"place": "Lima"}, **WHY)


def test_a_file_that_others_replace_below_data_meanwhile_is_not_lost(
    deposit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = deposit / TELEGRAM
    (image, *_) = sorted((package / "data/page-images").iterdir())
    (tmp_path / "mine").write_bytes(b"mine")

    def sync_and_replace(stage: Staging) -> None:
        sync(stage)
        (tmp_path / "mine").replace(image)

    sync = Staging.sync
    monkeypatch.setattr(Staging, "sync", sync_and_replace)
    with pytest.raises(StorageError, match="was changed by another program meanwhile"):
        frus_pack.amend(package, {"place": "Lima"}, **WHY)
    assert image.read_bytes() == b"mine"
    assert "amendments" not in description(package)

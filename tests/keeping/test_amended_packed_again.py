"""An amended package, when its source is packed again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

import frus_pack
from frus_pack import StorageError
from frus_pack.storage.staging import Staging
from tests.keeping.amending import TELEGRAM, WHY, description, inodes


def _before_syncing(patch: pytest.MonkeyPatch, other: Callable[[], object]) -> None:
    """Let something else happen as soon as a package is built, before it is synced."""
    sync = Staging.sync

    def do_and_sync(stage: Staging) -> None:
        patch.setattr(Staging, "sync", sync)
        other()
        sync(stage)

    patch.setattr(Staging, "sync", do_and_sync)


class TestPackingAgain:
    """What packing does with a package that was amended."""

    @pytest.fixture
    def source(self, samples: Path, tmp_path: Path) -> Path:
        """The telegram's folder, to be edited."""
        return Path(shutil.copytree(samples / "d12-telegram", tmp_path / "d12-telegram"))

    @pytest.fixture
    def amended(self, source: Path, tmp_path: Path) -> Path:
        """The telegram's package, amended."""
        self.pack(source, tmp_path / "deposit")
        frus_pack.amend(tmp_path / "deposit" / TELEGRAM, {"place": "Lima"}, **WHY)
        return tmp_path / "deposit" / TELEGRAM

    @staticmethod
    def pack(source: Path, deposit: Path, *, replace: bool = False) -> tuple[str, str]:
        """The status of packing the telegram, and its error."""
        (one,) = frus_pack.pack_all(
            [source], deposit, bagging_date=date(2026, 1, 2), replace=replace, jobs=1
        )
        return one.status, str(one.error or "")

    @staticmethod
    def edit(source: Path, old: str, new: str) -> None:
        """Edit the description of the source."""
        file = source / "metadata.yaml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    def test_it_is_kept(self, source: Path, amended: Path, tmp_path: Path) -> None:
        before = inodes(amended)
        assert self.pack(source, tmp_path / "deposit") == ("amended", "")
        assert self.pack(source, tmp_path / "deposit", replace=True) == ("amended", "")
        assert inodes(amended) == before

    def test_another_source_is_a_failure_that_names_the_fields(
        self, source: Path, amended: Path, tmp_path: Path
    ) -> None:
        self.edit(source, "language: en", "language: en-GB")
        status, error = self.pack(source, tmp_path / "deposit")
        assert status == "failed"
        assert "this package was amended (/place), and its source" in error

    def test_an_amendment_that_is_made_while_it_is_replaced_is_kept(
        self, source: Path, amended: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.edit(source, "language: en", "language: en-GB")
        message = "was changed by another program meanwhile, and is left as it is"
        with monkeypatch.context() as patched:
            _before_syncing(patched, lambda: frus_pack.amend(amended, {"place": "Quito"}, **WHY))
            status, error = self.pack(source, tmp_path / "deposit", replace=True)
        assert (status, message in error) == ("failed", True)
        assert description(amended)["place"] == "Quito"
        assert self.pack(source, tmp_path / "deposit", replace=True) == ("packed", "")
        data = description(amended)
        assert (data["place"], data["language"]) == ("Quito", "en-GB")

    def test_a_package_that_is_replaced_while_it_is_amended_is_kept(
        self, source: Path, amended: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.edit(source, "language: en", "language: en-GB")
        replace = partial(self.pack, source, tmp_path / "deposit", replace=True)
        with monkeypatch.context() as patched:
            _before_syncing(patched, replace)
            with pytest.raises(StorageError, match="was changed by another program meanwhile"):
                frus_pack.amend(amended, {"place": "Quito"}, **WHY)
        data = description(amended)
        assert (data["place"], data["language"]) == ("Lima", "en-GB")

    def test_replacing_carries_the_amendments_over(
        self, source: Path, amended: Path, tmp_path: Path
    ) -> None:
        self.edit(source, "language: en", "language: en-GB")
        assert self.pack(source, tmp_path / "deposit", replace=True) == ("packed", "")
        data = description(amended)
        assert (data["place"], data["language"]) == ("Lima", "en-GB")
        assert len(data["amendments"]) == 1
        assert frus_pack.validate(amended).ok
        assert self.pack(source, tmp_path / "deposit") == ("amended", "")

    def test_replacing_is_refused_where_the_source_says_something_else(
        self, source: Path, amended: Path, tmp_path: Path
    ) -> None:
        (old,) = (
            line
            for line in (source / "metadata.yaml").read_text().splitlines()
            if line.startswith("place:")
        )
        self.edit(source, old, "place: Cusco")
        status, error = self.pack(source, tmp_path / "deposit", replace=True)
        assert status == "failed"
        assert "amendments cannot be carried over: /place" in error
        assert description(amended)["place"] == "Lima"

    def test_a_source_that_was_corrected_alike_is_no_conflict(
        self, source: Path, amended: Path, tmp_path: Path
    ) -> None:
        (old,) = (
            line
            for line in (source / "metadata.yaml").read_text().splitlines()
            if line.startswith("place:")
        )
        self.edit(source, old, "place: Lima")
        assert self.pack(source, tmp_path / "deposit", replace=True) == ("packed", "")
        assert description(amended)["place"] == "Lima"

"""Amendments: recorded in the package, kept by packing, and never in contradiction to the text."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import bagit
import pytest
from click.testing import CliRunner
from PIL import Image

import frus_pack
from frus_pack import AmendmentError, StorageError
from frus_pack.commands.main import command
from frus_pack.crosswalks.forms import CROSSWALKS
from tests.keeping.amending import FROM_TEI, TELEGRAM, WHY, description, inodes
from tests.keeping.auditing import audit, flip
from tests.keeping.conftest import DAY


@pytest.fixture(params=[TELEGRAM, FROM_TEI], ids=["reading text", "TEI"])
def package(request: pytest.FixtureRequest, deposit: Path) -> Path:
    """A package of each original form."""
    return deposit / str(request.param)


def test_a_field_is_amended_and_recorded(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    before = description(package)
    result = frus_pack.amend(package, {"place": "Lima"}, **WHY)
    assert [(one.pointer, one.after) for one in result.changes] == [("/place", "Lima")]
    after = description(package)
    assert after.pop("amendments") == [
        {
            "when": "2026-01-01T00:00:00Z",
            "agent": "M. Kest",
            "reason": "misread",
            "changes": [{"field": "/place", "from": before["place"], "to": "Lima"}],
        }
    ]
    assert after == {**before, "place": "Lima"}
    assert frus_pack.validate(package).ok
    bagit.Bag(str(package)).validate()


def test_a_dry_run_says_what_would_change_and_writes_nothing(package: Path) -> None:
    before = inodes(package.parent)
    result = frus_pack.amend(package, {"place": "Lima"}, dry_run=True, **WHY)
    assert [one.after for one in result.changes] == ["Lima"]
    with pytest.raises(AmendmentError, match="unknown key 'plaec'"):
        frus_pack.amend(package, {"plaec": "Lima"}, dry_run=True, **WHY)
    assert inodes(package.parent) == before
    done = CliRunner().invoke(
        command, ["amend", str(package), "--set=place=Lima", "--reason=x", "--agent=y", "--dry-run"]
    )
    said = f'  /place: {json.dumps(description(package)["place"])} → "Lima"\n'
    assert done.output == f"{said}would be amended    {package}\n"
    assert inodes(package.parent) == before


def test_an_amendment_that_changes_nothing_says_unchanged(package: Path) -> None:
    place = description(package)["place"]
    result = frus_pack.amend(package, {"place": place}, **WHY)
    assert str(result) == f"unchanged  {package}"


def test_what_does_not_change_is_not_copied(package: Path) -> None:
    before = inodes(package)
    frus_pack.amend(package, {"place": "Lima"}, **WHY)
    changed = {path for path, inode in inodes(package).items() if before[path] != inode}
    assert changed == {
        "bag-info.txt",
        "data/metadata.json",
        "data/transcription.xml",
        "manifest-sha512.txt",
        "tagmanifest-sha512.txt",
    }


def test_the_header_of_the_tei_follows_the_description(deposit: Path) -> None:
    package = deposit / FROM_TEI
    text = (package / "data/transcription.xml").read_text()
    body = text[text.index("<body") :]
    patch = {"date": {"display": "May 5"}, "language": "en-US"}
    frus_pack.amend(package, patch, **WHY)
    amended = (package / "data/transcription.xml").read_text()
    assert amended[amended.index("<body") :] == body
    assert 'ident="en-US"' in amended
    assert frus_pack.validate(package).ok


def test_null_removes_a_field(package: Path) -> None:
    frus_pack.amend(package, {"place": None}, **WHY)
    assert "place" not in description(package)
    (change,) = description(package)["amendments"][0]["changes"]
    assert list(change) == ["field", "from"]
    assert frus_pack.validate(package).ok


def test_an_amendment_that_changes_nothing_writes_nothing(package: Path) -> None:
    before = inodes(package)
    place = description(package)["place"]
    assert frus_pack.amend(package, {"place": place}, **WHY).changes == ()
    assert inodes(package) == before


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "title": ({"title": "Another"}, "title cannot be amended: the transcription says it"),
    "pages": ({"pages": ["1"]}, "pages cannot be amended: the transcription says it"),
    "id": ({"id": "d7"}, "id cannot be amended: it says which document this is"),
    "original": ({"original": None}, "original cannot be amended: it says which document"),
    "unknown key": ({"plaice": "Lima"}, "plaice: unknown key 'plaice'"),
    "wrong kind": ({"place": 7}, "place"),
    "impossible date": ({"date": {"earliest": "1962-02-31"}}, "there is no '1962-02-31'"),
    "other order": ({"date": {"earliest": "2000-01-01"}}, "is after the latest"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_amendment_that_is_not_sound_is_refused(package: Path, name: str) -> None:
    patch, message = REFUSED[name]
    before = inodes(package)
    with pytest.raises(AmendmentError, match=message):
        frus_pack.amend(package, patch, **WHY)
    assert inodes(package) == before


@pytest.mark.parametrize("missing", ["reason", "agent"])
def test_an_amendment_says_who_and_why(package: Path, missing: str) -> None:
    with pytest.raises(ValueError, match=f"{missing} is empty"):
        frus_pack.amend(package, {"place": "Lima"}, **{**WHY, missing: " "})


def test_an_altered_package_is_not_amended(package: Path) -> None:
    flip(package / "data/page-images.json")
    before = inodes(package)
    with pytest.raises(frus_pack.InvalidPackageError, match=r"page-images\.json"):
        frus_pack.amend(package, {"place": "Lima"}, **WHY)
    assert inodes(package) == before


def test_a_package_with_a_broken_seal_is_not_amended(package: Path) -> None:
    info = package / "bag-info.txt"
    info.write_text(info.read_text().replace("Payload", "payload"))
    with pytest.raises(StorageError, match="its seal is broken or missing"):
        frus_pack.amend(package, {"place": "Lima"}, **WHY)


def test_elements_of_bag_info_are_amended(package: Path) -> None:
    frus_pack.amend(package, bag_info={"Contact-Name": "Maria Kest"}, **WHY)
    assert dict(frus_pack.open_package(package).bag_info)["Contact-Name"] == "Maria Kest"
    (change,) = description(package)["amendments"][0]["changes"]
    assert change == {"field": "bag-info/Contact-Name", "to": "Maria Kest"}
    frus_pack.amend(package, bag_info={"contact-name": None}, **WHY)
    assert "Contact-Name" not in dict(frus_pack.open_package(package).bag_info)
    assert frus_pack.validate(package).ok


def test_labels_that_frus_pack_writes_are_not_amended(package: Path) -> None:
    with pytest.raises(ValueError, match="Payload-Oxum is written by frus-pack"):
        frus_pack.amend(package, bag_info={"Payload-Oxum": "1.1"}, **WHY)


def test_a_page_image_is_replaced(deposit: Path, tmp_path: Path) -> None:
    package = deposit / TELEGRAM
    old = frus_pack.open_package(package).pages[0].renditions[0]
    assert old.file is not None
    suffix = Path(old.file).suffix
    better = tmp_path / f"better{suffix}"
    Image.new("L", (300, 400), 200).save(better)
    frus_pack.amend(package, images={Path(old.file).stem: better}, **WHY)
    assert (package / "data" / old.file).read_bytes() == better.read_bytes()
    assert frus_pack.validate(package).ok
    (change,) = description(package)["amendments"][0]["changes"]
    assert change["field"] == f"page-images/{Path(old.file).stem}"
    assert change["from"] == old.sha512


@pytest.mark.parametrize("is_new_folder", [False, True])
def test_a_package_changed_by_others_meanwhile_is_left_alone(
    is_new_folder: bool, deposit: Path, packed_samples: Path, tmp_path: Path
) -> None:
    package, image = deposit / TELEGRAM, tmp_path / "0205.png"
    (name, *_) = sorted(one.name for one in (package / "data/page-images").iterdir())
    shutil.copy(package / "data/page-images" / name, image)

    class Given:
        """An image that is given while somebody else replaces the package."""

        def __fspath__(self) -> str:
            if is_new_folder:
                package.rename(tmp_path / "before")
            shutil.copytree(packed_samples / TELEGRAM, package, dirs_exist_ok=True)
            return str(image)

    with pytest.raises(StorageError, match="was changed by another program meanwhile"):
        frus_pack.amend(package, {"place": "Lima"}, images={name: Given()}, **WHY)
    assert "amendments" not in description(package)
    assert frus_pack.validate(package).ok


def test_an_image_that_is_not_there_or_not_alike_is_refused(deposit: Path, tmp_path: Path) -> None:
    package = deposit / TELEGRAM
    Image.new("L", (30, 40)).save(tmp_path / "other.gif")
    with pytest.raises(AmendmentError, match="no embedded image has the name '9999'"):
        frus_pack.amend(package, images={"9999": tmp_path / "other.gif"}, **WHY)
    name = next(path.name for path in (package / "data/page-images").rglob("*.png"))
    with pytest.raises(AmendmentError, match="is not a PNG, TIFF, JPEG or JPEG 2000 image"):
        frus_pack.amend(package, images={name: tmp_path / "other.gif"}, **WHY)


def test_included_crosswalks_are_made_again(samples: Path, tmp_path: Path) -> None:
    options: dict[str, Any] = {"include": ["mods", "premis"], "bagging_date": DAY, "jobs": 1}
    list(frus_pack.pack_all([samples / "d12-telegram"], tmp_path, **options))
    package = tmp_path / TELEGRAM
    before = (package / CROSSWALKS["mods"].path).read_bytes()
    frus_pack.amend(package, {"subject": "Harvest of 1959"}, **WHY)
    assert (package / CROSSWALKS["mods"].path).read_bytes() != before
    assert b"Harvest of 1959" in (package / CROSSWALKS["mods"].path).read_bytes()
    assert (package / CROSSWALKS["mods"].path).read_bytes() == frus_pack.export(package, "mods")
    assert frus_pack.validate(package).ok


@pytest.mark.parametrize("form", ["tar", "zip"])
def test_an_archive_is_amended(samples: Path, tmp_path: Path, form: Any) -> None:
    options: dict[str, Any] = {"serialize": form, "bagging_date": DAY, "jobs": 1}
    list(frus_pack.pack_all([samples], tmp_path, **options))
    archive = tmp_path / f"{FROM_TEI}.{form}"
    frus_pack.amend(archive, {"place": "Lima"}, **WHY)
    assert frus_pack.validate(archive).ok
    assert frus_pack.open_package(archive).metadata.place == "Lima"
    again = {one.path: one.status for one in frus_pack.pack_all([samples], tmp_path, **options)}
    assert again.pop(archive) == "amended"
    assert set(again.values()) == {"unchanged"}


def test_an_amendment_is_changed_on_purpose_and_recorded(deposit: Path, ledger: Path) -> None:
    package = deposit / TELEGRAM
    audit(deposit, ledger)
    frus_pack.amend(package, {"place": "Lima"}, ledger=ledger, **WHY)
    last = frus_pack.package_history(package, ledger=ledger)[-1]
    assert (last.outcome, last.note) == ("changed", "amended by M. Kest: misread")
    assert set(audit(deposit, ledger).values()) == {"as-before"}


def test_an_audit_says_who_amended_a_package(deposit: Path, ledger: Path) -> None:
    package = deposit / TELEGRAM
    audit(deposit, ledger)
    frus_pack.amend(package, {"place": "Lima"}, **WHY)
    (one,) = frus_pack.audit(package, ledger=ledger, jobs=1)
    assert one.outcome == "changed"
    assert one.note.endswith("by M. Kest: misread")


def test_the_command_prints_what_it_changed(deposit: Path, tmp_path: Path) -> None:
    package = deposit / TELEGRAM
    (tmp_path / "patch.json").write_text('{"subject": "Harvest"}')
    options = ["--reason", "misread", "--agent", "M. Kest", "--patch", str(tmp_path / "patch.json")]
    result = CliRunner().invoke(
        command, ["amend", str(package), "--set", "place=Lima", "--set", "date.display=", *options]
    )
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == f"amended    {os.path.abspath(package)}"
    assert '→ "Lima"' in result.output
    assert '→ "Harvest"' in result.output
    assert "→ nothing" in result.output
    shown = CliRunner().invoke(command, ["show", str(package)])
    assert "by M. Kest: misread" in shown.output

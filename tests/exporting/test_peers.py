"""What other tools let out of an archive when they open one."""

from __future__ import annotations

import json
import socket
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import frus_pack
from frus_pack import InvalidPackageError, Limits
from frus_pack.storage.publishing import first_difference
from tests.ocfl.packages import make_package, tree
from tests.support.bags import as_tar, as_tar_gz, as_zip, digest, found, make_bag, seal, write
from tests.support.tar_members import member, tar_with

Form = Callable[[Path], Path]

ENCODED = "data/%2e%2e/%2e%2e/x"
"""bdbag decodes this after it was checked, and then writes outside the bag."""


def as_folder(bag: Path) -> Path:
    return bag


ARCHIVES: tuple[Form, ...] = (as_tar, as_tar_gz, as_zip)
FORMS = (as_folder, *ARCHIVES)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def _to_fetch(package: Path, entry: str) -> Path:
    """The package with a file still to be fetched."""
    path = entry.split()[-1]
    with (package / "manifest-sha512.txt").open("a") as manifest:
        manifest.write(f"{digest(b'x')}  {path}\n")
    write(package, {"fetch.txt": f"{entry}\n".encode()})
    seal(package)
    return package


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("path", "told"),
    [
        # No dots to us: %2e is none of the three codes of RFC 8493 §2.1.3.
        (ENCODED, ("bag.payload-file-unfetched", ENCODED)),
        ("data/%0A/../../../x", ("bag.path-unsafe", "fetch.txt, line 1")),
    ],
)
def test_a_file_to_fetch_is_not_fetched_wherever_it_would_go(
    tmp_path: Path, form: Form, path: str, told: tuple[str, str]
) -> None:
    package = _to_fetch(make_package(tmp_path, images=False), f"http://a.example/x 1 {path}")
    source = form(package)
    assert told in found(source)
    before = tree(tmp_path)
    with frus_pack.open_package(source) as opened:
        assert path not in opened
        with pytest.raises(frus_pack.StorageError):
            opened.read(path)
    for take in (
        lambda: frus_pack.unpack(source, tmp_path / "to"),
        lambda: frus_pack.ingest(source, ocfl=tmp_path / "to"),
        lambda: frus_pack.export_dspace(source, tmp_path / "to"),
    ):
        with pytest.raises(InvalidPackageError) as refused:
            take()
        assert told[0] in {one.code for one in refused.value.report.errors}
    assert tree(tmp_path).keys() == before.keys()


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_such_a_name_that_is_there_is_unpacked_under_that_name(
    tmp_path: Path, form: Form
) -> None:
    bag = make_bag(tmp_path / "bag", {ENCODED: b"x"})
    unpacked = frus_pack.unpack(form(bag), tmp_path / "to")
    assert (unpacked / ENCODED).read_bytes() == b"x"
    assert first_difference(unpacked, bag) is None


@pytest.mark.parametrize("form", FORMS)
def test_a_fetched_file_of_another_size_is_an_error_and_not_a_warning(
    tmp_path: Path, form: Form
) -> None:
    bag = make_bag(tmp_path / "bag")
    write(bag, {"fetch.txt": b"http://a.example/x 10 data/letter.txt\n"})
    (bag / "data/letter.txt").write_bytes(b"Dear Sir or Madam:\n")
    seal(bag)
    with pytest.raises(InvalidPackageError, match=r"\[bag\.payload-altered\]"):
        frus_pack.unpack(form(bag), tmp_path / "to")


def test_a_tar_file_that_leads_out_writes_nothing_there(tmp_path: Path) -> None:
    archive = tar_with(make_bag(tmp_path / "bag"), (member("../../x"), b"evil"))
    with pytest.raises(InvalidPackageError, match=r"\.\./\.\./x: .*\[bag\.path-unsafe\]"):
        frus_pack.unpack(archive, tmp_path / "a/b/to")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bag", "bag.tar"]


def test_a_zip_file_that_leads_out_writes_nothing_there(tmp_path: Path) -> None:
    archive = as_zip(make_bag(tmp_path / "bag"))
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr("../../x", b"evil")
    with pytest.raises(InvalidPackageError, match=r"\.\./\.\./x: .*\[bag\.path-unsafe\]"):
        frus_pack.unpack(archive, tmp_path / "a/b/to")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bag", "bag.zip"]


@pytest.mark.parametrize("form", FORMS)
def test_an_id_in_a_crate_is_no_place_to_write_to(tmp_path: Path, form: Form) -> None:
    crate = {"@graph": [{"@id": "../ext/e", "@type": "File"}, {"@id": "./", "@type": "Dataset"}]}
    further = {"metadata/ro-crate-metadata.json": json.dumps(crate).encode()}
    bag = make_bag(tmp_path / "bag", further=further)
    source = form(bag)
    unpacked = frus_pack.unpack(source, tmp_path / "to")
    assert first_difference(unpacked, bag) is None
    assert {path.name for path in tmp_path.iterdir()} == {"bag", source.name, "to"}


@pytest.mark.parametrize("form", ARCHIVES)
def test_what_an_archive_may_unpack_to_is_limited(tmp_path: Path, form: Form) -> None:
    archive = form(make_bag(tmp_path / "bag", {"data/zeros": bytes(3_000_000)}))
    with pytest.raises(InvalidPackageError, match=r"\[bag\.limit-exceeded\]"):
        frus_pack.unpack(archive, tmp_path / "to", limits=Limits(octets=1_000_000))
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize("form", ARCHIVES)
def test_an_archive_is_checked_without_unpacking_it(tmp_path: Path, form: Form) -> None:
    archive = form(make_bag(tmp_path / "bag"))
    before = tree(tmp_path)
    assert frus_pack.validate(archive).ok
    assert tree(tmp_path) == before


def test_a_link_and_then_a_file_behind_it_write_nothing_there(tmp_path: Path) -> None:
    """Each member by itself stays inside; together they do not."""
    link = member("bag/data/way", tarfile.SYMTYPE, "../../..")
    archive = tar_with(make_bag(tmp_path / "bag"), (link, b""), (member("bag/data/way/x"), b"evil"))
    with pytest.raises(InvalidPackageError, match=r"data/way: is a link .*\[bag\.link\]"):
        frus_pack.unpack(archive, tmp_path / "to")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bag", "bag.tar"]

"""Manifests by algorithms that few tools write: checked, or named as what they are."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from frus_pack.errors import StorageError
from frus_pack.storage.fixity import HASHES, unknown
from frus_pack.validating.validate import validate
from tests.support.bags import make_bag, seal


def _manifest(bag: Path, name: str, digest: str) -> None:
    lines = [f"{digest}  {path}" for path in _payload(bag)]
    (bag / f"manifest-{name}.txt").write_text("\n".join(lines) + "\n")
    seal(bag)


def _payload(bag: Path) -> list[str]:
    manifest = (bag / "manifest-sha512.txt").read_text().splitlines()
    return [line.split("  ", 1)[1] for line in manifest]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("xxh3", "'xxh3' (xxHash, which shows accidents only) cannot be checked here"),
        ("xxhash64", "'xxhash64' (xxHash, which shows accidents only) cannot be checked here"),
        ("sha512224", "'sha512224' (SHA-512/224) cannot be checked here"),
        ("whirlpool", "'whirlpool' cannot be checked here"),
    ],
)
def test_an_algorithm_that_is_not_checked_is_named_as_what_it_is(
    tmp_path: Path, name: str, told: str
) -> None:
    bag = make_bag(tmp_path / "bag")
    _manifest(bag, name, "0" * 16)
    messages = [
        one.message for one in validate(bag).findings if one.code == "bag.algorithm-unknown"
    ]
    assert messages == [f"the algorithm {told}; the manifest is not checked"]


def test_blake3_without_its_package_says_what_to_install() -> None:
    assert unknown("blake3") == (
        "'blake3' (BLAKE3) cannot be checked here: pip install 'frus-pack[blake3]'"
    )


@pytest.mark.skipif(find_spec("blake3") is None, reason="needs the extra blake3")
def test_blake3_is_checked_where_its_package_is_installed() -> None:
    empty = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
    assert HASHES["blake3"]().hexdigest() == empty


@pytest.mark.skipif("sha512256" not in HASHES, reason="this OpenSSL lacks SHA-512/256")
def test_sha_512_256_is_checked() -> None:
    empty = "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a"
    assert HASHES["sha512256"]().hexdigest() == empty
    assert hashlib.new("sha512_256").hexdigest() == empty


def test_a_7z_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "bag.7z"
    path.write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(26))
    with pytest.raises(StorageError, match="is a 7z archive") as refused:
        validate(path)
    assert str(refused.value) == (
        f"{path}: is a 7z archive, which cannot be read here"
        " (unpack it with 7z x, and give the folder)"
    )

"""Thousands of damaged bags: never an exception, never a hang, never valid by mistake."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frus_pack.bag.opening import open_unjudged
from frus_pack.errors import StorageError
from frus_pack.reports.report import Report
from frus_pack.validating.validate import validate
from tests.support.bags import as_tar, as_tar_gz, as_zip, make_bag, write
from tests.support.forms import render_in_every_form
from tests.support.made_up import examples

pytestmark = pytest.mark.slow

TAG_FILES = ("bagit.txt", "bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt")
VERSIONS = ("1.0", "0.97", "0.93")
# A case that takes longer hangs, or as good as.
unhurried = settings(
    max_examples=examples(3),
    deadline=3000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

LINES = st.lists(
    st.sampled_from(
        [
            *("BagIt-Version: 1.0", "BagIt-Version: 0.97", "Tag-File-Character-Encoding: UTF-16"),
            *("Payload-Oxum: 5.1", "Bag-Count: 2 of 1", " folded", "", "\ufeff", "Bag-Size: 1 kB"),
            *(f"{'0' * 128}  data/a.txt", f"{'a' * 128} *./data/%0A", "00  data/../../etc/passwd"),
            *("http://a/ - data/a.txt", "http://a/ 5 data/b", "ff  data", "ff  bagit.txt", "ff"),
        ]
    )
    | st.text(st.characters(codec="utf-8"), max_size=20),
    max_size=6,
)
TEXT = st.builds(
    lambda lines, end, encoding: end.join(lines).encode(encoding),
    LINES,
    st.sampled_from(["\n", "\r", "\r\n", "\n\n"]),
    st.sampled_from(["utf-8", "utf-8", "utf-16", "utf-8-sig"]),
)
NAMES = st.sampled_from(
    [
        *TAG_FILES,
        *("manifest-md5.txt", "Manifest-SHA-256.txt", "tagmanifest-md5.txt", "manifest-.txt"),
        *("fetch.txt", "package-info.txt", "data/a.txt", "data/new", "data/e\u0301", "data/é"),
        *("data/CON", "data/ x ", "Thumbs.db", "tags/x", "data/%0A", "data/a\nb"),
    ]
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)


@pytest.fixture(scope="module")
def archives(folder: Path) -> dict[str, bytes]:
    payload = {"data/a.txt": b"one\n", "data/sub/b": bytes(range(256)) * 3}
    bag = make_bag(folder / "bag", payload, tags=[("A", "b")])
    return {archive.name: archive.read_bytes() for archive in archived(bag)}


def archived(bag: Path) -> tuple[Path, ...]:
    return as_tar(bag), as_tar_gz(bag), as_zip(bag)


def check(path: Path) -> Report | None:
    """A report that can be rendered in every form; None where it is not a bag at all."""
    try:
        report = validate(path, jobs=1)
    except StorageError:
        return None
    render_in_every_form(report)
    return report


@unhurried
@given(st.dictionaries(NAMES, TEXT | st.binary(max_size=40), min_size=1, max_size=5))
def test_a_bag_with_any_files_replaced_or_added(folder: Path, files: dict[str, bytes]) -> None:
    bag = folder / "spoiled"
    shutil.rmtree(bag, ignore_errors=True)
    make_bag(bag, {"data/a.txt": b"one\n", "data/b": b""}, version="1.0")
    original = {path: path.read_bytes() for path in bag.rglob("*") if path.is_file()}
    write(bag, files)
    changed = {path: path.read_bytes() for path in bag.rglob("*") if path.is_file()} != original
    report = check(bag)
    assert report is not None
    assert bool(report.findings) == changed


@st.composite
def damage(draw: st.DrawFn) -> list[tuple[float, str, bytes]]:
    """Places in a file, as fractions of its length, and what happens there."""
    kinds = st.sampled_from(["set", "insert", "delete", "cut", "copy"])
    octets = st.binary(min_size=1, max_size=8) | st.sampled_from(
        [b"\xff\xff\xff\xff", b"\0" * 512, b"PK\1\2", b"PK\5\6", b"PK\6\7", b"\x1f\x8b\x08\0"]
    )
    places = st.floats(0, 1, allow_nan=False)
    return draw(st.lists(st.tuples(places, kinds, octets), min_size=1, max_size=6))


def damaged(content: bytes, steps: list[tuple[float, str, bytes]]) -> bytes:
    for place, kind, octets in steps:
        at = int(place * len(content))
        head, tail = content[:at], content[at:]
        content = {
            "set": head + octets + tail[len(octets) :],
            "insert": head + octets + tail,
            "delete": head + tail[len(octets) :],
            "cut": head,
            "copy": head + tail[:600] + tail,
        }[kind]
    return content


@pytest.mark.parametrize("name", ["bag.tar", "bag.tar.gz", "bag.zip"])
@unhurried
@given(steps=damage())
def test_an_archive_damaged_anyhow(
    folder: Path, archives: dict[str, bytes], name: str, steps: list[tuple[float, str, bytes]]
) -> None:
    place = folder / f"damaged-{name}"
    place.write_bytes(archives[name])
    with open_unjudged(place) as bag:
        whole = dict(bag.read_each(list(bag.files), 1 << 20))
    place.write_bytes(damaged(archives[name], steps))
    report = check(place)
    if report is not None and not report.findings:
        with open_unjudged(place) as bag:
            assert dict(bag.read_each(list(bag.files), 1 << 20)) == whole


@pytest.mark.parametrize("start", [b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08", b""])
@unhurried
@given(content=st.binary(max_size=2000))
def test_any_bytes_called_an_archive(folder: Path, start: bytes, content: bytes) -> None:
    place = folder / "any.tar"
    place.write_bytes(start + content)
    report = check(place)
    assert report is not None
    assert not report.ok

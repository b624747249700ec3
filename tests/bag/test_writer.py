"""A bag is written in one pass, exactly, under names that every system can hold."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.bag.sink import FolderSink
from frus_pack.bag.tag_files import paths
from frus_pack.bag.writer import BagWriter, ClaimedFile
from frus_pack.errors import SourceError
from frus_pack.storage.fixity import Fixity, fixity_of_file
from frus_pack.storage.regular_file import read_pieces

TAGS = [("Bagging-Date", "2026-01-02")]


def _bag(folder: Path, files: dict[str, bytes], algorithms: tuple[str, ...] = ("sha512",)) -> Path:
    folder.mkdir()
    writer = BagWriter(FolderSink(folder), algorithms)
    for path, content in files.items():
        writer.add_bytes(path, content)
    writer.finish([*TAGS, ("Payload-Oxum", str(writer.oxum))])
    return folder


def test_a_small_bag_is_exactly_this(tmp_path: Path) -> None:
    bag = _bag(tmp_path / "bag", {"data/b": b"two\n", "data/a/c": b""})
    one, two = hashlib.sha512(b"").hexdigest(), hashlib.sha512(b"two\n").hexdigest()
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": b"Bagging-Date: 2026-01-02\nPayload-Oxum: 4.2\n",
        "manifest-sha512.txt": f"{one}  data/a/c\n{two}  data/b\n".encode(),
    }
    listed = sorted((name, hashlib.sha512(text).hexdigest()) for name, text in tags.items())
    tags["tagmanifest-sha512.txt"] = "".join(f"{d}  {n}\n" for n, d in listed).encode()
    found = {str(p.relative_to(bag)): p.read_bytes() for p in bag.rglob("*") if p.is_file()}
    assert found == {**tags, "data/b": b"two\n", "data/a/c": b""}
    assert bagit.Bag(str(bag)).is_valid()


def test_several_algorithms_each_have_their_manifests(tmp_path: Path) -> None:
    algorithms = ("sha512", "sha256", "md5", "sha1")
    bag = _bag(tmp_path / "bag", {"data/a": b"a"}, algorithms)
    for algorithm in algorithms:
        tool = subprocess.run(
            [f"{algorithm}sum", "-c", f"manifest-{algorithm}.txt"], cwd=bag, capture_output=True
        )
        assert tool.stdout == b"data/a: OK\n"
        digest = hashlib.new(algorithm, (bag / "bag-info.txt").read_bytes()).hexdigest()
        assert f"{digest}  bag-info.txt\n" in (bag / f"tagmanifest-{algorithm}.txt").read_text()
    assert bagit.Bag(str(bag)).is_valid()


def test_a_file_is_copied_byte_for_byte_and_its_fixity_told(tmp_path: Path) -> None:
    content = os.urandom(3 * (1 << 20) + 17)
    (tmp_path / "source").write_bytes(content)
    (tmp_path / "bag").mkdir()
    writer = BagWriter(FolderSink(tmp_path / "bag"), ["sha256"], also=["sha512"])
    written = writer.claim("data/copy", tmp_path / "source").copy()
    assert (tmp_path / "bag/data/copy").read_bytes() == content
    assert written == Fixity(
        len(content),
        {
            "sha256": hashlib.sha256(content).hexdigest(),
            "sha512": hashlib.sha512(content).hexdigest(),
        },
    )
    assert fixity_of_file(tmp_path / "source", ["sha256", "sha512"]) == written


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("data/../../outside", "'..'"),
        ("/data/a", "absolute"),
        ("data/a\\b", "which Windows does not allow"),
        ("data//a", "empty segment"),
        ("data/a ", "space or a dot"),
        ("data/a./b", "space or a dot"),
        ("data/CON", "reserves"),
        ("data/com1.txt", "reserves"),
        ("data/a:b", "':'"),
        ("data/a\0b", "NUL"),
        ("data/a\x07b", "U+0007"),
        ("data/\udc80", "Unicode"),
        ("data/" + "é" * 128, "255 bytes"),
        ("notes.txt", "begins with data/"),
        ("data/", "directory"),
    ],
)
def test_a_name_that_is_unsafe_or_not_portable_is_refused(
    tmp_path: Path, path: str, why: str
) -> None:
    with pytest.raises(SourceError) as caught:
        BagWriter(FolderSink(tmp_path), ["sha512"]).add_bytes(path, b"")
    assert why in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("data/Map.png", "data/map.png"),
        ("data/\u00e9", "data/e\u0301"),
        ("data/A/x", "data/a/y"),
        ("data/stra\u00dfe", "data/STRASSE"),
        ("data/same", "data/same"),
    ],
)
def test_two_names_that_some_system_takes_for_one_are_refused(
    tmp_path: Path, first: str, second: str
) -> None:
    writer = BagWriter(FolderSink(tmp_path), ["sha512"])
    writer.add_bytes(first, b"1")
    with pytest.raises(SourceError):
        writer.add_bytes(second, b"2")
    assert (tmp_path / first).read_bytes() == b"1"


@pytest.mark.parametrize("name", ["100%", "%0A", "a\nb", "a\rb", "50%25", "ü ü", "\ufeffx"])
def test_names_that_manifests_encode_make_valid_bags(tmp_path: Path, name: str) -> None:
    bag = _bag(tmp_path / "bag", {f"data/{name}": b"x"})
    line = f"{hashlib.sha512(b'x').hexdigest()}  {paths.encode(f'data/{name}')}\n"
    assert (bag / "manifest-sha512.txt").read_bytes() == line.encode()


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.binary(max_size=20), max_size=4))
def test_whatever_is_not_refused_is_a_valid_bag(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("bag")
    writer = BagWriter(FolderSink(folder), ["sha512"])
    kept: dict[str, bytes] = {}
    for name, content in files.items():
        try:
            writer.add_bytes(f"data/{name}", content)
        except SourceError:
            continue
        kept[f"data/{name}"] = content
    writer.finish(TAGS)
    stored = {str(p.relative_to(folder)): p for p in (folder / "data").rglob("*") if p.is_file()}
    assert {path: place.read_bytes() for path, place in stored.items()} == kept
    assert writer.oxum.streams == len(kept)


def _link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (_link, "cannot be read"),
        (os.mkfifo, "not a regular file"),
        (Path.mkdir, "not a regular file"),
        (lambda path: None, "does not exist"),
    ],
)
def test_what_is_no_regular_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None], why: str
) -> None:
    make(tmp_path / "source")
    (tmp_path / "bag").mkdir()
    with pytest.raises(SourceError, match=why):
        BagWriter(FolderSink(tmp_path / "bag"), ["sha512"]).claim(
            "data/a", tmp_path / "source"
        ).copy()


@pytest.mark.parametrize("change", ["grows", "shrinks", "is overwritten"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, change: str) -> None:
    source = tmp_path / "source"
    source.write_bytes(bytes(3 << 20))
    with pytest.raises(SourceError, match="changed while it was read"):
        for _ in read_pieces(source):
            if change == "grows":
                with source.open("ab") as file:
                    file.write(bytes(1 << 20))
            elif change == "shrinks":
                os.truncate(source, 1 << 20)
            else:
                with source.open("r+b") as file:
                    file.write(b"x")


def test_threads_copy_into_one_bag_without_losing_anything(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    writer = BagWriter(FolderSink(tmp_path / "bag"), ["sha512"])
    claimed = []
    for n in range(400):
        (tmp_path / str(n)).write_bytes(f"{n}".encode())
        claimed.append(writer.claim(f"data/{n % 7}/{n}", tmp_path / str(n)))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ClaimedFile.copy, claimed))
    writer.finish([*TAGS, ("Payload-Oxum", str(writer.oxum))])
    assert writer.oxum.streams == 400
    assert bagit.Bag(str(tmp_path / "bag")).is_valid()


def test_what_the_system_refuses_is_its_own_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"in the way")
    with pytest.raises(FileExistsError):
        BagWriter(FolderSink(tmp_path), ["sha512"]).add_bytes("data/a", b"")


def test_further_tag_files_are_in_every_tag_manifest_alone(
    tmp_path: Path,
) -> None:
    writer = BagWriter(FolderSink(tmp_path), ("sha512", "md5"))
    writer.add_bytes("data/a", b"a")
    writer.add_tag_file("metadata/a.xml", b"<a/>")
    writer.finish(TAGS)
    for algorithm in ("sha512", "md5"):
        digest = hashlib.new(algorithm, b"<a/>").hexdigest()
        assert (
            f"{digest}  metadata/a.xml\n" in (tmp_path / f"tagmanifest-{algorithm}.txt").read_text()
        )
        assert "metadata" not in (tmp_path / f"manifest-{algorithm}.txt").read_text()
    assert bagit.Bag(str(tmp_path)).is_valid()


@pytest.mark.parametrize(
    ("first", "second"),
    [("notes", "Notes"), ("notes", "notes"), ("notes", "notes/a"), ("notes/a", "notes")],
)
def test_tag_files_that_collide_are_refused(tmp_path: Path, first: str, second: str) -> None:
    writer = BagWriter(FolderSink(tmp_path), ("sha512",))
    writer.add_tag_file(first, b"")
    with pytest.raises(SourceError, match="cannot be a name in a bag"):
        writer.add_tag_file(second, b"")


def test_the_payload_so_far_has_the_digests_of_the_manifests_alone(tmp_path: Path) -> None:
    writer = BagWriter(FolderSink(tmp_path), ("md5",), also=("sha512",))
    writer.add_bytes("data/a", b"a")
    (tmp_path / "a").write_bytes(b"a")
    assert writer.payload == {"data/a": fixity_of_file(tmp_path / "a", ["md5"])}

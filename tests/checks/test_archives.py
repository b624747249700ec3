"""Bags in archives: read without unpacking, and hostile ones come to nothing but findings."""

from __future__ import annotations

import gzip
import io
import os
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.reader import Limits
from frus_pack.errors import StorageError
from frus_pack.validation import validate
from tests.bags import as_tar, as_tar_gz, as_zip, codes, found, make_bag, outcomes

FORMS = (as_tar, as_tar_gz, as_zip)
Archive = Callable[[Path], Path]


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return make_bag(tmp_path / "bag", tags=[("Contact-Name", "A. Person")])


@pytest.fixture
def undisturbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory that has to stay as it is: what leads out of a bag often leads here."""
    place = tmp_path / "elsewhere" / "deep" / "working"
    place.mkdir(parents=True)
    monkeypatch.chdir(place)
    return place


def tar_with(bag: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    """A good bag's tar file with further members at its end."""
    archive = as_tar(bag)
    with tarfile.open(archive, "a") as file:
        for member, content in members:
            member.size = len(content) if member.isreg() else 0
            file.addfile(member, io.BytesIO(content))
    return archive


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


@pytest.mark.parametrize("archived", FORMS)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda bag: (bag / "data/letter.txt").write_bytes(b"dear Sir:\n"),
        lambda bag: (bag / "data/letter.txt").unlink(),
        lambda bag: (bag / "data/new.txt").write_bytes(b"new"),
        lambda bag: (bag / "bag-info.txt").write_bytes(b"Payload-Oxum: 0.0\n"),
        lambda bag: (bag / "bagit.txt").unlink(),
        lambda bag: (bag / "data/empty").mkdir(),
        lambda bag: (bag / "data/link").symlink_to("/etc/passwd"),
    ],
)
def test_an_archive_has_the_findings_of_its_folder(
    bag: Path, archived: Archive, spoil: Callable[[Path], object]
) -> None:
    spoil(bag)
    archive = archived(bag)
    if (bag / "data/link").is_symlink() and archived is as_zip:
        pytest.skip("zipfile packs the target of a link")
    assert found(archive) == found(bag)


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha224", "sha256", "sha512", "blake2b"])
@pytest.mark.parametrize("archived", FORMS)
def test_large_files_are_digested_whatever_the_algorithm(
    tmp_path: Path, archived: Archive, algorithm: str
) -> None:
    noise = random.Random(1).randbytes(3_000_000)
    payload = {"data/large": noise, "data/runs": bytes(900_000), "data/x": b"x"}
    bag = make_bag(tmp_path / "bag", payload, algorithms=[algorithm])
    weak = {("bag.algorithm-weak", "")} if algorithm in ("md5", "sha1") else set()
    assert found(archived(bag)) == weak
    (bag / "data/large").write_bytes(noise[:-1] + bytes([noise[-1] ^ 1]))
    assert found(archived(bag)) == {("bag.payload-altered", "data/large"), *weak}


def test_manifests_at_the_front_say_what_to_digest(bag: Path) -> None:
    (bag / "data/large").write_bytes(bytes(500_000))
    archive = bag.with_suffix(".tgz")
    with tarfile.open(archive, "w:gz") as file:
        for path in sorted(bag.rglob("*"), key=lambda path: path.is_file() and "data" in str(path)):
            file.add(path, Path("bag") / path.relative_to(bag), recursive=False)
    with open_unjudged(archive) as opened:
        (digests,) = opened.digests(["data/large"], ["sha512", "md5"], 1)
    assert digests.octets == 500_000
    assert set(digests.digests) == {"sha512", "md5"}
    assert found(archive) >= {("bag.payload-file-unlisted", "data/large")}


def test_an_archive_that_goes_away_meanwhile_is_unreadable_and_no_exception(
    tmp_path: Path,
) -> None:
    noise = random.Random(3).randbytes(500_000)
    archive = as_tar_gz(make_bag(tmp_path / "bag", {"data/large": noise}))
    with open_unjudged(archive) as opened:
        archive.unlink()
        (digests,) = opened.digests(["data/large"], ["sha3512"], 1)
        assert digests.problem == "the archive has changed since"
        with pytest.raises(StorageError, match="cannot be read again"):
            opened.read("data/large", 500_000)


@pytest.mark.parametrize("archived", FORMS)
def test_files_of_an_archive_can_be_read_one_by_one_and_together(
    tmp_path: Path, archived: Archive
) -> None:
    noise = random.Random(2)
    payload = {f"data/{number}": noise.randbytes(400_000) for number in range(3)}
    payload["data/s"] = b"s"
    archive = archived(make_bag(tmp_path / "bag", payload))
    with open_unjudged(archive) as opened:
        assert opened.read("data/1", 400_000) == payload["data/1"]
        assert opened.read("data/s", 1) == b"s"
        assert dict(opened.read_each(list(payload), 400_000)) == payload
        with pytest.raises(StorageError, match="is larger than 399999 bytes"):
            opened.read("data/1", 399_999)


@pytest.mark.parametrize(
    ("name", "kind", "target", "expected"),
    [
        ("../../evil", tarfile.REGTYPE, "", ("bag.path-unsafe", "../../evil")),
        ("/tmp/evil", tarfile.REGTYPE, "", ("bag.path-unsafe", "/tmp/evil")),  # noqa: S108
        ("bag/data/../../evil", tarfile.REGTYPE, "", ("bag.path-unsafe", "data/../../evil")),
        ("C:\\evil", tarfile.REGTYPE, "", ("bag.path-unsafe", "C:\\evil")),
        ("bag/data/a\\b", tarfile.REGTYPE, "", ("bag.path-unsafe", "data/a\\b")),
        ("~/evil", tarfile.REGTYPE, "", ("bag.path-unsafe", "~/evil")),
        ("bag/../../evil", tarfile.DIRTYPE, "", ("bag.path-unsafe", "../../evil")),
        ("bag/data/l", tarfile.SYMTYPE, "/etc/passwd", ("bag.link", "data/l")),
        ("bag/data/l", tarfile.LNKTYPE, "bag/bagit.txt", ("bag.link", "data/l")),
        ("bag/data/dev", tarfile.CHRTYPE, "", ("bag.special-file", "data/dev")),
        ("bag/data/dev", tarfile.BLKTYPE, "", ("bag.special-file", "data/dev")),
        ("bag/data/pipe", tarfile.FIFOTYPE, "", ("bag.special-file", "data/pipe")),
        ("bag/data/what", b"Z", "", ("bag.archive-unsupported", "data/what")),
        ("bag/bagit.txt", tarfile.REGTYPE, "", ("bag.archive-duplicate-member", "bagit.txt")),
        ("./bag/bagit.txt", tarfile.REGTYPE, "", ("bag.archive-duplicate-member", "bagit.txt")),
        ("bag/BagIt.txt", tarfile.REGTYPE, "", ("bag.path-collision", "BagIt.txt")),
        (
            "bag/bagit.txt/x",
            tarfile.REGTYPE,
            "",
            ("bag.archive-duplicate-member", "bagit.txt"),
        ),
        ("evil/x", tarfile.REGTYPE, "", ("bag.archive-layout", "evil")),
        ("evil", tarfile.REGTYPE, "", ("bag.archive-layout", "evil")),
    ],
)
def test_a_hostile_member_is_a_finding_and_nothing_is_written(
    bag: Path,
    undisturbed: Path,
    name: str,
    kind: bytes,
    target: str,
    expected: tuple[str, str],
) -> None:
    archive = tar_with(bag, (member(name, kind, target), b"evil"))
    before = sorted(undisturbed.parents[2].rglob("*"))
    assert expected in found(archive)
    zipped = archive.with_suffix(".tar.gz")
    zipped.write_bytes(gzip.compress(archive.read_bytes()))
    assert expected in found(zipped)
    zipped.unlink()
    assert sorted(undisturbed.parents[2].rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "mode", "expected"),
    [
        ("../../evil", 0, ("bag.path-unsafe", "../../evil")),
        ("/etc/evil", 0, ("bag.path-unsafe", "/etc/evil")),
        ("bag/data/..\\evil", 0, ("bag.path-unsafe", "data/..\\evil")),
        ("bag/data/l", 0o120777, ("bag.link", "data/l")),
        ("bag/data/pipe", 0o010644, ("bag.special-file", "data/pipe")),
        ("bag/BAGIT.TXT", 0, ("bag.path-collision", "BAGIT.TXT")),
        ("evil/x", 0, ("bag.archive-layout", "evil")),
        ("bag/data/x/", 0, ("bag.empty-folder", "data/x")),
    ],
)
def test_a_hostile_zip_member_is_a_finding(
    bag: Path, undisturbed: Path, name: str, mode: int, expected: tuple[str, str]
) -> None:
    archive = as_zip(bag)
    with zipfile.ZipFile(archive, "a") as file:
        info = zipfile.ZipInfo("x")
        info.filename, info.external_attr = name, mode << 16
        file.writestr(info, b"" if name.endswith("/") else b"evil")
    assert expected in found(archive)
    assert list(undisturbed.iterdir()) == []


def test_the_same_member_twice_in_a_zip_is_a_finding(bag: Path) -> None:
    archive = as_zip(bag)
    with zipfile.ZipFile(archive, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("bag/bagit.txt", b"BagIt-Version: 0.1\n")
    assert found(archive) == {("bag.archive-duplicate-member", "bagit.txt")}


def test_tar_names_of_every_kind_are_read(tmp_path: Path) -> None:
    names = ("data/" + "long/" * 60 + "x" * 120, "data/ü", "data/" + "e\u0301" * 60, "data/a b")
    bag = make_bag(tmp_path / "bag", {name: name.encode() for name in names})
    for number in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        archive = tmp_path / f"{number}.tar"
        with tarfile.open(archive, "w", format=number) as file:
            file.add(bag, "bag")
        assert found(archive) == found(bag) == set()


def test_a_tar_of_the_folder_itself_is_read_with_its_dots(bag: Path) -> None:
    archive = bag.with_suffix(".tar")
    with tarfile.open(archive, "w") as file:
        for path in sorted(bag.rglob("*")):
            file.add(path, f"./{path.relative_to(bag)}", recursive=False)
    assert found(archive) == {("bag.archive-no-base-folder", "")}


def test_an_archive_without_a_bag_is_told_so(tmp_path: Path) -> None:
    archive = tmp_path / "none.tar"
    with tarfile.open(archive, "w") as file:
        for name in ("a/x", "b/x"):
            file.addfile(member(name), io.BytesIO())
    assert {("bag.archive-layout", ""), ("bag.declaration-missing", "bagit.txt")} <= found(archive)


@pytest.mark.parametrize("archived", FORMS)
def test_an_archive_cut_off_anywhere_is_not_ok(bag: Path, archived: Archive) -> None:
    archive = archived(bag)
    content = archive.read_bytes()
    # What stands after the end mark of a tar file is padding that nobody needs.
    needed = len(content.rstrip(b"\0")) if archived is as_tar else len(content)
    for length in range(0, needed, 7):
        archive.write_bytes(content[:length])
        report = validate(archive)
        assert not report.ok, length
        assert "bag.archive-damaged" in codes(report), length


@pytest.mark.parametrize("archived", [as_tar_gz, as_zip])
def test_an_archive_with_any_byte_altered_is_noticed_or_is_the_same_bag(
    bag: Path, archived: Archive
) -> None:
    archive = archived(bag)
    original = archive.read_bytes()
    with open_unjudged(archive) as opened:
        files = dict(opened.files)
        contents = dict(opened.read_each(list(files), 1 << 20))
    for index in range(len(original)):
        altered = bytearray(original)
        altered[index] ^= 0x55
        archive.write_bytes(altered)
        report = validate(archive)
        if report.ok and not report.findings:
            with open_unjudged(archive) as opened:
                assert dict(opened.read_each(list(opened.files), 1 << 20)) == contents, index


def test_a_tar_file_with_an_altered_header_is_damaged(bag: Path) -> None:
    archive = as_tar(bag)
    content = bytearray(archive.read_bytes())
    for index in range(300):
        altered = bytearray(content)
        altered[index] ^= 0x01
        archive.write_bytes(altered)
        assert not validate(archive).ok, index


@pytest.mark.parametrize(
    "size",
    [b"77777777777\0", b"\x80" + b"\x7f" * 11, b"\xff" * 12, b"-0000000001\0", b"1_000000000\0"],
)
def test_a_lie_about_a_size_ends_in_a_finding(bag: Path, size: bytes) -> None:
    archive = as_tar(bag)
    content = bytearray(archive.read_bytes())
    at = content.index(b"bag/bagit.txt")
    content[at + 124 : at + 136] = size
    content[at + 148 : at + 156] = b" " * 8
    content[at + 148 : at + 156] = b"%06o\0 " % sum(content[at : at + 512])
    archive.write_bytes(content)
    assert "bag.archive-damaged" in codes(validate(archive))
    zipped = archive.with_suffix(".tgz")
    zipped.write_bytes(gzip.compress(content))
    assert codes(validate(zipped)) & {"bag.archive-damaged", "bag.limit-exceeded"}


def test_a_size_in_base_256_is_a_size(bag: Path) -> None:
    archive = as_tar(bag)
    content = bytearray(archive.read_bytes())
    at = content.index(b"bag/bagit.txt")
    size = (bag / "bagit.txt").stat().st_size
    content[at + 124 : at + 136] = b"\x80" + size.to_bytes(11, "big")
    content[at + 148 : at + 156] = b" " * 8
    content[at + 148 : at + 156] = b"%06o\0 " % sum(content[at : at + 512])
    archive.write_bytes(content)
    assert found(archive) == set()


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        (b"x", b"garbage", "bag.archive-damaged"),
        (b"x", b"0 a=b\n", "bag.archive-damaged"),
        (b"x", b"-5 a=b\n", "bag.archive-damaged"),
        (b"x", b"99999999999999999999 a=b\n", "bag.archive-damaged"),
        (b"x", b"12 size=-10\n", "bag.archive-damaged"),
        (b"x", b"30 size=99999999999999999999\n\n", "bag.archive-damaged"),
        (b"x", b"27 GNU.sparse.realname=abc\n", "bag.archive-unsupported"),
        (b"L", b"x" * ((1 << 20) + 1), "bag.limit-exceeded"),
        (b"L", b"../../evil\0", "bag.path-unsafe"),
        (b"x", b"19 path=../../evil\n", "bag.path-unsafe"),
        (b"S", b"", "bag.archive-unsupported"),
    ],
)
def test_odd_extended_headers_end_in_a_finding(
    bag: Path, kind: bytes, body: bytes, code: str
) -> None:
    archive = as_tar(bag)
    extension = member("bag/data/x", kind)
    extension.size = len(body)
    content = archive.read_bytes().rstrip(b"\0")
    content += bytes(-len(content) % 512)
    content += extension.tobuf(tarfile.USTAR_FORMAT) + body + bytes(-len(body) % 512)
    content += member("bag/data/y").tobuf() + bytes(1024)
    archive.write_bytes(content)
    assert code in codes(validate(archive))


@pytest.mark.parametrize("archived", FORMS)
@pytest.mark.parametrize(
    "limits", [Limits(members=2), Limits(octets=300), Limits(tag_file_octets=100)]
)
def test_limits_end_the_reading(bag: Path, archived: Archive, limits: Limits) -> None:
    report = validate(archived(bag), limits=limits)
    assert not report.ok
    assert "bag.limit-exceeded" in codes(report)
    # What was not reached is not called missing.
    assert "bag.payload-file-missing" not in codes(report)
    assert outcomes(report)["fixity"] in ("not checked", "failed")


@pytest.mark.parametrize("archived", [as_tar_gz, as_zip])
def test_a_bomb_is_refused_by_its_ratio(
    tmp_path: Path, archived: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = make_bag(tmp_path / "bag", {"data/zeros": bytes(2_000_000)})
    monkeypatch.setattr("frus_pack.bag.reader.RATIO_COUNTS_FROM", 1_000_000)
    archive = archived(bag)
    assert validate(archive, limits=Limits(ratio=2000)).ok
    report = validate(archive, limits=Limits(ratio=50))
    assert "bag.limit-exceeded" in codes(report)


def test_a_gzip_file_of_several_members_and_with_padding_is_whole(bag: Path) -> None:
    archive = as_tar(bag)
    content = archive.read_bytes()
    zipped = bag.with_suffix(".tgz")
    half = len(content) // 2
    parts = gzip.compress(content[:half]) + gzip.compress(b"") + gzip.compress(content[half:])
    zipped.write_bytes(parts + bytes(100))
    assert found(zipped) == set()
    zipped.write_bytes(parts + b"more")
    assert found(zipped) == {("bag.archive-damaged", "")}


def test_a_gzip_file_that_is_no_tar_file_is_damaged(tmp_path: Path) -> None:
    archive = tmp_path / "x.tar.gz"
    archive.write_bytes(gzip.compress(b"hello"))
    assert "bag.archive-damaged" in codes(validate(archive))


def zip64(content: bytes, *, entries: int | None = None, offset: int | None = None) -> bytes:
    """The same zip file with its end written in the zip64 form."""
    at = content.rindex(b"PK\5\6")
    _, _, _, _, count, octets, start, _ = struct.unpack("<4s4H2LH", content[at : at + 22])
    record = struct.pack(
        "<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, entries or count, octets, offset or start
    )
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    full = 0xFFFF
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, full, full, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return content[:at] + record + locator + end


def test_a_zip64_file_is_read(bag: Path) -> None:
    archive = as_zip(bag)
    archive.write_bytes(zip64(archive.read_bytes()))
    assert found(archive) == set()


@pytest.mark.parametrize(
    "lie",
    [
        lambda content: zip64(content, entries=3),
        lambda content: zip64(content, entries=1 << 40),
        lambda content: zip64(content, offset=1 << 60),
        lambda content: zip64(content).replace(b"PK\6\6", b"PK\6\5"),
        lambda content: content + b"more",
        lambda content: b"more" + content,
        lambda content: content[:-2] + b"\xff\xff",
        lambda content: content.replace(b"bag/bagit.txt", b"bag/bagot.txt", 1),
        lambda content: b"PK\5\6",
        lambda content: b"PK\5\6" + bytes(18) + b"PK\3\4",
    ],
)
def test_a_zip_file_that_lies_about_itself_is_damaged(
    bag: Path, lie: Callable[[bytes], bytes]
) -> None:
    archive = as_zip(bag)
    archive.write_bytes(lie(archive.read_bytes()))
    assert codes(validate(archive)) & {"bag.archive-damaged", "bag.limit-exceeded"}


@pytest.mark.parametrize(("field", "value"), [(16, 1), (20, 5), (24, 5), (24, 1 << 20)])
def test_a_lie_about_crc_or_size_in_a_zip_file_is_damage(bag: Path, field: int, value: int) -> None:
    archive = as_zip(bag)
    content = bytearray(archive.read_bytes())
    at = content.rindex(b"bag/data/letter.txt") - 46 + field
    content[at : at + 4] = value.to_bytes(4, "little")
    archive.write_bytes(content)
    assert ("bag.archive-damaged", "data/letter.txt") in found(archive)


def test_an_encrypted_member_is_told(bag: Path) -> None:
    archive = as_zip(bag)
    content = bytearray(archive.read_bytes())
    content[content.rindex(b"bag/data/letter.txt") - 46 + 8] |= 1
    archive.write_bytes(content)
    assert ("bag.archive-unsupported", "data/letter.txt") in found(archive)


def test_data_after_the_end_of_a_packed_member_is_damage(bag: Path) -> None:
    archive = bag.with_suffix(".zip")
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(b"x") + packer.flush() + b"hidden"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("bag/manifest-md5.txt", packed)
    content = bytearray(archive.read_bytes())
    for at, method, size in ((0, 8, 22), (content.index(b"PK\1\2"), 10, 24)):
        content[at + method] = 8
        content[at + size : at + size + 4] = (1).to_bytes(4, "little")
        content[at + size - 8 : at + size - 4] = zlib.crc32(b"x").to_bytes(4, "little")
    archive.write_bytes(content)
    assert ("bag.archive-damaged", "manifest-md5.txt") in found(archive)


@pytest.mark.parametrize("name", ["x.txt", "x", "x.tar.bz2"])
def test_what_is_no_archive_is_no_bag_to_check(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"hello")
    with pytest.raises(StorageError, match="neither a folder nor a tar, tar"):
        validate(tmp_path / name)


@pytest.mark.parametrize("name", ["x.tar", "x.zip", "x.tgz", "x.TAR.GZ"])
def test_what_is_called_an_archive_and_is_none_is_damaged(tmp_path: Path, name: str) -> None:
    for content in (b"", b"hello", bytes(1000)):
        (tmp_path / name).write_bytes(content)
        assert not validate(tmp_path / name).ok


def test_nothing_at_the_path_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="No such file"):
        validate(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StorageError, match="pipe"):
        validate(tmp_path / "pipe")

"""Archives that no good program would write, each made of a good bag or package."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.bags import as_tar, as_tar_gz, as_zip
from tests.support.tar_members import member, tar_with

Spoil = Callable[[Path], Path]


def _tar(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> Spoil:
    return lambda bag: tar_with(bag, (member(name.format(bag=bag.name), kind, target), b"evil"))


def _gzipped(spoil: Spoil) -> Spoil:
    def spoiled(bag: Path) -> Path:
        archive = spoil(bag)
        zipped = archive.with_suffix(".tar.gz")
        zipped.write_bytes(gzip.compress(archive.read_bytes()))
        archive.unlink()
        return zipped

    return spoiled


def _zip(name: str, mode: int = 0o100644, method: int = zipfile.ZIP_DEFLATED) -> Spoil:
    def spoiled(bag: Path) -> Path:
        archive = as_zip(bag)
        with zipfile.ZipFile(archive, "a") as file:
            info = zipfile.ZipInfo("x")
            info.filename, info.external_attr = name.format(bag=bag.name), mode << 16
            file.writestr(info, b"evil", method)
        return archive

    return spoiled


def _altered(form: Spoil, alter: Callable[[bytes], bytes]) -> Spoil:
    def spoiled(bag: Path) -> Path:
        archive = form(bag)
        archive.write_bytes(alter(archive.read_bytes()))
        return archive

    return spoiled


def _cut_off(content: bytes) -> bytes:
    return content[: len(content.rstrip(b"\0")) * 2 // 3]


def _overlapping(content: bytes) -> bytes:
    """The second member of a zip file is said to lie where the first one does."""
    first = content.index(b"PK\1\2")
    second = content.index(b"PK\1\2", first + 1)
    return content[: second + 42] + content[first + 42 : first + 46] + content[second + 46 :]


def _encrypted(content: bytes) -> bytes:
    at = content.index(b"PK\1\2") + 8
    return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]


def _lying_about_a_size(content: bytes) -> bytes:
    """A member of a tar file is said to have nearly 8 GiB."""
    at = content.index(b"/bagit.txt") // 512 * 512
    header = bytearray(content[at : at + 512])
    header[124:136] = b"77777777777\0"
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return content[:at] + bytes(header) + content[at + 512 :]


_TAR_MEMBERS: Mapping[str, tuple[str, Spoil]] = {
    "leading out": ("path-unsafe", _tar("../../evil")),
    "absolute": ("path-unsafe", _tar("/tmp/frus-pack-evil")),  # noqa: S108
    "leading out of the payload": ("path-unsafe", _tar("{bag}/data/../../../evil")),
    "on a drive": ("path-unsafe", _tar("C:\\evil")),
    "with a backslash": ("path-unsafe", _tar("{bag}/data/..\\..\\evil")),
    "at home": ("path-unsafe", _tar("~/evil")),
    "a folder leading out": ("path-unsafe", _tar("{bag}/../../evil", tarfile.DIRTYPE)),
    "a link": ("link", _tar("{bag}/data/l", tarfile.SYMTYPE, "../../../evil")),
    "a hard link": ("link", _tar("{bag}/data/l", tarfile.LNKTYPE, "/etc/passwd")),
    "a character device": ("special-file", _tar("{bag}/data/device", tarfile.CHRTYPE)),
    "a block device": ("special-file", _tar("{bag}/data/device", tarfile.BLKTYPE)),
    "a pipe": ("special-file", _tar("{bag}/data/pipe", tarfile.FIFOTYPE)),
    "of no type": ("archive-unsupported", _tar("{bag}/data/what", b"Z")),
    "twice": ("archive-duplicate-member", _tar("{bag}/bagit.txt")),
    "in a file": ("archive-duplicate-member", _tar("{bag}/bagit.txt/x")),
    "a file that is a folder": ("archive-duplicate-member", _tar("{bag}/data")),
    "beside the bag": ("archive-layout", _tar("evil/x")),
}

_ZIP_MEMBERS: Mapping[str, tuple[str, Spoil]] = {
    "leading out": ("path-unsafe", _zip("../../evil")),
    "absolute": ("path-unsafe", _zip("/tmp/frus-pack-evil")),  # noqa: S108
    "with a backslash": ("path-unsafe", _zip("{bag}/data/..\\..\\evil")),
    "a link": ("link", _zip("{bag}/data/l", 0o120777)),
    "a pipe": ("special-file", _zip("{bag}/data/pipe", 0o010644)),
    "in a file": ("archive-duplicate-member", _zip("{bag}/bagit.txt/x")),
    "beside the bag": ("archive-layout", _zip("evil/x")),
    "packed otherwise": ("archive-unsupported", _zip("{bag}/data/x", method=zipfile.ZIP_BZIP2)),
    "overlapping": ("archive-overlap", _altered(as_zip, _overlapping)),
    "encrypted": ("archive-unsupported", _altered(as_zip, _encrypted)),
}

HOSTILE: Mapping[str, tuple[str, Spoil]] = {
    **{f"tar, {name}": one for name, one in _TAR_MEMBERS.items()},
    **{f"tar.gz, {name}": (code, _gzipped(one)) for name, (code, one) in _TAR_MEMBERS.items()},
    **{f"zip, {name}": one for name, one in _ZIP_MEMBERS.items()},
    "tar, cut off": ("archive-damaged", _altered(as_tar, _cut_off)),
    "tar.gz, cut off": ("archive-damaged", _altered(as_tar_gz, _cut_off)),
    "zip, cut off": ("archive-damaged", _altered(as_zip, _cut_off)),
    "tar, a size of 8 GiB": ("archive-damaged", _altered(as_tar, _lying_about_a_size)),
    "tar.gz, a size of 8 GiB": (
        "archive-damaged",
        _gzipped(_altered(as_tar, _lying_about_a_size)),
    ),
}
"""What is wrong with it → the code of its finding, without the family, and its maker."""

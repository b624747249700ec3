"""Other programs that unpack archives, and what each makes of one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Tree = Mapping[str, bytes | str]
"""Each path below a folder, with the bytes of a file, or else its kind."""

Unpack = Callable[[Path, Path], bool]
"""Unpacks an archive into an empty folder; False if the program refuses the archive."""

FOLDER, OTHER = "folder", "neither a file nor a folder"
_PATIENCE = 60


def tree(folder: Path) -> Tree:
    """What is below a folder. No link is followed."""
    found: dict[str, bytes | str] = {}
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            kind: bytes | str = OTHER
            if path.is_dir() and not path.is_symlink():
                kind = FOLDER
            elif path.is_file() and not path.is_symlink():
                kind = path.read_bytes()
            found[path.relative_to(folder).as_posix()] = kind
    return found


def _run(command: Sequence[str], folder: Path, status: Sequence[int] = (0,)) -> bool:
    # Names are UTF-8 for all; nothing may ask a question.
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_PATIENCE,
    )
    return done.returncode in status


def _command(*command: str, status: Sequence[int] = (0,)) -> Unpack:
    """A program that unpacks the archive ARCHIVE into its working directory."""

    def unpack(archive: Path, folder: Path) -> bool:
        return _run([part.replace("ARCHIVE", str(archive)) for part in command], folder, status)

    return unpack


def _tarfile(archive: Path, folder: Path) -> bool:
    try:
        with tarfile.open(archive) as file:
            file.extractall(folder, filter="fully_trusted")  # noqa: S202
    except (tarfile.TarError, OSError, EOFError, ValueError):
        return False
    return True


def _zipfile(archive: Path, folder: Path) -> bool:
    try:
        with zipfile.ZipFile(archive) as file:
            file.extractall(folder)  # noqa: S202
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return False
    return True


def _seven_zip_tar(archive: Path, folder: Path) -> bool:
    """7-Zip unpacks a compressed tar file in two steps."""
    if archive.suffix == ".tar":
        return _run([SEVEN_ZIP, "x", "-y", str(archive)], folder)
    inner = folder.with_name("inner.tar")
    shutil.rmtree(inner, ignore_errors=True)
    inner.mkdir()
    _run([SEVEN_ZIP, "x", "-y", str(archive)], inner)
    return any(
        _run([SEVEN_ZIP, "x", "-y", "-ttar", str(unpacked)], folder) for unpacked in inner.iterdir()
    )


SEVEN_ZIP = next(filter(shutil.which, ("7zz", "7z")), "7zz")

_TAR: Mapping[str, tuple[str, Unpack]] = {
    "GNU tar": ("tar", _command("tar", "-xf", "ARCHIVE")),
    "bsdtar": ("bsdtar", _command("bsdtar", "-xf", "ARCHIVE")),
    "Python": ("", _tarfile),
    "busybox": ("busybox", _command("busybox", "tar", "-xf", "ARCHIVE")),
    "7-Zip": (SEVEN_ZIP, _seven_zip_tar),
}
_ZIP: Mapping[str, tuple[str, Unpack]] = {
    "Info-ZIP": ("unzip", _command("unzip", "-qo", "ARCHIVE", status=(0, 1))),
    "bsdtar": ("bsdtar", _command("bsdtar", "-xf", "ARCHIVE")),
    "Python": ("", _zipfile),
    "busybox": ("busybox", _command("busybox", "unzip", "-qo", "ARCHIVE")),
    "7-Zip": (SEVEN_ZIP, _command(SEVEN_ZIP, "x", "-y", "ARCHIVE", status=(0, 1))),
}
_JAVA: Mapping[str, tuple[str, Unpack]] = {"Java": ("jar", _command("jar", "xf", "ARCHIVE"))}


def programs(form: str, *, java: bool = False) -> Mapping[str, Unpack]:
    """The programs on this machine that unpack a form of archive. Java's takes half a second."""
    known = {**_ZIP, **(_JAVA if java else {})} if form == "zip" else _TAR
    return {
        name: unpack for name, (tool, unpack) in known.items() if not tool or shutil.which(tool)
    }

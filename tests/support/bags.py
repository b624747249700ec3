"""Small bags for tests: good ones, and the means to spoil them in exactly one way."""

from __future__ import annotations

import hashlib
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from click.testing import CliRunner

from frus_pack.bag.tag_files import tag_writing
from frus_pack.commands.main import command
from frus_pack.reports.report import Report
from frus_pack.validating.validate import validate

PAYLOAD = {
    "data/letter.txt": b"Dear Sir:\n",
    "data/images/0371.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "data/100%.txt": b"",
}


def make_bag(
    folder: Path,
    payload: Mapping[str, bytes] = PAYLOAD,
    *,
    algorithms: Iterable[str] = ("sha512",),
    tags: Iterable[tuple[str, str]] = (),
    version: str = "1.0",
    further: Mapping[str, bytes] | None = None,
) -> Path:
    """A valid bag. `tags` come after Payload-Oxum in bag-info.txt, `further` are tag files."""
    octets = sum(map(len, payload.values()))
    info = [("Payload-Oxum", f"{octets}.{len(payload)}"), *tags]
    write(folder, payload)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    write(folder, {"bagit.txt": tag_writing.format_declaration(version), **(further or {})})
    write(folder, {"bag-info.txt": tag_writing.format_bag_info(info)})
    for algorithm in algorithms:
        digests = {path: digest(content, algorithm) for path, content in payload.items()}
        write(folder, {f"manifest-{algorithm}.txt": tag_writing.format_manifest(digests)})
    for algorithm in algorithms:
        seal(folder, algorithm)
    return folder


def seal(
    folder: Path, algorithm: str = "sha512", *, also: Mapping[str, bytes] | None = None
) -> None:
    """Write the tag manifest anew, so that a change of a tag file is none to it."""
    listed = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and path.relative_to(folder).parts[0] != "data"
        and not path.name.startswith("tagmanifest-")
    }
    digests = {path: digest(content, algorithm) for path, content in listed.items()}
    digests |= {path: digest(content, algorithm) for path, content in (also or {}).items()}
    write(folder, {f"tagmanifest-{algorithm}.txt": tag_writing.format_manifest(digests)})


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, with their folders."""
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def append(folder: Path, path: str, content: bytes) -> None:
    """Add bytes to the end of a tag file, and seal the bag again."""
    with (folder / path).open("ab") as file:
        file.write(content)
    seal(folder)


def replace(folder: Path, path: str, old: bytes, new: bytes) -> None:
    """Change the first `old` in a tag file, which has to be there, and seal the bag again."""
    content = (folder / path).read_bytes()
    if old not in content:
        raise ValueError(f"{path} has no {old!r}")
    (folder / path).write_bytes(content.replace(old, new, 1))
    seal(folder)


def digest(content: bytes, algorithm: str = "sha512") -> str:
    """In lower-case hexadecimal."""
    return hashlib.new(algorithm, content).hexdigest()


def as_tar(bag: Path, *, gzipped: bool = False) -> Path:
    """The bag as an archive beside it."""
    archive = bag.with_suffix(".tar.gz" if gzipped else ".tar")
    with tarfile.open(archive, "w:gz" if gzipped else "w") as file:
        file.add(bag, bag.name)
    return archive


def as_zip(bag: Path) -> Path:
    """The bag as an archive beside it, deflated."""
    archive = bag.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(bag.rglob("*")):
            file.write(path, Path(bag.name) / path.relative_to(bag))
    return archive


def as_tar_gz(bag: Path) -> Path:
    """The bag as an archive beside it."""
    return as_tar(bag, gzipped=True)


def codes(report: Report) -> set[str]:
    """The codes of all findings."""
    return {finding.code for finding in report.findings}


def found(path: Path) -> set[tuple[str, str]]:
    """Code and location of every finding about a bag."""
    return {(one.code, one.location) for one in validate(path).findings}


def exit_status(path: Path, *options: str) -> int:
    """How `frus-pack validate` ends."""
    arguments = ["validate", str(path), *options]
    return CliRunner().invoke(command, arguments, catch_exceptions=False).exit_code


def outcomes(report: Report) -> dict[str, str]:
    """How each check of a report stood."""
    return {check.family: check.outcome for check in report.checks}

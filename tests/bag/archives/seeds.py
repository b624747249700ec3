"""Good archives of one bag, by every program on this machine that writes some."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from frus_pack.bag.sink import Serialization, archive_sink
from frus_pack.bag.writer import BagWriter
from tests.bag.archives.foreign import SEVEN_ZIP
from tests.bag.archives.mutated_tars import headers, sign
from tests.support.bags import make_bag

PAYLOAD = {
    "data/letter.txt": b"Dear Sir:\n",
    "data/sub/\u00e9t\u00e9.txt": b"summer\n" * 90,
    "data/empty": b"",
    f"data/{'long/' * 21}name.txt": b"long name\n",
    "data/block": b"x" * 512,
}
"""An empty file, a whole block, and names that do not fit the first header."""

_SHORT = {path: content for path, content in PAYLOAD.items() if len(path) < 90 and path.isascii()}

_COMMANDS = {
    "gnu.tar": "tar --format=gnu -cf TARGET bag",
    "pax.tar": "tar --format=pax -cf TARGET bag",
    "ustar.tar": "tar --format=ustar -cf TARGET bag",
    "v7.tar": "tar --format=v7 -cf TARGET short",
    "bsd-pax.tar": "bsdtar --format=pax -cf TARGET bag",
    "bsd-gnu.tar": "bsdtar --format=gnutar -cf TARGET bag",
    "bsd-ustar.tar": "bsdtar --format=ustar -cf TARGET bag",
    "bsd-v7.tar": "bsdtar --format=v7 -cf TARGET short",
    "bsd.zip": "bsdtar --format=zip -cf TARGET bag",
    "busybox.tar": "busybox tar -cf TARGET bag",
    "7-zip.tar": f"{SEVEN_ZIP} a -ttar TARGET bag",
    "7-zip.zip": f"{SEVEN_ZIP} a -tzip TARGET bag",
    "info-zip.zip": "zip -qr TARGET bag",
    "java.zip": "jar cMf TARGET bag",
}


class _Unseekable(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError


def seeds(folder: Path) -> dict[str, bytes]:
    """The archives by name, in an order that does not depend on the machine."""
    make_bag(folder / "bag", PAYLOAD)
    make_bag(folder / "short", _SHORT)
    written = {**dict(_by_commands(folder)), **dict(_by_python(folder / "bag"))}
    return {name: written[name] for name in sorted(written)}


def _by_commands(folder: Path) -> Iterator[tuple[str, bytes]]:
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    for name, command in _COMMANDS.items():
        words = [word.replace("TARGET", name) for word in command.split()]
        if shutil.which(words[0]):
            subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True)
            yield name, (folder / name).read_bytes()


def _with_old_types(content: bytes) -> bytes:
    """A tar file as Go wrote it until 2018: a file has the type NUL, in a header of POSIX."""
    changed = bytearray(content)
    for at in headers(changed):
        if changed[at + 156 : at + 157] == b"0":
            changed[at + 156] = 0
            sign(changed, at)
    return bytes(changed)


def _by_python(bag: Path) -> Iterator[tuple[str, bytes]]:
    for name, form in (("gnu", tarfile.GNU_FORMAT), ("pax", tarfile.PAX_FORMAT)):
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode="w", format=form) as tar:
            tar.add(bag, "bag")
        yield f"python-{name}.tar", target.getvalue()
    yield "go.tar", _with_old_types(target.getvalue())
    for name, target in (("python", io.BytesIO()), ("python-streamed", _Unseekable())):
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
            for path in sorted(bag.rglob("*")):
                zipped.write(path, path.relative_to(bag.parent))
        yield f"{name}.zip", target.getvalue()
    forms: tuple[Serialization, ...] = ("tar", "zip")
    for serialization in forms:
        place = bag.with_name(f"ours.{serialization}")
        with archive_sink(serialization, place, "bag", date(2026, 1, 2)) as sink:
            writer = BagWriter(sink, ["sha512"])
            for inside, content in PAYLOAD.items():
                writer.add_bytes(inside, content)
            writer.finish([("Payload-Oxum", str(writer.oxum))])
        yield place.name, place.read_bytes()

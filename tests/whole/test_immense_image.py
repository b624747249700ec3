"""A page image of many GB is packed, unpacked and validated a piece at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.folders import add_images, document_folder

_OCTETS, _OCTETS_THOROUGH = 512 << 20, 6 << 30
"""With ``--thorough`` more than 32 bits can count."""
_MOST_MEMORY = 200 << 10

_WORK = """
import sys, frus_pack
source, form, to, unpacked = sys.argv[1:]
archive = form if form != "folder" else None
(packed,) = frus_pack.pack_all(source, to=to, serialize=archive, jobs=1)
ok = packed.status == "packed" and frus_pack.validate(packed.path, jobs=1).ok
if archive:
    frus_pack.unpack(packed.path, unpacked)
with open("/proc/self/status") as status:
    (peak,) = (line.split()[1] for line in status if line.startswith("VmHWM:"))
print(ok, peak)
"""
"""Prints the peak memory in KiB. `ru_maxrss` would count what the parent held at the fork."""


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("form", ["folder", "tar", "zip"])
def test_memory_does_not_grow_with_a_page_image(tmp_path: Path, form: str, thorough: bool) -> None:
    source = add_images(document_folder(tmp_path / "d7"))
    octets = _OCTETS_THOROUGH if thorough else _OCTETS
    with (source / "page-images/p11.png").open("ab") as image:
        image.truncate(octets)  # what follows the end of an image is kept, and no fault
    to, unpacked = str(tmp_path / "to"), str(tmp_path / "unpacked")
    done = subprocess.run(
        [sys.executable, "-c", _WORK, str(source), form, to, unpacked],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ok, memory = done.stdout.split()
    assert ok == "True"
    assert int(memory) < _MOST_MEMORY
    copies = [path for path in tmp_path.glob("*/**/*") if path.stat().st_size >= octets]
    assert len(copies) == (2 if form == "folder" else 3)  # the source's, and each copy

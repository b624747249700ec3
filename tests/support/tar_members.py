"""Members of tar files that no good program would write."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from tests.support.bags import as_tar


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

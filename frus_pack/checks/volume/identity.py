"""Which volume a file is: its root, its header and its name should say the same."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.checks.volume.volume import ReadVolume
from frus_pack.requirements.finding import Finding


def check_identity(volume: ReadVolume) -> Iterator[Finding]:
    """Yield what is wrong with the volume's own identifier, and identifiers of two elements."""
    root, idno, name = volume.scan.id, volume.idno, volume.path.stem
    if not root:
        message = "the root has no xml:id; the name of the file was taken for it"
        yield Finding("volume.identifier-missing", "TEI", message, found=name)
    if not idno:
        message = "the header has no idno of the type frus"
        yield Finding("volume.identifier-missing", "teiHeader", message, volume.id)
    elif idno != volume.id:
        message = "the idno is not the identifier of the volume"
        yield Finding("volume.identifier-differs", "teiHeader", message, volume.id, idno)
    if name != volume.id:
        message = "the file is not named after the volume"
        yield Finding("volume.file-name-differs", "", message, volume.id, name)
    for one in volume.repeated():
        message = f"the identifier {one.id} is that of an element before"
        yield Finding("volume.identifier-twice", f"line {one.line}", message)

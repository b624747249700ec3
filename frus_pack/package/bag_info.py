"""What bag-info.txt says of every package (RFC 8493 §2.2.2)."""

from __future__ import annotations

from functools import cache

from frus_pack.bag.writer import Oxum
from frus_pack.document import citation, schemas
from frus_pack.document.model import Metadata
from frus_pack.version import __version__

AGENT = f"frus-pack {__version__}"
FIRST = "External-Identifier"
PROFILE = "FRUS-Package-Profile"
"""Names our profile in every package."""
PUBLISHED_PROFILE = "BagIt-Profile-Identifier"
"""Names a repository's profile, given with ``--profile``. Other tools fetch what it names, and
fail where nothing can be fetched, so our own URN is never here."""
RECIPE = "FRUS-Package-Recipe"
"""The digest of everything that decides the content: the same recipe makes the same package."""
SEAL = "FRUS-Package-Seal"
"""Comes last, and shows whether the package is still as it was packed (`frus_pack.bag.seal`)."""


def bag_info_tags(
    metadata: Metadata, oxum: Oxum, bagging_date: str, profile: str | None
) -> tuple[tuple[str, str], ...]:
    """Return labels and values in order, without the seal.

    `profile` is the identifier of a repository's profile that the package meets besides ours.
    """
    return (
        (FIRST, metadata.identifier),
        ("External-Description", _external_description(metadata)),
        ("Bag-Group-Identifier", metadata.volume.id),
        ("Bagging-Date", bagging_date),
        ("Payload-Oxum", str(oxum)),
        ("Bag-Size", size_for_people(oxum.octets)),
        *by_whom(profile),
    )


def by_whom(profile: str | None) -> tuple[tuple[str, str], ...]:
    """Return the last labels and values, which do not depend on the document."""
    ours = _own_profile()
    published = ((PUBLISHED_PROFILE, profile),) if profile and profile != ours else ()
    return (("Bag-Software-Agent", AGENT), *published, (PROFILE, ours))


def _external_description(metadata: Metadata) -> str:
    title = f"{metadata.number}. {metadata.title}" if metadata.number else metadata.title
    text = f"{title.removesuffix('.')}. {citation.volume_in_series(metadata.volume)}"
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


@cache
def _own_profile() -> str:
    info = schemas.load(schemas.PROFILE)["BagIt-Profile-Info"]
    return str(info[PUBLISHED_PROFILE])


def size_for_people(octets: int) -> str:
    """Return a number of bytes in the decimal units of SI: ``1.5 MB``."""
    size, unit = float(octets), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    return f"{octets} B" if unit == "B" else f"{size:.1f} {unit}"

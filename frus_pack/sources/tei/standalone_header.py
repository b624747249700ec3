"""A document that was cut out of a volume, made a TEI document that stands alone: the very bytes
of its ``div``, in a header and a body of its own."""

from __future__ import annotations

from frus_pack.document import page_scans
from frus_pack.document.model import Metadata, Surroundings
from frus_pack.sources.tei import xml_writing
from frus_pack.sources.tei.header import tei_header
from frus_pack.sources.tei.names import TEI, page_id
from frus_pack.sources.tei.xml_writing import attribute

BEHIND = b"\n    </body>\n  </text>\n</TEI>\n"
"""What follows the document."""


def wrap(division: bytes, metadata: Metadata, around: Surroundings, begins_on: str | None) -> bytes:
    """The TEI document, the same bytes for the same input.

    `begins_on` is the printed page that the document begins on, where its own page breaks do not
    say so; it is put before the ``div``. Raises ValueError for a character of the description
    that XML cannot hold.
    """
    page_break = "" if begins_on is None else f"      {_page_break(metadata, begins_on)}\n"
    space = attribute("xml:space", around.space) if around.space else ""
    before = xml_writing.encode(
        f"<TEI{namespaces(division, around)}>\n"
        f"{tei_header(metadata)}\n"
        f"  <text{attribute('xml:lang', metadata.language)}>\n"
        f"    <body{space}>\n"
        f"{page_break}      "
    )
    return before + division + BEHIND


def namespaces(division: bytes, around: Surroundings) -> str:
    """TEI's as the default, and those of the volume that the document needs and must declare."""
    needed = [
        attribute(f"xmlns:{prefix}", uri)
        for prefix, uri in sorted(around.namespaces.items())
        if prefix not in ("", "xml") and f"{prefix}:".encode() in division
    ]
    return "".join((attribute("xmlns", TEI), *needed))


def _page_break(metadata: Metadata, page: str) -> str:
    facs = next(iter(page_scans.of_pages(metadata.facs, (page,))), None)
    scan = attribute("facs", facs) if facs else ""
    return f"<pb{attribute('n', page)}{attribute('xml:id', page_id(page))}{scan}/>"

"""Classification and handling that are printed above the text, as until 1954.

<seg>secret   us urgent</seg>
<p rend="flushleft">Secret<lb/>Priority</p>
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from frus_pack.sources.prose.marking_lines import PrintedMarkings, read_marking_lines
from frus_pack.sources.tei.words import lines


def read(places: Iterable[etree._Element]) -> PrintedMarkings:
    """Return what the places where markings are printed say; other words there are not taken."""
    return read_marking_lines(line for place in places for line in lines(place))

"""A volume of a document or two, as tests write it, read it and pack it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import frus_pack
from frus_pack import Document

HEAD = (
    '<TEI xml:id="frus1958-60v98" xmlns="http://www.tei-c.org/ns/1.0"'
    ' xmlns:frus="http://history.state.gov/frus/ns/1.0">\n'
    "<teiHeader/>\n<text><body>\n"
)


END = "\n</body></text></TEI>\n"


GOOD = '<div type="document" xml:id="d2" n="2"><head>2. Letter</head><p>Good.</p></div>'

Make = Callable[[str], Path]


def read(path: Path) -> list[Document]:
    """Read every document of a volume."""
    return list(frus_pack.read(path))


def told(path: Path, tmp_path: Path) -> list[str]:
    """Pack a volume; return its errors, and how many documents are packed."""
    outcomes = list(frus_pack.pack_all(path, tmp_path / "deposit", jobs=1))
    packed = [one for one in outcomes if one.status == "packed"]
    errors = [str(one.error).replace(f"{tmp_path}/", "") for one in outcomes if one.error]
    return [*errors, *([f"{len(packed)} packed"] if packed else [])]

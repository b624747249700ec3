"""The least of volumes, a line at a time; the first line is line 6 of the file."""

from __future__ import annotations

from pathlib import Path

from tests.surveying.told import Told

ID = "frus1958-60v99"
PAGE = '<pb n="1" facs="0011" xml:id="pg_1"/>'

_TEI = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'


def volume(
    folder: Path, *lines: str, root: str = ID, idno: str = ID, name: str = ID, front: str = ""
) -> Path:
    """A volume with these lines in its body."""
    identifier = f' xml:id="{root}"' if root else ""
    number = f'<idno type="frus">{idno}</idno>' if idno else ""
    body = "\n".join(lines)
    path = folder / f"{name}.xml"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI {_TEI}{identifier}>\n'
        '<teiHeader><fileDesc><titleStmt><title type="volume">Kestania</title></titleStmt>\n'
        f"<publicationStmt>{number}</publicationStmt></fileDesc></teiHeader>\n"
        f"<text><front>{front}</front><body>\n{body}\n</body></text></TEI>\n"
    )
    return path


def pb(n: str, facs: str) -> str:
    """A page break."""
    return f'<pb n="{n}" facs="{facs}" xml:id="pg_{n}"/>'


def div(number: int, *, n: str = "", head: str = "", text: str = "<p>Yes.</p>") -> str:
    """A document whose identifier has that number."""
    n = n or f"{number}"
    heading = head or f"{n}. Letter"
    return f'<div type="document" n="{n}" xml:id="d{number}"><head>{heading}</head>{text}</div>'


def finding(
    code: str, location: str, message: str, expected: str | None = None, found: str | None = None
) -> Told:
    """What should be told."""
    return (f"volume.{code}", location, message, expected, found)

"""A document of some TEI, as it is read."""

from __future__ import annotations

from frus_pack.sources.tei.standalone_tei import parse_tei
from frus_pack.sources.text.derived_text import parse_derived_text, render_derived_text


def document_of(content: str) -> bytes:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0">'
        f'<text><body><div type="document" n="7">{content}</div></body></text></TEI>'
    ).encode()


def text_of(content: str) -> str:
    """The reading text of a document below its heading."""
    read = parse_tei(document_of(f"<head>7. Letter</head>{content}"))
    assert parse_derived_text(render_derived_text(read)) == read
    return render_derived_text(read).removeprefix("7. Letter\n\n").rstrip("\n")

"""The wrong document folders and files, each with a name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.commands.bad_input.making import (
    Make,
    field,
    file,
    images,
    more,
    png,
    text,
    with_files,
)
from tests.support.bags import make_bag
from tests.support.folders import METADATA, TEXT
from tests.support.image_files import drawn, encoded


def _docx() -> bytes:
    """The beginning of what a word processor saves."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return content.getvalue()


TITLE = "title: Letter From President Orlan to the Secretary of State"
PNG = png()
DOCX = _docx()
PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n"
HTML = "<!DOCTYPE html>\n<html><head><title>x</title></head><body>7. Letter</body></html>\n"

CASES: Mapping[str, Make] = {
    # names of fields
    "field-misspelt": field("title:", "titel:"),
    "field-capital": field("title:", "Title:"),
    "field-plural": more("sender: Orlan\n"),
    "field-unknown": more("colour: red\n"),
    "field-inside": more('date: {earliest: 1959-05-02, latest: 1959-05-02, shown: "May 2"}\n'),
    "field-missing": field("title: Letter From President Orlan to the Secretary of State\n", ""),
    "field-empty": field(
        "title: Letter From President Orlan to the Secretary of State\n", "title:\n"
    ),
    "volume-missing": field("volume: {id: frus1958-60v99}\n", ""),
    "volume-text": field("volume: {id: frus1958-60v99}", "volume: frus1958-60v99"),
    "volume-id-form": field("frus1958-60v99", "1958-60 vol. 99"),
    "volume-id-caps": field("frus1958-60v99", "FRUS1958-60v99"),
    "id-number": field("id: d7", "id: 14"),
    "id-capital": field("id: d7", "id: D7"),
    "id-with-volume": field("id: d7", "id: frus1958-60v99-d7"),
    "id-missing": field("id: d7\n", ""),
    "kind-french": field("kind: letter", "kind: lettre"),
    "kind-capital": field("kind: letter", "kind: Letter"),
    "language-english": field("language: en", "language: English"),
    "language-missing": field("language: en\n", ""),
    "rights-missing": field("rights: Public domain\n", ""),
    # dates
    "date-text": more("date: May 2, 1959\n"),
    "date-slashes": more("date: {earliest: 05/02/1959, latest: 05/02/1959}\n"),
    "date-impossible": more("date: {earliest: 1959-02-30, latest: 1959-02-30}\n"),
    "date-order": more("date: {earliest: 1959-05-03, latest: 1959-05-02}\n"),
    "date-only-earliest": more("date: {earliest: 1959-05-02}\n"),
    "date-short": more("date: {earliest: 59-5-2, latest: 59-5-2}\n"),
    # persons
    "senders-text": more("senders: Orlan\n"),
    "senders-list-text": more("senders: [Orlan]\n"),
    "senders-one": more("senders: {name: Orlan}\n"),
    "persons-no-id": more("persons: [{name: Orlan}]\n"),
    "pages-number": more("pages: 11\n"),
    "pages-unlisted": more('facs: {"99": "0099"}\n'),
    "number-differs": more("number: 8\n"),
    "facs-path": more('facs: {"11": "scans/0011.png"}\n'),
    "reference-form": more("references: [{target: Document 8, text: Document 8}]\n"),
    "notes-wrong": more("notes: [{n: 1, type: footnote, page: 11}]\n"),
    # yaml
    "yaml-tab": with_files(yaml=METADATA.replace("id: d7", "id:\td7\n\ttitle: x")),
    "yaml-unclosed": field("title: Letter", 'title: "Letter'),
    "yaml-colon": field("title: Letter From", "title: Letter: From"),
    "yaml-indent": with_files(yaml=METADATA.replace("kind: letter", "  kind: letter")),
    "yaml-list": with_files(yaml="- volume: x\n"),
    "yaml-text": with_files(yaml="A letter of 1959\n"),
    "yaml-empty": with_files(yaml=""),
    "yaml-twice": more("id: d8\n"),
    "yaml-second-document": more("---\nid: d8\n"),
    "yaml-smart-quotes": field(TITLE, f"title: “{TITLE[7:]}”"),
    "yaml-brace": field("volume: {id: frus1958-60v99}", "volume: {id: frus1958-60v99"),
    "yaml-at": field("title: Letter", "title: @Letter"),
    "yaml-bom": with_files(yaml="\ufeff" + METADATA),
    "yaml-crlf": with_files(yaml=METADATA.replace("\n", "\r\n")),
    "yaml-utf16": with_files(yaml=METADATA.encode("utf-16")),
    "yaml-latin1": with_files(yaml=METADATA.replace("Orlan", "Orl\u00e1n").encode("latin-1")),
    "yaml-nul": with_files(yaml=METADATA + "place: a\0b\n"),
    "yaml-anchor": more("place: &a Lima\n"),
    "yaml-is-docx": with_files(yaml=DOCX),
    "json-comma": with_files(yaml=None, json='{"id": "d7",}'),
    "json-quotes": with_files(yaml=None, json="{'id': 'd7'}"),
    "json-and-yaml": with_files(json='{"id": "d7"}'),
    "no-description": with_files(yaml=None),
    # texts
    "text-missing": with_files(text=None),
    "text-empty": with_files(text=""),
    "text-blank": with_files(text="\n\n"),
    "text-docx": with_files(text=DOCX),
    "text-pdf": with_files(text=PDF),
    "text-html": with_files(text=HTML),
    "text-rtf": with_files(text="{\\rtf1\\ansi Letter}"),
    "text-utf16": with_files(text=TEXT.encode("utf-16")),
    "text-latin1": with_files(text=TEXT.replace("Dear", "D\u00e9ar").encode("latin-1")),
    "text-win1252": with_files(text=TEXT.replace("thank you", "thank you\u2019s").encode("cp1252")),
    "text-bom": with_files(text="\ufeff" + TEXT),
    "text-crlf": with_files(text=TEXT.replace("\n", "\r\n")),
    "text-cr": with_files(text=TEXT.replace("\n", "\r")),
    "text-nul": text("harbor", "har\0bor"),
    "text-formfeed": text("[Page 12]", "\f[Page 12]"),
    "text-page-mark": text("[Page 12]", "[Page l2]"),
    "text-page-order": text("[Page 12]", "[Page 12] now [Page 10]"),
    "text-no-heading": with_files(text="\nPort Lorne.\n"),
    "text-note-missing": text("  2. Not printed. [1 line not declassified]\n", ""),
    "text-note-unanchored": text("letter.2", "letter."),
    "text-note-twice": text("  2. Not", "  1. Not"),
    "both-texts": with_files(xml="<TEI/>"),
    "xml-not-wellformed": with_files(
        text=None, xml='<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>'
    ),
    "xml-no-tei": with_files(text=None, xml="<letter>7. Letter</letter>"),
    "xml-entity": with_files(text=None, xml='<!DOCTYPE TEI [<!ENTITY a "b">]><TEI>&a;</TEI>'),
    # images
    "image-pdf": images({"p11.pdf": PDF}),
    "image-text": images({"p11.png": "not an image"}),
    "image-empty": images({"p11.png": b""}),
    "image-cut": images({"p11.png": PNG[:80]}),
    "image-jpg-named-png": images({"p11.png": encoded(drawn("RGB", (40, 60)), "jpg")}),
    "image-name": images({"scan one.png": PNG}),
    "image-of-other-page": images({"p99.png": PNG}),
    "image-twice": images(
        {"p11.png": PNG, "p11.tif": encoded(drawn("L", (40, 60)), "tif"), "P11.png": PNG}
    ),
    "image-gif": images({"p11.gif": b"GIF89a\x01\0\x01\0\0\0\0;"}),
    "image-heic": images({"p11.heic": b"\0\0\0\x18ftypheic"}),
    # sources
    "folder-empty": Path.mkdir,
    "folder-bag": make_bag,
    "folder-images-only": file("p11.png", PNG),
    "file-pdf": file("frus1958-60v99-d7.pdf", PDF),
    "file-docx": file("frus1958-60v99-d7.docx", DOCX),
    "file-html": file("frus1958-60v99-d7.html", HTML),
    "file-named-wrong": file("letter7.txt", TEXT),
    "file-volume-renamed": file(
        "kestania.xml",
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body/></text></TEI>',
    ),
}

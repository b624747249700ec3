"""What is wrong with the TEI transcription, and where the two do not say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from frus_pack.package.paths import TEI_PATH
from tests.checks.transcription.test_tei_original import ODD
from tests.requirements import proven
from tests.support.packages import Told, change, told


def _change_tei(package: Path, old: str, new: str) -> Path:
    content = (package / TEI_PATH).read_text()
    assert old in content
    return change(package, {TEI_PATH: content.replace(old, new, 1).encode()})


OTHER_MARKUP = "has other markup, or another header, than is derived; this is the first difference"
BEFORE_RIGHTS = "…rus1958-60v99/d7</idno><availability>"
BEFORE_DATELINE = "…3, Box 4. Confidential.</note></head>\n"
TEIS: dict[str, tuple[str, str, list[Told]]] = {
    "a word": (
        "harbor",
        "haven",
        [
            (
                "transcription.not-derivable",
                "data/transcription.xml, paragraph 2",
                "does not say what transcription.txt says; this is the first difference",
                " The harbor ",
                " The haven ",
            )
        ],
    ),
    "a word in a note": (
        "Not printed.",
        "Printed.",
        [
            (
                "transcription.not-derivable",
                "data/transcription.xml, note 2",
                "does not say what transcription.txt says; this is the first difference",
                "Not printed. [1 line not declassified]",
                "Printed. [1 line not declassified]",
            )
        ],
    ),
    "a paragraph more": (
        "</div>",
        "<p>Sincerely</p></div>",
        [
            (
                "transcription.not-derivable",
                "data/transcription.xml, paragraph 4",
                "does not say what transcription.txt says; this is the first difference",
                "nothing",
                "Sincerely",
            )
        ],
    ),
    "a page": (
        '<pb n="13"',
        '<pb n="14"',
        [
            (
                "transcription.pages-differ",
                "data/transcription.xml",
                "does not have the page breaks of transcription.txt",
                "12, 13",
                "12, 14",
            ),
        ],
    ),
    "a scan number": (
        'facs="0043"',
        'facs="0044"',
        [
            (
                "transcription.facs-differs",
                "data/transcription.xml, line {line}",
                "page 13 does not have the scan number of the description",
                "0043",
                "0044",
            )
        ],
    ),
    "the identifier": (
        ">frus1958-60v99/d7<",
        ">frus1958-60v99/d8<",
        [
            (
                "transcription.header-differs",
                "data/transcription.xml, line {line}",
                "the identifier in its header differs from the description",
                "frus1958-60v99/d7",
                "frus1958-60v99/d8",
            )
        ],
    ),
    "no title": (
        "<title>Letter From President Orlan to the Secretary of State</title>",
        "",
        [
            (
                "transcription.header-differs",
                "data/transcription.xml",
                "the title in its header differs from the description",
                "Letter From President Orlan to the Secretary of State",
                None,
            )
        ],
    ),
    "the number": (
        '<biblScope unit="document">7<',
        '<biblScope unit="document">8<',
        [
            (
                "transcription.header-differs",
                "data/transcription.xml, line {line}",
                "the number in its header differs from the description",
                "7",
                "8",
            )
        ],
    ),
    "the document's identifier": (
        'xml:id="d7"',
        'xml:id="d8"',
        [
            (
                "transcription.header-differs",
                "data/transcription.xml, line {line}",
                "the document's attribute id is not as the description has it",
                "d7",
                "d8",
            )
        ],
    ),
    "rights that the description does not give": (
        "<p>Public domain</p>",
        "<p>All rights reserved</p>",
        [
            (
                "transcription.markup-differs",
                "data/transcription.xml",
                OTHER_MARKUP,
                f"{BEFORE_RIGHTS}<p>Public domain</p></availability></public…",
                f"{BEFORE_RIGHTS}<p>All rights reserved</p></availability></…",
            )
        ],
    ),
    "an attribute that the original does not give": (
        "<p>Port",
        '<p rend="italic">Port',
        [
            (
                "transcription.markup-differs",
                "data/transcription.xml",
                OTHER_MARKUP,
                f"{BEFORE_DATELINE}<p>Port Lorne, May 2, 1959.</p>\n<p>Dear Mr…",
                f'{BEFORE_DATELINE}<p rend="italic">Port Lorne, May 2, 1959.<…',
            )
        ],
    ),
    "a comment": (
        "<body>",
        "<body><!-- made by hand -->",
        [
            (
                "transcription.derived-otherwise",
                "data/transcription.xml",
                "says what the original says, but is not written as it is derived here",
                None,
                None,
            )
        ],
    ),
    "an inclusion": (
        "<head>",
        '<include xmlns="http://www.w3.org/2001/XInclude" href="a"/><head>',
        [
            (
                "transcription.tei-unreadable",
                "data/transcription.xml, line {line}",
                "has <{{http://www.w3.org/2001/XInclude}}include>, which includes another file",
                None,
                None,
            )
        ],
    ),
    "a document type": (
        "<TEI",
        '<!DOCTYPE TEI [<!ENTITY a "b">]><TEI',
        [
            (
                "transcription.document-type",
                "data/transcription.xml",
                "has a document type declaration",
                "take the DOCTYPE out",
                None,
            )
        ],
    ),
    "text beside the document": (
        "</body>",
        "<p>And more.</p></body>",
        [
            (
                "transcription.surroundings-differ",
                "data/transcription.xml, line {line}",
                "holds <p> beside the document",
                None,
                None,
            )
        ],
    ),
}


@pytest.mark.parametrize("name", TEIS)
def test_what_is_wrong_with_the_tei_is_told_alone(package: Path, name: str) -> None:
    old, new, findings = TEIS[name]
    line = (package / TEI_PATH).read_text().partition(old)[0].count("\n") + 1
    expected = [
        (code, place.format(line=line), message.replace("{{", "{").replace("}}", "}"), *rest)
        for code, place, message, *rest in findings
    ]
    assert told(_change_tei(package, old, new)) == expected


def test_tei_that_is_no_xml_is_told(package: Path) -> None:
    ((code, place, message, *rest),) = told(_change_tei(package, "</head>", ""))
    assert (code, rest) == ("transcription.xml-malformed", [None, None])
    assert place.startswith("data/transcription.xml, line ")
    assert message.startswith("is not well-formed XML: Opening and ending tag mismatch: head line")


def test_tei_nested_without_end_is_told(package: Path) -> None:
    deep = "<hi>" * 2000 + "</hi>" * 2000
    findings = told(_change_tei(package, "<head>", f"<head>{deep}"))
    assert {one[0] for one in findings} <= {
        "transcription.xml-malformed",
        "transcription.tei-unreadable",
        "transcription.derived-otherwise",
    }
    assert len(findings) == 1


def test_each_row_has_a_test() -> None:
    told_of = {one[0] for *_, findings in TEIS.values() for one in findings}
    told_of |= {"transcription.xml-malformed"}
    # Told where metadata is not as the text says, or cannot be read.
    told_of |= {"transcription.metadata-differs", "transcription.not-compared"}
    # Told of a document that was cut out of a volume.
    told_of |= {"transcription.pointer-unlisted"}
    told_of |= {*ODD, "transcription.head-missing"}
    assert told_of == proven.TEI | proven.BOTH_TRANSCRIPTIONS

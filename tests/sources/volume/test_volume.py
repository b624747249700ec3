"""A volume's documents are found to the byte, with their pages and what is in scope."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import frus_pack
from frus_pack.document.model import DateRange
from tests.sources.volume.one_volume import END, GOOD, HEAD, Make, read


def test_a_document_is_cut_out_as_it_stands(volume: Make) -> None:
    division = (
        "<div\r\n  n='1'   type='document'\txml:id='d1' ><head>1. A &amp; B&#x2014;C</head>"
        "<!-- no > end --><p>x<?pi a?></p><p>é</p></div  >"
    )
    (first, second) = read(volume(f"{division}{GOOD}"))
    assert (first.original, second.original) == (division.encode(), GOOD.encode())
    original = first.metadata.original
    assert original is not None
    part = original.slice
    assert part is not None
    assert (part.offset, part.length) == (len(HEAD), len(division.encode()))
    assert part.sha512 == hashlib.sha512(division.encode()).hexdigest()
    assert first.metadata.title == "A & B—C"


def test_a_byte_order_mark_counts(tmp_path: Path) -> None:
    path = tmp_path / "frus1958-60v98.xml"
    path.write_bytes(f"\ufeff{HEAD}{GOOD}{END}".encode())
    (document,) = read(path)
    assert document.original == GOOD.encode()


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (f'<pb n="3"/>{GOOD}', ("3",)),
        (f'<div type="chapter"><pb n="3"/><p>x</p></div>{GOOD}', ("3",)),
        (GOOD, ()),
        ('<pb n="3"/>' + GOOD.replace("<head>", '<pb n="4"/><head>'), ("4",)),
        ('<pb n="3"/>' + GOOD.replace("Good", 'Go<pb n="4"/>od'), ("3", "4")),
        (f'<pb n="[II]"/>{GOOD}', ("[II]",)),
        (GOOD.replace("Good", '<pb n="3"/>a<pb n="[Map 1]"/>'), ("2", "3", "[Map 1]")),
    ],
)
def test_a_document_begins_on_the_page_its_first_words_stand_on(
    volume: Make, body: str, pages: tuple[str, ...]
) -> None:
    (document,) = read(volume(body))
    assert document.metadata.pages == pages


def test_the_page_before_may_begin_inside_an_earlier_document(volume: Make) -> None:
    first = '<div type="document" xml:id="d1" n="1"><head>1. A</head><p>a<pb n="9"/>b</p></div>'
    found = read(volume(f'<pb n="8"/>{first}{GOOD}'))
    assert [one.metadata.pages for one in found] == [("8", "9"), ("9",)]


@pytest.mark.parametrize("form", ["{document}-0{page}", "{document}_pg{page}"])
def test_pages_numbered_by_document_are_of_that_document_alone(
    volume: Make, tmp_path: Path, form: str
) -> None:
    def mark(document: str, page: int) -> str:
        name = form.format(document=document, page=page)
        return f'<pb n="{page}" xml:id="{name}" facs="{name}"/>'

    body = "".join(
        f'<div type="document" xml:id="{d}" n="{d[1:]}"><head>{d[1:]}. A</head>'
        f"{mark(d, 1)}<p>a{mark(d, 2)}b</p></div>"
        for d in ("d1", "d2")
    )
    before = mark("d3", 1) + GOOD.replace("2", "3")
    found = read(volume(f"{body}{before}{GOOD.replace('2', '4')}"))
    assert [one.metadata.pages for one in found] == [("1", "2"), ("1", "2"), ("1",), ()]
    assert found[1].pages[0].facs == form.format(document="d2", page=1)
    assert found[1].pages[0].url == (
        f"https://history.state.gov/historicaldocuments/frus1958-60v98/{found[1].pages[0].facs}"
    )
    for document in found:
        path = frus_pack.pack(document, tmp_path / "deposit").path
        assert {one.code for one in frus_pack.validate(path).findings} <= {
            "page-images.image-missing"
        }


def test_a_document_without_identifier_in_another_is_its_enclosure(
    volume: Make, tmp_path: Path
) -> None:
    inner = (
        '<frus:attachment><div type="document"><head>Draft</head><dateline>'
        '<date when="1894-03-02">March 2</date></dateline><p>x</p></div></frus:attachment>'
    )
    (document,) = read(volume(GOOD.replace("</div>", f"{inner}</div>")))
    assert document.metadata.date is None
    (attachment,) = document.metadata.attachments
    assert attachment.title == "Draft"
    assert attachment.date == DateRange(
        earliest="1894-03-02", latest="1894-03-02", display="March 2"
    )
    path = frus_pack.pack(document, tmp_path / "deposit").path
    assert frus_pack.validate(path).findings == ()


def test_what_is_in_scope_comes_along(volume: Make) -> None:
    body = f'<div type="chapter" xml:id="ch1" xml:lang="fr"><head>Un</head>{GOOD}</div>'
    (document,) = read(volume(body))
    assert document.metadata.language == "fr"
    assert [(one.type, one.id, one.title) for one in document.metadata.divisions] == [
        ("chapter", "ch1", "Un")
    ]


def test_a_volume_without_identifier_has_that_of_its_file(volume: Make) -> None:
    path = volume(GOOD)
    path.write_bytes(path.read_bytes().replace(b' xml:id="frus1958-60v98"', b""))
    (document,) = read(path)
    assert document.metadata.volume.id == "frus1958-60v98"

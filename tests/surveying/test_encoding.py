"""What is found in a volume's encoding: each fault that is planted, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack
from tests.corpus import encoding_faults as faults
from tests.corpus import volumes
from tests.corpus.shelf import Shelf
from tests.surveying.conftest import MakeShelf
from tests.surveying.told import Told, line, line_of, told, told_of


def _told(shelf: Shelf) -> list[Told]:
    """Without what follows for the images."""
    return [one for one in told_of(shelf) if one[0].startswith("volume.")]


def test_nothing_is_told_of_a_sound_volume(sound: MakeShelf) -> None:
    assert told_of(sound(0)) == []


@pytest.mark.parametrize("index", range(4))
def test_of_any_style_only_pointers_that_lead_nowhere_are_told(
    index: int, sound: MakeShelf
) -> None:
    shelf = sound(index)
    nowhere = {one for document in shelf.volume.documents for one in document.unresolved}
    found = told_of(shelf)
    assert {message.partition(" ")[0] for _, _, message, _, _ in found} == nowhere
    assert {code for code, *_ in found} <= {"volume.person-nowhere", "volume.term-nowhere"}


def test_a_volume_of_full_size_has_only_the_pointers_it_was_made_with(tmp_path: Path) -> None:
    volume = volumes.make(2)
    (tmp_path / f"{volume.id}.xml").write_bytes(volume.xml)
    found = told(tmp_path / f"{volume.id}.xml")
    nowhere = {one for document in volume.documents for one in document.unresolved}
    assert {message.partition(" ")[0] for _, _, message, _, _ in found} == nowhere
    assert {code for code, *_ in found} <= {"volume.person-nowhere", "volume.term-nowhere"}


def test_facs_left_out(shelf: Shelf) -> None:
    faults.leave_facs_out(shelf, "5", "6")
    five = line(shelf, "pg_5")
    assert _told(shelf) == [
        (
            "volume.facs-missing",
            f"page 5, line {five}",
            "2 page breaks in a row have no facs, the number of a scan",
            "0012–0013",
            None,
        ),
    ]


def test_no_page_has_facs_in_volumes_that_were_not_scanned(shelf: Shelf) -> None:
    faults.leave_facs_out(shelf, *(page.n for page in shelf.volume.pages))
    assert told(shelf.xml) == []


def test_pages_without_number(shelf: Shelf) -> None:
    faults.leave_n_out(shelf, "5")
    at = line(shelf, "pg_5")
    assert _told(shelf) == [
        (
            "volume.page-unnumbered",
            f"line {at}",
            "the page break has no n, the page's number",
            "5",
            None,
        ),
    ]


def test_facs_skipped(shelf: Shelf) -> None:
    faults.skip_facs(shelf, "5", 3)
    at = f"page 5, line {line(shelf, 'pg_5')}"
    last = int(shelf.volume.pages[-1].facs)
    assert _told(shelf) == [
        ("volume.facs-gap", at, "facs 0012–0014 are left out before it", None, None),
        (
            "volume.facsimile-differs",
            at,
            f"facsimile gives pages 5–{shelf.volume.pages[-1].n} scans of another number",
            f"0015–{last + 3:04}",
            f"0012–{last:04}",
        ),
    ]


def test_facs_repeated(shelf: Shelf) -> None:
    faults.repeat_facs(shelf, "5")
    at = f"page 5, line {line(shelf, 'pg_5')}"
    message = "has the scan number 0011, which a page beside it has"
    given = "facsimile gives it scans of another number"
    assert _told(shelf) == [
        ("volume.facs-repeat", at, message, "0012", "0011"),
        ("volume.facsimile-differs", at, given, "0011", "0012"),
    ]


def test_printed_numbers_skipped(shelf: Shelf) -> None:
    faults.skip_page_numbers(shelf, "5", 16)
    at = f"page 21, line {line(shelf, 'pg_21')}"
    message = "pages 5–20 are left out before it, while facs goes on"
    assert _told(shelf) == [("volume.page-gap", at, message, None, None)]


def test_a_printed_number_repeated(shelf: Shelf) -> None:
    faults.repeat_page_number(shelf, "5")
    at = f"page 4, line {line(shelf, 'pg_5')}"
    message = "has the number 4, which a page beside it has"
    assert _told(shelf) == [("volume.page-repeat", at, message, "5", "4")]


def test_document_numbers_repeated(shelf: Shelf) -> None:
    faults.repeat_number(shelf, "d8")
    at = f"d8, line {line(shelf, 'd8')}"
    message = "has the number 7, which another beside it has"
    assert _told(shelf) == [("volume.document-repeat", at, message, "8", "7")]


def test_documents_renumbered(shelf: Shelf) -> None:
    faults.renumber(shelf, "d8", 2)
    at = f"d8, line {line(shelf, 'd8')}"
    message = "d8–d12: have other numbers than their identifiers"
    assert _told(shelf) == [("volume.document-renumbered", at, message, "8–12", "10–14")]


def _lost_reference(shelf: Shelf, document: str) -> list[Told]:
    """What is told of the references to a document that is not there."""
    found = [one for one in _told(shelf) if one[0] == "volume.reference-nowhere"]
    assert all(message.startswith(f"{document} is nowhere") for _, _, message, *_ in found)
    return found


def test_two_documents_with_one_identifier(shelf: Shelf) -> None:
    faults.repeat_id(shelf, "d8")
    first = line(shelf, "d7")
    second = line_of(shelf, 'xml:id="d7"', after=first)
    lost = _lost_reference(shelf, "d8")
    message = "has the identifier of 2 documents"
    assert _told(shelf) == [
        ("volume.document-unpackable", f"d7, line {first}", message, None, None),
        ("volume.document-unpackable", f"d7, line {second}", message, None, None),
        (
            "volume.identifier-twice",
            f"line {second}",
            "the identifier d7 is that of an element before",
            None,
            None,
        ),
        *lost,
    ]


def test_a_document_lost_with_its_pages(shelf: Shelf) -> None:
    faults.lose(shelf, "d5")
    lost = _lost_reference(shelf, "d5")
    message = "pages 12–13 and facs 0019–0020 are left out before it"
    assert _told(shelf) == [
        (
            "volume.document-gap",
            f"d6, line {line(shelf, 'd6')}",
            "document 5 is left out before it",
            None,
            None,
        ),
        ("volume.page-gap", f"page 14, line {line(shelf, 'pg_14')}", message, None, None),
        *lost,
    ]


def test_a_document_lost_whose_pages_are_there(shelf: Shelf) -> None:
    faults.lose_text(shelf, "d5")
    lost = _lost_reference(shelf, "d5")
    assert _told(shelf) == [
        (
            "volume.document-gap",
            f"d6, line {line(shelf, 'd6')}",
            "document 5 is left out before it",
            None,
            None,
        ),
        *lost,
        (
            "volume.page-empty",
            f"page 12, line {line(shelf, 'pg_12')}",
            "a page has no words: 12",
            None,
            None,
        ),
    ]


def test_a_document_read_as_an_attachment(shelf: Shelf) -> None:
    faults.bury(shelf, "d3")
    lost = _lost_reference(shelf, "d3")
    message = "note 1, a source note, is in an attachment: it may be a document of its own"
    assert _told(shelf) == [
        *lost,
        ("volume.attachment-source", f"d2, line {line(shelf, 'd3fn1')}", message, None, None),
    ]


def test_pointers_to_nowhere(shelf: Shelf) -> None:
    person = shelf.volume.documents[0].persons[0]
    faults.point_persons_nowhere(shelf, person)
    faults.point_references_nowhere(shelf, "d3")
    person_line = line_of(shelf, f'corresp="#{person}gone"')
    reference_line = line_of(shelf, 'target="#d3gone"')
    assert [one[:3] for one in _told(shelf)] == [
        (
            "volume.person-nowhere",
            f"d1, line {person_line}",
            f"{person}gone is in no list of persons",
        ),
        (
            "volume.reference-nowhere",
            f"d11, line {reference_line}",
            "d3gone is nowhere in the volume (3 times, in d11)",
        ),
    ]


def test_what_cannot_be_packed_is_just_what_packing_refuses(
    old_shelf: Shelf, tmp_path: Path
) -> None:
    faults.leave_facs_out(old_shelf, "5")
    faults.repeat_id(old_shelf, "d8")
    xml = old_shelf.xml.read_text()
    old_shelf.xml.write_text(xml.replace("</head>", "<unknown/></head>", 40))
    outcomes = list(frus_pack.pack_all(old_shelf.xml, tmp_path / "deposit", jobs=1))
    refused = [str(one.error).splitlines() for one in outcomes if one.error]
    assert refused
    assert sorted(line for lines in refused for line in lines) == sorted(
        f"{old_shelf.xml}: {location}: {message}"
        for code, location, message, *_ in told(old_shelf.xml)
        if code == "volume.document-unpackable"
    )


def test_documents_that_lose_their_type_are_divisions_without_one(shelf: Shelf) -> None:
    second = shelf.volume.documents[1]
    faults.lose_type(shelf, second.id)
    assert "volume.division-untyped" in [one[0] for one in _told(shelf)]
    assert "volume.document-gap" not in [one[0] for one in _told(shelf)]


def test_words_before_a_document_are_in_none(shelf: Shelf) -> None:
    faults.write_before(shelf, shelf.volume.documents[1].id, "[Not printed.]")
    ((code, _, message, _, _),) = _told(shelf)
    assert code == "volume.text-outside"
    assert message.endswith(" are in no document: [Not printed.]")


def test_an_address_that_is_not_a_uri_gives_no_scan_number(shelf: Shelf) -> None:
    shelf.xml.write_bytes(shelf.xml.read_bytes().replace(b"https://static.", b"https://[static."))
    assert "volume.facsimile-differs" not in {code for code, *_ in told_of(shelf)}

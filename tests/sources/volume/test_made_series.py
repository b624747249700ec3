"""The volumes made for tests are well-formed, always the same, and what the truth says."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import REPOSITORY
from tests.corpus import reading, truth, volumes
from tests.corpus.plan import STYLES

DOCUMENTS = 48
ALL_STYLES = pytest.mark.parametrize("index", range(len(STYLES)), ids=lambda n: STYLES[n].name)

FORMS = [
    *("t:head/t:note[@type='source']", "t:head/t:lb", "t:note[@rend='inline'][following::t:head]"),
    *("t:dateline", "t:opener/t:dateline", "t:opener/t:salute", "t:opener/t:seg"),
    *(".//t:date[@when]", ".//t:date[@from]", ".//t:date[@notBefore]"),
    *(f"t:list[@type='{kind}']/t:head" for kind in ("subject", "participants", "to", "from")),
    *(".//t:list/t:label", ".//t:list[not(@type)][not(t:label)]/t:item"),
    *(f".//t:note[{test}]" for test in ("@n='1'", "not(@n)", "@n=''", "@n='0'", "@n='*'")),
    *(f".//t:note/t:{inside}" for inside in ("p[2]", "list", "table", "pb", "persName", "ref")),
    *(".//t:cell/t:note", ".//t:p/t:note[@rend='inline']", ".//t:table/t:head"),
    *(f".//t:{parent}/t:pb" for parent in ("p", "list", "table")),
    "self::*[*[1][self::t:pb]]",
    *(".//t:choice/t:corr", ".//t:del", ".//t:supplied", ".//t:gap", ".//t:formula"),
    *(".//t:figure/t:graphic[@url]", ".//t:p/t:lb", ".//t:p/t:hi", ".//t:ref/t:hi"),
    *("t:closer/t:signed", "t:postscript", ".//f:attachment/t:opener/t:dateline"),
    *(".//f:attachment//t:note", ".//f:attachment/t:table", ".//t:persName[@type='to']"),
    *(".//comment()", ".//processing-instruction()", ".//t:gloss[@target]"),
    *("ancestor::t:div[@type='subchapter']", "self::*[@subtype='editorial-note']"),
    "self::*[not(@subtype)]",
]


@cache
def _volume(index: int) -> tuple[truth.Volume, etree._Element]:
    volume = volumes.make(index, documents=DOCUMENTS)
    return volume, etree.fromstring(volume.xml)


@ALL_STYLES
def test_the_truth_about_each_document_is_what_its_div_says(index: int) -> None:
    volume, root = _volume(index)
    found = reading.documents(root)
    assert len(found) == DOCUMENTS
    for told, document in zip(volume.documents, found, strict=True):
        assert told.number == document.get("n")
        assert told.subtype == document.get("subtype")
        assert told.title == reading.title(document)
        assert told.divisions == tuple(reading.divisions(document))
        assert told.pages == tuple(reading.pages(document))
        assert told.notes == tuple(reading.notes(document))
        assert told.attachments == tuple(reading.attachments(document))
        assert told.tables == tuple(reading.tables(document))
        assert told.withheld == tuple(reading.withheld(document))
        assert told.references == tuple(reading.references(document, volume.id))
        graphics = reading.find(document, ".//t:graphic")
        assert told.figures == tuple(graphic.get("url") for graphic in graphics)


@ALL_STYLES
def test_the_truth_about_dates_and_people_is_what_the_div_says(index: int) -> None:
    volume, root = _volume(index)
    lists = {*volume.persons, *volume.terms}
    for told, document in zip(volume.documents, reading.documents(root), strict=True):
        assert (told.date, told.bounds) == (reading.date(document), reading.bounds(document))
        assert told.place == reading.place(document)
        subject = reading.listed(document, "subject")
        assert ([told.subject] if told.subject else []) == subject
        printed = reading.listed(document, "participants")
        assert told.participants == tuple(one.removesuffix(" (part time)") for one in printed)
        for people, kind in ((told.senders, "from"), (told.recipients, "to")):
            marked = reading.named(document, kind) + reading.listed(document, kind)
            names = [one.partition(", ")[0] for one in people]
            assert names == marked if marked else all(name in told.title for name in names)
        pointers = reading.pointers(document)
        assert {*told.persons, *told.terms} == lists.intersection(pointers)
        assert told.unresolved == tuple(one for one in pointers if one not in lists)


@ALL_STYLES
def test_a_source_note_says_what_the_truth_says(index: int) -> None:
    volume, root = _volume(index)
    for told, document in zip(volume.documents, reading.documents(root), strict=True):
        if told.source is None:
            assert not reading.find(document, "t:head/t:note[@type='source']")
            continue
        (note,) = reading.find(document, "t:head/t:note[@type='source']")
        text = reading.words(note)
        assert text.startswith(f"Source: {told.source.repository}, ")
        hands = (told.source.drafted_by, told.source.cleared_by, told.source.approved_by)
        for said in (told.source.file, told.source.classification, *hands):
            assert said is None or said in text


@ALL_STYLES
def test_a_document_is_the_slice_of_the_file_that_the_truth_says(index: int) -> None:
    volume, root = _volume(index)
    for told, document in zip(volume.documents, reading.documents(root), strict=True):
        part = volume.xml[told.offset : told.offset + told.length]
        wrapped = b'<x xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="%s">%s</x>' % (
            b"http://history.state.gov/frus/ns/1.0",
            part,
        )
        assert etree.tostring(etree.fromstring(wrapped)[0], method="c14n", exclusive=True) == (
            etree.tostring(document, method="c14n", exclusive=True, with_tail=False)
        )


@ALL_STYLES
def test_pages_and_scans_are_numbered_through(index: int) -> None:
    volume, root = _volume(index)
    breaks = reading.find(root, "//t:pb")
    assert [one.get("n") for one in breaks] == [page.n for page in volume.pages]
    facs = [f"{number:04}" for number in range(1, len(breaks) + 1)]
    assert [one.get("facs") for one in breaks] == facs == [page.facs for page in volume.pages]
    assert [page.n for page in volume.pages[:4]] == ["[I]", "[II]", "III", "IV"]
    arabic = [page.n for page in volume.pages if page.n.isdigit()]
    assert arabic == [str(number) for number in range(1, len(arabic) + 1)]
    assert volume.pages_without_document[:3] == ("[I]", "[II]", "III")


@ALL_STYLES
def test_identifiers_are_unique_and_those_of_the_lists_are_there(index: int) -> None:
    volume, root = _volume(index)
    ids = root.xpath("//@xml:id")
    assert isinstance(ids, list)
    assert len(ids) == len(set(ids)) > 100
    assert {*volume.persons, *volume.terms, *(one.id for one in volume.documents)} < set(ids)
    assert root.xpath("//t:idno[@type='frus']/text()", namespaces=reading.NAMES) == [volume.id]


@ALL_STYLES
def test_facsimile_gives_the_sizes_of_both_renditions(index: int) -> None:
    volume, root = _volume(index)
    surfaces = reading.find(root, "t:facsimile/t:surface")
    assert bool(surfaces) == volume.facsimile == STYLES[index].facsimile
    for page, surface in zip(volume.pages, surfaces, strict=volume.facsimile):
        assert surface.get("start") == f"#{page.id}"
        sizes = [(one.get("width"), one.get("height")) for one in surface]
        assert sizes == [(f"{wide}px", f"{high}px") for wide, high in (page.master, page.access)]


@pytest.mark.parametrize("form", FORMS)
def test_a_few_small_volumes_have_every_form(form: str) -> None:
    roots = [_volume(index)[1] for index in range(len(STYLES))]
    assert any(reading.find(one, form) for root in roots for one in reading.documents(root))


def test_some_lines_end_in_cr_lf_and_some_tags_have_line_breaks() -> None:
    by_style = {style.name: _volume(index)[0].xml for index, style in enumerate(STYLES)}
    assert by_style["plain"].count(b"\r\n") == by_style["plain"].count(b"\n") > 1000
    assert b"\r" not in by_style["scanned"]
    assert b"<pb\n" in by_style["early"]
    assert b"&#8217;" in by_style["early"]


def test_the_same_arguments_give_the_same_bytes() -> None:
    again = volumes.make(0, documents=DOCUMENTS)
    assert again == _volume(0)[0]
    assert volumes.make(0, documents=DOCUMENTS, seed=2).xml != again.xml
    assert volumes.make(4, documents=DOCUMENTS).xml != again.xml


def test_a_volume_is_as_long_as_those_of_the_series() -> None:
    volume = volumes.make()
    assert len(volume.documents) == 400
    assert 2_300_000 < len(volume.xml) < 2_700_000
    assert 150 <= len(volume.persons) <= 300
    assert 400 < len(volume.pages) < 1000


def test_a_volume_still_being_digitised_has_no_documents() -> None:
    root = etree.fromstring(volumes.still_digitised())
    assert reading.documents(root) == []
    assert len(reading.find(root, "t:text/t:body/*")) == 1


def test_the_command_writes_a_series(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.corpus", "3", str(tmp_path), "--documents", "8"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    made = [volumes.make(index, documents=8) for index in range(3)]
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        volume.id for volume in made
    ]
    assert {path.name: _digest(path.read_bytes()) for path in tmp_path.iterdir()} == {
        f"{volume.id}.xml": _digest(volume.xml) for volume in made
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

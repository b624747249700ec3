"""What is odd in a document's elements is read, and reported."""

from __future__ import annotations

import pytest

from frus_pack.document import text_facts
from frus_pack.errors import SourceError
from frus_pack.sources.tei.parsing import parse_xml
from frus_pack.sources.tei.standalone_tei import division_text, parse_tei
from frus_pack.sources.text.derived_text import parse_derived_text, render_derived_text
from tests.sources.tei.read_documents import document_of, text_of

ODD = {
    "words in a table": ("<table>x<row><cell>a</cell></row></table>", "x\na", []),
    "words in a row": ("<table><row>x<cell>a</cell>y</row></table>", "x a y", []),
    "words in a choice": ("<p>a<choice>x<corr>b</corr></choice></p>", "ab", []),
    "words in a gap": ("<p>a <gap>x</gap></p>", "a x", []),
    "words in a figure": ("<figure>x</figure>", "[Figure: x]", []),
    "words in a page break": (
        '<p>a <pb n="3">x</pb></p>',
        "a [Page 3] x",
        [("element-unknown", "has something in <pb>, which is empty in TEI")],
    ),
    "words in a line break": (
        "<p>a<lb><hi>x</hi></lb></p>",
        "a\nx",
        [("element-unknown", "has something in <lb>, which is empty in TEI")],
    ),
    "words in an anchor": (
        "<p>a<anchor>x</anchor></p>",
        "ax",
        [("element-unknown", "has something in <anchor>, which is empty in TEI")],
    ),
    "an unknown element": (
        "<p>a <wobble>x</wobble> b</p>",
        "a x b",
        [("element-unknown", "has <wobble> in <p>, which is not known: its words are read")],
    ),
    "an unknown block": (
        "<wobble>x</wobble>",
        "x",
        [("element-unknown", "has <wobble> in <div>, which is not known: its words are read")],
    ),
    "an element of another namespace": (
        '<p>a <x xmlns="u:">b</x></p>',
        "a b",
        [("element-unknown", "has <{u:}x> in <p>, which is not known: its words are read")],
    ),
    "a choice without a reading": (
        "<p>a <choice><sic>b</sic></choice></p>",
        "a b",
        [("element-unknown", "has <choice> in <p>, which is not known: its words are read")],
    ),
    "a remark among blocks": (
        "<frus:problem>page 3\n missing?</frus:problem><p>a</p>",
        "a",
        [("remark", "has a remark of its editors, which is not in the text: page 3 missing?")],
    ),
    "a remark among words": (
        "<p>a <uh-oh>really?</uh-oh> b</p>",
        "a b",
        [("remark", "has a remark of its editors, which is not in the text: really?")],
    ),
    "words beside the heading": (
        "x<p>y</p>",
        "x\n\ny",
        [("words-misplaced", "has words beside its head that are in no paragraph")],
    ),
    "a page break without a number": (
        "<p>a <pb/> b</p>",
        "a [Page []] b",
        [("page-unnumbered", "has <pb> without n, the number of the page")],
    ),
    "a page break with another thing for a number": (
        '<p>a <pb n="see below"/> b</p>',
        "a [Page []] b",
        [("page-unnumbered", "has <pb> with n='see below', which is not the number of a page")],
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_read_and_reported(name: str) -> None:
    content, text, oddities = ODD[name]
    root = parse_xml(document_of(f"<head>7. Letter</head>{content}"), "t.xml")
    read = division_text(root, "t.xml")
    assert text_of(content) == text
    assert [(odd.kind, odd.message) for odd in read.oddities] == oddities


def test_words_in_a_page_break_above_the_head_are_read_below_it() -> None:
    read = parse_tei(document_of('<pb n="3">x</pb><head>7. Letter</head><p>a</p>'))
    assert render_derived_text(read) == "7. Letter\n\n[Page 3] x\n\na\n"
    assert parse_derived_text(render_derived_text(read)) == read


def test_a_document_without_a_head_is_read_and_reported() -> None:
    root = parse_xml(document_of("\n<p>a</p>"), "t.xml")
    read = division_text(root, "t.xml")
    assert render_derived_text(read.transcription) == "[no heading]\n\na\n"
    assert list(map(str, read.oddities)) == ["t.xml: line 1: has no head"]


def test_an_inclusion_of_another_file_is_refused() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="a.xml"/>'
    with pytest.raises(SourceError, match="which includes another file"):
        parse_tei(document_of(f"<head>7. Letter</head><p>{include}</p>"))


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ("<head/>", "[no heading]"),
        ("<head> <lb/></head>", "[no heading]"),
        ("<head><note>a</note></head>", "[no heading]¹"),
    ],
)
def test_an_empty_head_is_said_to_be_none(head: str, heading: str) -> None:
    read = parse_tei(document_of(head))
    rendered = render_derived_text(read)
    assert rendered.partition("\n")[0] == heading
    assert parse_derived_text(rendered) == read
    assert text_facts.read_text_facts(read).number == "7"

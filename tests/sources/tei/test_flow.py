"""What the elements of TEI become in a reading text, and that whatever is read is read back."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from frus_pack.document import text_facts
from frus_pack.errors import SourceError
from frus_pack.sources.tei.parsing import parse_xml
from frus_pack.sources.tei.standalone_tei import division_text, parse_tei
from frus_pack.sources.text.derived_text import parse_derived_text, render_derived_text


def _document(content: str) -> bytes:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0">'
        f'<text><body><div type="document" n="7">{content}</div></body></text></TEI>'
    ).encode()


def _text(content: str) -> str:
    """The reading text of a document below its heading."""
    read = parse_tei(_document(f"<head>7. Letter</head>{content}"))
    assert parse_derived_text(render_derived_text(read)) == read
    return render_derived_text(read).removeprefix("7. Letter\n\n").rstrip("\n")


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<cell>{cell}</cell>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<row>{row}</row>' for row in cells)}</table>"


_COUNT = "frus:page-count-according-to-citation"

ELEMENTS = {
    "labels stand in the line of their items": (
        "<list><label>a.</label><item>One</item><label>b.</label><item><p>B</p>C</item></list>",
        "a. One\n\nb. B\n\nC",
    ),
    "a list in a paragraph parts it": (
        "<p>They are: <list><item>one,</item><item>two</item></list> and so on.</p>",
        "They are:\n\none,\n\ntwo\n\nand so on.",
    ),
    "a list has its head above it": (
        '<list type="to"><head>TO</head><item>Mr. A</item></list>',
        "TO\n\nMr. A",
    ),
    "lists stand in lists": (
        "<list><label>1.</label><item><list><label>a.</label><item>x</item></list></item></list>",
        "1. a. x",
    ),
    "a row is a line": (
        _table(("a", "b<p>c</p>"), ("", "d", "")),
        "a | b c\n| d |",
    ),
    "a page may begin between rows": (
        '<table><row><cell>a</cell></row><pb n="4"/><row><cell>b</cell></row></table>',
        "a\n[Page 4]\nb",
    ),
    "a note in a cell": (
        "<table><row><cell>12<note>x</note></cell><cell>b</cell></row></table>",
        "12¹ | b\n\n  1. x",
    ),
    "struck out": ("<p>quite <del>un</del>sure</p>", "quite [struck out: un]sure"),
    "a gap": (
        '<p>a <gap quantity="2" unit="words" reason="illegible"/> b <gap/></p>',
        "a [2 words illegible] b [omitted]",
    ),
    "a gap and its reason": (
        '<p>a <gap extent="1" unit="pages" reason="convenience"/> b</p>',
        "a [1 pages omitted: convenience] b",
    ),
    "a gap that says what it is": (
        "<p>a <gap><desc>torn</desc></gap> b</p>",
        "a torn b",
    ),
    "a figure with a caption": (
        '<figure><graphic url="f1"/><head>The <hi>map</hi></head><figDesc>b</figDesc></figure>',
        "[Figure: The map b]",
    ),
    "a figure without": ('<p>See <figure><graphic url="f1"/></figure>.</p>', "See [Figure: f1]."),
    "a figure that says nothing": ("<figure/>", "[Figure]"),
    "what was corrected": (
        "<p><choice><sic>teh</sic><corr>the</corr></choice> <sic>recieved</sic></p>",
        "the recieved",
    ),
    "lines": ("<p>a<lb/><lb/> b <lb/></p>", "a\nb"),
    "a postscript": (
        "<postscript><p>PS</p><closer><signed>A.</signed></closer></postscript>",
        "PS\n\nA.",
    ),
    "an attachment": (
        "<frus:attachment><head>A</head><opener><dateline>B</dateline></opener></frus:attachment>",
        "A\n\nB",
    ),
    "words between blocks": ("<p>a</p> b <p>c</p>", "a\n\nb\n\nc"),
    "a quotation among blocks": ("<quote>a</quote><quote><p>b</p></quote>", "a\n\nb"),
    "a quotation in a line": ("<p>he said <q>no</q>.</p>", "he said no."),
    "a note in the line": ('<p>a <note rend="inline">[b]</note> c</p>', "a [b] c"),
    "a note among blocks belongs to what stands before": (
        "<p>a.</p><note>x</note><p>b</p>",
        "a.¹\n\nb\n\n  1. x",
    ),
    "a note without text": ("<p>a.<note/></p>", "a.¹\n\n  1. [no text]"),
    "a note in a note": (
        "<p>a.<note>x<note>y</note></note></p>",
        "a.¹\n\n  1. x [y]",
    ),
    "a note of lists and tables": (
        f"<p>a.<note>x <list><item>y</item></list>{_table(('z',))}</note></p>",
        "a.¹\n\n  1. x\n\n     y\n\n     z",
    ),
    "what looks like a page mark": ("<p>see [Page 12] there</p>", "see ⁽⁾[Page 12] there"),
    "what looks like a note": (
        "<p>It was agreed.2 The rest.3 And so on.<note>x</note></p>",
        "It was agreed.2 The rest.3 And so on.¹\n\n  1. x",
    ),
    "superscripts of the text's own": (
        "<p>10 m² and ⁽a⁾<note>x³</note></p>",
        "10 m⁽⁾² and ⁽⁾⁽a⁽⁾⁾¹\n\n  1. x⁽⁾³",
    ),
    "the printed marks of notes": (
        '<p>a<note n="0">x</note> b<note n="*">y</note><note n=" 2a. ">z</note></p>',
        "a⁰ b⁽*⁾⁽2a⁾\n\n  0. x\n  *. y\n  2a. z",
    ),
    "a note of several lines": (
        "<p>a<note><p>x<lb/>y</p><p>z</p></note></p>",
        "a¹\n\n  1. x\n     y\n\n     z",
    ),
    "what nobody can see": ("<p>a\u200bb\u00ad\ufeffc\u008ed\u2003e</p>", "abc\ufffdd e"),
    "blanks that are layout": (
        "<p>He (\n <persName>Lovett</persName>\n ) in <hi>Washington\n </hi>, at 3 .</p>",
        "He (Lovett) in Washington, at 3 .",
    ),
    "blanks that are printed": (
        "<p>A ) this , that . . . and <hi>so</hi> . . .</p>",
        "A ) this , that . . . and so . . .",
    ),
    "a page that begins in a word": (
        '<p>the Presi<pb n="3"/>dent said</p>',
        "the [Page 3] President said",
    ),
    "a page that begins in a word of two parts": (
        '<p>of US-<pb n="3"/>Egyptian relations</p>',
        "of [Page 3] US-Egyptian relations",
    ),
    "a page that begins behind a sentence": (
        '<p>so.<pb n="3"/>The rest</p>',
        "so.[Page 3]The rest",
    ),
    "cells that span columns and rows": (
        '<table><row><cell rows="2">a</cell><cell cols="2">b</cell><cell>c</cell></row><row>'
        + "".join(f"<cell>{word}</cell>" for word in "def")
        + "</row></table>",
        "a | b | | c\n| d | e | f",
    ),
    "the lines of an opener": (
        "<opener>[<placeName>Rome</placeName>,] <dateline>May 2</dateline> <seg>top</seg></opener>",
        "[Rome,]\nMay 2\ntop",
    ),
    "the lines of an opener with line breaks": (
        "<opener><dateline>May 2</dateline><lb/><seg>secret</seg></opener>",
        "May 2\n\nsecret",
    ),
    "marks of no words": ('<p>a<milestone unit="x"/><anchor/><fw>Top</fw>b</p>', "ab"),
    "what is recorded of images": (
        '<frus:file id="1" path="a.TIF"/><frus:pdf bytes="9"/><p>a</p>',
        "a",
    ),
    "a count of images": (f"<{_COUNT}>2</{_COUNT}><p>a</p>", "a"),
    "a note in the margin is a line": (
        '<p>a.<seg type="margin">b</seg> c <seg>d</seg></p>',
        "a.\nb\nc d",
    ),
    "a heading for the tops of pages is none": (
        '<div><head type="shortened-for-running-head">B</head><head>Big</head></div>',
        "Big",
    ),
    "items in no list": (
        "<p>Secret</p><item>Subject:</item><item> The harbor</item>",
        "Secret\n\nSubject:\n\nThe harbor",
    ),
    "items in an item": (
        "<list><item>b. Adopted: <item>(1) one</item><item>(2) two</item> both</item></list>",
        "b. Adopted:\n\n(1) one\n\n(2) two\n\nboth",
    ),
    "a document inside that has no identifier is an enclosure": (
        '<frus:attachment><div type="document"><head>Draft</head><p>x</p></div></frus:attachment>',
        "Draft\n\nx",
    ),
    "a division inside": ("<div><head>Annex</head><p>x</p></div>", "Annex\n\nx"),
}


@pytest.mark.parametrize("name", ELEMENTS)
def test_each_element_becomes_what_a_reader_expects(name: str) -> None:
    content, text = ELEMENTS[name]
    assert _text(content) == text


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
    root = parse_xml(_document(f"<head>7. Letter</head>{content}"), "t.xml")
    read = division_text(root, "t.xml")
    assert _text(content) == text
    assert [(odd.kind, odd.message) for odd in read.oddities] == oddities


def test_words_in_a_page_break_above_the_head_are_read_below_it() -> None:
    read = parse_tei(_document('<pb n="3">x</pb><head>7. Letter</head><p>a</p>'))
    assert render_derived_text(read) == "7. Letter\n\n[Page 3] x\n\na\n"
    assert parse_derived_text(render_derived_text(read)) == read


def test_a_document_without_a_head_is_read_and_reported() -> None:
    root = parse_xml(_document("\n<p>a</p>"), "t.xml")
    read = division_text(root, "t.xml")
    assert render_derived_text(read.transcription) == "[no heading]\n\na\n"
    assert list(map(str, read.oddities)) == ["t.xml: line 1: has no head"]


def test_an_inclusion_of_another_file_is_refused() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="a.xml"/>'
    with pytest.raises(SourceError, match="which includes another file"):
        parse_tei(_document(f"<head>7. Letter</head><p>{include}</p>"))


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ("<head/>", "[no heading]"),
        ("<head> <lb/></head>", "[no heading]"),
        ("<head><note>a</note></head>", "[no heading]¹"),
    ],
)
def test_an_empty_head_is_said_to_be_none(head: str, heading: str) -> None:
    read = parse_tei(_document(head))
    rendered = render_derived_text(read)
    assert rendered.partition("\n")[0] == heading
    assert parse_derived_text(rendered) == read
    assert text_facts.read_text_facts(read).number == "7"


def test_the_heading_comes_first() -> None:
    note = '<note rend="inline">File No. 1</note>'
    read = parse_tei(_document(f'<pb n="3"/>{note}<head>No. 7.<lb/>Mr. A to Mr. B</head><p>x</p>'))
    text = render_derived_text(read)
    assert text == "[Page 3]\n\nNo. 7.\nMr. A to Mr. B\n\nFile No. 1\n\nx\n"
    assert parse_derived_text(text) == read


_PHRASES = (
    "hi",
    "persName",
    "del",
    "supplied",
    "note",
    "seg",
    "q",
    "gap",
    "lb",
    "figure",
    "fw",
    "choice",
)
_BLOCKS = ("p", "list", "quote", "frus:attachment", "opener", "closer", "div", "head")
_WORDS = st.sampled_from(
    (
        *(
            "named",
            " named",
            ".",
            ".2 ",
            "2",
            " 1964–66 ",
            "3.",
            "[Page 4]",
            "Source:",
            "MIG21",
            "1. ",
        ),
        *(
            "\n  1. x",
            "\u2060",
            "\u200b",
            "“",
            "U.S.",
            "No. 3281",
            "é",
            "\u00a0",
            "|",
            " ",
            "Type1",
        ),
    )
)


_FORMS = {
    "gap": "<gap><desc>{inside}</desc></gap>",
    "lb": "{inside}<lb/>",
    "figure": "<figure><head>{inside}</head></figure>",
    "choice": "<choice><corr>{inside}</corr><sic>not read</sic></choice>",
    "fw": "{inside}<fw>not read</fw>",
}


def _element(name: str, inside: str) -> str:
    return _FORMS.get(name, f"<{name}>{{inside}}</{name}>").format(inside=inside)


def _trees(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inline = st.recursive(
        words, lambda inner: st.builds(_element, st.sampled_from(_PHRASES), inner), max_leaves=4
    )
    mixed = st.lists(inline, max_size=5).map("".join)
    rows = st.lists(mixed, max_size=3).map(
        lambda cells: "".join(_element("cell", c) for c in cells)
    )
    table = st.lists(rows, max_size=3).map(lambda r: "".join(_element("row", one) for one in r))
    items = st.lists(st.tuples(mixed, mixed), max_size=3).map(
        lambda pairs: "".join(_element("label", a) + _element("item", b) for a, b in pairs)
    )
    simple = st.builds(_element, st.sampled_from(_BLOCKS), mixed)
    special = table.map(lambda t: _element("table", t)) | items.map(lambda i: _element("list", i))
    return st.lists(simple | special | st.builds(_element, st.just("p"), special), max_size=5).map(
        "".join
    )


@example("<p>named3.<note>x</note>\xa0</p><p>Type1</p>")
@given(_trees(_WORDS.map(escape)))
def test_whatever_is_read_is_read_back_from_its_reading_text(content: str) -> None:
    read = parse_tei(_document(f"<head>7. Letter</head>{content}"))
    assert parse_derived_text(render_derived_text(read)) == read


@given(_trees(st.text("αβγδ ", min_size=1, max_size=3)))
def test_no_word_is_lost_doubled_or_moved(content: str) -> None:
    said = [letter for letter in content if letter in "αβγδ"]
    read = parse_tei(_document(f"<head>7. Letter</head>{content}"))
    text = "".join(piece for piece in read.in_reading_order if isinstance(piece, str))
    assert [letter for letter in text if letter in "αβγδ"] == said

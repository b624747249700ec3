"""What the elements of TEI become in a reading text, and that whatever is read is read back."""

from __future__ import annotations

import pytest

from frus_pack.sources.tei.standalone_tei import parse_tei
from frus_pack.sources.text.derived_text import parse_derived_text, render_derived_text
from tests.sources.tei.read_documents import document_of, text_of


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
    "a bracket around a signature is in its line": (
        "<closer>Yours,<lb/>[<signed>\n<hi>A. Orlan</hi>\n</signed>]<note>n</note></closer>",
        "Yours,\n[A. Orlan]¹\n\n  1. n",
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
    assert text_of(content) == text


def test_the_heading_comes_first() -> None:
    note = '<note rend="inline">File No. 1</note>'
    read = parse_tei(
        document_of(f'<pb n="3"/>{note}<head>No. 7.<lb/>Mr. A to Mr. B</head><p>x</p>')
    )
    text = render_derived_text(read)
    assert text == "[Page 3]\n\nNo. 7.\nMr. A to Mr. B\n\nFile No. 1\n\nx\n"
    assert parse_derived_text(text) == read

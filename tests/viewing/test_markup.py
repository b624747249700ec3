"""The text of a document as HTML: nothing of it is lost, and nothing in it is markup."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

import frus_pack
from frus_pack.document.transcription import Inline, PageBreak
from frus_pack.sources.tei.elements import documents_below
from frus_pack.sources.tei.text import read_document
from frus_pack.viewing.markup.tei_html import Link, tei_to_html
from frus_pack.viewing.markup.text_html import PageMarks, TextHtml, reading_text_to_html

NAMESPACES = (
    'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'
    ' xmlns:xi="http://www.w3.org/2001/XInclude"'
)
_IN_WORDS = re.compile(r"</?(?:i|b|u|a|span|mark|sup|sub|ins|del)\b[^>]*>")
_PAGE_MARK = re.compile(r'<(a|span) class="pb".*?</\1>')
_ANCHOR = re.compile(r'<a class="anchor".*?</a>')


TABLE = '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>'
WITHHELD = {"frus1969-76v38p1": 9, "frus1964-68v12": 74, "frus1951v07p2": 128}
"""Volumes, and how many passages are withheld in each."""


class Links:
    """A site that has one document, and lists one person."""

    def target(self, pointer: str) -> Link | None:
        return {
            "#d2": Link("d2.html"),
            "https://example.org/": Link("https://example.org/", on_the_web=True),
        }.get(pointer)

    def listed(self, pointer: str) -> str | None:
        return "person-1" if pointer == "p_R_1" else None


def html_of(content: str, *pages: str, attributes: str = "") -> TextHtml:
    """The HTML of a document of these pages."""
    text = f'<div {NAMESPACES} type="document" {attributes}>{content}</div>'
    return tei_to_html(etree.fromstring(text), PageMarks(pages), Links())


@pytest.mark.parametrize(
    ("tei", "html"),
    [
        ("<p>one &lt;b&gt; &amp; two</p>", "<p>one &lt;b&gt; &amp; two</p>"),
        ('<p rend="center">A</p>', '<p class="center">A</p>'),
        ('<p rend="x&quot; onclick=&quot;y">A</p>', "<p>A</p>"),
        ('<p><hi rend="italic">A</hi><hi rend="odd">B</hi></p>', "<p><i>A</i>B</p>"),
        ("<p>one<lb/>two</p>", "<p>one<br>two</p>"),
        ("<p><choice><sic>teh</sic><corr>the</corr></choice></p>", "<p>the</p>"),
        ("<p><del>struck</del></p>", "<p><del>struck</del></p>"),
        (
            '<p><gap quantity="2" unit="lines" reason="illegible"/></p>',
            "<p>[2 lines illegible]</p>",
        ),
        ("<p>(\n <persName>Lovett</persName>\n )</p>", "<p>(Lovett)</p>"),
        (
            '<p><persName corresp="#p_R_1">Rusk</persName></p>',
            '<p><a class="name" href="#person-1">Rusk</a></p>',
        ),
        ('<p><persName corresp="#p_X_9">Nobody</persName></p>', "<p>Nobody</p>"),
        ('<p><ref target="#d2">D 2</ref></p>', '<p><a class="ref" href="d2.html">D 2</a></p>'),
        ('<p><ref target="javascript:alert(1)">D</ref></p>', "<p>D</p>"),
        (
            '<p><ref target="https://example.org/">W</ref></p>',
            '<p><a class="web" rel="noreferrer" href="https://example.org/">W</a></p>',
        ),
        (
            "<table><row><cell cols='2'>A</cell></row><row><cell>B</cell></row></table>",
            f'{TABLE}<tr><td colspan="2">A</td></tr><tr><td>B</td></tr></table></div>',
        ),
        (
            "<list type='to'><head>TO</head><item>A</item></list>",
            '<div class="list to"><p class="list-head">TO</p><ul><li>A</li></ul></div>',
        ),
        (
            "<list><label>1.</label><item>A</item></list>",
            '<div class="list "><ul><li><span class="label">1.</span> A</li></ul></div>',
        ),
        (
            "<p>A<list><item>B</item></list></p>",
            '<div class="p">A<div class="list "><ul><li>B</li></ul></div></div>',
        ),
        ("<p>[2 lines not declassified]</p>", "<p><mark>[2 lines not declassified]</mark></p>"),
        (
            '<p>[<hi rend="italic">1 line not declassified</hi>]</p>',
            "<p><mark>[</mark><i><mark>1 line not declassified</mark></i><mark>]</mark></p>",
        ),
        ("<p><!-- remark -->A<?pi x?></p>", "<p>A</p>"),
        ("<frus:file id='1' path='a.tif'/><p>A</p>", "<p>A</p>"),
        ("<p>A<note rend='inline'>B</note></p>", '<p>A<span class="inline-note">B</span></p>'),
        (
            "<p><xi:include href='secret.xml'/></p>",
            "<p>[another file is included here, which the package does not hold]</p>",
        ),
        (
            "<p><figure><graphic url='map.png'/></figure></p>",
            '<p><span class="figure" role="note">Figure\n(map.png, not in the package)</span></p>',
        ),
        ("<p>a\u00adb</p>", "<p>ab</p>"),
    ],
)
def test_an_element_becomes_html(tei: str, html: str) -> None:
    marked = ' class="withheld" title="withheld from publication"'
    assert str(html_of(tei).html).replace(marked, "") == html


def test_a_note_goes_below_and_leaves_its_anchor() -> None:
    text = html_of('<p>A<note n="*" xml:id="d1fn1" type="source"><p>B</p></note>.</p>')
    assert text.html == (
        '<p>A<a class="anchor" id="fnref1" href="#fn1" role="doc-noteref"'
        ' aria-label="Note *">*</a>.</p>'
    )
    (note,) = text.notes
    assert (note.number, note.label, note.html) == (1, "*", "<p>B</p>")
    assert (note.is_source, note.anchor) == (True, "d1fn1")


def test_a_note_in_a_note_stays_in_it() -> None:
    (note,) = html_of('<p><note n="1">A<note n="2">B</note></note></p>').notes
    assert note.html == 'A<span class="inline-note">B</span>'


def test_pages_begin_at_their_marks_and_the_first_at_the_text() -> None:
    text = html_of('<head>A</head><p>B<pb n="12"/>C</p>', "11", "12").html
    assert re.findall(r'data-page="(\d)">\[Page (\d+)\]', text) == [("1", "11"), ("2", "12")]
    assert text.index("Page 11") < text.index("A</h2>") < text.index("Page 12")


def test_a_text_that_begins_with_its_page_has_one_mark_for_it() -> None:
    text = html_of('<pb n="11"/><head>A</head>', "11").html
    assert re.findall(r'data-page="(\d)">\[Page (\d+)\]', text) == [("1", "11")]


def test_a_page_that_begins_in_a_note_begins_at_its_anchor() -> None:
    text = html_of('<p>A<note n="1">B. <pb n="12"/>C</note>D</p>', "11", "12")
    assert 'data-page="2">[Page 12]</a>D' in text.html
    assert text.notes[0].html == 'B.\n<span class="pb">[Page 12]</span>C'


def test_a_page_mark_inside_a_word_goes_before_the_word() -> None:
    text = html_of('<p>The presi<pb n="12"/>dent</p>', "11", "12").html
    assert text.endswith("[Page 12]</a>president</p>")


def test_a_page_that_is_not_listed_leads_to_no_image() -> None:
    assert '<span class="pb">[Page 99]</span>' in html_of('<p>A<pb n="99"/></p>', "11").html


def test_blanks_and_lines_of_a_reading_text_are_kept() -> None:
    text = html_of("<p>one  two\nthree</p>", attributes='xml:space="preserve"').html
    assert text == "<p>one  two\nthree</p>"


def test_marks_that_reorder_a_line_are_written_as_codes() -> None:
    text = html_of("<p>a\u202eb</p>", attributes='xml:space="preserve"').html
    assert text == "<p>a\\u202eb</p>"


def test_elements_nested_deeper_than_any_text_are_refused() -> None:
    assert html_of(f"{'<hi>' * 100}A{'</hi>' * 100}").html == "A"
    with pytest.raises(RecursionError):
        html_of(f"{'<hi>' * 250}A{'</hi>' * 250}")


def test_a_reading_text_is_shown_by_its_paragraphs_and_pages() -> None:
    text = "1. Letter\n\nDear [Page 12] Sir <b>\n\n[2 lines not declassified]\n"
    shown = reading_text_to_html(text, PageMarks(("11", "12"))).html
    assert shown.count("<p>") == 3
    assert re.findall(r"\[Page (\d+)\]", shown) == ["11", "12"]
    assert "Sir &lt;b&gt;" in shown
    assert 'class="withheld"' in shown


@pytest.mark.slow
@pytest.mark.parametrize("volume", WITHHELD)
def test_every_word_of_a_true_volume_is_in_its_pages(
    volume: str, shared: Path, tmp_path: Path
) -> None:
    done = frus_pack.pack_all(shared / "volumes" / f"{volume}.xml", tmp_path / "deposit", jobs=1)
    assert {one.status for one in done} - {"left out"} == {"packed"}
    withheld = 0
    for package in frus_pack.packages(tmp_path / "deposit"):
        (division,) = documents_below(package.tei.getroot())
        pages = tuple(page.page for page in package.pages)
        text = tei_to_html(division, PageMarks(pages), Links())
        shown = Counter(_words(_plain(text)))
        assert shown == Counter(_words(_said(division))), package.identifier
        marked = "".join((text.html, *(note.html for note in text.notes)))
        assert marked.count('data-page="') == len(pages), package.identifier
        withheld += len(package.metadata.withheld)
        assert ('class="withheld"' in marked) == bool(package.metadata.withheld)
    assert withheld == WITHHELD[volume]


def _plain(text: TextHtml) -> str:
    html = " ".join((text.html, *(note.html for note in text.notes)))
    bare = _IN_WORDS.sub("", _PAGE_MARK.sub(" ", _ANCHOR.sub("", html)))
    return unescape(re.sub(r"<[^>]*>", " ", bare))


def _said(division: etree._Element) -> str:
    """The words of the reading text, which has strokes between the cells of tables."""
    read = read_document(division, "transcription.xml").transcription
    blocks = [block.content for block in read.blocks if not isinstance(block, PageBreak)]
    contents = [*blocks, *(note.content for note in read.notes)]
    return " ".join(map(_joined, contents)).replace(" | ", " ")


def _joined(content: tuple[Inline, ...]) -> str:
    pieces = (" " if isinstance(one, PageBreak) else one for one in content)
    return "".join(one for one in pieces if isinstance(one, str))


def _words(text: str) -> list[str]:
    return [one for one in re.findall(r"\w+|[^\w\s]", text) if one != "|"]

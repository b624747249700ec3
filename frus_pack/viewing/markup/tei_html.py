"""The TEI of a document as HTML: paragraphs, lists, tables, notes, names, references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from lxml import etree
from markupsafe import Markup

from frus_pack.sources.tei import elements
from frus_pack.sources.tei.elements import (
    gap_in_words,
    is_blank,
    is_inline_note,
    is_running_head,
    name_of,
)
from frus_pack.sources.tei.xml_names import XML_ID, XML_SPACE, tei
from frus_pack.viewing.markup.tei_tags import (
    HIGHLIGHTS,
    NOT_IN_LABELS,
    RENDERINGS,
    SIMPLE,
    first_page_break,
    holds_blocks,
    is_among_blocks,
    page_of,
)
from frus_pack.viewing.markup.text_html import NoteHtml, PageMarks, TextHtml, inert
from frus_pack.viewing.markup.tokens import Token, settled, to_html, with_whole_words, with_withheld

_PARAGRAPHS = elements.PARAGRAPHS - {"head"}
_MOST_SPANNED = 99


def tei_to_html(division: etree._Element, marks: PageMarks, links: Links) -> TextHtml:
    """Return a document's ``div`` as HTML.

    Raises RecursionError if elements are nested deeper than any text needs.
    """
    return _Writing(marks, links, preserve=division.get(XML_SPACE) == "preserve").text(division)


class _Writing:
    """One document that is being written."""

    def __init__(self, marks: PageMarks, links: Links, *, preserve: bool) -> None:
        self._marks = marks
        self._links = links
        self._preserve = preserve
        self._out: list[Token] = []
        self._notes: list[NoteHtml] = []
        self._in_note = False

    def text(self, division: etree._Element) -> TextHtml:
        begun = first_page_break(division)
        self._put(self._marks.first(begun))
        self._content(division)
        html = self._finished(self._out)
        return TextHtml(html, tuple(self._notes))

    def _finished(self, tokens: list[Token]) -> Markup:
        read = tokens if self._preserve else with_whole_words(settled(tokens))
        return to_html(with_withheld(read))

    def _put(self, html: str) -> None:
        # Strings are constants of this module; values are escaped in what is HTML already.
        self._out.append(html if isinstance(html, Markup) else Markup(html))  # noqa: S704

    def _words(self, words: str | None) -> None:
        if words:
            self._out.append(words)

    def _content(self, element: etree._Element) -> None:
        self._words(element.text)
        for child in element:
            self._element(child)
            self._words(child.tail)

    def _within(self, element: etree._Element, before: str, after: str) -> None:
        self._put(before)
        self._content(element)
        self._put(after)

    def _element(self, child: etree._Element) -> None:
        if not isinstance(child.tag, str):
            return  # a comment or a processing instruction
        name = name_of(child)
        if special := _SPECIAL.get(name):
            special(self, child)
        elif name in SIMPLE:
            self._within(child, *SIMPLE[name])
        elif name in _PARAGRAPHS:
            self._paragraph(child)
        elif name in elements.LINES:
            self._within(child, f'<span class="line {name}">', "</span>")
        elif name in elements.GROUPS or name in elements.CONTAINERS:
            self._within(child, f'<div class="{name.removeprefix("frus:")}">', "</div>")
        elif name not in elements.UNREAD and name not in elements.REMARKS:
            self._content(child)

    def _paragraph(self, element: etree._Element) -> None:
        name = name_of(element)
        rend = element.get("rend", "")
        kind = rend if rend in RENDERINGS else ""
        if name == "quote":
            tag = "blockquote" if is_among_blocks(element) else "span"
        else:
            tag = "div" if holds_blocks(element) else "p"
        kind = f"{kind} p".strip() if tag == "div" else kind
        named = f' class="{kind or name}"' if kind or name != "p" else ""
        self._within(element, f"<{tag}{named}>", f"</{tag}>")

    def _head(self, head: etree._Element) -> None:
        if is_running_head(head):
            return
        parent = head.getparent()
        own = parent is not None and parent.getparent() is None
        level = 2 if own or (parent is not None and elements.is_document(parent)) else 3
        self._within(head, f'<h{level} class="head">', f"</h{level}>")

    def _highlight(self, element: etree._Element) -> None:
        self._within(element, *HIGHLIGHTS.get(element.get("rend", ""), ("", "")))

    def _list(self, element: etree._Element) -> None:
        kind = element.get("type", "")
        self._put(f'<div class="list {kind if kind.isalpha() and kind.isascii() else ""}">')
        for head in element.iterchildren(tei("head")):
            self._within(head, '<p class="list-head">', "</p>")
        self._put("<ul>")
        labelled = False
        for child in element.iterchildren(tag=etree.Element):
            name = name_of(child)
            if name == "label":
                self._within(child, '<li><span class="label">', "</span> ")
                labelled = True
            elif name == "item":
                self._within(child, "" if labelled else "<li>", "</li>")
                labelled = False
            elif name != "head":
                self._among(child, '<li class="between">', "</li>")
            self._words(child.tail if not is_blank(child.tail) else None)
        self._put("</ul></div>")

    def _among(self, child: etree._Element, before: str, after: str) -> None:
        """Put an element where only items or rows belong."""
        self._put(before)
        self._element(child)
        self._put(after)

    def _table(self, table: etree._Element) -> None:
        self._put('<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>')
        for head in table.iterchildren(tei("head")):
            self._within(head, "<caption>", "</caption>")
        for child in table.iterchildren(tag=etree.Element):
            name = name_of(child)
            if name == "row":
                self._within(child, "<tr>", "</tr>")
            elif name != "head":
                self._among(child, f'<tr><td colspan="{_MOST_SPANNED}">', "</td></tr>")
        self._put("</table></div>")

    def _cell(self, cell: etree._Element) -> None:
        spans = "".join(
            f' {attribute}="{min(int(value), _MOST_SPANNED)}"'
            for attribute, value in (("rowspan", cell.get("rows")), ("colspan", cell.get("cols")))
            if value and value.isascii() and value.isdecimal() and int(value) > 1
        )
        tag = "th" if cell.get("role") == "label" else "td"
        self._within(cell, f"<{tag}{spans}>", f"</{tag}>")

    def _note(self, note: etree._Element) -> None:
        if is_inline_note(note) or self._in_note:
            self._within(note, '<span class="inline-note">', "</span>")
            return
        number = len(self._notes) + 1
        label = NOT_IN_LABELS.sub("", note.get("n", "")) or str(number)
        before, self._out, self._in_note = self._out, [], True
        self._notes.append(NoteHtml(number=number, label=label, html=Markup("")))
        self._content(note)
        html = self._finished(self._out)
        self._out, self._in_note = before, False
        self._notes[number - 1] = NoteHtml(
            number=number,
            label=label,
            html=html,
            is_source=note.get("type") == "source",
            anchor=note.get(XML_ID, ""),
        )
        self._put(
            Markup(
                '<a class="anchor" id="fnref{0}" href="#fn{0}" role="doc-noteref"'
                ' aria-label="Note {1}">{1}</a>'
            ).format(number, label)
        )
        for page_break in note.iter(tei("pb")):
            self._put(self._marks.next(page_of(page_break)))

    def _page_break(self, element: etree._Element) -> None:
        page = page_of(element)
        self._put(inert(page) if self._in_note else self._marks.next(page))

    def _name(self, element: etree._Element) -> None:
        pointer = element.get("corresp") or element.get("target") or ""
        place = self._links.listed(pointer.removeprefix("#")) if pointer else None
        if place is None:
            self._content(element)
            return
        self._within(element, Markup('<a class="name" href="#{}">').format(place), "</a>")

    def _reference(self, element: etree._Element) -> None:
        link = self._links.target((element.get("target") or "").strip())
        if link is None:
            self._content(element)
        elif link.on_the_web:
            opened = '<a class="web" rel="noreferrer" href="{}">'
            self._within(element, Markup(opened).format(link.href), "</a>")  # noqa: S704
        else:
            self._within(element, Markup('<a class="ref" href="{}">').format(link.href), "</a>")

    def _choice(self, choice: etree._Element) -> None:
        settled_on = next((one for one in choice if name_of(one) in elements.SETTLED), None)
        self._content(choice if settled_on is None else settled_on)

    def _gap(self, gap: etree._Element) -> None:
        if len(gap) or not is_blank(gap.text):
            self._content(gap)
        else:
            self._words(gap_in_words(gap))

    def _figure(self, figure: etree._Element) -> None:
        graphic = next(figure.iter(tei("graphic")), None)
        self._put('<span class="figure" role="note">')
        self._words("Figure")
        if not is_blank("".join(map(str, figure.itertext()))):
            self._words(": ")
            self._content(figure)
        if graphic is not None and graphic.get("url"):
            self._words(f" ({graphic.get('url')}, not in the package)")
        self._put("</span>")

    def _inclusion(self, element: etree._Element) -> None:
        self._words("[another file is included here, which the package does not hold]")

    def _nothing(self, element: etree._Element) -> None:
        """An element that has no words."""


_SPECIAL: dict[str, Callable[[_Writing, etree._Element], None]] = {
    "cell": _Writing._cell,
    "choice": _Writing._choice,
    "figure": _Writing._figure,
    "gap": _Writing._gap,
    "gloss": _Writing._name,
    "graphic": _Writing._nothing,
    "head": _Writing._head,
    "hi": _Writing._highlight,
    "list": _Writing._list,
    "note": _Writing._note,
    "pb": _Writing._page_break,
    "persName": _Writing._name,
    "ptr": _Writing._nothing,
    "ref": _Writing._reference,
    "table": _Writing._table,
    "term": _Writing._name,
    elements.INCLUSION: _Writing._inclusion,
}


@dataclass(frozen=True, slots=True)
class Link:
    """An address in the site, or one on the web."""

    href: str
    on_the_web: bool = False


class Links(Protocol):
    """What a text asks for while it becomes HTML."""

    def target(self, pointer: str) -> Link | None:
        """Return where a TEI pointer leads (``#d11``, ``frus1961-63v12#d4``)."""
        ...

    def listed(self, pointer: str) -> str | None:
        """Return the place in the page of a person or a term that is listed."""
        ...

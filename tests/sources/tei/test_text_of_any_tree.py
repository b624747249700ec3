"""Of made-up elements in any order, every word is read once, and in order."""

from __future__ import annotations

from xml.sax.saxutils import escape

from hypothesis import example, given
from hypothesis import strategies as st

from frus_pack.sources.tei.standalone_tei import parse_tei
from frus_pack.sources.text.derived_text import parse_derived_text, render_derived_text
from tests.sources.tei.read_documents import document_of

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
    read = parse_tei(document_of(f"<head>7. Letter</head>{content}"))
    assert parse_derived_text(render_derived_text(read)) == read


@given(_trees(st.text("αβγδ ", min_size=1, max_size=3)))
def test_no_word_is_lost_doubled_or_moved(content: str) -> None:
    said = [letter for letter in content if letter in "αβγδ"]
    read = parse_tei(document_of(f"<head>7. Letter</head>{content}"))
    text = "".join(piece for piece in read.in_reading_order if isinstance(piece, str))
    assert [letter for letter in text if letter in "αβγδ"] == said

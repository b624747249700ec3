"""XML is written as libxml2 writes it, and reads as what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from frus_pack.document.characters import UNFIT
from frus_pack.sources.tei.xml_writing import attribute, element, encode, text

WORDS = st.text(
    alphabet=st.one_of(st.sampled_from("&<>\"'\n\r\t ]"), st.characters(exclude_categories=["Cs"]))
).filter(lambda words: not UNFIT.search(words))


@given(WORDS, WORDS)
def test_what_was_written_is_read_and_written_the_same(content: str, value: str) -> None:
    written = encode(element("p", attribute("n", value), text(content)))
    read = etree.fromstring(written)
    assert (read.text or "", read.get("n")) == (content, value)
    assert etree.tostring(read, encoding="UTF-8") == written.partition(b"\n")[2]


@pytest.mark.parametrize("character", ["\0", "\x1f", "\ud800", "\uffff"])
def test_what_xml_cannot_hold_is_refused(character: str) -> None:
    with pytest.raises(ValueError, match=rf"cannot hold the character U\+{ord(character):04X}"):
        encode(f"<p>{character}</p>")

"""Made-up paths of tag files, and the codes of the faults in what is read."""

from __future__ import annotations

from hypothesis import strategies as st

from frus_pack.bag.tag_files.tag_text import Fault

CHARACTERS = st.characters(codec="utf-8") | st.sampled_from(
    "%\r\n \t*./:\ufeff\u2028\x850aAe\u0301é"
)
PATHS = st.text(CHARACTERS, min_size=1).map("data/".__add__)


def codes(faults: tuple[Fault, ...]) -> list[tuple[str, int]]:
    return [(fault.code, fault.line) for fault in faults]

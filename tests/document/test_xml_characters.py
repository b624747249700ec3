"""What XML 1.0 can hold, told one way for all who ask."""

from __future__ import annotations

from frus_pack.document.characters import UNFIT, is_fit

FIT = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x10FFFF + 1))
"""Char of XML 1.0 §2.2, but for tab, LF and CR."""


def test_a_text_is_fit_if_each_of_its_characters_is() -> None:
    edges = {0, 9, 10, 13, *(code for part in FIT for code in (part[0] - 1, part[0], part[-1]))}
    for code in sorted(edges | set(range(0x300)) | set(range(0xD780, 0xE080)) | {0xFFFF}):
        fit = code in (9, 10, 13) or any(code in part for part in FIT)
        assert is_fit(f"é{chr(code)}😀") is fit, hex(code)
        assert (UNFIT.search(f"é{chr(code)}") is None) is fit, hex(code)
    assert is_fit("")

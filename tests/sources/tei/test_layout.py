"""White space between words, read by rule: token by token here, whole texts at once there."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.sources.tei.white_space import as_read, in_one_line

NODES = st.lists(st.text("aS(“‘[ \n\t\xa0,.;)]”’'s\u200b\xad\x7f\x86é", max_size=8), max_size=5)
UNSEEN = str.maketrans({"\u200b": "", "\xad": "", "\x7f": "\ufffd", "\x86": "\ufffd"})
WORD, BLANK, LAYOUT = 0, 1, 2


def _tokens(node: str) -> list[tuple[int, str]]:
    """The words and gaps of a node; a gap at its edge, or with a line end, is layout."""
    text = node if node.isspace() else node.translate(UNSEEN)
    parts = [part for part in re.split(r"(\s+)", text) if part]
    edges = (0, len(parts) - 1)
    return [
        (WORD, part)
        if not part.isspace()
        else (LAYOUT if at in edges or "\n" in part else BLANK, " ")
        for at, part in enumerate(parts)
    ]


def _closes(behind: str) -> bool:
    """Whether a text, its gaps single blanks, goes on as what follows a word at once."""
    if behind[:1] in tuple(",;:!?)]”"):
        return True
    if behind[:1] in ("’", "'"):
        return behind[1:2] == "s" and not re.match(r"\w", behind[2:])
    return behind[:1] == "." and (
        behind[1:].strip() == "" or bool(re.match(r" [^.\s]", behind[1:]))
    )


def _slowly(nodes: list[str]) -> str:
    tokens = [token for node in nodes for token in _tokens(node)]
    runs = [list(run) for _, run in groupby(tokens, key=lambda token: token[0] == WORD)]
    gaps = [max(kind for kind, _ in run) for run in runs]
    words = [
        "".join(text for _, text in run) if gap == WORD else " "
        for run, gap in zip(runs, gaps, strict=True)
    ]
    read = ""
    for at, gap in enumerate(gaps):
        before, behind = "".join(words[:at])[-1:], "".join(words[at + 1 :])
        is_none = gap == LAYOUT and (before in tuple("([“‘") or _closes(behind))
        read += "" if is_none else words[at]
    return read


@given(NODES)
def test_text_nodes_read_as_their_tokens_do(nodes: list[str]) -> None:
    assert as_read(nodes) == _slowly(nodes)


@given(NODES)
def test_a_line_has_no_blank_at_its_ends(nodes: list[str]) -> None:
    assert in_one_line(nodes) == _slowly(nodes).strip()


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        (["Secretary\n   of   State"], "Secretary of State"),
        (["(", "\n  ", "Lovett", "\n", ")"], "(Lovett)"),
        (["( Lovett )"], "( Lovett )"),
        (["Washington", " ", ", February 9"], "Washington, February 9"),
        (["so on", " ", ". . ."], "so on . . ."),
        (["to the ", "President", " ’s house"], "to the President’s house"),
        (["\n", "one", "\n"], " one "),
        ([" ", "\n"], " "),
        (["", ""], ""),
        (["se\xadcret\u200b", "\x86"], "secret\ufffd"),
    ],
)
def test_white_space_of_layout_is_one_blank_or_none(nodes: list[str], expected: str) -> None:
    assert as_read(nodes) == expected

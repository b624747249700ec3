"""YAML for people: it reads back as exactly the same data."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from frus_pack.sources.folder import metadata_file
from frus_pack.sources.folder.yaml_text import format_yaml

_WORDS = "no Yes null ~ 1964 1964-11-05 0x1f 1e3 1:20 = << .inf - -a ' # @a %a ` &a *a !a | > ? a:"
_LINES = '/- a/a: b/a #b/"/# a/ a/a /\n/a\nb/a\n\nb /\ta/\\/---/\x85/\u2028/\ufeff/\x7f/😀'
_AWKWARD = [*_WORDS.split(" "), *_LINES.split("/")]
_TEXT = st.one_of(
    st.sampled_from(_AWKWARD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.lists(st.sampled_from(["word " * 30, *_AWKWARD]), max_size=4).map(" ".join),
    st.lists(st.sampled_from(["A long paragraph " * 9, "\n", "  ", "b"]), max_size=6).map("".join),
)
_DATA = st.dictionaries(
    _TEXT,
    st.recursive(
        _TEXT | st.none() | st.booleans() | st.integers(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@settings(deadline=None)
@given(_DATA)
def test_what_was_written_reads_as_the_same_data(data: dict[str, Any]) -> None:
    text = format_yaml(data, {})
    assert (yaml.safe_load(text) or {}) == data


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "b", "n"]), _TEXT.filter(str.isprintable), min_size=1))
def test_our_own_strict_reading_agrees(data: dict[str, str]) -> None:
    text = format_yaml(data, dict.fromkeys(data, "a comment"))
    assert metadata_file.read_yaml(text.encode(), "m.yaml").data == data


def test_it_is_written_for_people() -> None:
    data = {
        "id": "d151",
        "number": "151",
        "kind": "telegram",
        "reply": "no",
        "title": "Rusk’s: a title",
        "source": {"note": "A long note. " * 12 + "End.\nLine.", "posts": ["Lima", "La Paz"]},
        "notes": [{"n": "1", "page": "340"}, {"n": "2"}],
    }
    comments = {"number": "from the heading", "source.note": "verbatim", "notes": "counted"}
    assert format_yaml(data, comments) == (
        "id: d151\n"
        "number: '151'  # from the heading\n"
        "kind: telegram\n"
        "reply: 'no'\n"
        "title: 'Rusk’s: a title'\n"
        "source:\n"
        "  note: >-  # verbatim\n"
        "    A long note. A long note. A long note. A long note. A long note. A long note. A long\n"
        "    note. A long note. A long note. A long note. A long note. A long note. End.\n"
        "\n"
        "    Line.\n"
        "  posts:\n"
        "    - Lima\n"
        "    - La Paz\n"
        "notes:  # counted\n"
        "  - 'n': '1'\n"
        "    page: '340'\n"
        "  - 'n': '2'\n"
    )


@pytest.mark.parametrize("text", ["a\x85b", "a\u2028b", "\ufeffa", "a\tb", "a\x7fb"])
def test_what_yaml_takes_for_layout_is_escaped(text: str) -> None:
    (line,) = format_yaml({"a": text}, {}).splitlines()
    assert line.startswith('a: "')

"""Whatever numbers, names and pointers a volume has, a survey ends with a report."""

from __future__ import annotations

import tempfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

from hypothesis import given, settings
from hypothesis import strategies as st

import frus_pack
from frus_pack.reports.volume_entry import json_document
from frus_pack.reports.volume_report import volume_lines
from tests.support.made_up import examples
from tests.surveying.small_volumes import volume

NUMBERS = st.sampled_from(
    ["", "1", "2", "3", "9", "[3]", "IV", "[v]", "0", "3a", "a3", "²", "999999999", "9" * 30, "–1"]
)
IDS = st.sampled_from(["d1", "d2", "d3", "d3a", "x", "pg_1", "pg_2", "D9", "d999999999"])
WORDS = st.sampled_from(["", "<p>Yes.</p>", "<head>1. Letter</head>", "<head>No. 9.</head><p/>"])
DATES = st.sampled_from(["1958", "1958-02-30", "", "soon", "1958-02-01T10:00:00Z", "0000", "9999"])


def _attributes(**values: str) -> str:
    named = {name.replace("xml_", "xml:"): value for name, value in values.items()}
    return "".join(f" {name}={quoteattr(value)}" for name, value in named.items() if value)


@st.composite
def page_breaks(draw: st.DrawFn) -> str:
    return f"<pb{_attributes(n=draw(NUMBERS), facs=draw(NUMBERS), xml_id=draw(IDS))}/>"


@st.composite
def documents(draw: st.DrawFn) -> str:
    date = _attributes(**{"from": draw(DATES), "to": draw(DATES)})
    content = f"{draw(WORDS)}<p><date{date}>x</date>{draw(page_breaks() | WORDS)}</p>"
    pointer = f"<ref{_attributes(target=f'#{draw(IDS)}')}>x</ref>"
    name = _attributes(n=draw(NUMBERS), xml_id=draw(IDS))
    return f'<div type="document"{name}>{content}<p>{pointer}</p></div>'


@settings(max_examples=examples(3))
@given(st.lists(page_breaks() | documents() | WORDS, max_size=12))
def test_any_volume_has_a_report(parts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = volume(Path(folder), *parts)
        report = frus_pack.survey(path, folder, jobs=1)
        assert report.documents.count == sum("<div" in part for part in parts)
        assert report.pages.count == sum(part.count("<pb") for part in parts)
        assert list(volume_lines(report, every=True))
        assert json_document([report.to_dict()])

"""What of a volume is in no package: it has an outcome of its own, and the summary says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

import frus_pack
from frus_pack.sources.reading import Reader
from frus_pack.sources.searching import find_sources
from frus_pack.sources.volume.left_out import LeftOut
from frus_pack.sources.volume.volume import VolumeDocument
from tests.support.commands import run_command
from tests.surveying.small_volumes import PAGE, div, volume
from tests.truth.__main__ import SHARED

VOLUMES = (
    "frus1948v05p1",
    "frus1949v07p1",
    "frus1955-57v09",
    "frus1961-63v07-09mSupp",
    "frus1964-68v12",
)
WARNING = "  warning      line "
UNTYPED = "  [volume.division-untyped]"
OUTSIDE = "  [volume.text-outside]"
LOST = "<p>Lost words.</p>"
_TEI = "{http://www.tei-c.org/ns/1.0}"
_DIVISIONS = ("compilation", "chapter", "subchapter")


@pytest.fixture
def lossy(tmp_path: Path) -> Path:
    return volume(tmp_path, PAGE, div(1), LOST, '<div n="2"><p>More.</p></div>', div(3))


@pytest.mark.parametrize("strict", [False, True])
def test_text_in_no_document_has_an_outcome_of_its_own(
    tmp_path: Path, lossy: Path, strict: bool
) -> None:
    outcomes = list(frus_pack.pack_all(lossy, tmp_path / "deposit", strict=strict, jobs=1))
    assert [(one.status, one.source) for one in outcomes if one.status != "packed"] == [
        ("left out", str(lossy))
    ]
    (left_out,) = (one for one in outcomes if one.status == "left out")
    assert [(one.code, one.location) for one in left_out.findings] == [
        ("volume.division-untyped", "line 9"),
        ("volume.text-outside", "line 8"),
    ]


def test_a_second_run_says_again_what_is_left_out(tmp_path: Path, lossy: Path) -> None:
    for made in ("packed", "unchanged"):
        outcomes = frus_pack.pack_all(lossy, tmp_path / "deposit", jobs=1)
        assert Counter(one.status for one in outcomes) == {made: 2, "left out": 1}


def test_the_summary_of_the_command_names_what_is_left_out(tmp_path: Path, lossy: Path) -> None:
    done = run_command("pack", lossy, "--to", tmp_path / "deposit", "--jobs", "1")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        f"left out   {lossy}",
        f"{WARNING}9: a div (number 2) has no type; what is in it is in no package: More.{UNTYPED}",
        f"{WARNING}8: 11 characters of body are in no document: Lost words.{OUTSIDE}",
        "Findings (frus-pack explain CODE says what to do):",
        "  severity        count   found in  code",
        "  warning             1          1  volume.division-untyped",
        "  warning             1          1  volume.text-outside",
        "images referenced: 2",
        "1 left out, 2 packed",
    ]


def test_a_volume_is_read_without_what_is_left_out(lossy: Path) -> None:
    assert [one.metadata.id for one in frus_pack.read(lossy)] == ["d1", "d3"]


@pytest.mark.parametrize("name", VOLUMES)
def test_each_character_of_a_true_body_is_packed_or_named(name: str) -> None:
    """Independent of the library, the body is read as text. What is not in a document, a title of
    a division or a heading for the tops of pages is what is said to be left out."""
    path = SHARED / "volumes" / f"{name}.xml"
    if not path.exists():
        pytest.skip("the true volumes are not there")
    reader = Reader(volume=None, images=None, images_as="referenced")
    packed, named = Counter[str](), Counter[str]()
    titles: dict[str | None, str | None] = {}
    for source in find_sources(path):
        if isinstance(source, LeftOut):
            untyped = (one.words for one in source.untyped)
            others = (one.words for one in (*source.text, *source.notes))
            named += Counter(_bare("".join((*untyped, *others))))
        else:
            assert isinstance(source, VolumeDocument)
            document = reader.read(source)
            packed += Counter(_bare(_without_tags(document.original)))
            titles |= {one.id: one.title for one in document.metadata.divisions}
    assert sum((Counter(_bare(one)) for one in titles.values() if one), packed + named) == Counter(
        _bare("".join(_body(path)))
    )


def _body(path: Path) -> Iterator[str]:
    tree = etree.parse(path, etree.XMLParser(collect_ids=False, huge_tree=True))
    for body in tree.iter(f"{_TEI}body"):
        for running in [*body.iter(f"{_TEI}head")]:
            if running.get("type") == "shortened-for-running-head":
                running.clear(keep_tail=True)
        yield from (str(one) for one in body.itertext())


def _without_tags(original: bytes) -> str:
    whole = f'<x xmlns:frus="f" xmlns:xi="x">{original.decode()}</x>'
    return "".join(map(str, etree.fromstring(whole).itertext()))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)

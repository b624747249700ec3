"""Whatever a package holds, checking it gives findings that can be told, and no error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import frus_pack
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH, TEI_PATH, TEXT_PATH
from frus_pack.validating.validate import validate
from tests.support.forms import render_in_every_form
from tests.support.made_up import examples
from tests.support.packages import make_package

pytestmark = pytest.mark.slow

Kept = tuple[Path, dict[str, bytes]]

unhurried = settings(
    max_examples=examples(3),
    deadline=3000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A package whose original is a reading text."""
    return _kept(make_package(tmp_path_factory.mktemp("kept")))


@pytest.fixture(scope="module")
def kept_slice(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Kept:
    """A package whose original was cut out of a volume."""
    document = next(iter(frus_pack.read(samples / "frus1961-63v98")))
    return _kept(frus_pack.pack(document, tmp_path_factory.mktemp("kept")).path)


def _kept(package: Path) -> Kept:
    payload = [path for path in (package / "data").rglob("*") if path.is_file()]
    return package, {path.relative_to(package).as_posix(): path.read_bytes() for path in payload}


def check(kept: Kept, changed: dict[str, bytes]) -> None:
    """A report on the package, some files of it changed, in every form there is."""
    package, contents = kept
    for path, content in {**contents, **changed}.items():
        if (package / path).read_bytes() != content:
            (package / path).write_bytes(content)
    report = validate(package, jobs=1)
    assert bool(report.findings) == any(contents[path] != new for path, new in changed.items())
    render_in_every_form(report)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        *("schema", "volume", "id", "number", "title", "kind", "date", "place", "senders", "pages"),
        *("facs", "notes", "withheld", "references", "attachments", "original", "persons", "page"),
        *("sequence", "renditions", "url", "status", "role", "media_type", "width", "mode", "dpi"),
        *("frames", "bytes", "sha512", "file", "name", "x-mine"),
    ]
)
LIKELY = st.sampled_from(
    [
        *("", "11", "[II]", "9999-99-99", "frus1958-60v99/d7", "\ud800", "\0", "tei", "0041" * 99),
        *([], [[]], [{}], {}, [{"n": "1", "type": "note", "page": "12"}], ["11"], 0, -1, 2, 1e999),
        *({"id": "frus1"}, {"earliest": "0001", "latest": "9999"}, {"form": "tei"}, 10**4000),
        *([{"target": "frus1/d1", "text": "Document 1"}], [{"id": "a", "name": "b"}] * 2),
        *("embedded", "missing", "referenced", "page-images/0042.png", "page-images/../a", 3.0),
    ]
)


@unhurried
@given(st.dictionaries(KEYS | st.text(max_size=3), LIKELY | JSON, max_size=4))
def test_metadata_of_any_values(kept: Kept, values: dict[str, object]) -> None:
    data = {**json.loads(kept[1][METADATA_PATH]), **values}
    check(kept, {METADATA_PATH: json.dumps(data).encode()})


@unhurried
@given(st.data())
def test_page_images_of_any_values(kept: Kept, data: st.DataObject) -> None:
    listed = json.loads(kept[1][PAGE_IMAGES_PATH])
    page = data.draw(st.sampled_from(listed["pages"]))
    place = data.draw(st.sampled_from([listed, page, page, page["renditions"][0]]))
    place.update(data.draw(st.dictionaries(KEYS, LIKELY | JSON, min_size=1, max_size=3)))
    check(kept, {PAGE_IMAGES_PATH: json.dumps(listed).encode()})


PIECES = st.sampled_from(
    [
        *(
            "[Page 12]",
            "[Page 9]",
            "[Page [II]]",
            ".1",
            ".3 ",
            "\n\n",
            "\n  1. ",
            "\n  7. x",
            "\x00",
        ),
        *("<p>", "</p>", "<pb/>", '<pb n="x"/>', "<note>", "&amp;", "&x;", "<!--", "<![CDATA["),
        *("<!DOCTYPE a>", '<?xml version="1.0" encoding="utf-7"?>', "<hi>" * 300, "\ufeff"),
        *("[", "{", '"', "null,", "\\ud800", "1e999", "," * 50),
    ]
).map(str.encode)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("path", [METADATA_PATH, TEXT_PATH, TEI_PATH, PAGE_IMAGES_PATH])
@unhurried
@given(data=st.data())
def test_a_file_altered_anywhere(kept: Kept, path: str, data: st.DataObject) -> None:
    content = kept[1][path]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 30)))
    between = data.draw(PIECES | st.binary(max_size=6) | st.text(max_size=6).map(_encoded))
    check(kept, {path: content[:start] + between + content[end:]})


@pytest.mark.parametrize("path", [TEI_PATH, TEXT_PATH])
@unhurried
@given(data=st.data())
def test_a_document_out_of_a_volume_altered_anywhere(
    kept_slice: Kept, path: str, data: st.DataObject
) -> None:
    content = kept_slice[1][path]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 30)))
    between = data.draw(PIECES | st.binary(max_size=6) | st.text(max_size=6).map(_encoded))
    check(kept_slice, {path: content[:start] + between + content[end:]})


@unhurried
@given(st.lists(PIECES | st.text(max_size=8).map(_encoded), max_size=12))
def test_transcriptions_of_any_pieces(kept: Kept, pieces: list[bytes]) -> None:
    made = b"".join(pieces)
    xml = kept[1][TEI_PATH].replace(b"<head>", b"<head>" + made, 1)
    check(kept, {TEXT_PATH: made, TEI_PATH: xml})


@unhurried
@given(st.data())
def test_an_image_altered_anywhere(kept: Kept, data: st.DataObject) -> None:
    path = "data/page-images/0042.png"
    content = bytearray(kept[1][path])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + 1] = data.draw(st.binary(max_size=3))
        content = content or bytearray(1)
    check(kept, {path: bytes(content)})

"""Whatever a package holds, exporting it gives bytes or says why not."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import frus_pack
from frus_pack.crosswalks.forms import CrosswalkForm
from frus_pack.package.paths import METADATA_PATH, PAGE_IMAGES_PATH
from tests.checks.description.test_document_fuzz import JSON, KEYS, LIKELY
from tests.support.packages import make_package

Kept = tuple[Path, dict[str, bytes]]
unhurried = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    package = make_package(tmp_path_factory.mktemp("kept"))
    return package, {
        path: (package / path).read_bytes() for path in (METADATA_PATH, PAGE_IMAGES_PATH)
    }


def export_all(kept: Kept, changed: dict[str, object]) -> None:
    package, contents = kept
    for path, content in contents.items():
        data = json.dumps(changed[path]).encode() if path in changed else content
        (package / path).write_bytes(data)
    for form in get_args(CrosswalkForm):
        try:
            assert frus_pack.export(package, form)
        except frus_pack.StorageError as error:
            assert str(package) in str(error)  # noqa: PT017 - either is right


@unhurried
@given(st.dictionaries(KEYS | st.text(max_size=3), LIKELY | JSON, max_size=4))
def test_metadata_of_any_values(kept: Kept, values: dict[str, object]) -> None:
    export_all(kept, {METADATA_PATH: {**json.loads(kept[1][METADATA_PATH]), **values}})


def _values(data: st.DataObject) -> dict[str, object]:
    """Of its own: what is sampled is one object each time, and would come to hold itself."""
    return deepcopy(data.draw(st.dictionaries(KEYS, LIKELY | JSON, max_size=2)))


@unhurried
@given(st.data())
def test_page_images_of_any_values(kept: Kept, data: st.DataObject) -> None:
    listed = json.loads(kept[1][PAGE_IMAGES_PATH])
    for page in listed["pages"]:
        page.update(_values(data))
        for one in page["renditions"] if isinstance(page["renditions"], list) else ():
            if isinstance(one, dict):
                one.update(_values(data))
    export_all(kept, {PAGE_IMAGES_PATH: listed})

"""The page about keeping shows what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.keeping import story


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_story_of_the_page_is_true(tmp_path: Path) -> None:
    assert story.page_as_run(tmp_path) == story.PAGE.read_text(encoding="utf-8")

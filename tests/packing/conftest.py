"""The document folder that most tests pack, and its document."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack
from tests.support.folders import add_images, document_folder, read_document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound document folder with two page images."""
    return add_images(document_folder(tmp_path / "source"))


@pytest.fixture
def document(folder: Path) -> frus_pack.Document:
    """The document of that folder."""
    return read_document(folder)

"""A volume whose body each test writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.volume.one_volume import END, HEAD, Make


@pytest.fixture
def volume(tmp_path: Path) -> Make:
    """Write a volume whose body is given."""

    def make(body: str) -> Path:
        path = tmp_path / "frus1958-60v98.xml"
        path.write_bytes(f"{HEAD}{body}{END}".encode())
        return path

    return make

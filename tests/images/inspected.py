"""Image files that tests write and inspect, and the words a file is refused with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frus_pack.errors import SourceError
from frus_pack.images.image_inspection import inspect

COPY = "copy it again from where it came, or leave it out"


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path, **options: Any) -> str:
    """Return the error that an image is refused with."""
    with pytest.raises(SourceError) as caught:
        inspect(path, **options)
    return str(caught.value)

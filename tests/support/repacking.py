"""Packing one volume again and again, and forbidding that its documents are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

import frus_pack
from frus_pack import Packed
from frus_pack.sources.volume import document as tei_document
from frus_pack.sources.volume.volume import VolumeDocument

Form = Literal["tar", "zip"] | None
FORMS: tuple[Form, ...] = (None, "tar", "zip")
DAY = date(2026, 1, 2)

each_form = pytest.mark.parametrize("form", FORMS, ids=str)


def pack(source: Path, deposit: Path, **options: Any) -> list[Packed]:
    """Pack a volume in this process; an outcome a document, in order."""
    return list(frus_pack.pack_all([source], deposit, jobs=1, **options))


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, no document of a volume can be read."""

    def refuse(document: VolumeDocument) -> None:
        raise AssertionError(document)

    monkeypatch.setattr(tei_document, "read_in_stages", refuse)

"""The table of requirements: everything a Report can find fault with.

The README has it between the marks `README_START` and `README_END`; a test holds them together. A
further family is a further tuple of rows here; nothing else has to know of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from frus_pack.requirements.bag import BAG
from frus_pack.requirements.images import IMAGES
from frus_pack.requirements.metadata import METADATA
from frus_pack.requirements.page_images import PAGE_IMAGES
from frus_pack.requirements.profile import CROSS_CHECK, PROFILE
from frus_pack.requirements.requirement import Requirement
from frus_pack.requirements.transcription import TRANSCRIPTION
from frus_pack.requirements.volume import VOLUME

ROWS: tuple[Requirement, ...] = (
    *BAG,
    *PROFILE,
    *METADATA,
    *TRANSCRIPTION,
    *PAGE_IMAGES,
    *CROSS_CHECK,
    *VOLUME,
    *IMAGES,
)
"""Every row, in the order the README lists them."""

TABLE: Mapping[str, Requirement] = {row.code: row for row in ROWS}
"""The rows by code."""

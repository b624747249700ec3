"""The paths of the files that every package has, relative to its bag."""

from __future__ import annotations

from frus_pack.bag.tag_files.paths import BagPath

METADATA_PATH = BagPath("data/metadata.json")
TEXT_PATH = BagPath("data/transcription.txt")
TEI_PATH = BagPath("data/transcription.xml")
PAGE_IMAGES_PATH = BagPath("data/page-images.json")
PAGE_IMAGES_FOLDER = "data/page-images/"
"""Where embedded page images are."""

MOST_TRANSCRIPTION_OCTETS = 4 << 20
"""Bytes of either transcription, which are held in memory."""

"""The paths of the files that every package has, relative to its bag."""

from __future__ import annotations

METADATA_PATH = "data/metadata.json"
TEXT_PATH = "data/transcription.txt"
TEI_PATH = "data/transcription.xml"
PAGE_IMAGES_PATH = "data/page-images.json"

MOST_TRANSCRIPTION_OCTETS = 4 << 20
"""Bytes of either transcription, which are held in memory."""

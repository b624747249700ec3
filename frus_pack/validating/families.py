"""The checks of the document, in the order of a report."""

from __future__ import annotations

from frus_pack.checks.description.document import DocumentCheck
from frus_pack.checks.description.metadata import MetadataCheck
from frus_pack.checks.page_images.page_images import PageImagesCheck
from frus_pack.checks.transcription.transcription import TranscriptionCheck

FAMILIES: tuple[DocumentCheck, ...] = (MetadataCheck(), TranscriptionCheck(), PageImagesCheck())
"""metadata, transcription and page-images."""

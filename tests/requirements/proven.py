"""The codes of the table by the test file that proves that each of them can fire."""

from __future__ import annotations

METADATA_JSON = {
    "metadata.missing",
    "metadata.unreadable",
    "metadata.too-large",
    "metadata.encoding",
    "metadata.json-malformed",
    "metadata.key-twice",
    "metadata.character-forbidden",
    "metadata.schema-version",
    "metadata.schema",
}
PAGE_IMAGES_JSON = {
    "page-images.missing",
    "page-images.unreadable",
    "page-images.too-large",
    "page-images.encoding",
    "page-images.json-malformed",
    "page-images.key-twice",
    "page-images.character-forbidden",
    "page-images.schema-version",
    "page-images.schema",
}
PAGE_LIST = {
    "page-images.not-compared",
    "page-images.pages-differ",
    "page-images.sequence-wrong",
    "page-images.facs-differs",
    "page-images.image-missing",
}
PAGE_IMAGE_FILES = {
    "page-images.file-missing",
    "page-images.file-unlisted",
    "page-images.name-differs",
}
PAGE_IMAGE_CONTENT = {
    "page-images.undecodable",
    "page-images.image-unreadable",
    "page-images.not-checked",
    "page-images.record-differs",
    "page-images.digest-differs",
    "page-images.one-colour",
    "page-images.dark",
    "page-images.blank",
}
PAGE_SEQUENCE = {
    "page-images.sequence-gap",
    "page-images.sequence-offset",
    "page-images.sequence-repeat",
    "page-images.sequence-falls",
    "page-images.page-order",
    "page-images.offset-unusual",
}
PAGE_COMPARISON = {
    "page-images.image-twice",
    "page-images.size-unusual",
}
TRANSCRIPTION_FILES = {
    "transcription.missing",
    "transcription.unreadable",
    "transcription.too-large",
    "transcription.original-altered",
}
READING_TEXT = {
    "transcription.encoding",
    "transcription.character-forbidden",
    "transcription.heading-missing",
    "transcription.note-unanchored",
    "transcription.note-unlisted",
    "transcription.note-order",
    "transcription.note-twice",
    "transcription.note-doubled",
    "transcription.note-glued",
    "transcription.note-empty",
    "transcription.page-mark",
    "transcription.page-order",
}
TEI = {
    "transcription.xml-malformed",
    "transcription.document-type",
    "transcription.tei-unreadable",
    "transcription.element-unknown",
    "transcription.remark",
    "transcription.words-misplaced",
    "transcription.head-missing",
    "transcription.page-unnumbered",
    "transcription.facs-unusable",
    "transcription.header-differs",
    "transcription.surroundings-differ",
    "transcription.pointer-unlisted",
    "transcription.facs-differs",
}
BOTH_TRANSCRIPTIONS = {
    "transcription.metadata-differs",
    "transcription.not-compared",
    "transcription.pages-differ",
    "transcription.not-derivable",
    "transcription.markup-differs",
    "transcription.derived-otherwise",
}
DESCRIPTION = {
    "metadata.external-identifier",
    "metadata.bag-group-identifier",
    "metadata.bag-name",
    "metadata.date-impossible",
    "metadata.date-order",
    "metadata.identifier-form",
    "metadata.language-form",
    "metadata.page-unlisted",
    "metadata.note-unlisted",
    "metadata.identifier-twice",
    "metadata.reference-to-itself",
    "metadata.reference-to-other-volume",
}

BY_FAMILY = {
    "metadata": METADATA_JSON | DESCRIPTION,
    "page-images": PAGE_IMAGES_JSON
    | PAGE_LIST
    | PAGE_IMAGE_FILES
    | PAGE_IMAGE_CONTENT
    | PAGE_SEQUENCE
    | PAGE_COMPARISON,
    "transcription": TRANSCRIPTION_FILES | READING_TEXT | TEI | BOTH_TRANSCRIPTIONS,
}
"""A test of the table holds the union against the rows of the family."""

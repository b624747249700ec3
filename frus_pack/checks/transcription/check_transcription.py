"""The transcriptions of a document: each by itself, both together, and with the description."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from frus_pack.checks.description.json_file import METADATA_FILE, place, shortened, words
from frus_pack.checks.description.packaged_document import PackagedDocument
from frus_pack.checks.transcription import slice as transcription_slice
from frus_pack.checks.transcription.difference import first_difference, pages
from frus_pack.checks.transcription.files import (
    Description,
    TranscriptionFile,
    is_tei_original,
)
from frus_pack.checks.transcription.slice import check_markup
from frus_pack.document import description_rules
from frus_pack.document.transcription import Transcription
from frus_pack.package.paths import METADATA_PATH
from frus_pack.requirements.finding import Finding


class TranscriptionCheck:
    """Everything asked of the two transcriptions."""

    family = "transcription"

    def __call__(self, document: PackagedDocument) -> Iterator[Finding]:
        description = document.metadata.data
        original, derived = document.original, document.derived
        yield from original.findings
        yield from derived.findings
        yield from _origin(description, original)
        yield from _agreement(description, original, derived)
        yield from _derivation(original, derived)


def _origin(description: Description, original: TranscriptionFile) -> Iterator[Finding]:
    """Check the original against what the description records of it."""
    recorded = description.get("original") if description else None
    if original.content is None or not isinstance(recorded, Mapping):
        return
    if description and "slice" in recorded and is_tei_original(description):
        yield from transcription_slice.check_slice(description, original)
        return
    expected = recorded.get("sha512")
    found = hashlib.sha512(original.content).hexdigest()
    if isinstance(expected, str) and found != expected:
        message = "is not the file that the description calls the original"
        yield Finding("transcription.original-altered", original.path, message, expected, found)


def _agreement(
    description: Description, original: TranscriptionFile, derived: TranscriptionFile
) -> Iterator[Finding]:
    if description is None:
        message = "cannot be read, so the text was not compared with it"
        yield Finding("transcription.not-compared", METADATA_PATH, message)
        return
    known = original.transcription or derived.transcription
    if known is not None:
        yield from _disagreements(description, known)


def _disagreements(
    description: Mapping[str, object], transcription: Transcription
) -> Iterator[Finding]:
    """Yield a finding for each value of a description that is not the text's."""
    for pointer, given, said in description_rules.differences(description, transcription):
        location, message = place(METADATA_FILE, pointer), "is not what the text says"
        found, expected = words(given) or "nothing", words(said) or "nothing"
        yield Finding("transcription.metadata-differs", location, message, expected, found)


def _derivation(original: TranscriptionFile, derived: TranscriptionFile) -> Iterator[Finding]:
    """Check the derived transcription against the original, by what they say: other versions of
    frus-pack may write the same otherwise."""
    one, other = original.transcription, derived.transcription
    if one is None or other is None or derived.is_derived:
        return
    name = original.path.rpartition("/")[2]
    expected, found = pages(one), pages(other)
    if expected != found:
        message = f"does not have the page breaks of {name}"
        values = (shortened(", ".join(expected)), shortened(", ".join(found)))
        yield Finding("transcription.pages-differ", derived.path, message, *values)
    elif difference := first_difference(one, other):
        message = f"does not say what {name} says; this is the first difference"
        location = f"{derived.path}, {difference.place}"
        values = (difference.one, difference.other)
        yield Finding("transcription.not-derivable", location, message, *values)
    elif not derived.findings and derived.derived is not None:
        yield from _written_otherwise(derived, derived.derived)


def _written_otherwise(derived: TranscriptionFile, expected: bytes) -> Iterator[Finding]:
    if derived.root is not None:
        yield from check_markup(derived.root, expected)
        return
    message = "says what the original says, but is not written as it is derived here"
    yield Finding("transcription.derived-otherwise", derived.path, message)

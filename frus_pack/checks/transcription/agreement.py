"""What a description says of the text that the text itself tells, value by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frus_pack.checks.description.json_file import METADATA_FILE, place, words
from frus_pack.document import description_rules
from frus_pack.document.transcription import Transcription
from frus_pack.requirements.finding import Finding


def check(description: Mapping[str, object], transcription: Transcription) -> Iterator[Finding]:
    """Yield a finding for each value of a description that is not the text's."""
    for pointer, given, said in description_rules.differences(description, transcription):
        location, message = place(METADATA_FILE, pointer), "is not what the text says"
        found, expected = words(given) or "nothing", words(said) or "nothing"
        yield Finding("transcription.metadata-differs", location, message, expected, found)

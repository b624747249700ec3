"""The note above the heading of an older document, where it says what the paper is.

    861.77/341: Telegram
    [Telegram.—Paraphrase.]

Where the paper is kept is read from it as from a source note (`holding`).
"""

from __future__ import annotations

import re

from frus_pack.sources.prose.archival_holding import Holding, read_holding
from frus_pack.sources.prose.kinds import kind_of

_SENT_AS = re.compile(
    r".*: ?(?P<kind>(?:circular )?(?:telegram|airgram|despatch|instruction))"
    r"(?: \(part air\))?[.:]?",
    re.IGNORECASE,
)
_LONGEST = 160
_NUMBERED = re.compile(r"(?:No\. )?[0-9]{1,6}[A-Za-z]?\. ")
_BRACKETED = re.compile(r"\[(?P<kind>[^\[\]]+)\]\.?")


def kind_in(note: str) -> str:
    """Return the kind of document that the note says it is; ``other`` if it says none."""
    found = _SENT_AS.fullmatch(note) or _BRACKETED.fullmatch(note)
    return kind_of(found["kind"]) if found else "other"


def is_file_note(line: str) -> bool:
    """Return whether a line above a heading says where the paper is kept, or what it is."""
    if len(line) > _LONGEST or _NUMBERED.match(line):
        return False
    is_kind = _SENT_AS.fullmatch(line) is not None or (
        _BRACKETED.fullmatch(line) is not None and kind_in(line) != "other"
    )
    return is_kind or read_holding(line) != Holding()

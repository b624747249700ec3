"""The note above the heading of an older document, where it says what the paper is.

    861.77/341: Telegram
    [Telegram.—Paraphrase.]

Where the paper lies is read from it as from a source note (`holding`).
"""

from __future__ import annotations

import re

from frus_pack.sources.prose.kinds import kind_of

_SENT_AS = re.compile(
    r".*: ?(?P<kind>(?:circular )?(?:telegram|airgram|despatch|instruction))"
    r"(?: \(part air\))?[.:]?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[(?P<kind>[^\[\]]+)\]\.?")


def kind_in(note: str) -> str:
    """Return the kind of document that the note says it is; ``other`` if it says none."""
    found = _SENT_AS.fullmatch(note) or _BRACKETED.fullmatch(note)
    return kind_of(found["kind"]) if found else "other"

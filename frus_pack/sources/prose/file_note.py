"""The note above the heading of an older document: where its paper lies in the central files, and
mostly what it is.

    861.77/341: Telegram
    [Telegram.—Paraphrase.]

Only what is printed in one of these forms is read; the note is always kept verbatim.
"""

from __future__ import annotations

import re

from frus_pack.sources.prose.kinds import kind_of

_FILE = r"(?:Paris Peace Conf\. )?[0-9]{2,4}[A-Za-z]?\.[0-9A-Za-z][\w.,½ ()&–-]{0,60}/[\w½⅓—–-]+"
_FILE_NUMBER = re.compile(rf"(?:File No\. )?(?P<file>{_FILE})(?:: ?[^:/]+)?\.?")
"""The decimal classification up to 1963: class, subject, and behind the stroke the paper's own
number or, later, its date: ``740.0011 European War 1939/123``, ``501.BC Indonesia/8–948``."""
_SENT_AS = re.compile(
    r".*: ?(?P<kind>(?:circular )?(?:telegram|airgram|despatch|instruction))(?: \(part air\))?\.?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[(?P<kind>[^\[\]]+)\]\.?")


def file_of(note: str) -> str | None:
    """The file number, if the note is that and at most the kind of document behind it."""
    found = _FILE_NUMBER.fullmatch(note)
    return found["file"] if found else None


def kind_in(note: str) -> str:
    """The kind of document that the note says it is; ``other`` if it says none."""
    found = _SENT_AS.fullmatch(note) or _BRACKETED.fullmatch(note)
    return kind_of(found["kind"]) if found else "other"

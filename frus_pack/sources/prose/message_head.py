"""Sender and recipients in the lines that a message or memorandum begins with.

From: Orlan, Emil (NSC)          TO: The President
Sent: Friday, May 5, 2000        FROM: INR—Max Pell
To: Pell, Max; Ohm, Ilse
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from frus_pack.document.model import Agent
from frus_pack.sources.prose.people import people_of

_LINE = re.compile(
    r"(?P<label>from|fm|to|through|thru|via|sent|date|cc|subject|subj|re) ?: ?(?P<said>\S.*)?",
    re.IGNORECASE,
)
_SENDER = frozenset(("from", "fm"))
_MAILBOX = re.compile(
    r"\s*(?P<name>[^()<>\[\];@]*[^()<>\[\];@\s])\s*(?:<[^<>]*>|[(\[](?P<office>[^()\[\]]*)[)\]])?\s*"
)
"""A name in the form of an e-mail, the surname perhaps first."""
_FIRST_LINES = 12
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class MessageHead:
    """Whom the lines name."""

    senders: tuple[Agent, ...] = ()
    recipients: tuple[Agent, ...] = ()


def read_message_head(lines: Iterable[str]) -> MessageHead:
    """Return the sender and recipients that the first lines name behind ``From`` and ``To``.

    Where one of the two lines is absent, neither is read: a text can begin with either word.

    Example:
        >>> head = read_message_head(["From: Orlan, Emil", "Sent: May 5", "To: Pell, Max"])
        >>> head.senders[0].name
        'Orlan, Emil'
    """
    said: dict[str, str] = {}
    for line in islice(lines, _FIRST_LINES):
        found = _LINE.fullmatch(line.strip()) if len(line) <= _LONGEST else None
        if found and found["said"]:
            said.setdefault(found["label"].casefold(), found["said"].strip())
    sender = next((said[label] for label in said if label in _SENDER), None)
    if sender is None or "to" not in said:
        return MessageHead()
    read = _mailboxes if "sent" in said else people_of
    return MessageHead(tuple(read(sender)), tuple(read(said["to"])))


def _mailboxes(said: str) -> Iterator[Agent]:
    for one in filter(str.strip, said.split(";")):
        if found := _MAILBOX.fullmatch(one):
            yield Agent(name=found["name"].strip(" ,'\""), office=found["office"] or None)

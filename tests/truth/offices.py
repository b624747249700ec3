"""The offices of sender and recipient, in headings that leave no doubt about them."""

from __future__ import annotations

import re

from tests.truth.markup import words
from tests.truth.names import key
from tests.truth.scoring import Expected
from tests.truth.volumes import TrueDocument

_OFFICE = r"(?:(?! to | and the |[()]).)+"
_HEADING = re.compile(
    r"(?:(?:No\. )?[0-9]+[a-z]?\.? )?"
    r"(?:The|(?:Letter|Telegram|Memorandum|Message|Airgram|Note|Despatch) (?:From|by|from) the"
    rf"|Memorandum of (?:a )?(?:Telephone )?Conversation Between the) (?P<one>{_OFFICE})"
    r" \((?P<sender>[^\W\d][\w’'. -]+)\) (?:to|and) "
    rf"(?:the (?P<other>{_OFFICE}) \((?P<recipient>[^\W\d][\w’'. -]+)\)|(?:the )?[A-Z][^()]*)"
)
"""One office with a name in brackets on the left, and either the same or a plain side behind."""


def offices(document: TrueDocument) -> Expected:
    """Return ``name, office`` of each side of a heading of the plainest form."""
    found = _HEADING.match(words(document.head)) if document.head is not None else None
    if found is None:
        return Expected(judged=False)
    sides = [(found["sender"], found["one"]), (found["recipient"], found["other"])]
    said = tuple((f"{key(name)}, {key(office)}",) for name, office in sides if name)
    return Expected(said, judged=False)

"""The offices of sender and recipient, in headings that leave no doubt about them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.truth.markup import TEI, words
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


_TITLE = re.compile(
    r"(?:^|\b(?:From|from|to|and|[Bb]etween|[Bb]y|for) )"
    r"((?:Acting )?Secretary of (?:State|Defense|the Treasury)|(?:Vice )?President|Prime Minister"
    r"|Foreign Minister|Ambassador|Chairman|Director of Central Intelligence|Senator) $"
)
"""A title between a word that begins a side and the name."""


def offices(document: TrueDocument) -> Expected:
    """Return ``name, office`` of each side of a heading of the plainest form."""
    if document.head is None:
        return Expected(judged=False)
    found = _HEADING.match(words(document.head))
    pairs = [(found["sender"], found["one"]), (found["recipient"], found["other"])] if found else []
    pairs += _titled(document.head)
    said = tuple((f"{key(name)}, {key(office)}",) for name, office in pairs if name)
    return Expected(said, judged=False)


def _titled(head: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield typed persons with the title before them: Letter From *President* Nixon to."""
    for person in head.iter(f"{TEI}persName"):
        previous, parent = person.getprevious(), person.getparent()
        before = previous.tail if previous is not None else parent is not None and parent.text
        title = _TITLE.search(re.sub(r"\s+", " ", before or ""))
        if (
            title
            and person.get("type") in ("from", "to")
            and not (person.tail or "").startswith(("’", "'"))
        ):
            yield words(person), title[1]

"""The statement on rights that this library drafts for a document of the series.

The series also prints what other governments wrote. Only works of the United States Government are
without copyright by 17 U.S.C. 105, so what is drafted depends on who sent the document. A source
note can say that somebody claims rights in the paper, or permitted its printing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from frus_pack.document.model import Agent, Person

RIGHTS = (
    "Public domain in the United States: a work of the United States Government (17 U.S.C. 105)."
)
FOREIGN_RIGHTS = (
    "Copyright not evaluated: the sender is not of the United States Government"
    " (http://rightsstatements.org/vocab/CNE/1.0/)."
)
CLAIMED_RIGHTS = (
    "Copyright not evaluated: the source note names a holder of rights or a permission"
    " (http://rightsstatements.org/vocab/CNE/1.0/)."
)

_RECORDS = frozenset(
    (
        "editorial-note",
        "intelligence-estimate",
        "intelligence-memorandum",
        "memorandum-of-conversation",
        "memorandum-of-telephone-conversation",
        "minutes",
        "national-security-memorandum",
        "notes",
        "record",
        "summary",
    )
)
"""Kinds that the government's own people wrote, also where the heading names a guest first."""
_CLAIMED = re.compile(
    r"©|\bcopyright(?:ed)?\b"
    r"|\b(?:printed|published|reproduced|used) (?:with|by) (?:the )?permission\b",
    re.IGNORECASE,
)
_PRESIDENTS = re.compile(
    r"\b(?:Washington|Adams|Jefferson|Madison|Monroe|Jackson|Van Buren|Harrison|Tyler|Polk|Taylor"
    r"|Fillmore|Pierce|Buchanan|Lincoln|Johnson|Grant|Hayes|Garfield|Arthur|Cleveland|McKinley"
    r"|Roosevelt|Taft|Wilson|Harding|Coolidge|Hoover|Truman|Eisenhower|Kennedy|Nixon|Ford|Carter"
    r"|Reagan|Bush|Clinton)\b"
)
_PRESIDENT = re.compile(r"President(?:[- ]elect)?", re.IGNORECASE)
_UNITED_STATES = r"(?:the )?(?:United States|U\. ?S\.)"
_OFFICIAL = (
    r"(?:Acting|Alternate|American|Appointed|Career|Deputy|Designated|Economic|Federal|Former"
    r"|Military|Permanent|Personal|Principal|Resident|Roving|Senior|Special|The|Trade|Vice)"
)
"""Words that precede an office of the United States too."""
_OF_UNITED_STATES = re.compile(
    r"(?<!to the )(?<!in the )(?<!with the )\b(?:United States|U\. ?S\.)(?!\w)"
)
"""*United States Mission*, but not *Ambassador to the United States*."""
_OTHER_STATE = re.compile(
    # An office that the United States does not have.
    r"\b(?:Prime Minister|Premier|Foreign (?:Minister|Ministry|Office|Secretary)|Council of"
    r" Ministers|Ministry|H(?:er|is) (?:\w+ )?Majesty|Supreme (?:Soviet|Military Council)"
    r"|Minister (?:of|for) (?!Economic Affairs in|the Embassy in)"
    r"|(?:Chief|Head) of State|Generalissimo|General Secretary|Secretary[- ]General"
    r"|(?:King|Queen|Shah|Emperor|Emir|Amir|Sultan|Prince|Chancellor) of)\b"
    r"|^(?:King|Queen|Shah|Emperor|Empress|Pope|Chancellor|(?:Crown )?Prince|Princess)$"
    r"|(?<!Assistant )(?<!Under )Secretary of State for\b"
    r"|^(?:United Nations )?(?:General Assembly|Secretariat|Security Council)\b"
    # Another state's: British Ambassador, Soviet Government, Israeli Mission to the United Nations.
    rf"|\b(?!{_OFFICIAL}\b)[A-Z][\w-]+ (?:Ambassador|Charg[ée]|Consul|Delegation|Embassy|Government"
    r"|Leaders|Legation|Minister|President|Mission (?:at|to) the United Nations)\b(?!-)"
    # Sent to the United States, or the state is named: Ambassador of Pakistan.
    rf"|\b(?:Ambassador|Minister|Charg[ée]|Embassy|Legation) (?:to|in) {_UNITED_STATES}(?! Mission)"
    rf"|\b(?:Ambassador|Embassy|Legation|Government|People) of (?!{_UNITED_STATES})(?:the )?[A-Z]"
    r"|\bPresident of (?:the )?(?:\w+ ){0,6}(?:Republic|Union|Council of Ministers)\b"
)
_PARENTHESIS = re.compile(r" ?\([^)]*\)")


def drafted_rights(
    kind: str, senders: Iterable[Agent], persons: Iterable[Person], source_note: str | None
) -> str:
    """Return the statement for a document of a kind.

    It is `CLAIMED_RIGHTS` where the source note names a holder of rights. It is `FOREIGN_RIGHTS`
    where the office of a sender, or the list of persons, names another government or an
    international organisation. Else it is `RIGHTS`.

    >>> drafted_rights("letter", [Agent(name="Macmillan", office="Prime Minister")], [], None)[:23]
    'Copyright not evaluated'
    """
    if source_note and _CLAIMED.search(source_note):
        return CLAIMED_RIGHTS
    if kind in _RECORDS:
        return RIGHTS
    descriptions = {person.id: person.description or "" for person in persons}
    foreign = any(_is_foreign(one, descriptions.get(one.id or "", "")) for one in senders)
    return FOREIGN_RIGHTS if foreign else RIGHTS


def _is_foreign(sender: Agent, description: str) -> bool:
    """Return whether the office is another state's. Where it is one word or none, the description
    of the person counts too: the identifier in the markup can be another person's."""
    office = _PARENTHESIS.sub("", sender.office or "")
    if _PRESIDENT.fullmatch(office):
        return not _PRESIDENTS.search(sender.name)
    said = [office or sender.name] if " " in office else [office or sender.name, description]
    return any(_OTHER_STATE.search(words) and not _OF_UNITED_STATES.search(words) for words in said)

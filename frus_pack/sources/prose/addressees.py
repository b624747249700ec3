"""Posts that a telegram was sent or repeated to: ``Bonn, Paris for USRO, and the White House``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frus_pack.sources.prose.passage import Passage
from frus_pack.sources.prose.printed_dates import MONTH
from frus_pack.sources.prose.sentences import hidden

_BEFORE_TO = re.compile(
    r"(?:(?:for information|as information|info|(?:operational )?immediate|priority|niact|flash"
    r"|routine|emergency|eyes only|exclusive|limdis|exdis|nodis|by (?:air )?pouch|verbatim"
    r"|by the JCS|by cable|the same day|urgent|in part),? )*to ",
    re.IGNORECASE,
)
_NEXT_TO = re.compile(rf"(?:;,? (?:and )?|,? and |, )(?:also )?{_BEFORE_TO.pattern}", re.IGNORECASE)
_SEMICOLON = re.compile(r"; (?:and )?")
_COMMA = re.compile(r", (?:and )?")
_AND_MORE = re.compile(r"(?<=capitals|missions) and |(?<=posts) and ")
_FOR_SEVERAL = re.compile(r"\b(?:eyes only|exclusive) (?:for|to) ", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:also )?(?:(?:niact|priority|immediate) )?(?:the |both )?")
_AS_NUMBER = re.compile(
    r" (?:as|in) (?:telegram |Tocah |Cahto |Todul |(?:Dept\.?|Department)[’']s )?[A-Z]*[a-z]*[ -]?"
    r"[0-9]+(?: and [0-9]+)?$"
    r"| by (?:air )?(?:pouch|airgram|mail)$| \((?:by|as|for info|pouch|who|where)[^()]*\)$"
    r"|\. [0-9]+$|,? on [A-Z][a-z]+ [0-9]{1,2}$| for information$| (?:niact|priority|immediate)$",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?:all |other |all other |certain )?(?:[^\W\d_a-z]|[0-9]{1,4}(?:st|nd|rd|th|d|/[0-9]+)? )"
    r"[\w.,’'/()–&-]*(?: [\w.,’'/()–&-]+){0,14}"
    r"(?: \[[^\[\]]* not declassified\])?"
    r"|(?:all|certain|other|all other) (?:[A-Za-z]+ ){0,2}(?:posts|missions|capitals)"
    r"|\[[^\[\]]* not declassified\]"
)
_A_PART = re.compile(
    r"(?:Deputy )?(?:Commander(?: in Chief)?|Chief(?: of [A-Z]+)?|Director)|U\.S\. Army"
    r"|(?:Departments|Secretaries|Bureaus) of (?:the )?\w+|Director of the Bureau of Intelligence|"
    rf"{MONTH} [0-9]+|.* and"
)
"""What is only part of a post, or none at all: ``Commander in Chief``, ``Pacific``."""
_BRACKETS = re.compile(r"\([^()]*\)")
_BEHIND = re.compile(
    rf",? (?:on )?{MONTH} [0-9]{{1,2}}(?:, [0-9]{{4}})?$|,? “eyes only[^“”]*”$", re.IGNORECASE
)
"""What is said of all posts behind the last."""
_LONGEST = 200
_A_CLAUSE = re.compile(
    r"\b(?:is|was|were|are|has|had|who|which|that|it|they|he|at [0-9]|from [A-Z]|under|see|with the"
    r" (?:instruction|request|notation)|requesting|asking|stating|indicating)\b"
)


def read_addressees(words: Passage) -> tuple[str, ...] | None:
    """Return the addressees of a list that begins with ``to``; None if it is not understood."""
    opening = _BEFORE_TO.match(words.words)
    if opening is None or _A_CLAUSE.search(_BRACKETS.sub("", words.words)):
        return None
    behind = _BEHIND.search(words.words)
    rest = words.part(opening.end(), behind.start() if behind else None)
    masked = hidden(rest.words)
    for_several = ";" in masked
    posts = [
        _without_number(_ARTICLE.sub("", post.words[: _LONGEST + 1], count=1))
        for group in rest.parts(_NEXT_TO, masked)
        for post in ([group] if for_several and " for " in group.words else _posts(group))
    ]
    return tuple(posts) if all(map(_is_post, posts)) else None


def _without_number(words: str) -> str:
    """Return a post without the number of its telegram, how it was sent, and why."""
    while (bare := _AS_NUMBER.sub("", words)) != words:
        words = bare
    return words


def _is_post(words: str) -> bool:
    is_whole = len(words) <= _LONGEST and not _A_PART.fullmatch(words)
    return is_whole and _POST.fullmatch(words) is not None


def _posts(group: Passage) -> Iterator[Passage]:
    """Return the posts behind one ``to``.

    An ``and`` between two commas belongs to one post: ``Army Attaché Phnom Penh and Vientiane``.
    """
    masked = hidden(group.words)
    if _FOR_SEVERAL.search(group.words) and ";" not in masked:
        yield group
        return
    if ";" in masked:
        yield from group.parts(_SEMICOLON, masked)
        return
    *posts, last = group.parts(_COMMA, masked)
    for post in posts:
        yield from post.parts(_AND_MORE)
    ends_with_and = masked.rpartition(", ")[2].startswith("and ")
    if ends_with_and and posts:
        yield last
    else:
        before, conjunction, behind = hidden(last.words).rpartition(" and ")
        if conjunction:
            yield last.part(0, len(before))
        yield last.part(len(last.words) - len(behind))

"""The heading: number, title, kind; and the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.truth.markup import TEI, name, own, tidy, words
from tests.truth.scoring import Expected, exactly
from tests.truth.volumes import TrueDocument

_NUMBER = re.compile(r"\A(?:No\. ?)([0-9]+[A-Za-z]?)\b\.? *|\A([0-9]+[A-Za-z]?)\.(?: +|\Z)")
_SUBJECT = re.compile(r"\A(?:general )?(?:subj(?:ect)?s?|sub)\b[:.]?", re.IGNORECASE)
_KINDS = (
    (r"editorial note\b", "editorial-note"),
    (r"memorand(?:um|a) of (?:a )?telephone conversation", "memorandum-of-telephone-conversation"),
    (r"memorand(?:um|a) of (?:a )?conversation", "memorandum-of-conversation"),
    (r"circular telegram\b", "circular-telegram"),
    (r"telegram(?: [0-9/A-Za-z-]*[0-9][0-9/A-Za-z -]*)? from\b", "telegram"),
    (r"airgram(?: [A-Z]*-?[0-9]+)? from\b", "airgram"),
    (r"d[ei]spatch(?: [0-9]+)? from\b", "despatch"),
    (r"instruction(?: [A-Z]*-?[0-9]+)? from\b", "instruction"),
    (r"letter (?:from|to)\b", "letter"),
    (r"message (?:from|to)\b", "message"),
    (r"(?:information |action |briefing |draft )?memorandum (?:from|by|to|for|prepared)\b",
     "memorandum"),
    (r"(?:special )?national intelligence estimate", "intelligence-estimate"),
    (r"intelligence memorandum", "intelligence-memorandum"),
    (r"national security (?:action|study|decision) memorandum", "national-security-memorandum"),
    (r"minutes of\b", "minutes"),
    (r"report (?:by|from|prepared)\b", "report"),
    (r"paper (?:by|from|prepared)\b", "paper"),
    (r"note from\b", "note"),
)  # fmt: skip
_KIND_FORMS = tuple((re.compile(form, re.IGNORECASE), kind) for form, kind in _KINDS)
_FILE_NOTE = re.compile(r": *(circular )?(telegram|airgram|despatch|instruction)\b", re.IGNORECASE)


_SUBJECT_ALONE = re.compile(r"\W*(?:subject|subj|re)\W*", re.IGNORECASE)
_STATES_SUBJECT = re.compile(
    r"(?i:(?:\A|[.)\]] )(?:general )?subj(?:ect)?s?\b[:.])|\b(?:SUBJ(?:ECT)?|Subject): "
    r"|\A\W*(?i:subject|re)\W*\Z"
)
_LONGEST = 300
_JOINS = re.compile(r"(?:\A|[;,]\s*)and\Z|[;,]\Z")


def heading(document: TrueDocument) -> str:
    """Return the words of the heading."""
    return "" if document.head is None else words(document.head)


def number(document: TrueDocument) -> Expected:
    """Return the printed number; where none is printed, the encoded one."""
    found = _NUMBER.match(heading(document))
    printed = (found[1] or found[2]) if found else None
    given = printed or document.division.get("n", "")
    return exactly(given) if given else Expected(judged=False)


def title(document: TrueDocument) -> Expected:
    """Return the heading without its number and notes."""
    said = heading(document)
    return exactly(_NUMBER.sub("", said, count=1) or said)


def kind(document: TrueDocument) -> Expected:
    """Return the kind that the heading, or the file note above it, names."""
    said = _NUMBER.sub("", heading(document), count=1)
    for form, named in _KIND_FORMS:
        if form.match(said):
            return exactly(named)
    noted = _FILE_NOTE.search(_file_note(document))
    if noted:
        noun = noted[2].lower()
        return exactly(f"circular-{noun}" if noted[1] and noun == "telegram" else noun)
    return Expected(judged=False)


def _file_note(document: TrueDocument) -> str:
    """The note above the heading that gives the file and, often, the kind."""
    for child in document.division:
        if name(child) == "note" and child.get("rend") == "inline":
            return words(child)
    return ""


def subject(document: TrueDocument) -> Expected:
    """Return the subjects of its own lists whose heading says so; one string."""
    items: list[str] = []
    for one in _above_text(document):
        is_typed = (one.get("type") or "").strip() == "subject"
        if (is_typed and _says_subject(one)) or _says_nothing_else(one):
            items += [_said(item) for item in one.findall(f"{TEI}item")]
    said = list(filter(None, items))
    if not said:
        return Expected(judged=not _in_text(document))
    return Expected(((plain("; ".join(said)), plain(said[0])),))


def _above_text(document: TrueDocument) -> Iterator[etree._Element]:
    """Yield its lists above its first long paragraph: another is that of a paper inside."""
    everything = list(document.division.iter(f"{TEI}list", f"{TEI}p"))
    lists = list(own(document.division, "list"))
    for one in everything:
        if name(one) == "p" and len(words(one)) > _LONGEST and not _is_inside(one):
            return
        if one in lists:
            yield one


def _is_inside(one: etree._Element) -> bool:
    return any(name(up) in ("note", "list", "table") for up in one.iterancestors())


def plain(said: str) -> str:
    """Return words as subjects are compared: no stop or star at the end."""
    return tidy(said).rstrip(".*;, ").casefold()


def _says_subject(listed: etree._Element) -> bool:
    head = listed.find(f"{TEI}head")
    return head is None or _SUBJECT.match(words(head)) is not None


def _says_nothing_else(listed: etree._Element) -> bool:
    head = listed.find(f"{TEI}head")
    return head is not None and _SUBJECT_ALONE.fullmatch(words(head)) is not None


def _said(item: etree._Element) -> str:
    """The words of an item, without what joins it to the next, or another label."""
    return _JOINS.sub("", words(item).split(" REF:")[0])


def _in_text(document: TrueDocument) -> bool:
    """Whether a paragraph states or heads a subject, which no markup judges."""
    return any(_STATES_SUBJECT.search(words(one)) for one in own(document.division, "p"))

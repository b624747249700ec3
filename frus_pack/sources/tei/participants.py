"""Who took part: lists of participants, which can be nested in groups or be a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from frus_pack.document.model import Agent
from frus_pack.sources.tei import agents
from frus_pack.sources.tei.elements import heads_of, name_of
from frus_pack.sources.tei.running_words import RunningWords
from frus_pack.sources.tei.words import words

COUNTRIES = frozenset(
    name.replace("_", " ")
    for name in """
    Afghanistan Albania Algeria Angola Argentina Australia Austria Bahrain Bangladesh Belgium
    Benin Biafra Bolivia Botswana Brazil Bulgaria Burma Burundi Cambodia Cameroon Canada Ceylon
    Chad Chile China Colombia Congo Costa_Rica Cuba Cyprus Czechoslovakia Dahomey Denmark
    Dominican_Republic East_Germany Ecuador Egypt El_Salvador England Ethiopia Finland France
    Gabon Gambia Germany Ghana Greece Guatemala Guinea Guyana Haiti Honduras Hungary Iceland
    India Indonesia Iran Iraq Ireland Israel Italy Ivory_Coast Jamaica Japan Jordan Kenya Korea
    Kuwait Laos Lebanon Lesotho Liberia Libya Luxembourg Madagascar Malawi Malaya Malaysia Mali
    Malta Mauritania Mauritius Mexico Mongolia Morocco Mozambique Namibia Nepal Netherlands
    New_Zealand Nicaragua Niger Nigeria North_Korea North_Vietnam Norway Oman Pakistan Panama
    Paraguay Peru Philippines Poland Portugal Qatar Rhodesia Romania Rumania Russia Rwanda
    Saudi_Arabia Senegal Sierra_Leone Singapore Somalia South_Africa South_Korea South_Vietnam
    Spain Sudan Sweden Switzerland Syria Taiwan Tanganyika Tanzania Thailand Togo Tunisia Turkey
    Uganda Upper_Volta Uruguay Venezuela Viet-Nam Vietnam West_Germany Yemen Yugoslavia Zaire
    Zambia Zanzibar Zimbabwe
    """.split()  # noqa: SIM905 - a list of words, to be read as one
)


_HEAD = re.compile(
    r"\W*(?:\w+\.? )?(?:participants?|participation|(?:others? |also |members |those |"
    r"the following were )?present(?: were)?|attendance|in attendance|interpreters?|attendees)\b.*",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"""(?:the\ |for\ (?:the\ )?)?(?:
      .*\b(?:side|delegation|participants?|party|representatives|officials|group|staff|others|
        observers|members|interpreters|advisers|advisors)
      | u\.?\ ?s\.?(?:\ ?a\.?)? | u\.?\ ?k\.? | u\.?\ ?s\.?\ ?s\.?\ ?r\.?
      | g\.?d\.?r\.? | f\.?r\.?g\.?
      | (?:united\ states|united\ kingdom|soviet\ union|great\ britain)\b.*
      | (?:federal\ )?republic\b.*
      | (?:american|soviet|german|italian|canadian|korean|russian|israeli|indian|egyptian
        |indonesian|pakistani|iranian|australian|belgian|african|cuban|mexican|yugoslav|pole|turk)s?
      | british|french|japanese|chinese|vietnamese|dutch|spanish|portuguese|foreign
      | (?:department|bureau|office|ministry|embassy)\ (?:of|for|in)\b.*
      | (?:state|defense|treasury|agriculture|commerce|justice|interior|labor)(?:\ department)?
      | the\ white\ house|white\ house|cia|jcs|nsc|aec|omb|opec|nato|usia|aid|ica|acda|osd|dod|aca
      | central\ intelligence\ agency|joint\ chiefs\ of\ staff|navy|army|air\ force|congress
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What heads members: a side, a country with a common name, a department or an agency."""

_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Amb|Gen|Col)\b")
_ADDED = re.compile(
    r"\(|\[Here follow|(?:as )?listed (?:on|below|in)\b|and other |other "
    r"|(?:two|three|several|various) "
    r"|(?:time|date|place|subject|telephone conversation)\b[^:]{0,12}[:;]",
    re.IGNORECASE,
)


def are_participants(one: etree._Element) -> bool:
    """Return whether a list is of participants: by its type, or by its head."""
    if name_of(one) != "list":
        return False
    head = next(iter(heads_of(one)), None)
    said = "" if head is None else words(head)
    if one.get("type") in (None, "subject", "simple"):
        return _HEAD.fullmatch(said) is not None
    return (one.get("type") or "").strip() == "participants"


def members(one: etree._Element, persons: Mapping[str, str]) -> Iterator[Agent]:
    """Return the members of a list in order, each with the group that it is headed by."""
    yield from _members(one, persons, None)


def of_table(table: etree._Element, persons: Mapping[str, str]) -> Iterator[Agent]:
    """Return the participants of a table whose first cell is ``Participants:``."""
    first = next(table.iter("{*}cell"), None)
    if first is None or not _HEAD.fullmatch(words(first)):
        return
    group: str | None = None
    for row in table.iter("{*}row"):
        label, *cells = [*row.findall("{*}cell")] or [row]
        said_before = words(label)
        if said_before and not _HEAD.fullmatch(said_before):
            return  # what follows is not participants: Time, Subject
        for cell in cells:
            said = words(cell).strip(" :")
            if _heads(cell, said):
                group = said
            elif said and not _ADDED.match(said):
                yield from _own(cell, persons, group)


def _members(one: etree._Element, persons: Mapping[str, str], group: str | None) -> Iterator[Agent]:
    items = [child for child in one if name_of(child) == "item"]
    for index, item in enumerate(items):
        nested = [inner for inner in item.iter("{*}list") if _nearest_item(inner) is item]
        said = RunningWords.of(item, without=("list", "table")).text.strip(" :")
        if nested:
            yield from _own(item, persons, group) if said and not _heads(item, said) else ()
            for inner in nested:
                head = next(iter(heads_of(inner)), None)
                named = (words(head) if head is not None else said).strip(" :")
                yield from _members(inner, persons, named or group)
        elif _heads(item, said) and (index + 1 < len(items) or said.endswith(":")):
            group = said
        elif said and not _ADDED.match(said):
            yield from _own(item, persons, group)


def _own(item: etree._Element, persons: Mapping[str, str], group: str | None) -> Iterator[Agent]:
    for found in agents.of_item(item, persons):
        yield replace(found, group=group) if group else found


def _nearest_item(element: etree._Element) -> etree._Element | None:
    return next((one for one in element.iterancestors() if name_of(one) == "item"), None)


def _heads(item: etree._Element, said: str) -> bool:
    """Whether an item is not a person but heads those behind it."""
    if next(item.iter("{*}persName"), None) is not None or not said:
        return False
    is_group = _GROUP.fullmatch(said) and "," not in said and not _TITLED.match(said)
    if said in COUNTRIES or is_group or words(item).endswith(":"):
        return True
    marked = [child for child in item if name_of(child) == "hi"]
    return len(marked) == 1 and words(marked[0]).strip(" :") == said and "," not in said

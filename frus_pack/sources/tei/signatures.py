"""Who signed a document: the name in the first line of a signature, the office in the others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from frus_pack.document.model import Agent
from frus_pack.sources.tei import agents
from frus_pack.sources.tei.words import lines, words

_AROUND = " ,[]*"
_ENDS_IN_POINT = re.compile(r"\b(?:Jr|Sr|[A-Z])\.\Z")
_ONE_INITIAL = re.compile(r"[A-Z]\.?")
_UNSIGNED = re.compile(
    r"(?:signed|initialed|no signature|name not declassified)\b.*", re.IGNORECASE
)
_LONGEST = 120


def signer(signature: etree._Element, persons: Mapping[str, str]) -> Agent | None:
    """Return who signed; None if there is only one initial, or no name."""
    printed = [line for line in (_bare(one) for one in lines(signature)) if line]
    named = next(signature.iter("{*}persName"), None)
    if named is not None:
        found = agents.agent(named, persons)
        behind = [at for at, line in enumerate(printed) if words(named).strip(_AROUND) in line]
        office = printed[behind[0] + 1 :] if behind else []
        return replace(found, office=_office(office))
    if not printed or len(printed[0]) > _LONGEST or _UNSIGNED.fullmatch(printed[0]):
        return None
    is_name = not _ONE_INITIAL.fullmatch(printed[0])
    return Agent(name=printed[0], office=_office(printed[1:])) if is_name else None


def _bare(line: str) -> str:
    bare = line.strip(_AROUND)
    return bare if _ENDS_IN_POINT.search(bare) else bare.rstrip(".")


def _office(printed: list[str]) -> str | None:
    office = ", ".join(printed)
    return office if office and len(office) <= _LONGEST else None

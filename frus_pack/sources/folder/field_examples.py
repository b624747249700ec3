"""An example of a right value for each field of a description, in the order of its fields.

They are what `frus-pack describe` writes as comments, and what an error shows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import yaml

from frus_pack.document.schemas import Fault

_AGENTS = [{"name": "William L.S. Williams", "office": "ARA/BC"}]

EXAMPLES: Mapping[str, Any] = {
    "volume": {
        "id": "frus1964-68v31",
        "title": "South and Central America; Mexico",
        "series": "Foreign Relations of the United States",
        "sub_series": "1964–1968",
        "volume_number": "XXXI",
        "publisher": "United States Government Printing Office",
        "published": "2004",
        "editors": [{"name": "David C. Geyer", "roles": ["primary"]}],
    },
    "divisions": [{"type": "compilation", "id": "comp1", "title": "Bolivia"}],
    "id": "d151",
    "number": "151",
    "title": "Telegram From the Department of State to All American Republic Posts",
    "kind": "telegram",
    "summary": "What the editors say of the document in short.",
    "date": {
        "earliest": "1964-11-05",
        "latest": "1964-11-05",
        "display": "November 5, 1964, 3 p.m.",
    },
    "place": "Washington",
    "senders": [{"name": "Department of State"}],
    "recipients": [{"name": "Rusk", "office": "Secretary of State"}],
    "subject": "Situation in Bolivia",
    "participants": [{"name": "Thomas C. Mann", "office": "Assistant Secretary of State"}],
    "classification": "Secret",
    "handling": "Priority; Limdis",
    "source": {
        "note": "Source: National Archives, RG 59, Central Files 1964–66, POL 23–9 BOL. Secret.",
        "repository": "National Archives",
        "record_group": "RG 59",
        "collection": "Central Files 1964–66",
        "file": "POL 23–9 BOL",
        "drafted_by": _AGENTS,
        "cleared_by": _AGENTS,
        "approved_by": [{"name": "Adams"}],
        "also_sent_to": ["Paris for TOPOL"],
        "repeated_to": ["London", "USUN"],
        "unread": ["The meeting was held in the White House"],
    },
    "persons": [{"id": "p_RD_1", "name": "Rusk, Dean", "description": "Secretary of State"}],
    "terms": [{"id": "t_ARA_1", "name": "ARA", "description": "Bureau of Inter-American Affairs"}],
    "pages": ["340", "341"],
    "facs": {"340": "0370", "341": "0371"},
    "notes": [{"n": "1", "type": "source", "page": "340"}],
    "withheld": [{"text": "[2 lines not declassified]", "page": "341"}],
    "references": [{"target": "frus1964-68v31/d150", "text": "Document 150"}],
    "attachments": [{"title": "Draft", "date": {"earliest": "1964-11-04", "latest": "1964-11-04"}}],
    "figures": [{"graphic": "map.png", "title": "Bolivia", "page": "341"}],
    "tables": [{"title": "Trade", "rows": 3, "columns": 2, "page": "341"}],
    "language": "en",
    "rights": "Public domain",
}

_FIRST_SENTENCE = re.compile(r"(.+?)(?:[.;] |\.?$)")
_DATES = frozenset(("earliest", "latest"))
_NOT_TO_ADD = frozenset(("notes", "withheld", "pages", "number", "title"))
"""What is read from the text itself, so that it may not be said otherwise."""


def addable(known: Mapping[str, Any], within: str = "") -> dict[str, Any]:
    """Return the examples of fields that a description does not have.

    Args:
        known: the description, or one of its objects.
        within: the name of that object: ``source``.
    """
    examples = EXAMPLES[within] if within else EXAMPLES
    return {
        name: value
        for name, value in examples.items()
        if name not in known and (within or name not in _NOT_TO_ADD)
    }


def example_of(pointer: tuple[str | int, ...]) -> object:
    """Return the example of the value at a pointer; None if there is none."""
    value: Any = EXAMPLES
    for step in pointer:
        if isinstance(value, list):
            value = value[0]
        elif value is EXAMPLES["facs"]:
            value = next(iter(value.values()))
        elif isinstance(value, Mapping) and step in value:
            value = value[step]
        else:
            return None
    return value


def keys_at(pointer: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the object at a pointer can have."""
    value = example_of(pointer) if pointer else EXAMPLES
    return list(value) if isinstance(value, Mapping) else []


def advice(fault: Fault) -> str:
    """Return what to write where a description does not follow its schema.

    That is the key that was probably meant, the keys that are known, or an example of a value.
    """
    key = fault.pointer[-1] if fault.pointer else ""
    if fault.message.startswith("unknown key"):
        keys = keys_at(fault.pointer[:-1])
        close = get_close_matches(str(key), keys, 1)
        if close:
            return f"did you mean {close[0]!r}? A key of your own begins with x-"
        return f"the keys here are {', '.join(keys)}; a key of your own begins with x-"
    meaning = _FIRST_SENTENCE.match(fault.expected)
    example = example_of(fault.pointer)
    if example is None:
        return fault.expected
    if isinstance(example, str) and fault.message != "is missing":
        said = f"write YYYY-MM-DD, like {example}" if key in _DATES else f"for example {example}"
    else:
        said = f"write {_in_yaml(key, example)}"
    return "; ".join((*([meaning[1]] if meaning else ()), said))


def _in_yaml(key: str | int, example: object) -> str:
    """Return an example on one line: of an object only what it needs."""
    shown = {"id": example["id"]} if key == "volume" and isinstance(example, dict) else example
    whole = shown if isinstance(key, int) else {key: shown}
    written = yaml.safe_dump(
        whole, default_flow_style=True, width=10_000, allow_unicode=True, sort_keys=False
    )
    return written.strip().removesuffix("\n...") if isinstance(key, int) else written.strip()[1:-1]

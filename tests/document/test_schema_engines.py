"""The compiled schemas never let pass what jsonschema, which decides, refuses."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import frus_pack
from frus_pack.document import schemas
from tests.conftest import REPOSITORY
from tests.support.made_up import examples

SAMPLE = REPOSITORY / "samples" / "d12-telegram"
WHITE_SPACE = set("\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff")
WHITE_SPACE |= {chr(code) for code in range(0x2000, 0x200B)}
NEST: list[Any] = []
for _ in range(40):
    NEST = [NEST]

VALIDATORS = {
    name: Draft202012Validator(schemas.load(name))
    for name in (schemas.DOCUMENT, schemas.PAGE_IMAGES)
}
TEXTS = st.one_of(
    st.sampled_from(
        [
            *("", " ", "\x85", "\ufeff", "\x1c", "\u180e", "\u200b", "\ud800", "\udfff x", "x\n"),
            *("0" * 128, "٣" * 128, "A" * 128, "d1\u2028", "frus1964-68v31\n", "1964-1१-05"),
            *("urn:x-frus-pack:schema:document:1", "image/png\n", "page-images/\x7f", "..", "…"),
            *("https://a b", "https://\ufeff", "https://x", "embedded", "Embedded", "x-", "x"),
        ]
    ),
    st.text(max_size=5),
    st.text(alphabet=st.characters(), min_size=1, max_size=2),
)
NUMBERS = st.one_of(
    st.sampled_from(
        [0, -0.0, 1, 1.0, 1.5, 2.0, 64.0, 65, -1, 2**63, 2**64, 10**400, 1e308, 5e-324]
    ),
    st.integers(),
    st.floats(),
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(TEXTS, NUMBERS, st.booleans(), st.none(), st.just(NEST)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=5,
)
CHANGES = st.tuples(st.integers(0, 10_000), st.sampled_from(["replace", "remove", "add"]), VALUES)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The two JSON files of the sample package, with its rarer fields."""
    to = tmp_path_factory.mktemp("deposit")
    (document,) = frus_pack.read(SAMPLE)
    payload = frus_pack.pack(document, to=to).path / "data"
    metadata = json.loads((payload / "metadata.json").read_bytes())
    metadata["tables"] = [{"rows": 2, "columns": 0, "page": "[II]"}]
    metadata["attachments"] = [{"title": "Enclosure", "x-own": {"": [1]}}]
    return {
        schemas.DOCUMENT: metadata,
        schemas.PAGE_IMAGES: json.loads((payload / "page-images.json").read_bytes()),
    }


def _holders(value: Any) -> Iterator[dict[str, Any] | list[Any]]:
    if isinstance(value, (dict, list)):
        yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from _holders(item)


def _changed(document: dict[str, Any], changes: list[tuple[int, str, Any]]) -> dict[str, Any]:
    document = copy.deepcopy(document)
    for number, how, drawn in changes:
        value = copy.deepcopy(drawn)
        holders = list(_holders(document))
        holder: Any = holders[number % len(holders)]
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if how == "add" or not keys:
            if isinstance(holder, dict):
                holder[value if isinstance(value, str) else "x-own"] = value
            else:
                holder.append(copy.deepcopy(holder[0]) if keys and value is None else value)
        elif how == "remove":
            del holder[keys[number % len(keys)]]
        else:
            holder[keys[number % len(keys)]] = value
    return document


@pytest.mark.parametrize("name", [schemas.DOCUMENT, schemas.PAGE_IMAGES])
@settings(max_examples=examples(4), deadline=None)
@given(changes=st.lists(CHANGES, min_size=1, max_size=3))
def test_a_description_has_faults_just_when_jsonschema_refuses_it(
    documents: dict[str, dict[str, Any]], name: str, changes: list[tuple[int, str, Any]]
) -> None:
    data = _changed(documents[name], changes)
    assert (schemas.faults(name, data) == ()) is VALIDATORS[name].is_valid(data)


def test_white_space_is_the_same_for_every_validator(
    documents: dict[str, dict[str, Any]],
) -> None:
    """Python and ECMA-262 differ on U+0085, U+001C to U+001F and U+FEFF; the schemas do not."""
    for start in range(0, 0x110000, 0x1000):
        characters = [chr(code) for code in range(start, start + 0x1000)]
        data = {**documents[schemas.DOCUMENT], "source": {"also_sent_to": characters}}
        refused = [
            characters[int(one.pointer[2])] for one in schemas.faults(schemas.DOCUMENT, data)
        ]
        assert refused == [one for one in characters if one in WHITE_SPACE]


def test_what_is_good_needs_no_explanation(tmp_path: Path) -> None:
    """jsonschema is not even imported for it, slow as it is."""
    script = (
        "import sys, frus_pack\n"
        f"(document,) = frus_pack.read({str(SAMPLE)!r})\n"
        f"package = frus_pack.pack(document, to={str(tmp_path)!r})\n"
        "print(frus_pack.validate(package.path).ok, 'jsonschema' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert ran.stdout == "True False\n"

"""Where an object stands follows from its identifier, as extension 0004 says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from frus_pack.ocfl.layout import CONFIGURATION, EXTENSION, HashedLayout, from_configuration

# The examples that the extension's specification gives.
AWKWARD = "..hor/rib:le-$id"
EXAMPLES = [
    (
        HashedLayout(),
        "object-01",
        "3c0/ff4/240/3c0ff4240c1e116dba14c7627f2319b58aa3d77606d0d90dfc6161608ac987d4",
    ),
    (
        HashedLayout(),
        AWKWARD,
        "487/326/d8c/487326d8c2a3c0b885e23da1469b4d6671fd4e76978924b4443e9e3c316cda6d",
    ),
    (
        HashedLayout("md5", tuple_size=2, tuples=15, short=True),
        "object-01",
        "ff/75/53/44/92/48/5e/ab/b3/9f/86/35/67/28/88/4e",
    ),
    (
        HashedLayout(tuple_size=0, tuples=0),
        AWKWARD,
        "487326d8c2a3c0b885e23da1469b4d6671fd4e76978924b4443e9e3c316cda6d",
    ),
]


@pytest.mark.parametrize(("layout", "identifier", "path"), EXAMPLES)
def test_the_path_is_that_of_the_specification(
    layout: HashedLayout, identifier: str, path: str
) -> None:
    assert layout.path(identifier) == path


@pytest.mark.parametrize("layout", [example[0] for example in EXAMPLES])
def test_what_is_declared_is_read_back(layout: HashedLayout) -> None:
    assert from_configuration(json.loads(layout.files()[CONFIGURATION])) == layout


def test_parameters_that_are_left_out_are_the_defaults() -> None:
    assert from_configuration({"extensionName": EXTENSION}) == HashedLayout()


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        ({"extensionName": "0003-hash-and-id-n-tuple-storage-layout"}, "is not the configuration"),
        ({"encapsulation": "x"}, "unknown key 'encapsulation'"),
        ({"digestAlgorithm": "crc32"}, "'crc32' is not known"),
        ({"digestAlgorithm": ["md5"]}, "not a text"),
        ({"shortObjectRoot": "no"}, "neither true nor false"),
        ({"tupleSize": 33}, "33 is not between 0 and 32"),
        ({"tupleSize": "3"}, "'3' is not a whole number"),
        ({"numberOfTuples": True}, "True is not a whole number"),
        ({"tupleSize": 0}, "both are"),
        ({"digestAlgorithm": "md5", "tupleSize": 11}, "33 digits of a digest that has 32"),
        ({"tupleSize": 32, "numberOfTuples": 2, "shortObjectRoot": True}, "64 digits"),
    ],
)
def test_other_parameters_are_refused(parameters: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        from_configuration({"extensionName": EXTENSION, **parameters})


def test_a_configuration_that_is_no_object_is_refused() -> None:
    with pytest.raises(ValueError, match="is not the configuration"):
        from_configuration([])

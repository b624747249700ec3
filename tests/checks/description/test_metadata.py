"""What is wrong with a description is told, each fault with its place, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frus_pack.document import schemas
from frus_pack.validating.validate import validate
from tests.requirements import proven
from tests.support.bags import as_tar, as_tar_gz, as_zip
from tests.support.packages import (
    Change,
    Told,
    change_metadata,
    told,
)

IDENTIFIER = schemas.identifier(schemas.DOCUMENT)


def _set(*pointer: str | int, to: object) -> Change:
    """Put a value at a place in the description."""

    def changed(data: Any) -> None:
        for step in pointer[:-1]:
            data = data[step]
        data[pointer[-1]] = to

    return changed


def _append(key: str, item: object) -> Change:
    return lambda data: data.setdefault(key, []).append(item)


def _without(key: str) -> Change:
    def changed(data: Any) -> None:
        del data[key]

    return changed


@pytest.mark.parametrize("archived", [lambda bag: bag, as_tar, as_tar_gz, as_zip])
def test_a_good_package_breaks_no_rule(archived: Any, package: Path) -> None:
    report = validate(archived(package))
    assert report.findings == ()
    assert {check.family: check.outcome for check in report.checks} == {
        "bag": "passed",
        "fixity": "passed",
        "profile": "passed",
        "metadata": "passed",
        "transcription": "passed",
        "page-images": "passed",
    }


CHANGED: dict[str, tuple[Change, list[Told]]] = {
    "another version of the schema": (
        _set("schema", to="urn:x-frus-pack:schema:document:2"),
        [
            (
                "metadata.schema-version",
                "data/metadata.json#/schema",
                "follows another version of the schema than is known here, and was not checked",
                IDENTIFIER,
                "urn:x-frus-pack:schema:document:2",
            )
        ],
    ),
    "another schema": (
        _set("schema", to="urn:another"),
        [
            (
                "metadata.schema",
                "data/metadata.json#/schema",
                f"{IDENTIFIER!r} was expected",
                "The schema this description follows.",
                "urn:another",
            )
        ],
    ),
    "an unknown key": (
        _set("volume", "colour", to="red"),
        [
            (
                "metadata.schema",
                "data/metadata.json#/volume/colour",
                "unknown key 'colour'",
                "a key of your own begins with x-",
                "red",
            )
        ],
    ),
    "a key with a slash": (
        _set("a/b~c", to=None),
        [
            (
                "metadata.schema",
                "data/metadata.json#/a~1b~0c",
                "unknown key 'a/b~c'",
                "a key of your own begins with x-",
                None,
            )
        ],
    ),
    "two faults of the schema": (
        lambda data: data.update(language="English!", place=" "),
        [
            (
                "metadata.schema",
                "data/metadata.json#/language",
                "'English!' is not of the form asked for",
                "The language of the text, as BCP 47 has it: en.",
                "English!",
            ),
            (
                "metadata.schema",
                "data/metadata.json#/place",
                "' ' is not of the form asked for",
                "Where the document was written, as printed.",
                " ",
            ),
        ],
    ),
    "something missing": (
        _without("rights"),
        [
            (
                "metadata.schema",
                "data/metadata.json#/rights",
                "is missing",
                "What may be done with the document.",
                None,
            )
        ],
    ),
    "a day there is not": (
        _set("date", "latest", to="1959-02-29"),
        [
            (
                "metadata.date-impossible",
                "data/metadata.json#/date/latest",
                "there is no '1959-02-29'",
                "a date or time of the calendar",
                None,
            )
        ],
    ),
    "a language that is not a tag": (
        _set("language", to="en-x"),
        [
            (
                "metadata.language-form",
                "data/metadata.json#/language",
                "'en-x' is not a language tag",
                "a tag of BCP 47, like en",
                None,
            )
        ],
    ),
    "a year of publication there is not": (
        _set("volume", "published", to="1964-13"),
        [
            (
                "metadata.date-impossible",
                "data/metadata.json#/volume/published",
                "there is no '1964-13'",
                "a date or time of the calendar",
                None,
            )
        ],
    ),
    "dates the wrong way round": (
        _set("date", "earliest", to="1959-05-03"),
        [
            (
                "metadata.date-order",
                "data/metadata.json#/date/earliest",
                "'1959-05-03' is after the latest",
                "not after 1959-05-02",
                None,
            )
        ],
    ),
    "an attachment's dates the wrong way round": (
        _set("attachments", 0, "date", "earliest", to="1959-06"),
        [
            (
                "metadata.date-order",
                "data/metadata.json#/attachments/0/date/earliest",
                "'1959-06' is after the latest",
                "not after 1959-05-01",
                None,
            )
        ],
    ),
    "a scan of another page": (
        _set("facs", "99", to="0099"),
        [
            (
                "metadata.page-unlisted",
                "data/metadata.json#/facs/99",
                "is not one of the document's pages",
                "one of 11 to 13",
                "99",
            )
        ],
    ),
    "two persons of one identifier": (
        _append("persons", {"id": "p_O_1", "name": "Oskand"}),
        [
            (
                "metadata.identifier-twice",
                "data/metadata.json#/persons/2/id",
                "two persons have the same identifier",
                None,
                "p_O_1",
            )
        ],
    ),
    "two terms of one identifier": (
        _append("terms", {"id": "t_KE_1", "name": "Kestania"}),
        [
            (
                "metadata.identifier-twice",
                "data/metadata.json#/terms/1/id",
                "two terms have the same identifier",
                None,
                "t_KE_1",
            )
        ],
    ),
    "a reference to itself": (
        _append("references", {"target": "frus1958-60v99/d7"}),
        [
            (
                "metadata.reference-to-itself",
                "data/metadata.json#/references/1/target",
                "the document refers to itself",
                None,
                "frus1958-60v99/d7",
            )
        ],
    ),
    "a reference by number to another volume": (
        _append("references", {"target": "frus1958-60v98/d9", "text": "Document 9"}),
        [
            (
                "metadata.reference-to-other-volume",
                "data/metadata.json#/references/1/target",
                "is in another volume, and its words name no volume",
                "frus1958-60v99/d9",
                "frus1958-60v98/d9",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_fault_of_the_description_is_told_alone(package: Path, name: str) -> None:
    changed, findings = CHANGED[name]
    assert told(change_metadata(package, changed)) == findings


def test_what_is_sound_is_checked_beside_what_breaks_the_schema(package: Path) -> None:
    def changed(data: Any) -> None:
        data["kind"] = 5
        data["date"]["earliest"] = "1960"
        data["persons"][1]["id"] = "p_O_1"
        data["references"] = {}

    codes = {code for code, *_ in told(change_metadata(package, changed))}
    assert codes == {"metadata.schema", "metadata.date-order", "metadata.identifier-twice"}


@pytest.mark.parametrize(
    ("pointer", "value", "message"),
    [
        (("id",), "14", "'14' is not the identifier of a document"),
        (("volume", "id"), "frus58", "'frus58' is not the identifier of a volume"),
    ],
)
def test_an_identifier_of_another_form_is_told(
    package: Path, pointer: tuple[str, ...], value: str, message: str
) -> None:
    findings = told(change_metadata(package, _set(*pointer, to=value)))
    assert message in [said for code, _, said, *_ in findings if code == "metadata.identifier-form"]


def test_each_row_has_a_test() -> None:
    told_of = {one[0] for _, findings in CHANGED.values() for one in findings}
    told_of |= {"metadata.external-identifier", "metadata.bag-group-identifier"}
    told_of |= {"metadata.bag-name", "metadata.note-unlisted"}
    told_of |= {"metadata.identifier-form"}
    assert told_of - proven.METADATA_JSON == proven.DESCRIPTION

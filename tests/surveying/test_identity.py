"""What is found in a volume's names, pointers and dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from frus_pack.errors import SourceError
from tests.surveying.small_volumes import ID, PAGE, div, finding, volume
from tests.surveying.told import told


def test_the_identifiers_of_a_volume_are_held_against_each_other(tmp_path: Path) -> None:
    other = volume(tmp_path, PAGE, div(1), idno="frus1958-60v98", name="volume")
    assert told(other) == [
        finding(
            "identifier-differs",
            "teiHeader",
            "the idno is not the identifier of the volume",
            ID,
            "frus1958-60v98",
        ),
        finding("file-name-differs", "", "the file is not named after the volume", ID, "volume"),
    ]


def test_a_volume_without_identifiers_goes_by_its_name(tmp_path: Path) -> None:
    assert told(volume(tmp_path, PAGE, div(1), root="", idno="")) == [
        finding(
            "identifier-missing",
            "TEI",
            "the root has no xml:id; the name of the file was taken for it",
            None,
            ID,
        ),
        finding("identifier-missing", "teiHeader", "the header has no idno of the type frus", ID),
    ]


def test_what_is_no_volume_of_the_series_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="'Bible' is not a volume of the series"):
        told(volume(tmp_path, PAGE, div(1), root="Bible"))


def test_pointers_in_a_volume_without_lists_are_told_of_once_a_kind(tmp_path: Path) -> None:
    text = (
        '<p><persName corresp="#p_A">A</persName>, <persName corresp="#p_B">B</persName>,\n'
        '<persName corresp="#p_A">A</persName>, <gloss target="#t_C">C</gloss>,\n'
        '<gloss target="terms.xml#t_D">D</gloss>, <persName>E</persName></p>'
    )
    assert told(volume(tmp_path, PAGE, div(1, text=text))) == [
        finding(
            "person-nowhere",
            "d1, line 7",
            "the volume has no list of persons (3 times, in d1)",
        ),
        finding("term-nowhere", "d1, line 8", "the volume has no list of terms"),
    ]


def test_references_are_followed_within_the_volume_alone(tmp_path: Path) -> None:
    targets = [
        "#d2",
        "#d1fn1",
        "#pg_1",
        f"{ID}#d2",
        ID,
        f"{ID}#d9",
        "#d9",
        "#pg_99",
        "frus1961-63v12#d999",
        "https://history.state.gov/#d999",
        "",
    ]
    refs = "".join(f'<ref target="{target}">x</ref> ' for target in targets)
    note = '<note n="1" xml:id="d1fn1">x</note>'
    text = f"<p>{refs}{note}</p>"
    assert told(volume(tmp_path, PAGE, div(1, text=text), div(2, text=f"<p>{refs}</p>"))) == [
        finding(
            "reference-nowhere",
            "d1, line 7",
            "d9 is nowhere in the volume (4 times, in d1, d2)",
        ),
        finding(
            "reference-nowhere",
            "d1, line 7",
            "pg_99 is nowhere in the volume (2 times, in d1, d2)",
        ),
        finding(
            "reference-untargeted",
            "d1, line 7",
            "a reference has no target: “x” (2 times, in d1, d2)",
        ),
    ]


def test_of_many_documents_the_first_are_named(tmp_path: Path) -> None:
    text = '<p><ref target="#d99">x</ref></p>'
    documents = [div(number, text=text) for number in range(1, 9)]
    ((_, location, message, *_),) = told(volume(tmp_path, PAGE, *documents))
    assert location == "d1, line 7"
    assert message == "d99 is nowhere in the volume (8 times, in d1, d2, d3, d4, d5 and 3 more)"


def test_dates_that_cannot_be(tmp_path: Path) -> None:
    document = (
        '<div type="document" n="1" xml:id="d1" frus:doc-dateTime-min="1958-03-02T00:00:00-05:00"\n'
        'frus:doc-dateTime-max="1958-03-01T23:59:59-05:00"><head>1. Letter</head><dateline>\n'
        '<date when="1958-02-30">x</date></dateline><p>\n'
        '<date from="1958-03-02" to="1958-03-01">x</date>\n'
        '<date notBefore="soon" notAfter="1958">x</date>\n'
        '<date when="--02-30">x</date> <date when="1958-02-28T10:00:00-05:00">x</date>\n'
        '<date from="1958" to="1958-03">x</date> <date notAfter="1958-04-31">x</date></p></div>'
    )
    impossible = "gives a date that does not exist"
    found = told(volume(tmp_path, '<date when="1958-02-30"/>', PAGE, document))
    assert found == [
        finding("date-impossible", "d1, line 10", f"when {impossible}", None, "1958-02-30"),
        finding("date-impossible", "d1, line 12", f"notBefore {impossible}", None, "soon"),
        finding("date-impossible", "d1, line 14", f"notAfter {impossible}", None, "1958-04-31"),
        finding(
            "date-order",
            "d1, line 9",
            "doc-dateTime-min is after doc-dateTime-max",
            "not after 1958-03-01T23:59:59-05:00",
            "1958-03-02T00:00:00-05:00",
        ),
        finding(
            "date-order", "d1, line 11", "from is after to", "not after 1958-03-01", "1958-03-02"
        ),
    ]


def test_identifiers_that_two_elements_have(tmp_path: Path) -> None:
    text = '<p xml:id="a">x</p>'
    assert told(volume(tmp_path, PAGE, div(1, text=text), div(2, text=text))) == [
        finding("identifier-twice", "line 8", "the identifier a is that of an element before")
    ]


def test_an_identifier_twice_outside_documents_hinders_none(
    tmp_path: Path,
) -> None:
    anchor = '<anchor xml:id="a"/>'
    assert told(volume(tmp_path, anchor, anchor, PAGE, div(1))) == [
        finding("identifier-twice", "line 7", "the identifier a is that of an element before")
    ]

"""Volume identifiers: what they say and no more."""

from __future__ import annotations

import pytest

from frus_pack.document.model import Volume
from frus_pack.errors import Problem, SourceError
from frus_pack.sources.volume.volume_id import read_volume_id, split_name


def test_a_volume_is_known_by_series_years_and_number() -> None:
    assert read_volume_id("frus1964-68v31") == Volume(
        id="frus1964-68v31",
        series="Foreign Relations of the United States",
        sub_series="1964–1968",
        volume_number="XXXI",
    )


@pytest.mark.parametrize(
    ("identifier", "sub_series", "number"),
    [
        ("frus1952-54Guat", "1952–1954", None),
        ("frus1969-76v19p1", "1969–1976", "XIX, Part 1"),
        ("frus1981-88v44p1Ed2", "1981–1988", "XLIV, Part 1"),
        ("frus1977-80v09Ed2", "1977–1980", "IX"),
        ("frus1951-54IranEd2", "1951–1954", None),
        ("frus1917-72PubDipv06", "1917–1972", "VI"),
        ("frus1917-72PubDip", "1917–1972", None),
        ("frus1945Berlinv02", "1945", "II"),
        ("frus1969-76ve05p2", "1969–1976", "E–5, Part 2"),
        ("frus1993-00v48", "1993–2000", "XLVIII"),
        ("frus1894", "1894", None),
        ("frus1894Nicaragua", "1894", None),
        ("frus1861-99Index", "1861–1899", None),
        ("frus1863p1", "1863", None),
        ("frus1872p2v1", "1872", None),
        ("frus1917Supp01v01", "1917", None),
        ("frus1958-60v03mSupp", "1958–1960", None),
        ("frus1958-60v15-16mSupp1", "1958–1960", None),
        ("frusSample", None, None),
        ("frus19641v01", None, None),
        ("frus1964-68v00", "1964–1968", None),
    ],
)
def test_only_what_is_certain_is_read(
    identifier: str, sub_series: str | None, number: str | None
) -> None:
    volume = read_volume_id(identifier)
    assert (volume.sub_series, volume.volume_number) == (sub_series, number)


@pytest.mark.parametrize(
    "identifier",
    ["", "frus", "frus-1964", "Frus1964", "frus1964/68", "../frus1964", "frus1964 ", "frus1964\n"],
)
def test_what_cannot_be_a_volume_is_refused(identifier: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_volume_id(identifier, "t.txt")
    assert caught.value.problems == (
        Problem(
            "t.txt",
            f"{identifier!r} is not a volume of the series",
            advice="write it like frus1964-68v31",
        ),
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("frus1964-68v31-d151", ("frus1964-68v31", "d151")),
        ("frus1952-54Guat-d13", ("frus1952-54Guat", "d13")),
        ("frus1894-d5a", ("frus1894", "d5a")),
        ("frus1964-68v31", None),
        ("frus1964-68v31-ch1", None),
        ("d151", None),
        ("frus1964-68v31-d151.txt", None),
    ],
)
def test_a_name_is_split_into_volume_and_document(
    name: str, expected: tuple[str, str] | None
) -> None:
    assert split_name(name) == expected

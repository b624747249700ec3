"""What a volume is called: as its header has it, whichever of its titles says it."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack
from frus_pack.document import citation
from frus_pack.document.model import Volume

FRUS = "Foreign Relations of the United States"


def _titles(**titles: str) -> str:
    return "".join(
        f'<title type="{kind.replace("_", "-")}">{said}</title>' for kind, said in titles.items()
    )


def _volume(tmp_path: Path, titles: str, identifier: str) -> Volume:
    path = tmp_path / f"{identifier}.xml"
    path.write_text(
        f'<TEI xml:id="{identifier}" xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
        f"<titleStmt>{titles}</titleStmt></fileDesc></teiHeader><text><body>"
        '<div type="document" xml:id="d1" n="1"><head>1. Letter</head><p>Text.</p></div>'
        "</body></text></TEI>"
    )
    (document,) = frus_pack.read(path)
    return document.metadata.volume


@pytest.mark.parametrize(
    ("printed", "number", "called"),
    [
        ("Volume XXXI", "XXXI", "Volume XXXI"),
        ("XXII", "XXII", "Volume XXII"),
        ("Volume E–5, Part 1", "E–5, Part 1", "Volume E–5, Part 1"),
        ("Volume III, Microfiche Supplement", "III, Microfiche Supplement", None),
        ("Volumes VII/VIII/IX, Microfiche Supplement", None, None),
        ("Part I", None, None),
        ("Part II, Volume I", None, None),
        ("Retrospective Volume", None, None),
    ],
)
def test_the_word_volume_is_once_before_a_number_not_before_a_part(
    tmp_path: Path, printed: str, number: str | None, called: str | None
) -> None:
    titles = _titles(series=FRUS, sub_series="1964–1968", volume_number=printed, volume="Kestania")
    volume = _volume(tmp_path, titles, "frus1964-68v99")
    assert volume.volume_number == (number or printed)
    expected = f"{FRUS}, 1964–1968, {called or printed}, Kestania"
    assert citation.volume_in_series(volume) == expected


def test_a_volume_has_the_title_that_is_its_own(tmp_path: Path) -> None:
    titles = _titles(
        complete=f"{FRUS}, 1964–1968, Volume XCIX,\n    Kestania; The Skarv Light",
        series=FRUS,
        sub_series="1964–1968",
        volume_number="Volume XCIX",
        volume="Kestania; The Skarv Light",
    )
    volume = _volume(tmp_path, titles, "frus1964-68v99")
    assert volume.title == "Kestania; The Skarv Light"


@pytest.mark.parametrize(
    ("complete", "sub_series", "number", "title"),
    [
        (f"{FRUS}, 1894, Appendix I, Affairs in Kestania", "1894", "", "Affairs in Kestania"),
        ("Message of the President: Volume I (1862)", "", "Volume I", "1862"),
        (f"Papers relating to the {FRUS}, December 3, 1877", "", "", ""),
    ],
)
def test_what_only_the_complete_title_says_is_kept(
    tmp_path: Path, complete: str, sub_series: str, number: str, title: str
) -> None:
    titles = _titles(
        complete=complete, series=FRUS, sub_series=sub_series, volume_number=number, volume=title
    )
    assert _volume(tmp_path, titles, "frus1894app1").title == complete


def test_the_types_of_earlier_files_are_known(tmp_path: Path) -> None:
    titles = _titles(
        series=FRUS, subseries="1952–1954", volumenumber="Retrospective Volume", volume="Kestania"
    )
    volume = _volume(tmp_path, titles, "frus1952-54Kest")
    assert (volume.sub_series, volume.volume_number, volume.title) == (
        "1952–1954",
        "Retrospective Volume",
        "Kestania",
    )


@pytest.mark.parametrize(
    ("item", "name", "description"),
    [
        ("<hi>{}Orlan, Emil</persName></hi>, Jr., Envoy", "Orlan, Emil, Jr.", "Envoy"),
        ("<hi>{}Orlan, Emil</persName></hi>, II", "Orlan, Emil, II", None),
        ("<hi>{}Orlan, Emil, Jr.,</persName></hi> Envoy,", "Orlan, Emil, Jr.", "Envoy"),
        (
            "<hi>{}Orlan, Emil</persName></hi>, Jr. Chamber Envoy",
            "Orlan, Emil",
            "Jr. Chamber Envoy",
        ),
    ],
)
def test_a_listed_name_is_whole_and_ends_without_a_comma(
    tmp_path: Path, item: str, name: str, description: str | None
) -> None:
    path = tmp_path / "frus1964-68v99.xml"
    printed = item.format('<persName xml:id="p_O_1">')
    path.write_text(
        '<TEI xml:id="frus1964-68v99" xmlns="http://www.tei-c.org/ns/1.0"><text><front>'
        f'<div xml:id="persons"><list type="persons"><item>{printed}</item></list></div></front>'
        '<body><div type="document" xml:id="d1" n="1"><head>1. Letter</head><p>Mr. '
        '<persName corresp="#p_O_1">Orlan</persName> came.</p></div></body></text></TEI>'
    )
    (document,) = frus_pack.read(path)
    (person,) = document.metadata.persons
    assert (person.name, person.description) == (name, description)

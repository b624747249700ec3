"""What is built is checked before it is published: the quick way finds what the long way finds."""

from __future__ import annotations

from pathlib import Path

import pytest

import frus_pack

VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0"{declared}>
<teiHeader><fileDesc><titleStmt><title type="complete">A Volume</title></titleStmt>
<publicationStmt><idno type="frus">frus1961-63v98</idno></publicationStmt></fileDesc></teiHeader>
<text><front><div type="section" xml:id="persons"><list type="persons">
<item><persName xml:id="p_RD">Rusk, Dean</persName>, Secretary</item></list></div></front>
<body><div type="compilation"><div type="document" n="1" xml:id="d1"><head>1. Letter</head>
{inside}</div></div></body></text></TEI>
"""
RUSK = '<p>Mr. <persName corresp="#p_RD">Rusk</persName> wrote.</p>'


def _packed(folder: Path, *, declared: str = "", inside: str = RUSK) -> frus_pack.Packed:
    source = folder / "frus1961-63v98.xml"
    source.write_text(VOLUME.format(declared=declared, inside=inside))
    (packed,) = frus_pack.pack_all([source], folder / "deposit", jobs=1)
    return packed


def test_a_document_as_it_was_read_is_packed_and_valid(tmp_path: Path) -> None:
    packed = _packed(tmp_path)
    assert packed.path is not None, packed.error
    assert frus_pack.validate(packed.path).ok


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (f'{RUSK}<p xml:id="p_RD">Again.</p>', "has the xml:id p_RD twice"),
        (f"{'<quote>' * 253}Deep.{'</quote>' * 253}", "is nested more than 256 levels deep"),
    ],
)
def test_what_is_around_a_document_can_make_it_invalid(
    tmp_path: Path, inside: str, message: str
) -> None:
    error = _packed(tmp_path, inside=inside).error
    assert isinstance(error, frus_pack.SourceError)
    assert f"makes a package that is not valid: {message}" in str(error)


def test_a_volume_may_declare_the_prefix_that_every_file_has(tmp_path: Path) -> None:
    declared = ' xmlns:xml="http://www.w3.org/XML/1998/namespace"'
    packed = _packed(tmp_path, declared=declared, inside='<p xml:id="a">Words.</p>')
    assert packed.path is not None, packed.error
    assert frus_pack.validate(packed.path).ok

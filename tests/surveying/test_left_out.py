"""What of a volume is in no document, and where it is."""

from __future__ import annotations

from pathlib import Path

from tests.surveying.small_volumes import PAGE, div, finding, volume
from tests.surveying.told import Told, told


def _of(folder: Path, *lines: str, division: bool = False) -> list[Told]:
    before = '<div type="chapter" xml:id="ch1"><head>1</head>' if division else ""
    after = "</div>" if division else ""
    return told(volume(folder, before + PAGE, *lines, after))


def test_a_division_without_a_type_is_in_no_package(tmp_path: Path) -> None:
    lost = '<div n="2"><head>2. Letter</head> <p>Lost.</p></div>'
    assert _of(tmp_path, div(1), lost, div(2)) == [
        finding(
            "division-untyped",
            "line 8",
            "a div (number 2) has no type; what is in it is in no package: 2. Letter Lost.",
        )
    ]


def test_text_between_documents_is_in_none(tmp_path: Path) -> None:
    found = _of(tmp_path, div(1), "<p>Lost words.</p>", "<p>More.</p>", div(2), division=True)
    message = "17 characters of ch1 are in no document: Lost words. More."
    assert found == [finding("text-outside", "line 8", message)]


def test_a_chapter_without_documents_is_in_none(tmp_path: Path) -> None:
    chapter = '<div type="chapter" xml:id="ch2"><head>Lorne</head>\n<p>(See volume II.)</p></div>'
    message = "22 characters of ch2 are in no document: Lorne (See volume II.)"
    assert _of(tmp_path, div(1), chapter) == [finding("text-outside", "line 8", message)]


def test_text_behind_a_document_of_many_lines_is_found_at_its_line(tmp_path: Path) -> None:
    found = _of(tmp_path, div(1, text="<p>Yes.\n\n\n</p>"), "Lost <!-- ? --> words", division=True)
    message = "10 characters of ch1 are in no document: Lost words"
    assert found == [finding("text-outside", "line 6", message)]


def test_text_beside_the_divisions_of_the_body_is_in_none(tmp_path: Path) -> None:
    message = "5 characters of body are in no document: Lost."
    assert _of(tmp_path, div(1), "<p>Lost.</p>") == [finding("text-outside", "line 8", message)]


def test_an_untyped_division_of_documents_loses_only_its_own_text(tmp_path: Path) -> None:
    lines = ("<div>", "<head>Lorne</head>", "<p>Lost.</p>", div(1), "</div>")
    assert _of(tmp_path, *lines) == [
        finding("division-untyped", "line 7", "a div (without n and xml:id) has no type"),
        finding("text-outside", "line 9", "5 characters of div are in no document: Lost."),
    ]


def test_notes_to_the_headings_of_divisions_are_one_finding(tmp_path: Path) -> None:
    def chapter(number: int) -> str:
        note = f'Lorne<note n="1" xml:id="ch{number}fn1">See p. {number}.</note>'
        opening = f'<div type="chapter" xml:id="ch{number}"><head>{note}</head>'
        return f"{opening}{div(number)}</div>"

    message = "2 notes to headings of divisions (ch1, ch2) are in no document: See p. 1."
    assert _of(tmp_path, chapter(1), chapter(2)) == [finding("text-outside", "line 7", message)]


def test_other_instructions_than_the_marks_of_documents_are_nothing(tmp_path: Path) -> None:
    lines = ("<?oxygen here?>", div(1), "<?oxygen there?>", "<p>Lost.</p>")
    message = "5 characters of ch1 are in no document: Lost."
    assert _of(tmp_path, *lines, division=True) == [finding("text-outside", "line 10", message)]


def test_a_division_without_a_type_is_not_a_gap_as_well(tmp_path: Path) -> None:
    codes = [one[0] for one in _of(tmp_path, div(1), '<div n="2"><p>Lost.</p></div>', div(3))]
    assert codes == ["volume.division-untyped"]

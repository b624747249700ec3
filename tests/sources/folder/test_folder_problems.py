"""What is wrong in a folder of a document is reported, with its line."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

import frus_pack
from frus_pack import SourceError
from frus_pack.sources.folder.field_examples import EXAMPLES
from tests.support.folders import METADATA, TEXT, add_images, document_folder


def _problems(folder: Path) -> list[str]:
    with pytest.raises(SourceError) as caught:
        list(frus_pack.read(folder))
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        (
            {"metadata.yaml": None},
            [": has no metadata.yaml (write one, or let `frus-pack describe` draft it)"],
        ),
        (
            {"transcription.txt": None},
            [": has no transcription.txt (put the reading text there)"],
        ),
        (
            {"metadata.json": "{}"},
            [": has metadata.yaml and metadata.json (keep one of them)"],
        ),
        (
            {"notes.docx": "mine"},
            ["notes.docx: is not part of a document folder (take it out; it is not packed)"],
        ),
        (
            {"0371.png": b"\x89PNG\r\n\x1a\n"},
            [
                (
                    "0371.png: is not part of a document folder"
                    " (put page images into the folder page-images)"
                )
            ],
        ),
        (
            {"scans/0371.png": b"\x89PNG\r\n\x1a\n"},
            [
                (
                    "scans: is not part of a document folder"
                    " (rename it page-images, the folder of page images)"
                )
            ],
        ),
        (
            {"transcription.txt": b"7. Caf\xe9\n"},
            [
                (
                    "transcription.txt: line 1, byte 6: is not UTF-8: byte 0xE9, invalid"
                    " continuation byte (save it as UTF-8)"
                )
            ],
        ),
        (
            {"metadata.yaml": METADATA.replace("kind: letter", "kind: novel\ncolour: red")},
            [
                (
                    "metadata.yaml: line 5, /colour: unknown key 'colour'"
                    f" (the keys here are {', '.join(EXAMPLES)}; a key of your own begins with x-)"
                )
            ],
        ),
        (
            {"metadata.yaml": METADATA + "pages: [11, 13]\nnumber: 8\n"},
            [
                'metadata.yaml: line 8, /number: "8" is not what the text says (the text says "7")',
                (
                    'metadata.yaml: line 7, /pages: ["11", "13"] is not what the text says'
                    ' (the text says ["11", "12"])'
                ),
            ],
        ),
        (
            {"metadata.yaml": METADATA.replace("From President Orlan", "of President Orlan")},
            [
                (
                    'metadata.yaml: line 3, /title: "Letter of President Orlan to the Secretary of'
                    ' State" is not what the text says (the text says "Letter From President Orlan'
                    ' to the Secretary of State")'
                )
            ],
        ),
    ],
    ids=[
        *("no metadata", "no text", "two", "stray", "stray image", "stray folder"),
        *("latin-1", "schema", "pages", "title"),
    ],
)
def test_what_is_wrong_is_told(
    tmp_path: Path, files: dict[str, str | bytes | None], problems: list[str]
) -> None:
    folder = document_folder(tmp_path / "d", files)
    found = [problem.replace(str(folder), "") for problem in _problems(folder)]
    assert [problem for problem in found if "/kind" not in problem] == problems


def test_every_schema_failure_is_told_with_its_line(tmp_path: Path) -> None:
    text = "volume: {}\nid: d7\nkind: novel\nlanguage: en\nnotes:\n  - type: note\n"
    folder = document_folder(tmp_path / "d", {"metadata.yaml": text})
    found = [problem.split(" (")[0] for problem in _problems(folder)]
    assert found[0].startswith("metadata.yaml: line 3, /kind: 'novel' is not one of telegram, ")
    assert found[1:] == [
        "metadata.yaml: line 6, /notes/0/n: is missing",
        "metadata.yaml: /rights: is missing",
        "metadata.yaml: line 1, /volume/id: is missing",
    ]


def test_a_given_original_cannot_contradict_the_file(tmp_path: Path) -> None:
    given = f"original: {{form: tei, file: x.xml, sha512: {'0' * 128}}}\n"
    folder = document_folder(tmp_path / "d", {"metadata.yaml": METADATA + given})
    digest = hashlib.sha512(TEXT.encode()).hexdigest()
    assert _problems(folder) == [
        (
            "metadata.yaml: line 7, /original/form: 'tei' does not match transcription.txt"
            " (it is 'reading-text', and need not be given)"
        ),
        (
            f"metadata.yaml: line 7, /original/sha512: '{'0' * 128}' does not match"
            f" transcription.txt (it is '{digest}', and need not be given)"
        ),
    ]


@pytest.mark.parametrize(
    ("original", "pointer"),
    [
        ("{file: ../x.txt}", "/original/file"),
        ("{form: novel}", "/original/form"),
        ("x", "/original"),
    ],
)
def test_an_original_is_of_the_schemas_form(tmp_path: Path, original: str, pointer: str) -> None:
    text = f"{METADATA}original: {original}\n"
    folder = document_folder(tmp_path / "d", {"metadata.yaml": text})
    (problem,) = _problems(folder)
    assert problem.startswith(f"metadata.yaml: line 7, {pointer}: ")


def test_a_scan_of_a_page_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    text = METADATA + "facs:\n  11: '0041'\n  13: '0043'\n"
    folder = document_folder(tmp_path / "d", {"metadata.yaml": text})
    assert _problems(folder) == [
        (
            "metadata.yaml: line 9, /facs/13: '13' is not one of the document's pages"
            ' (one of ["11", "12"])'
        )
    ]


@pytest.mark.parametrize("name", ["transcription.txt", "metadata.yaml", "page-images"])
def test_a_link_out_of_the_folder_is_never_followed(tmp_path: Path, name: str) -> None:
    outside = add_images(document_folder(tmp_path / "outside"))
    folder = document_folder(tmp_path / "d", {name: None} if "." in name else None)
    (folder / name).symlink_to(outside / name)
    assert _problems(folder) == [f"{name}: is a link that leads out of the folder (copy it in)"]


@pytest.mark.parametrize("name", ["transcription.txt", "metadata.yaml"])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, name: str) -> None:
    folder = document_folder(tmp_path / "d", {name: None})
    os.mkfifo(folder / name)
    assert _problems(folder) == [f"{name}: is not a regular file"]

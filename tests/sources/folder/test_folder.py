"""A document folder is read whole, or refused with everything that is wrong with it."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

import frus_pack
from frus_pack import Document, SourceError
from frus_pack.document.model import Original
from tests.support.folders import METADATA, TEXT, add_images, document_folder


def _read(folder: Path) -> Document:
    (document,) = frus_pack.read(folder)
    return document


def test_what_the_text_says_need_not_be_written_by_hand(tmp_path: Path) -> None:
    document = _read(document_folder(tmp_path / "d"))
    metadata = document.metadata
    assert (metadata.number, metadata.pages) == ("7", ("11", "12"))
    assert [(note.n, note.type, note.page) for note in metadata.notes] == [
        ("1", "source", "11"),
        ("2", "note", "11"),
    ]
    assert [(one.text, one.page, one.note) for one in metadata.withheld] == [
        ("[1 line not declassified]", "11", "2")
    ]
    assert document.original == TEXT.encode()
    assert document.identifier == "frus1958-60v99/d7"


def test_json_serves_as_well_as_yaml(tmp_path: Path) -> None:
    yaml = _read(document_folder(tmp_path / "yaml"))
    data = {
        "volume": {"id": "frus1958-60v99"},
        "id": "d7",
        "title": "Letter From President Orlan to the Secretary of State",
        "kind": "letter",
        "language": "en",
        "rights": "Public domain",
    }
    files = {"metadata.yaml": None, "metadata.json": json.dumps(data)}
    assert _read(document_folder(tmp_path / "json", files)).metadata == yaml.metadata


def test_scans_in_order_are_the_pages_scans(tmp_path: Path) -> None:
    folder = add_images(document_folder(tmp_path / "d"), ("0041.png", "0042.png"))
    document = _read(folder)
    assert document.metadata.facs == {"11": "0041", "12": "0042"}
    assert [page.facs for page in document.pages] == ["0041", "0042"]


def test_the_name_an_original_had_is_kept(tmp_path: Path) -> None:
    given = "original: {file: letter of 1959.txt, x-shelf: '7'}\n"
    folder = document_folder(tmp_path / "d", {"metadata.yaml": METADATA + given})
    original = _read(folder).metadata.original
    assert original == Original(
        form="reading-text",
        file="letter of 1959.txt",
        sha512=hashlib.sha512(TEXT.encode()).hexdigest(),
        extra={"x-shelf": "7"},
    )


def test_a_packages_description_copied_back_is_good(tmp_path: Path) -> None:
    package = frus_pack.pack(_read(document_folder(tmp_path / "d")), tmp_path / "deposit")
    files = {
        "metadata.yaml": None,
        "metadata.json": package.read("data/metadata.json"),
        "transcription.txt": package.read("data/transcription.txt"),
    }
    again = _read(document_folder(tmp_path / "again", files))
    assert again.metadata == package.metadata


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    folder = add_images(document_folder(tmp_path / "d"))
    (folder / "page-images/p11.png").unlink()
    (folder / "page-images/p11.png").symlink_to("p12.png")
    package = frus_pack.pack(_read(folder), tmp_path / "deposit")
    content = (folder / "page-images/p12.png").read_bytes()
    assert package.read("data/page-images/p11.png") == content
    assert package.read("data/page-images/p12.png") == content


def test_litter_of_the_desktop_is_left_alone(tmp_path: Path) -> None:
    folder = document_folder(tmp_path / "d", {".DS_Store": "x", "Thumbs.db": "x"})
    assert _read(folder).metadata.id == "d7"


def test_a_folder_of_documents_gives_each_in_order(tmp_path: Path) -> None:
    document_folder(tmp_path / "all/b/one")
    document_folder(tmp_path / "all/a", {"metadata.yaml": METADATA.replace("d7", "d8")})
    (tmp_path / "all/frus1958-60v99-d9.txt").write_text(TEXT)
    (tmp_path / "all/README.txt").write_text("not a document")
    assert [one.metadata.id for one in frus_pack.read(tmp_path / "all")] == ["d8", "d7", "d9"]


def test_a_linked_folder_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    document_folder(tmp_path / "elsewhere")
    document_folder(tmp_path / "all/a")
    (tmp_path / "all/b").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SourceError, match="all/b: is a link to a folder"):
        list(frus_pack.read(tmp_path / "all"))


def test_a_reading_text_needs_its_volume(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(TEXT)
    with pytest.raises(SourceError, match="does not say its volume"):
        list(frus_pack.read(path))
    (document,) = frus_pack.read(path, volume="frus1958-60v99")
    assert document.identifier == "frus1958-60v99/d7"
    assert document.metadata.original
    assert document.metadata.original.file == "letter.txt"


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_where_there_is_nothing_to_pack_it_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=r"does not exist|holds no document"):
        list(frus_pack.read(tmp_path / name))


@pytest.mark.parametrize(
    "name",
    ["Metadata.yaml", "Transcription.txt", "transcription.xml", "page-images/p1.png"],
)
def test_what_is_meant_for_a_document_is_not_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / "all/near" / name).parent.mkdir(parents=True)
    (tmp_path / "all/near" / name).write_text("x")
    outcomes = list(frus_pack.pack_all([tmp_path / "all"], tmp_path / "deposit"))
    assert [(one.status, Path(one.source).name) for one in outcomes] == [("failed", "near")]


@pytest.mark.parametrize("name", ["frus1958-60v99-d9.TXT", "FRUS1958-60v99_d9.txt"])
def test_a_text_with_a_name_that_is_nearly_right_is_told(tmp_path: Path, name: str) -> None:
    document_folder(tmp_path / "all/good")
    (tmp_path / "all" / name).write_text(TEXT)
    outcomes = list(frus_pack.pack_all([tmp_path / "all"], tmp_path / "deposit"))
    told = {Path(one.source).name: one.status for one in outcomes}
    assert told.keys() == {"good", name}


def test_the_name_of_a_text_goes_before_the_volume_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "frus1958-60v99-d9.txt"
    path.write_text(TEXT)
    (document,) = frus_pack.read(path, volume="frus1964-68v31")
    assert document.identifier == "frus1958-60v99/d9"


def test_a_text_that_links_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(TEXT)
    (tmp_path / "all").mkdir()
    (tmp_path / "all/frus1958-60v99-d9.txt").symlink_to(tmp_path / "outside.txt")
    with pytest.raises(SourceError, match="is a link that leads out"):
        list(frus_pack.read(tmp_path / "all"))


def test_a_pipe_named_like_a_text_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "frus1958-60v99-d9.txt")
    with pytest.raises(SourceError, match="is not a regular file"):
        list(frus_pack.read(tmp_path))


def test_a_bag_among_the_sources_is_told(tmp_path: Path) -> None:
    document_folder(tmp_path / "all/good")
    frus_pack.pack(_read(tmp_path / "all/good"), tmp_path / "all/old")
    outcomes = list(frus_pack.pack_all([tmp_path / "all"], tmp_path / "deposit"))
    assert sorted(one.status for one in outcomes) == ["failed", "packed"]
    assert "is a bag already" in str(outcomes[1].error or outcomes[0].error)


def test_images_of_others_serve_where_the_folder_of_ones_own_is_empty(tmp_path: Path) -> None:
    folder = document_folder(tmp_path / "d")
    (folder / "page-images").mkdir()
    add_images(document_folder(tmp_path / "scans"))
    (document,) = frus_pack.read(folder, images=tmp_path / "scans/page-images")
    assert [page.renditions[0].status for page in document.pages] == ["embedded", "embedded"]
    with pytest.raises(SourceError, match="none: does not exist"):
        list(frus_pack.read(folder, images=tmp_path / "none"))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("place:", "plaec:", "unknown key 'plaec' (did you mean 'place'?"),
        ("place:", "colour:", "unknown key 'colour' (the keys here are volume, divisions, id"),
        ("1964-11-05", "5 Nov 1964", "write YYYY-MM-DD, like 1964-11-05)"),
        ("language: en", "language: 1", "for example en)"),
    ],
)
def test_a_slip_in_the_description_says_what_to_write(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    text = (
        "volume: {id: frus1958-60v99}\nid: d3\nkind: letter\nplace: Lorne\n"
        "date: {earliest: 1964-11-05, latest: 1964-11-06}\nlanguage: en\nrights: Free\n"
    )
    (tmp_path / "metadata.yaml").write_text(text.replace(old, new))
    (tmp_path / "transcription.txt").write_text("3. Letter\n\nText.\n")
    with pytest.raises(SourceError) as caught:
        _read(tmp_path)
    assert [str(one) for one in caught.value.problems if problem in str(one)]

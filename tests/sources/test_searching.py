"""Nothing in a folder is passed over in silence, and a file of another kind is named as one."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from frus_pack import Problem, SourceError, describe, read
from frus_pack.sources.file_kinds import kind_of_bytes
from frus_pack.sources.searching import find_sources, passed_over
from tests.support.folders import document_folder

TEI = b'<?xml version="1.0"?>\n<!-- a -->\n<TEI xmlns="http://www.tei-c.org/ns/1.0"></TEI>'
TEXT = b"1. Letter\n\n[Page 3]\n\nDear Sir,\n"
HTML = b"<!DOCTYPE html>\n<html><body>Dear Sir,</body></html>"
PNG = b"\x89PNG\r\n\x1a\n"


def _zip(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.text")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (TEI, "a TEI file"),
        (b'<tei:TEI xmlns:tei="x"/>', "a TEI file"),
        (b"\xef\xbb\xbf<!DOCTYPE TEI>\n<TEI>", "a TEI file"),
        (b"<?xml version='1.0'?><book/>", "an XML file"),
        (HTML, "an HTML page"),
        (b'<?xml version="1.0"?><html xmlns="x">', "an HTML page"),
        (TEXT, "a reading text"),
        (b"%PDF-1.7", "a PDF"),
        (_zip("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (_zip("mimetype"), "an OpenDocument text"),
        (_zip("a"), "a compressed file"),
        ("Dear Sir,".encode("utf-16"), "text in UTF-16"),
        ("Dear Sir,".encode("utf-16-le"), "text in UTF-16"),
        ("Dear Sir,".encode("utf-16-be"), "text in UTF-16"),
        (PNG, "an image"),
        (b"Dear Sir, see [Page 3] of <html>", None),
        (b"", None),
        (b"\x00" * 8, None),
        (b"<!-- -->" * 2000, None),
    ],
)
def test_the_kind_of_a_file_is_known_by_its_content(content: bytes, kind: str | None) -> None:
    assert kind_of_bytes(content) == kind


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.html", HTML, "is an HTML page"),
        ("a.xml", HTML, "is an HTML page"),
        ("a.docx", _zip("word/document.xml"), "is a Word document"),
        ("frus1958-60v99-d7.txt", b"%PDF-1.4", "is a PDF"),
        ("a.txt", "Dear Sir,".encode("utf-16"), "is text in UTF-16"),
    ],
)
def test_a_named_file_of_another_kind_is_refused_as_what_it_is(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    advice = "save it as UTF-8" if "UTF-16" in said else "save its text as plain text in UTF-8"
    problem = Problem(str(path), f"{said}, not a document in TEI or plain text", advice=advice)
    (found,) = find_sources(path)
    assert isinstance(found, SourceError)
    assert found.problems == (problem,)
    with pytest.raises(SourceError) as refused:
        describe(path, "frus1958-60v99")
    assert refused.value.problems == (problem,)
    folder = document_folder(tmp_path / "folder")
    (folder / "transcription.txt").write_bytes(content)
    with pytest.raises(SourceError, match=said):
        list(read(folder))


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with one document, and much that is not one."""
    top = tmp_path / "mixed"
    document_folder(top / "d7")
    files = {
        "notes.txt": b"to do",
        "page.html": HTML,
        "scans/1.png": PNG,
        "scans/2.png": PNG,
        ".git/config": b"",
        "Thumbs.db": b"",
    }
    for name, content in files.items():
        (top / name).parent.mkdir(exist_ok=True)
        (top / name).write_bytes(content)
    (top / "link").symlink_to("notes.txt")
    os.mkfifo(top / "pipe")
    return top


def test_what_is_not_a_document_is_passed_over_with_a_reason(mixed: Path) -> None:
    assert [(one.path.relative_to(mixed).as_posix(), one.reason) for one in passed_over(mixed)] == [
        (".git", "its name begins with a point"),
        ("link", "a link"),
        ("notes.txt", "not a document"),
        ("page.html", "not a document: an HTML page"),
        ("pipe", "not a regular file"),
        ("scans", "2 images; images= takes a folder of page images"),
    ]
    assert list(find_sources(mixed)) == [mixed / "d7"]


def test_what_looks_like_a_document_in_a_folder_is_an_error(mixed: Path) -> None:
    (mixed / "kestania.xml").write_bytes(TEI)
    (mixed / "letter.txt").write_bytes(TEXT)
    (mixed / "frus1958-60v99-d9.docx").write_bytes(_zip("word/document.xml"))
    errors = [str(one) for one in find_sources(mixed) if isinstance(one, SourceError)]
    word = "is a Word document, not a document in TEI or plain text"
    assert errors == [
        f"{mixed}/frus1958-60v99-d9.docx: {word} (save its text as plain text in UTF-8)",
        f"{mixed}/kestania.xml: is a TEI volume (name it, or rename it frus….xml)",
        f"{mixed}/letter.txt: looks like a reading text (name it like frus1964-68v31-d151.txt)",
    ]


@pytest.mark.parametrize("name", ["frus1958-60v99-d9.txt", "frus1958-60v99.xml", "scans-of-1958"])
@pytest.mark.parametrize("leads", ["to itself", "nowhere"])
def test_a_link_that_leads_nowhere_is_an_error_and_the_search_goes_on(
    tmp_path: Path, name: str, leads: str
) -> None:
    document_folder(tmp_path / "z")
    (tmp_path / name).symlink_to(name if leads == "to itself" else "gone")
    error, folder = find_sources(tmp_path)
    expected = f"{tmp_path}/{name}: is a link that leads nowhere (remove it, or mend it)"
    assert (str(error), folder) == (expected, tmp_path / "z")


def _pack(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "frus_pack", "pack", *arguments, "--to", "deposit"]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd)


def test_the_command_prints_what_was_passed_over(mixed: Path) -> None:
    done = _pack("mixed", "--images", "mixed/scans", cwd=mixed.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "passed over  mixed/.git: its name begins with a point",
        "passed over  mixed/link: a link",
        "passed over  mixed/notes.txt: not a document",
        "passed over  mixed/page.html: not a document: an HTML page",
        "passed over  mixed/pipe: not a regular file",
        "images missing: 2",
        "1 packed, 5 passed over",
    ]
    assert _pack("mixed", "--quiet", cwd=mixed.parent).stdout == ""


def test_the_command_fails_for_what_looks_like_a_document(mixed: Path) -> None:
    (mixed / "kestania.xml").write_bytes(TEI)
    done = _pack("mixed", cwd=mixed.parent)
    advice = "(name it, or rename it frus….xml)"
    assert done.returncode == 1
    assert done.stderr == f"failed     mixed/kestania.xml: is a TEI volume {advice}\n"


def test_of_many_files_passed_over_the_first_20_are_printed(mixed: Path) -> None:
    for n in range(30):
        (mixed / f"n{n}").write_bytes(b"")
    done = _pack("mixed", cwd=mixed.parent)
    assert done.stdout.count("passed over  ") == 20
    assert done.stdout.endswith("1 packed, 36 passed over\n")
    assert _pack("mixed", "--all", cwd=mixed.parent).stdout.count("passed over  ") == 36


def test_a_volume_is_known_by_its_content_when_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kestania.tei"
    path.write_bytes(TEI)
    (found,) = find_sources(path)
    assert "holds no document (a volume that is still being digitised" in str(found)


def test_images_that_belong_to_no_page_of_the_volume_are_named(
    tmp_path: Path, samples: Path
) -> None:
    folder = tmp_path / "volume"
    shutil.copytree(samples / "frus1961-63v98", folder)
    scans = folder / "scans/medium"
    first = sorted(scans.iterdir())[0]
    shutil.copy(first, scans / "0999.png")
    done = _pack("volume/frus1961-63v98.xml", "--images", "volume/scans", cwd=tmp_path)
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if "passed over" in line] == [
        "passed over  volume/scans/medium/0999.png: belongs to no page of the volume",
        "8 packed, 1 passed over",
    ]


def test_pages_that_have_no_image_are_named(tmp_path: Path, samples: Path) -> None:
    folder = tmp_path / "volume"
    shutil.copytree(samples / "frus1961-63v98", folder)
    scans = sorted((folder / "scans/medium").iterdir())
    for scan in (*scans[1:3], scans[5]):
        scan.unlink()
    done = _pack("volume/frus1961-63v98.xml", "--images", "volume/scans", cwd=tmp_path)
    pages = "3 of 10 pages: XII–1 (facs 0012–0013), 4 (facs 0016)"
    assert [line for line in done.stdout.splitlines() if "lacks images" in line] == [
        f"lacks images  volume/frus1961-63v98.xml: {pages}",
        "1 lacks images, 8 packed",
    ]

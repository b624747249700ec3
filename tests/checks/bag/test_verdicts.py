"""One verdict everywhere: what is odd about a bag is told the same, and no more than it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import frus_pack
from frus_pack.bag.discovery import NotSearchedError, find_bags
from frus_pack.bag.tag_files.paths import BagPath
from frus_pack.bag.tag_files.tag_text import is_known_encoding
from frus_pack.validating.valid_copy import InvalidPackageError
from frus_pack.validating.validate import validate
from tests.support.bags import append, as_tar, as_zip, codes, digest, found, make_bag, seal, write
from tests.support.deep import nested

NOBODY = 65534


@pytest.fixture
def cases(shared: Path) -> Path:
    return shared / "cases"


@pytest.mark.parametrize(
    ("name", "path"),
    [("backslash", "data/a\\b.txt"), ("backslash-tex", "data/$\\alpha$ decay.txt")],
)
def test_a_backslash_in_a_name_is_not_portable_and_no_error(
    cases: Path, name: str, path: str
) -> None:
    bag = cases / "bags/backslash" / name
    assert found(bag) == {("bag.path-unportable", path)}
    assert validate(bag).ok


@pytest.mark.parametrize(
    "path", ["data/..\\..\\evil", "data\\..\\..\\evil", "C:\\evil", "\\\\h\\s"]
)
def test_a_backslash_that_leads_out_is_an_error(bag: Path, path: str) -> None:
    append(bag, "manifest-sha512.txt", f"{digest(b'')}  {path}\n".encode())
    assert "bag.path-unsafe" in codes(validate(bag))


def test_one_file_listed_in_another_unicode_form_is_one_warning(cases: Path) -> None:
    report = validate(cases / "bags/unicode-forms/nfd-in-manifest")
    assert [one.code for one in report.findings if one.severity != "information"] == [
        "bag.path-normalisation-differs"
    ]
    assert report.ok


def test_one_file_listed_in_two_unicode_forms_is_an_error_in_1_0(cases: Path) -> None:
    report = validate(cases / "bags/unicode-forms/one-file-two-forms-listed-1.0")
    assert [one.code for one in report.errors] == ["bag.payload-file-missing"]


def test_a_thousand_names_in_another_form_are_a_thousand_warnings(tmp_path: Path) -> None:
    payload = {f"data/e\u0301{n}.txt": b"" for n in range(1000)}
    bag = make_bag(tmp_path / "bag", payload)
    manifest = bag / "manifest-sha512.txt"
    manifest.write_text(manifest.read_text().replace("e\u0301", "\u00e9"))
    seal(bag)
    report = validate(bag)
    assert codes(report) == {"bag.path-normalisation-differs"}
    assert report.ok


FORMS = {"composed": "data/\u00e9.txt", "decomposed": "data/e\u0301.txt"}


@pytest.mark.parametrize("manifest", FORMS)
@pytest.mark.parametrize("fetch", FORMS)
@pytest.mark.parametrize("is_there", [True, False])
def test_fetch_may_list_a_file_in_another_unicode_form(
    tmp_path: Path, manifest: str, fetch: str, is_there: bool
) -> None:
    bag = make_bag(tmp_path / "bag", {FORMS[manifest]: b"x"})
    (bag / "fetch.txt").write_text(f"https://example.org/e 1 {FORMS[fetch]}\n")
    if not is_there:
        (bag / FORMS[manifest]).unlink()
    seal(bag)
    report = validate(bag, allow_unfetched=True)
    differs = (
        set() if manifest == fetch else {("bag.path-normalisation-differs", "fetch.txt, line 1")}
    )
    to_fetch = set() if is_there else {("bag.payload-file-to-fetch", FORMS[manifest])}
    assert {(one.code, one.location) for one in report.findings} == differs | to_fetch
    assert report.ok


def test_a_file_that_fetch_lists_in_two_unicode_forms_is_an_error(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", {FORMS["composed"]: b"x"})
    lines = (f"https://example.org/e 1 {path}\n" for path in FORMS.values())
    (bag / "fetch.txt").write_text("".join(lines))
    seal(bag)
    assert found(bag) == {("bag.fetch-duplicate", "fetch.txt, line 2")}


@pytest.mark.parametrize("name", ["a%0Ab", "a%0ab", "a%25b", "a%b"])
def test_a_percent_that_1_0_wants_encoded_is_named(tmp_path: Path, name: str) -> None:
    bag = make_bag(tmp_path / "bag", {f"data/{name}": b"x"})
    manifest = bag / "manifest-sha512.txt"
    manifest.write_text(f"{digest(b'x')}  data/{name}\n")
    seal(bag)
    assert codes(validate(bag)) == {"bag.path-percent-unencoded"}


def test_before_1_0_a_percent_code_can_be_the_name_itself(cases: Path) -> None:
    report = validate(cases / "bags/percent-before-1.0/percent-0.97-literal-0A")
    assert codes(report) == {"bag.version-older", "bag.older-syntax"}
    assert report.ok


def test_before_1_0_a_percent_code_is_a_line_break_where_that_file_exists(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", {"data/a\nb": b"x", "data/a%0Ab": b"x"}, version="0.97")
    assert "bag.payload-file-unlisted" not in codes(validate(bag))


def test_what_a_folder_holds_and_cannot_be_read_is_told(cases: Path, tmp_path: Path) -> None:
    deposit = tmp_path / "deposit"
    shutil.copytree(cases / "bags/search/deposit-with-7z", deposit)
    (deposit / "linked").symlink_to(cases / "bags/search/server/data/letter")
    (deposit / "a.rar").write_bytes(b"Rar!")
    told = {one.path.name: one.reason for one in find_bags(deposit) if not isinstance(one, Path)}
    assert {"a.rar", "letter.7z", "linked"} <= told.keys()
    assert told["linked"] == "is a link to a folder, and was not followed (give it by its own path)"
    reports = {one.path.name: one for one in frus_pack.validate_all([deposit], jobs=1)}
    assert reports["letter"].ok
    assert not reports["linked"].ok
    assert not reports["letter.7z"].ok
    outcomes = {
        Path(one.source).name: one
        for one in frus_pack.ingest_all(deposit, ocfl=tmp_path / "root", jobs=1)
    }
    assert {name: outcomes[name].status for name in ("linked", "letter.7z")} == {
        "linked": "failed",
        "letter.7z": "failed",
    }
    assert isinstance(outcomes["linked"].error, NotSearchedError)


@pytest.mark.parametrize(("name", "below"), [("server", "data/letter"), ("stray", "letter")])
def test_a_folder_without_a_declaration_is_searched(cases: Path, name: str, below: str) -> None:
    folder = cases / "bags/search" / name
    assert list(find_bags(folder)) == [folder / below]


def test_folders_nested_1000_deep_are_searched_without_recursion(tmp_path: Path) -> None:
    with nested(tmp_path, 1000, "bagit.txt") as deepest:
        assert list(map(str, find_bags(tmp_path))) == [str(deepest)]


def test_a_file_that_only_an_unknown_algorithm_lists_was_not_checked(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", {"data/a": b"a", "data/b": b"b"}, version="0.97")
    line = f"{digest(b'b')}  data/b\n"
    manifest = bag / "manifest-sha512.txt"
    manifest.write_text(manifest.read_text().replace(line, ""))
    write(bag, {"manifest-whirlpool.txt": b"00  data/b\n"})
    seal(bag)
    report = validate(bag)
    assert [(one.code, one.location) for one in report.errors] == [
        ("bag.algorithm-none-known", "data/b")
    ]


@pytest.mark.parametrize(
    "name", ["unicode_escape", "raw-unicode-escape", "palmos", "u8", "utf_8_sig", "rot13", "hex"]
)
def test_an_encoding_that_only_python_knows_is_none(name: str) -> None:
    assert not is_known_encoding(name)


@pytest.mark.parametrize(
    "name",
    ["UTF-8", "utf-16", "ISO-8859-1", "US-ASCII", "windows-1252", "Shift_JIS", "GB18030", "KOI8-R"],
)
def test_an_encoding_of_the_registry_is_known(name: str) -> None:
    assert is_known_encoding(name)


@pytest.mark.parametrize(
    ("path", "portable"), [("data/" + "x/" * 124 + "ab", True), ("data/" + "x/" * 125 + "a", False)]
)
def test_a_path_over_255_characters_travels_badly(
    tmp_path: Path, path: str, portable: bool
) -> None:
    bag = make_bag(tmp_path / "bag", {path: b""})
    assert found(bag) == (set() if portable else {("bag.path-unportable", path)})
    assert validate(bag).ok


NAMES = {"data/caf\u00e9.txt": b"one", "data/e\u0301t\u00e9/\u6771\u4eac.txt": b"two"}


@pytest.mark.parametrize("form", [None, as_tar, as_zip], ids=["folder", "tar", "zip"])
def test_names_are_utf_8_in_a_locale_of_another_encoding(tmp_path: Path, form: object) -> None:
    bag = make_bag(tmp_path / "bag", NAMES)
    source = form(bag) if callable(form) else bag
    to = tmp_path / "to"
    code = (
        "import sys, frus_pack; assert sys.getfilesystemencoding() != 'utf-8'; "
        "report = frus_pack.validate(sys.argv[1]); frus_pack.unpack(sys.argv[1], sys.argv[2]); "
        "print(report.ok, len(report.findings))"
    )
    ours = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(source), str(to)], env=ours, capture_output=True, text=True
    )
    # In an archive, a name that is not composed is a warning: bsdtar composes it.
    warnings = 0 if form is None else 1
    assert (done.stdout, done.stderr) == (f"True {warnings}\n", "")
    assert {path: (to / "bag" / path).read_bytes() for path in NAMES} == NAMES


@contextmanager
def _as_nobody() -> Iterator[Path]:
    """Run as a user to whom permissions apply; gives a folder of his."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() != 0:
            yield folder
            return
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(0)


@pytest.mark.parametrize("path", ["notes.txt", "more/notes.txt", "data/unlisted.txt"])
def test_a_file_that_no_manifest_lists_and_nobody_can_read_is_an_error(path: str) -> None:
    with _as_nobody() as folder:
        bag = make_bag(folder / "bag")
        write(bag, {path: b"words of the donor"})
        (bag / path).chmod(0)
        report = validate(bag)
        assert ("bag.unreadable", path) in {(one.code, one.location) for one in report.errors}
        with pytest.raises(InvalidPackageError):
            frus_pack.unpack(bag, folder / "to")
        with pytest.raises(InvalidPackageError):
            frus_pack.ingest(bag, ocfl=folder / "root")
        assert sorted(one.name for one in folder.iterdir()) == ["bag"]


def test_a_folder_swapped_for_a_link_is_not_read_through_it(bag: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(bag / "data", elsewhere)
    with frus_pack.open_bag(bag) as opened:
        (bag / "data").rename(tmp_path / "moved")
        (bag / "data").symlink_to(elsewhere)
        with pytest.raises(frus_pack.StorageError, match="cannot be read"):
            opened.read("data/letter.txt")
        (one,) = opened.digests([BagPath("data/letter.txt")], ["sha512"], 1)
        assert one.problem


@pytest.mark.parametrize("form", [None, as_tar, as_zip], ids=["folder", "tar", "zip"])
@pytest.mark.parametrize("path", ["data/none", "../secret", "/etc/hostname", "data", ""])
def test_reading_what_is_not_in_the_bag_opens_nothing(
    bag: Path, tmp_path: Path, path: str, form: object
) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    with (
        frus_pack.open_bag(form(bag) if callable(form) else bag) as opened,
        pytest.raises(frus_pack.StorageError, match="the bag has no such file"),
    ):
        opened.read(path)

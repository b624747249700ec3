"""What other validators let pass, called by the wrong name, or fell over."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from frus_pack.bag.opening import open_unjudged
from frus_pack.bag.tag_files.inventory import read_inventory
from frus_pack.checks.bag.check_bag import check_bag
from frus_pack.storage.stages import at_once
from frus_pack.validating.validate import validate
from tests.support.bags import (
    PAYLOAD,
    append,
    as_tar,
    codes,
    digest,
    exit_status,
    found,
    make_bag,
    outcomes,
    replace,
    seal,
    write,
)


def test_a_folder_that_is_no_bag_stays_what_it_is(tmp_path: Path) -> None:
    write(tmp_path, {"folder/letter.txt": b"x", "folder/more/page.png": b"y"})
    assert found(tmp_path / "folder") == {
        ("bag.declaration-missing", "bagit.txt"),
        ("bag.payload-folder-missing", "data"),
        ("bag.payload-manifest-missing", ""),
        ("bag.tag-manifest-missing", ""),
    }
    assert exit_status(tmp_path / "folder") == 1
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert names == {"folder", "folder/letter.txt", "folder/more", "folder/more/page.png"}


def test_a_file_missing_from_one_manifest_makes_a_1_0_bag_invalid(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", algorithms=["sha256", "sha512"])
    lines = (bag / "manifest-sha256.txt").read_bytes().splitlines(keepends=True)
    (bag / "manifest-sha256.txt").write_bytes(b"".join(lines[1:]))
    seal(bag, "sha256")
    seal(bag, "sha512")
    assert found(bag) == {("bag.payload-file-not-in-every-manifest", "data/100%.txt")}


def test_before_1_0_one_manifest_was_enough(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", algorithms=["sha256", "sha512"], version="0.97")
    replace(bag, "manifest-sha256.txt", b"%25", b"%")
    replace(bag, "manifest-sha512.txt", b"%25", b"%")
    lines = (bag / "manifest-sha256.txt").read_bytes().splitlines(keepends=True)
    (bag / "manifest-sha256.txt").write_bytes(b"".join(lines[1:]))
    seal(bag, "sha256")
    seal(bag, "sha512")
    assert found(bag) == {("bag.version-older", "bagit.txt")}


@pytest.mark.parametrize("name", ["manifest-sha512.txt", "tagmanifest-sha512.txt"])
def test_a_garbage_line_in_a_manifest_is_an_error(bag: Path, name: str) -> None:
    with (bag / name).open("ab") as file:
        file.write(b"garbage\n")
    if name.startswith("manifest"):
        seal(bag)
    assert found(bag) == {("bag.manifest-malformed", f"{name}, line 4")}


def test_white_space_before_the_colon_of_the_declaration_is_an_error(bag: Path) -> None:
    replace(bag, "bagit.txt", b"BagIt-Version:", b"BagIt-Version :")
    assert found(bag) == {("bag.declaration-malformed", "bagit.txt, line 1")}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("fetch.txt", b"http://a/ data/x\n", {("bag.fetch-malformed", "fetch.txt, line 1")}),
        (
            "fetch.txt",
            b"\xff\xfe\n",
            {
                ("bag.tag-file-undecodable", "fetch.txt"),
                ("bag.fetch-malformed", "fetch.txt, line 1"),
            },
        ),
        (
            "manifest-sha512.txt",
            b"\xff\n",
            {
                ("bag.tag-file-undecodable", "manifest-sha512.txt"),
                ("bag.manifest-malformed", "manifest-sha512.txt, line 1"),
                *(("bag.payload-file-unlisted", path) for path in PAYLOAD),
            },
        ),
        ("bag-info.txt", b"Payload-Oxum: many\n", {("bag.oxum-malformed", "bag-info.txt")}),
        ("bag-info.txt", b"Payload-Oxum: 1.1.1\n", {("bag.oxum-malformed", "bag-info.txt")}),
        (
            "bag-info.txt",
            b"Payload-Oxum: 9" + b"9" * 5000 + b".1\n",
            {("bag.oxum-malformed", "bag-info.txt")},
        ),
        (
            "bagit.txt",
            b"\x00\xff",
            {
                ("bag.declaration-malformed", "bagit.txt"),
                ("bag.declaration-malformed", "bagit.txt, line 1"),
                ("bag.declaration-malformed", "bagit.txt, line 2"),
            },
        ),
        (
            "bagit.txt",
            b"",
            {
                ("bag.declaration-malformed", "bagit.txt, line 1"),
                ("bag.declaration-malformed", "bagit.txt, line 2"),
            },
        ),
    ],
)
def test_malformed_tag_files_are_findings_and_no_exceptions(
    bag: Path, name: str, content: bytes, expected: set[tuple[str, str]]
) -> None:
    (bag / name).write_bytes(content)
    seal(bag)
    assert found(bag) - {("bag.last-line-unterminated", "bagit.txt, line 1")} == expected
    assert exit_status(bag) == 1


def test_a_file_that_cannot_be_read_is_not_called_altered(bag: Path) -> None:
    with open_unjudged(bag) as opened:
        inventory = read_inventory(opened, 1 << 20)
        (bag / "data/letter.txt").unlink()
        (bag / "data/letter.txt").mkdir()
        findings, checks = at_once(check_bag(opened, inventory, allow_unfetched=False, jobs=1))
    assert {(one.code, one.location) for one in findings} == {("bag.unreadable", "data/letter.txt")}
    assert [(one.outcome, one.reason) for one in checks] == [
        ("failed", ""),
        ("failed", "1 file could not be read"),
    ]


def test_a_wrong_oxum_hides_neither_completeness_nor_digests(bag: Path) -> None:
    replace(bag, "bag-info.txt", b"274.3", b"999.9")
    (bag / "data/letter.txt").write_bytes(b"altered\n")
    (bag / "data/100%.txt").unlink()
    assert found(bag) == {
        ("bag.oxum-differs", "bag-info.txt"),
        ("bag.payload-altered", "data/letter.txt"),
        ("bag.payload-file-missing", "data/100%.txt"),
    }


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
def test_every_manifest_is_checked_not_only_the_strongest(tmp_path: Path, algorithm: str) -> None:
    bag = make_bag(tmp_path / "bag", algorithms=["md5", "sha1", "sha256", "sha512"])
    manifest = bag / f"manifest-{algorithm}.txt"
    right, wrong = digest(b"Dear Sir:\n", algorithm), digest(b"", algorithm)
    manifest.write_bytes(manifest.read_bytes().replace(right.encode(), wrong.encode()))
    for name in ("md5", "sha1", "sha256", "sha512"):
        seal(bag, name)
    (finding,) = validate(bag).findings
    assert (finding.code, finding.location) == ("bag.payload-altered", "data/letter.txt")
    assert (finding.expected, finding.found) == (wrong, right)
    assert "another agrees" in finding.message


def test_a_path_out_of_the_bag_is_never_opened(bag: Path, tmp_path: Path) -> None:
    (tmp_path / "outsider").write_bytes(b"")
    append(bag, "manifest-sha512.txt", f"{digest(b'')}  data/../../outsider\n".encode())
    assert found(bag) == {("bag.path-unsafe", "manifest-sha512.txt, line 4")}


def test_one_altered_file_of_three_is_enough(bag: Path) -> None:
    (bag / "data/letter.txt").write_bytes(b"dear Sir:\n")
    report = validate(bag)
    assert found(bag) == {("bag.payload-altered", "data/letter.txt")}
    assert outcomes(report)["fixity"] == "failed"
    assert exit_status(bag) == 1


@pytest.mark.parametrize("octets_and_files", ["274.4", "273.3", "0.0"])
def test_a_wrong_oxum_makes_a_bag_invalid(bag: Path, octets_and_files: str) -> None:
    replace(bag, "bag-info.txt", b"274.3", octets_and_files.encode())
    (finding,) = validate(bag).findings
    assert (finding.code, finding.location) == ("bag.oxum-differs", "bag-info.txt")
    assert (finding.expected, finding.found) == (octets_and_files, "274.3")
    assert exit_status(bag) == 1


def test_the_library_is_imported_without_a_network() -> None:
    script = (
        "import socket\n"
        "def refuse(*arguments, **named): raise SystemExit('asked the network')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
        "import frus_pack.commands.main\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_nothing_asks_the_network(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    append(bag, "bag-info.txt", b"BagIt-Profile-Identifier: https://example.org/profile.json\n")
    write(bag, {"fetch.txt": b"https://example.org/letter - data/letter.txt\n"})
    seal(bag)
    assert validate(bag, cross_check=True).ok


def test_an_encoded_path_is_judged_after_decoding(bag: Path) -> None:
    write(bag, {"fetch.txt": b"http://a/ - data/%2e%2e/%2e%2e/x\nhttp://a/ - data/%0A/../../x\n"})
    seal(bag)
    # %2e is none of the three codes of RFC 8493, so it is not a dot; the other path does lead out.
    assert found(bag) == {
        ("bag.path-percent-unencoded", "fetch.txt, line 1"),
        ("bag.fetch-not-in-manifest", "fetch.txt, line 1"),
        ("bag.path-unsafe", "fetch.txt, line 2"),
    }


def test_names_with_percent_signs_line_breaks_and_spaces_are_good_names(tmp_path: Path) -> None:
    names = ("data/%0A", "data/a\nb", "data/a\r\nb", "data/%", "data/%25", "data/ a b")
    bag = make_bag(tmp_path / "bag", dict.fromkeys(names, b""))
    assert found(bag) == set()
    assert validate(as_tar(bag)).findings == ()


def test_manifests_may_have_a_name_in_different_unicode_forms(tmp_path: Path) -> None:
    composed, decomposed = "data/\u00e9", "data/e\u0301"
    bag = make_bag(tmp_path / "bag", {composed: b"x"}, algorithms=["sha256", "sha512"])
    manifest = bag / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text().replace(composed, decomposed))
    for algorithm in ("sha256", "sha512"):
        seal(bag, algorithm)
    assert found(bag) == {("bag.path-normalisation-differs", composed)}
    (bag / composed).write_bytes(b"y")
    (altered,) = validate(bag).errors
    assert (altered.code, altered.location) == ("bag.payload-altered", composed)
    (bag / composed).unlink()
    assert {location for code, location in found(bag) if code == "bag.payload-file-missing"} == {
        composed,
        decomposed,
    }


def test_two_files_whose_names_differ_in_form_only_are_two_files(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", {"data/\u00e9": b"x", "data/e\u0301": b"y"})
    (code,) = {code for code, _ in found(bag)}
    assert code == "bag.path-collision"
    (bag / "data/e\u0301").unlink()
    assert {"bag.payload-file-missing", "bag.oxum-differs"} <= codes(validate(bag))


def test_names_that_a_tool_did_not_encode_are_told_and_still_checked(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", {"data/a%0Ab": b"x", "data/c": b""})
    replace(bag, "manifest-sha512.txt", b"%250A", b"%0A")
    assert found(bag) == {("bag.path-percent-unencoded", "data/a%0Ab")}
    (bag / "data/a%0Ab").write_bytes(b"y")
    assert ("bag.payload-altered", "data/a%0Ab") in found(bag)

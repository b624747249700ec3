"""No damage goes unseen: every byte flipped, every file deleted, renamed, cut off, swapped."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from frus_pack.validating.validate import validate
from tests.support.bags import codes, found, make_bag

MANIFEST, TAG_MANIFEST = "manifest-sha512.txt", "tagmanifest-sha512.txt"
SMALL = {"data/a.txt": b"one\n", "data/b/c.bin": bytes(range(7)), "data/empty": b""}
FILES = (*SMALL, "bagit.txt", "bag-info.txt", MANIFEST, TAG_MANIFEST)
ALL = set(FILES)
NOT_EMPTY = tuple(name for name in FILES if name != "data/empty")


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return make_bag(tmp_path / "bag", SMALL, tags=[("Contact-Name", "A. Person")])


def altered(name: str) -> tuple[str, str]:
    return ("bag.payload-altered" if name.startswith("data/") else "bag.tag-file-altered", name)


@pytest.mark.parametrize("name", [name for name in NOT_EMPTY if name != TAG_MANIFEST])
def test_each_bit_of_a_file_is_protected(bag: Path, name: str) -> None:
    place = bag / name
    original = place.read_bytes()
    for index, bit in itertools.product(range(len(original)), range(8)):
        flipped = bytearray(original)
        flipped[index] ^= 1 << bit
        place.write_bytes(flipped)
        report = validate(bag, jobs=1)
        assert not report.ok, (index, bit)
        assert altered(name) in {(one.code, one.location) for one in report.findings}, (index, bit)


def test_each_bit_of_a_tag_manifest_is_noticed(bag: Path) -> None:
    """Nothing protects a tag manifest but what it says. Only the case of a digit may change
    without the bag being another, and that is told too."""
    place = bag / TAG_MANIFEST
    original = place.read_bytes()
    for index, bit in itertools.product(range(len(original)), range(8)):
        flipped = bytearray(original)
        flipped[index] ^= 1 << bit
        place.write_bytes(flipped)
        report = validate(bag, jobs=1)
        in_digest = len(original[:index].rpartition(b"\n")[2]) < 128
        only_case = in_digest and original[index] in b"abcdef" and bit == 5
        expected = {"bag.manifest-digest-upper-case"} if only_case else codes(report)
        assert report.findings, (index, bit)
        assert report.ok == only_case, (index, bit)
        assert codes(report) == expected, (index, bit)


DELETED = {
    **dict.fromkeys(SMALL, "bag.payload-file-missing"),
    "bagit.txt": "bag.declaration-missing",
    "bag-info.txt": "bag.tag-file-missing",
    MANIFEST: "bag.payload-manifest-missing",
    TAG_MANIFEST: "bag.tag-manifest-missing",
}


@pytest.mark.parametrize("name", FILES)
def test_a_deleted_file_is_missed(bag: Path, name: str) -> None:
    (bag / name).unlink()
    assert DELETED[name] in codes(validate(bag))


@pytest.mark.parametrize("name", FILES)
def test_a_renamed_file_is_missed_and_its_new_name_is_not_known(bag: Path, name: str) -> None:
    new = f"{name}.old"
    (bag / name).rename(bag / new)
    findings = found(bag)
    assert DELETED[name] in {code for code, _ in findings}
    if name.startswith("data/"):
        assert ("bag.payload-file-unlisted", new) in findings
    elif name != TAG_MANIFEST:
        assert ("bag.tag-file-unlisted", new) in findings


@pytest.mark.parametrize("name", NOT_EMPTY)
def test_a_file_cut_off_anywhere_is_noticed(bag: Path, name: str) -> None:
    place = bag / name
    original = place.read_bytes()
    for length in range(len(original)):
        place.write_bytes(original[:length])
        findings = found(bag)
        if name == TAG_MANIFEST:
            assert findings, length
        else:
            assert altered(name) in findings, length


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_grew_is_noticed(bag: Path, name: str) -> None:
    with (bag / name).open("ab") as file:
        file.write(b"\n")
    report = validate(bag)
    assert not report.ok
    if name != TAG_MANIFEST:
        assert altered(name) in found(bag)


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(FILES, 2)))
def test_two_files_swapped_are_noticed(bag: Path, one: str, other: str) -> None:
    content = (bag / one).read_bytes()
    (bag / one).write_bytes((bag / other).read_bytes())
    (bag / other).write_bytes(content)
    report = validate(bag)
    assert not report.ok
    # A manifest that is another file protects nothing any more.
    gone = {TAG_MANIFEST: ALL, MANIFEST: set(SMALL)}
    unprotected = gone.get(one, set()) | gone.get(other, set())
    assert {altered(name) for name in {one, other} - unprotected} <= found(bag)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("data/new.txt", "bag.payload-file-unlisted"),
        ("data/b/.keep", "bag.payload-file-unlisted"),
        ("new.txt", "bag.tag-file-unlisted"),
        ("tags/new.xml", "bag.tag-file-unlisted"),
        ("manifest-md5.txt", "bag.tag-manifest-omits-manifest"),
        ("tagmanifest-md5.txt", "bag.tag-manifest-omits-manifest"),
        ("manifest.txt", "bag.tag-file-unlisted"),
        ("fetch.txt", "bag.tag-file-unlisted"),
    ],
)
def test_an_added_file_is_noticed(bag: Path, name: str, code: str) -> None:
    (bag / name).parent.mkdir(exist_ok=True)
    (bag / name).write_bytes(b"")
    assert code in codes(validate(bag))


def test_every_fault_is_told_at_once(bag: Path) -> None:
    (bag / "data/a.txt").write_bytes(b"two\n")
    (bag / "data/b/c.bin").unlink()
    (bag / "data/new").write_bytes(b"")
    (bag / "bag-info.txt").write_bytes(b"Payload-Oxum: 1.1\ngarbage\n")
    assert found(bag) == {
        ("bag.payload-altered", "data/a.txt"),
        ("bag.payload-file-missing", "data/b/c.bin"),
        ("bag.payload-file-unlisted", "data/new"),
        ("bag.empty-folder", "data/b"),
        ("bag.tag-file-altered", "bag-info.txt"),
        ("bag.oxum-differs", "bag-info.txt"),
        ("bag.bag-info-malformed", "bag-info.txt, line 2"),
    }


def test_completeness_alone_opens_no_payload_file_and_says_so(bag: Path) -> None:
    (bag / "data/a.txt").write_bytes(b"two\n")
    report = validate(bag, completeness_only=True)
    assert report.findings == ()
    fixity = next(check for check in report.checks if check.family == "fixity")
    assert (fixity.outcome, fixity.reason) == ("not checked", "only completeness was asked for")


def test_a_bag_of_many_files_is_checked_in_threads_with_the_same_result(tmp_path: Path) -> None:
    payload = {f"data/{number:04}": bytes([number % 251]) * 20_000 for number in range(300)}
    payload["data/large"] = bytes(600_000)
    bag = make_bag(tmp_path / "bag", payload)
    (bag / "data/0123").write_bytes(b"x" * 20_000)
    (bag / "data/large").write_bytes(bytes(599_999) + b"x")
    for jobs in (1, 2, 5):
        assert [one.location for one in validate(bag, jobs=jobs).findings] == [
            "data/0123",
            "data/large",
        ]

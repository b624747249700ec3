"""Tag files, written and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.bag.tag_files import declaration, parsed, tag_parsing, tag_writing
from tests.bag.tag_files.made_up_lines import PATHS, codes

DIGESTS = st.text("0123456789abcdef", min_size=1)
PRINTABLE = st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp"))
LABELS = st.text(PRINTABLE, min_size=1).filter(
    lambda label: ":" not in label and label == label.strip() and label[0] != "\ufeff"
)
LINES = st.text(PRINTABLE | st.just("\t"))
VALUES = st.builds(
    lambda first, further: "\n".join([first, *(line.lstrip(" \t") for line in further)]),
    LINES,
    st.lists(LINES, max_size=3),
)


@given(st.dictionaries(PATHS, DIGESTS))
def test_a_manifest_is_read_as_it_was_written(digests: dict[str, str]) -> None:
    manifest = tag_parsing.parse_manifest(tag_writing.format_manifest(digests))
    assert manifest.digests == digests
    assert manifest.faults == ()


def test_a_manifest_is_sorted_by_path_with_two_spaces() -> None:
    assert tag_writing.format_manifest({"data/b": "02", "data/B": "01", "data/a%": "03"}) == (
        b"01  data/B\n03  data/a%25\n02  data/b\n"
    )


def test_names_that_differ_in_case_or_unicode_form_are_different_entries() -> None:
    digests = {"data/é": "01", "data/e\u0301": "02", "data/É": "03"}
    assert tag_parsing.parse_manifest(tag_writing.format_manifest(digests)).digests == digests


@pytest.mark.parametrize("path", ["", " x", "\tx", "*x", "./x", "\udc80"])
def test_a_path_that_could_not_be_read_back_is_not_written(path: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be written|surrogates"):
        tag_writing.format_manifest({path: "00"})


@pytest.mark.parametrize("digest", ["", "AB", "xy", "0 "])
def test_a_digest_that_is_none_is_not_written(digest: str) -> None:
    with pytest.raises(ValueError, match="not a digest"):
        tag_writing.format_manifest({"data/x": digest})


@given(st.lists(st.tuples(LABELS, VALUES)))
def test_bag_info_is_read_as_it_was_written(tags: list[tuple[str, str]]) -> None:
    parsed = tag_parsing.parse_bag_info(tag_writing.format_bag_info(tags))
    assert parsed.tags == tuple(tags)
    assert parsed.faults == ()


def test_a_value_of_several_lines_is_folded() -> None:
    assert tag_writing.format_bag_info([("A", "one\n\ntwo"), ("A", " x ")]) == (
        b"A: one\n  \n  two\nA:  x \n"
    )


@pytest.mark.parametrize(
    "label", ["", " a", "a ", "a:b", "a\nb", "a\rb", "\ufeffa", "a\x00", "\udc80"]
)
def test_a_label_that_could_not_be_read_back_is_not_written(label: str) -> None:
    with pytest.raises(ValueError, match=r"not a label|surrogates"):
        tag_writing.format_bag_info([(label, "x")])


@pytest.mark.parametrize("value", ["a\rb", "a\r\nb", "a\x0cb", "a\n b", "a\n\tb", "\x00", "\u2028"])
def test_a_value_that_could_not_be_read_back_is_not_written(value: str) -> None:
    with pytest.raises(ValueError, match="the value of A"):
        tag_writing.format_bag_info([("A", value)])


def test_the_declaration_is_read_as_it_was_written() -> None:
    data = tag_writing.format_declaration("1.0")
    assert data == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert declaration.parse_declaration(data) == parsed.Declaration((1, 0), "UTF-8", ())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8", []),
        (b"BagIt-Version: 1.0\rTag-File-Character-Encoding: UTF-8\r", []),
        (b"", [("declaration-malformed", 1), ("declaration-malformed", 2)]),
        (
            b"\xef\xbb\xbfBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            [("declaration-bom", 1)],
        ),
        (
            b"BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n",
            [("declaration-malformed", 1)],
        ),
        (
            b"BagIt-Version: 1.0 \nTag-File-Character-Encoding: UTF-8\n",
            [("declaration-malformed", 1)],
        ),
        (
            b"bagit-version: 1.0\nTag-File-Character-Encoding:UTF-8\n",
            [("declaration-malformed", 1), ("declaration-malformed", 2)],
        ),
        (b"BagIt-Version : 0.97\nTag-File-Character-Encoding: UTF-8\n", [("older-syntax", 1)]),
        (
            b"BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n",
            [("declaration-malformed", 1)],
        ),
        (
            b"BagIt-Version: 01.0\nTag-File-Character-Encoding: UTF-8\n",
            [("declaration-malformed", 1)],
        ),
        (
            b"BagIt-Version: 1.00\nTag-File-Character-Encoding: UTF-8\n",
            [("declaration-malformed", 1)],
        ),
        (b"BagIt-Version: 1.1\nTag-File-Character-Encoding: UTF-8\n", [("version-unsupported", 1)]),
        (b"BagIt-Version: 1.0\nTag-File-Character-Encoding: hex\n", [("encoding-unknown", 2)]),
        (
            b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n\n",
            [("declaration-malformed", 3)],
        ),
        (
            b"Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n",
            [("declaration-malformed", 1), ("declaration-malformed", 2)],
        ),
        (
            b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\xff\n",
            [("declaration-malformed", 0), ("declaration-malformed", 2)],
        ),
    ],
)
def test_the_declaration_is_held_to_the_letter(
    data: bytes, expected: list[tuple[str, int]]
) -> None:
    assert codes(declaration.parse_declaration(data).faults) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ab data/x", []),
        ("AB\tdata/x", [("manifest-digest-upper-case", 1)]),
        ("ab \t data/x", []),
        ("ab *data/x", [("manifest-malformed", 1)]),
        ("ab ./data/x", [("path-dot-slash", 1)]),
        ("ab data/x%", [("path-percent-unencoded", 1)]),
        ("ab data/x\nab data/x", [("manifest-duplicate", 2)]),
        ("ab data/x\ncd ./data/x", [("path-dot-slash", 2), ("manifest-conflict", 2)]),
        ("abc data/x", [("manifest-digest-malformed", 1)]),
        ("# a comment", [("manifest-malformed", 1)]),
        ("\nab data/x", [("manifest-malformed", 1)]),
        (" ab data/x", [("manifest-malformed", 1)]),
        ("ab", [("manifest-malformed", 1)]),
        ("\\ab data/x", [("manifest-malformed", 1)]),
    ],
)
def test_each_line_of_a_manifest_is_held_to_the_letter(
    line: str, expected: list[tuple[str, int]]
) -> None:
    manifest = tag_parsing.parse_manifest(f"{line}\n".encode(), digits=2)
    assert codes(manifest.faults) == expected


def test_older_manifests_may_be_made_by_md5sum() -> None:
    data = b"ab *data/x\nab *data/x\nab data/%25%0A\n"
    manifest = tag_parsing.parse_manifest(data, "UTF-8", (0, 97))
    assert manifest.digests == {"data/x": "ab", "data/%25\n": "ab"}
    assert codes(manifest.faults) == [("older-syntax", 1), ("older-syntax", 2), ("older-syntax", 2)]


def test_a_manifest_that_is_not_in_its_encoding_is_still_read() -> None:
    manifest = tag_parsing.parse_manifest(b"ab data/x\nab data/\xff\n")
    assert list(manifest.digests) == ["data/x", "data/\ufffd"]
    assert codes(manifest.faults) == [("tag-file-undecodable", 0)]


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-32", "ISO-8859-1", "UTF-16BE"])
def test_tag_files_are_read_in_the_declared_encoding(encoding: str) -> None:
    manifest = tag_parsing.parse_manifest("ab data/é\n".encode(encoding), encoding)
    assert manifest.digests == {"data/é": "ab"}
    assert manifest.faults == ()


def test_a_byte_order_mark_is_a_fault_where_the_encoding_needs_none() -> None:
    data = "\ufeffab data/x\n".encode()
    assert codes(tag_parsing.parse_manifest(data).faults) == [("tag-file-bom", 1)]
    assert codes(tag_parsing.parse_manifest(data, "UTF-8", (0, 96)).faults) == [("tag-file-bom", 1)]
    assert tag_parsing.parse_manifest(data).digests == {"data/x": "ab"}


def test_lines_end_at_cr_lf_and_crlf_only() -> None:
    manifest = tag_parsing.parse_manifest(
        "ab data/1\rcd data/2\r\nef data/3\u2028\x85\x0c".encode()
    )
    assert list(manifest.digests) == ["data/1", "data/2", "data/3\u2028\x85\x0c"]
    assert codes(manifest.faults) == [("last-line-unterminated", 3)]


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        ("A: b\na:  c \n", [("A", "b"), ("a", " c ")], []),
        ("A:\tb\n", [("A", "b")], []),
        ("A: b\n \t c\n", [("A", "b\nc")], []),
        ("A: b: c\n", [("A", "b: c")], []),
        ("A : b\n", [("A", "b")], [("bag-info-malformed", 1)]),
        ("A:b\n", [("A", "b")], [("bag-info-malformed", 1)]),
        ("A:\n", [("A", "")], [("bag-info-malformed", 1)]),
        ("A:\n  b\nC: d\n", [("A", "b"), ("C", "d")], [("bag-info-value-below", 1)]),
        ("A:\n b\n\tc\n", [("A", "b\nc")], [("bag-info-value-below", 1)]),
        ("A:\nC: d\n", [("A", ""), ("C", "d")], [("bag-info-malformed", 1)]),
        ("A: b\n\nC: d\n", [("A", "b"), ("C", "d")], [("bag-info-blank-line", 2)]),
        ("garbage\n", [], [("bag-info-malformed", 1)]),
        (" A: b\n", [], [("bag-info-malformed", 1)]),
        (": b\n", [], [("bag-info-malformed", 1)]),
    ],
)
def test_each_line_of_bag_info_is_held_to_the_letter(
    text: str, tags: list[tuple[str, str]], expected: list[tuple[str, int]]
) -> None:
    parsed = tag_parsing.parse_bag_info(text.encode())
    assert list(parsed.tags) == tags
    assert codes(parsed.faults) == expected


def test_older_bag_info_may_have_white_space_around_the_colon() -> None:
    parsed = tag_parsing.parse_bag_info(b"A  :   b \nC: d\n", "UTF-8", (0, 97))
    assert parsed.tags == (("A", "b"), ("C", "d"))
    assert codes(parsed.faults) == [("older-syntax", 1)]


def test_labels_are_found_in_any_case_and_in_order() -> None:
    parsed = tag_parsing.parse_bag_info(b"Contact-Name: A\nX: y\ncontact-name: B\n")
    assert parsed.values("CONTACT-NAME") == ("A", "B")
    assert parsed.lines == (1, 2, 3)


@given(st.binary(), st.sampled_from(["UTF-8", "UTF-16", "UTF-32", "ISO-8859-1", "UTF-7", "Big5"]))
def test_no_content_is_an_exception(data: bytes, encoding: str) -> None:
    for version in ((0, 93), (1, 0)):
        tag_parsing.parse_manifest(data, encoding, version)
        tag_parsing.parse_bag_info(data, encoding, version)
        tag_parsing.parse_fetch(data, encoding, version)
    declaration.parse_declaration(data)

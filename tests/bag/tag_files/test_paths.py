"""Paths inside a bag."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.bag.tag_files import paths

ANY_NAME = st.text(st.characters(codec="utf-8") | st.sampled_from("%\r\n 0aAdD25/\ufeff"))


@given(ANY_NAME)
def test_decoding_is_the_inverse_of_encoding(path: str) -> None:
    assert paths.decode(paths.encode(path)) == path


@given(ANY_NAME)
def test_an_encoded_path_is_one_line_without_a_bare_percent(path: str) -> None:
    text = paths.encode(path)
    assert "\n" not in text
    assert "\r" not in text
    assert not paths.has_unencoded_percent(text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data/100%.txt", "data/100%25.txt"),
        ("data/a\r\nb", "data/a%0D%0Ab"),
        ("data/%0A", "data/%250A"),
        ("data/ü b\t", "data/ü b\t"),
    ],
)
def test_exactly_percent_and_line_breaks_are_encoded(path: str, text: str) -> None:
    assert paths.encode(path) == text


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("%0a%0d", "\n\r"),
        ("%7Edir", "%7Edir"),
        ("%2e%2e/x", "%2e%2e/x"),
        ("50%", "50%"),
        ("%25250A", "%250A"),
    ],
)
def test_decoding_knows_three_codes_in_either_case_and_runs_once(text: str, path: str) -> None:
    assert paths.decode(text) == path


def test_before_1_0_a_percent_was_not_encoded() -> None:
    assert paths.decode_before_1_0("%25%0A%7E") == "%25\n%7E"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/etc/passwd", "it is absolute"),
        ("//server/share", "it names a network share or device"),
        ("\\\\?\\UNC\\server\\x", "it names a network share or device"),
        ("\\x", "it is absolute"),
        ("C:\\Windows\\x", "it starts with a drive letter"),
        ("c:x", "it starts with a drive letter"),
        ("~root/x", "it starts with '~', a home directory to many programs"),
        ("~", "it starts with '~', a home directory to many programs"),
        ("data\\..\\x", "it contains '..' for systems to which a backslash is a separator"),
        ("%HomeDrive%\\x", "it starts with a variable that Windows puts a folder for"),
        ("data/../x", "it contains '..'"),
        ("data/..", "it contains '..'"),
        ("data/./x", "it contains '.' as a segment"),
        ("data//x", "it contains an empty segment"),
        ("data/", "it is a directory"),
        ("", "it is empty"),
        ("data/\0", "it contains a NUL character"),
        ("data/\udcff", "it is not valid Unicode text"),
        (
            "data/" + "x" * 40_000,
            "it has 40005 characters, and no system holds more than 32767",
        ),
        ("data/" + "a/" * 2000 + "x", "it leads through more than 2000 folders"),
    ],
)
def test_paths_that_must_never_be_opened(path: str, reason: str) -> None:
    assert paths.unsafe(path) == reason


@pytest.mark.parametrize(
    "path",
    [
        "data/" + "a/" * 1999 + "x",
        "data/a",
        "data/.keep",
        "data/...",
        "data/a~b",
        "data/~x",
        "data/ü/ .txt",
        "data/a\nb",
        "x",
    ],
)
def test_paths_that_are_only_odd_are_safe(path: str) -> None:
    assert paths.unsafe(path) is None


@pytest.mark.parametrize(
    "name",
    [
        *("CON", "con.txt", "Aux", "NUL.tar.gz", "prn", "COM1", "lpt9.x", "COM²", "nul .txt"),
        *("a.", "a ", "...", "a<b", "a>b", "a:b", 'a"b', "a|b", "a?", "*", "a\\b"),
        *("a\tb", "a\x00", "a\x1f", "a\x7f", "a\x85", "a\u2028", "é" * 128, "x" * 256),
    ],
)
def test_names_that_some_system_cannot_hold(name: str) -> None:
    assert paths.unportable(f"data/{name}/x") is not None
    assert paths.unportable(f"data/{name}") is not None


@pytest.mark.parametrize(
    "name",
    [
        *("CONSOLE", "con-1", "COM0", "COM10", "LPT", "nul_", "comet.txt", "a.b", ".a", " a"),
        *("a\rb", "a\nb", "é" * 127, "x" * 250, "日本", "a%b", "~a"),
    ],
)
def test_names_that_every_system_holds(name: str) -> None:
    assert paths.unportable(f"data/{name}") is None


@given(st.text(st.sampled_from("aAzZ09._-/ conCON~:\\é\0"), max_size=12).map("a".__add__))
def test_the_short_cut_for_plain_paths_decides_as_the_checks_do(path: str) -> None:
    for start in ("", "/", "~", "c:"):
        whole = start + path.rstrip("/")
        # A character that is not plain, put where it matters for neither question.
        assert paths.unsafe(whole) == paths.unsafe(f"{whole}/é")
        assert paths.unportable(whole) == paths.unportable(f"é/{whole}")


@given(ANY_NAME)
def test_unicode_forms_and_case_collide(path: str) -> None:
    key = paths.collision_key(path)
    for form in ("NFC", "NFD"):
        assert paths.collision_key(unicodedata.normalize(form, path)) == key
    assert paths.collision_key(path.casefold()) == key


def test_the_collision_key_is_the_same_for_ascii_and_other_paths() -> None:
    assert paths.collision_key("DATA/K") == paths.collision_key("data/\u212a")
    assert paths.collision_key("data/a") != paths.collision_key("data/ä")

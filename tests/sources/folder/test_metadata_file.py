"""Descriptions are read as they were written: text stays text, and nothing expands."""

from __future__ import annotations

import json
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from frus_pack.document.model_json import format_json
from frus_pack.errors import SourceError
from frus_pack.sources.folder.metadata_file import read_json, read_yaml

_TAG_OF_TEXT = "metadata: line 2: has the tag tag:yaml.org,2002:str (leave it out; all is text)"
_ANCHOR = "has an anchor or alias (write the value out, or put it in quotes)"


def _problems(content: str | bytes, read: str = "yaml") -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    with pytest.raises(SourceError) as caught:
        (read_yaml if read == "yaml" else read_json)(data, "metadata")
    return [str(problem) for problem in caught.value.problems]


def test_every_value_in_yaml_is_text() -> None:
    text = (
        "a: no\nb: 1964-11-05\nc: 341\nd: 0o17\ne: 1_000\nf: .inf\ng: true\nh: 12:30:45\n"
        "i: [on, 0x1F, 1e3]\nj: 'null'\n"
    )
    assert read_yaml(text.encode(), "m").data == {
        "a": "no",
        "b": "1964-11-05",
        "c": "341",
        "d": "0o17",
        "e": "1_000",
        "f": ".inf",
        "g": "true",
        "h": "12:30:45",
        "i": ["on", "0x1F", "1e3"],
        "j": "null",
    }


def test_a_key_with_nothing_behind_it_is_not_there() -> None:
    assert read_yaml(b"a:\nb: null\nc: ~\nd: {e: }\nf: ''\n", "m").data == {"d": {}, "f": ""}


def test_places_are_told_by_line_and_pointer() -> None:
    found = read_yaml(b"a: x\nb:\n  - c: y\n    d/e: z\n", "m")
    assert found.place(("a",)) == "line 1, /a"
    assert found.place(("b", 0, "d/e")) == "line 4, /b/0/d~1e"
    assert found.place(("b", 0, "missing")) == "line 3, /b/0/missing"
    assert found.place(("missing",)) == "/missing"


_NO_KEYS = (
    "metadata: holds no description (write keys and values, like id: d151; `frus-pack describe`"
    " drafts them)"
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\na: 2\n", "metadata: line 2: has the key 'a' twice (keep one of them)"),
        ("a:\na: 2\n", "metadata: line 2: has the key 'a' twice (keep one of them)"),
        ("a: &x 1\n", f"metadata: line 1: {_ANCHOR}"),
        ("a: *x\n", f"metadata: line 1, column 4: {_ANCHOR}"),
        (
            "a: !!python/object:os.system ls\n",
            (
                "metadata: line 1: has the tag tag:yaml.org,2002:python/object:os.system"
                " (leave it out; all is text)"
            ),
        ),
        ("[a]: 1\n", "metadata: line 1: has a key that is not text (keys are plain words)"),
        (
            "a: 1\n---\nb: 2\n",
            "metadata: line 2, column 1: holds a second YAML document (leave out the ---)",
        ),
        ("- a\n", _NO_KEYS),
        ("", _NO_KEYS),
        ('a: "\\x07"\n', "metadata: line 1: holds the character U+0007 (take it out)"),
        (
            'a: "\\uD800"\n',
            "metadata: line 1, column 7: is not YAML: found invalid Unicode character escape code",
        ),
        (
            "a: [1\nb: 2\n",
            (
                "metadata: line 2, column 2: is not YAML: did not find expected ',' or ']'"
                " (close the [ above this line with a ])"
            ),
        ),
        ("a: &c. other matters\n", f"metadata: line 1, column 4: {_ANCHOR}"),
        ("a: &c other matters\n", f"metadata: line 1: {_ANCHOR}"),
        ("a: *Secret* text\n", f"metadata: line 1, column 4: {_ANCHOR}"),
        ("a: 1\nb: !!str &x 2\n", _TAG_OF_TEXT),
        ("\ufeff\ufeffa: &x 1\n", f"metadata: line 1: {_ANCHOR}"),
        (
            "[" * 100_000,
            "metadata: line 1, column 1001: is not YAML: exceeded maximum nesting depth",
        ),
        ("a: " + "[" * 40 + "]" * 40, "metadata: line 1: is nested more than 32 levels deep"),
    ],
)
def test_yaml_traps_are_refused_with_their_line(text: str, problem: str) -> None:
    assert _problems(text) == [problem]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: "x\nb: 1\n', "line 1, column 4"),
        ('a: 1\nb: "x\nc: "y"\nd: 2\n', "line 2, column 4"),
        ("a: 'x\nb: c's\n", "line 1, column 4"),
        ("a: 1\nb: 'Rusk's'\n", "line 2, column 4"),
        ('a: "x "y" z"\n', "line 1, column 4"),
        ("a: [x, 'y, z]\nb: 1\n", "line 1, column 8"),
        ('"a: b\nc: d\n"e": f\n', "line 1, column 1"),
        ('a: "x\n---\nb: 1\n', "line 1, column 4"),
    ],
)
def test_an_open_quotation_is_reported_where_it_opens(text: str, place: str) -> None:
    assert _problems(text) == [
        (
            f"metadata: {place}: a quotation opens here and is not closed where it ends"
            " (close it; inside the marks write '' or \\\")"
        )
    ]


def test_a_fault_behind_a_whole_quotation_is_reported_where_it_is() -> None:
    assert _problems('a: "x": y\n') == [
        (
            "metadata: line 1, column 7: is not YAML: mapping values are not allowed in this"
            " context (begin all keys in one column, and put a value that has a colon and a blank"
            " in it into quotes)"
        )
    ]


def test_aliases_nested_to_explode_are_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    begun = time.monotonic()
    assert _problems("\n".join(lines)) == [f"metadata: line 1: {_ANCHOR}"]
    assert time.monotonic() - begun < 5


def test_what_is_not_utf8_is_told_by_its_byte() -> None:
    for read in ("yaml", "json"):
        assert _problems(b"a: caf\xe9\n", read) == [
            "metadata: line 1, byte 6: is not UTF-8: byte 0xE9 (save it as UTF-8)"
        ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"a": 1, "a": 2}', "metadata: the key 'a' occurs twice in one object"),
        ('{"a": NaN}', "metadata: is not JSON: NaN is not a number"),
        (
            '{"a": }',
            (
                "metadata: line 1, column 7: is not JSON: Expecting value"
                " (keys and texts are in plain double quotes, and no comma is behind the last)"
            ),
        ),
        ("[]", "metadata: is not a JSON object"),
        ('{"a":\n "\\ud800"}', "metadata: /a: holds the character U+D800 (take it out)"),
        ('{"x-a": ' + "[" * 40 + "]" * 40 + "}", "metadata: is nested more than 32 levels deep"),
        ("[" * 100_000, "metadata: is nested too deep"),
    ],
)
def test_json_traps_are_refused(text: str, problem: str) -> None:
    assert _problems(text, "json") == [problem]


@pytest.mark.parametrize(
    "number",
    [
        "1e400",
        "-1e400",
        "1.10",
        "1E5",
        "-0",
        "0.12345678901234567890",
        "1e2",
        "100000000000000000.5",
    ],
)
def test_a_number_that_would_not_be_written_again_as_it_stands_is_refused(number: str) -> None:
    text = f'{{"x-a": "{number} \\" {number}",\n"x-b": [1,\n {number}]}}'
    assert _problems(text, "json") == [
        (
            f"metadata: line 3: the number {number} cannot be kept as it is written"
            " (write it as text, in quotes)"
        )
    ]


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert _problems('{"x-a": ' + "7" * 5_000 + "}", "json") == [
        (
            f"metadata: line 1: the number {'7' * 40}… cannot be kept as it is written"
            " (write it as text, in quotes)"
        )
    ]


def test_numbers_that_are_kept_are_written_again_as_they_stood() -> None:
    text = (
        '{\n  "x-a": [\n    -1,\n    0.5,\n    1.0,\n    1e+16,\n    12345678901234567890\n  ]\n}\n'
    )
    assert format_json(read_json(text.encode(), "m").data) == text.encode()


def test_json_keeps_its_kinds_and_knows_its_lines() -> None:
    found = read_json(b'{\n  "a": "C:\\\\users",\n  "x-n": [1, true, null]\n}', "m")
    assert found.data == {"a": "C:\\users", "x-n": [1, True, None]}
    assert found.place(("x-n", 1)) == "line 3, /x-n/1"


_WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff\ufffe\uffff", min_codepoint=32
    )
    | st.sampled_from("\t\n"),
    max_size=12,
).filter(
    lambda text: max(text, default="a") < "\x7f" or not any("\x7f" <= c < "\xa0" for c in text)
)
_DATA = st.recursive(
    _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_WORDS, _DATA, min_size=1, max_size=4))
def test_what_a_yaml_writer_quotes_is_read_back(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, default_style='"', allow_unicode=True)
    assert read_yaml(text.encode(), "m").data == data
    assert read_json(json.dumps(data).encode(), "m").data == data
